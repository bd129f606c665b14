import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf } from '../shared/place.js';

/** A history on one side of a comparison. */
export interface Side {
  readonly run: LoadedRun;
  /** Its index in the page. */
  readonly index: number;
}

/** The two histories of a comparison. */
export interface Sides {
  readonly left: Side;
  readonly right: Side;
}

/** How a comparison is shown. */
export interface CompareOptions {
  /** The names of attributes that do not count. */
  readonly ignored: ReadonlySet<string>;
  /** True if long stretches of equal events are one line. */
  readonly isFolded: boolean;
  /** True to show how much later an event is on the right, measured from the start of each run. */
  readonly hasDelays: boolean;
}

/** Returns the address of an event in the view of the events. */
export const eventHash = ({ index }: Side, event: number): string => hashOf({ view: 'events', run: index, event });
