import { type AttributeDifference, differingAttributes, type EventPair } from '../../render/model/compareHistories.js';

/** A line of the comparison. `index` is that of its pair, or of the first pair of a fold. */
export type Line =
  | { readonly kind: 'pair'; readonly index: number; readonly pair: EventPair }
  | { readonly kind: 'attribute'; readonly index: number; readonly difference: AttributeDifference }
  | { readonly kind: 'fold'; readonly index: number; readonly count: number };

/** Pairs from an index up to another one, which is excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The equal pairs that are shown before and after a difference. */
const CONTEXT = 2;
/** A fold of fewer pairs would hide little. */
const SMALLEST_FOLD = 4;

/** Returns the ranges of pairs that differ. Neighbours are in one. */
export const differingRanges = (pairs: readonly EventPair[]): readonly Range[] =>
  rangesOf(pairs, ({ kind }) => kind !== 'equal');

function rangesOf(pairs: readonly EventPair[], isIn: (pair: EventPair) => boolean): readonly Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < pairs.length; ) {
    let to = from;
    for (let pair = pairs[to]; pair && isIn(pair); pair = pairs[to]) to += 1;
    if (to > from) ranges.push({ from, to });
    from = to + 1;
  }
  return ranges;
}

/** Returns the ranges of equal pairs that can be folded: all but those next to a difference. */
export const foldsOf = (pairs: readonly EventPair[]): readonly Range[] =>
  rangesOf(pairs, ({ kind }) => kind === 'equal')
    .map(({ from, to }) => ({ from: from === 0 ? 0 : from + CONTEXT, to: to === pairs.length ? to : to - CONTEXT }))
    .filter(({ from, to }) => to - from >= SMALLEST_FOLD);

/**
 * Returns the lines of a comparison: each pair, under it the attributes that differ, and a line for each fold. `ignored` has
 * the names of attributes that do not count.
 */
export function linesOf(
  pairs: readonly EventPair[],
  folds: readonly Range[],
  ignored: ReadonlySet<string>,
): readonly Line[] {
  const lines: Line[] = [];
  const add = (from: number, to: number): void => {
    for (const [offset, pair] of pairs.slice(from, to).entries()) addPair(lines, pair, from + offset, ignored);
  };
  let next = 0;
  for (const { from, to } of folds) {
    add(next, from);
    lines.push({ kind: 'fold', index: from, count: to - from });
    next = to;
  }
  add(next, pairs.length);
  return lines;
}

function addPair(lines: Line[], pair: EventPair, index: number, ignored: ReadonlySet<string>): void {
  lines.push({ kind: 'pair', index, pair });
  for (const difference of differencesOf(pair))
    if (!ignored.has(difference.name)) lines.push({ kind: 'attribute', index, difference });
}

/** Returns the attributes that differ in a changed pair; none for any other pair. */
export const differencesOf = ({ kind, left, right }: EventPair): readonly AttributeDifference[] =>
  kind === 'changed' && left && right ? differingAttributes(left, right) : [];

/** Returns the number of changed pairs in which each attribute differs, the most frequent first. */
export function differingNames(pairs: readonly EventPair[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { name } of pairs.flatMap(differencesOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** Returns the position of the line that shows a pair: its own, or the fold that it is in. -1 if there is none. */
export const positionOf = (lines: readonly Line[], index: number): number =>
  lines.findLastIndex((line) => line.kind !== 'attribute' && line.index <= index);

/** Returns the range after or before a pair; the first or last one if there is no further one in that direction. */
export function neighbourRange(ranges: readonly Range[], index: number | undefined, by: 1 | -1): Range | undefined {
  if (index === undefined) return by === 1 ? ranges[0] : ranges.at(-1);
  return by === 1
    ? (ranges.find(({ from }) => from > index) ?? ranges[0])
    : (ranges.findLast(({ to }) => to <= index) ?? ranges.at(-1));
}
