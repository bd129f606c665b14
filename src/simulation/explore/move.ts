import type { Draft } from './node.js';

/** One thing that can happen next. */
export interface Move<W> {
  /** What happens, in words. */
  readonly words: () => string;
  readonly take: (draft: Draft<W>) => void;
}
