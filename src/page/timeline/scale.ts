import type { Recorded } from '../../history/readHistory.js';

/** The width of an event in units. A unit is a pixel at zoom 1. */
export const SLOT = 12;
/** The width of a long, usual span of time between two events. */
const USUAL = 16;
/** A span of time that would be wider is folded: it gets this width, and its length as a label. */
const LONGEST = 64;

/** A span of time without events that is too long to draw in proportion. */
export interface Fold {
  readonly left: number;
  readonly right: number;
  /** The true length in milliseconds. */
  readonly millis: number;
}

/** The places of events on a time axis, in units. */
export interface Scale {
  /** The left edge of each event, in the order of the events. */
  readonly lefts: readonly number[];
  readonly width: number;
  /** The folded spans, from left to right. */
  readonly folds: readonly Fold[];
  /** False if no event has a time: then the axis shows the order alone. */
  readonly isTimed: boolean;
}

/**
 * Returns the places of events. Each event has its own width, so the order is seen where no time passes. The time between
 * two events adds width in proportion, up to a limit. A longer span is folded.
 */
export function scaleOf(events: readonly Recorded[]): Scale {
  const gaps = events.map(({ at }, index) => gapBetween(events[index - 1]?.at ?? at, at));
  const usual = usualGap(gaps);
  const lefts: number[] = [];
  const folds: Fold[] = [];
  let end = 0;
  for (const millis of gaps) {
    const width = widthOf(millis, usual);
    const left = end + (width ?? LONGEST);
    if (width === undefined) folds.push({ left: end, right: left, millis });
    lefts.push(left);
    end = left + SLOT;
  }
  return { lefts, width: end, folds, isTimed: events.some(({ at }) => !Number.isNaN(at)) };
}

// Without a time, and in a recording whose clock went back, the order alone counts.
const gapBetween = (from: number, to: number): number => (to > from ? to - from : 0);

/** Returns the width of a span of time; `undefined` if it is folded. */
function widthOf(millis: number, usual: number): number | undefined {
  if (millis === 0) return 0;
  const width = (millis / usual) * USUAL;
  return width > LONGEST ? undefined : width;
}

/** Returns a span of time that nine of ten others do not exceed. The longest one does not count: it is no measure of itself. */
function usualGap(gaps: readonly number[]): number {
  const others = gaps
    .filter((millis) => millis > 0)
    .toSorted((a, b) => a - b)
    .slice(0, -1);
  return others[Math.floor(others.length * 0.9)] ?? 0;
}
