import type { Anchor, Stretch } from './compareStretch.js';

/**
 * Returns the items of a stretch that occur once in each list and are the same in both, as many as have the same order in
 * both: the anchors of a patience diff.
 */
export function uniqueAnchors(left: readonly number[], right: readonly number[], stretch: Stretch): readonly Anchor[] {
  const { leftFrom, leftTo, rightFrom, rightTo } = stretch;
  const placesRight = uniquePlaces(right, rightFrom, rightTo);
  const shared: Anchor[] = [];
  for (const [key, place] of uniquePlaces(left, leftFrom, leftTo)) {
    const other = placesRight.get(key) ?? REPEATED;
    if (place !== REPEATED && other !== REPEATED) shared.push({ left: place, right: other });
  }
  return longestRising(shared.toSorted((a, b) => a.left - b.left));
}

const REPEATED = -1;

function uniquePlaces(keys: readonly number[], from: number, to: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let i = from; i < to; i += 1) {
    const key = keys[i] as number;
    places.set(key, places.has(key) ? REPEATED : i);
  }
  return places;
}

/** Returns the longest part of the anchors whose right indexes rise (patience sorting). */
function longestRising(anchors: readonly Anchor[]): readonly Anchor[] {
  const ends: number[] = [];
  const before: number[] = [];
  anchors.forEach(({ right }, index) => {
    const pile = firstNotBelow(ends, (end) => (anchors[end]?.right ?? 0) >= right);
    before[index] = ends[pile - 1] ?? REPEATED;
    ends[pile] = index;
  });
  const chain: Anchor[] = [];
  for (let at = ends.at(-1) ?? REPEATED; at !== REPEATED; at = before[at] ?? REPEATED)
    chain.push(anchors[at] as Anchor);
  return chain.toReversed();
}

/** Returns the index of the first entry for which a condition holds; it holds for all after it. */
function firstNotBelow(entries: readonly number[], holds: (entry: number) => boolean): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(entries[middle] as number)) to = middle;
    else from = middle + 1;
  }
  return from;
}
