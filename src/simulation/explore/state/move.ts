import type { NodeBuilder } from './node.js';

/** A step that is possible in a node. */
export interface Move<W> {
  /** Returns the step in words. */
  readonly description: () => string;
  /** Takes the step. */
  readonly apply: (builder: NodeBuilder<W>) => void;
}
