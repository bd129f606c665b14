import type { Anchor, Stretch } from './compareStretch.js';

// The number of differences that are looked for. The memory grows with its square.
const MOST_DIFFERENCES = 1500;

/**
 * Returns the items that two lists have in common, where every key can occur often: the shortest edit script of Myers
 * (1986). Returns none if the stretch has over 1,500 differences.
 */
export function commonAnchors(left: readonly number[], right: readonly number[], stretch: Stretch): readonly Anchor[] {
  const trace = furthestPaths(left, right, stretch);
  return trace === undefined ? [] : anchorsOn(trace, stretch);
}

/** For each number of differences, the furthest left index on each diagonal, the lowest diagonal first. */
type Trace = readonly Int32Array[];

function furthestPaths(left: readonly number[], right: readonly number[], stretch: Stretch): Trace | undefined {
  const width = stretch.leftTo - stretch.leftFrom;
  const height = stretch.rightTo - stretch.rightFrom;
  const trace: Int32Array[] = [];
  for (let differences = 0; differences <= Math.min(MOST_DIFFERENCES, width + height); differences += 1) {
    const before = trace.at(-1);
    const furthest = new Int32Array(2 * differences + 1);
    trace.push(furthest);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = beginOn(before, differences, diagonal);
      while (x < width && x - diagonal < height && isCommon(left, right, stretch, x, x - diagonal)) x += 1;
      furthest[diagonal + differences] = x;
      if (x >= width && x - diagonal >= height) return trace;
    }
  }
  return undefined;
}

const isCommon = (left: readonly number[], right: readonly number[], from: Stretch, x: number, y: number): boolean =>
  left[from.leftFrom + x] === right[from.rightFrom + y];

const onDiagonal = (furthest: Int32Array, differences: number, diagonal: number): number =>
  furthest[diagonal + differences] ?? Number.NEGATIVE_INFINITY;

/** Returns true if the path to a diagonal comes from the one above: it takes an item of the right list. */
function isFromAbove(before: Int32Array, differences: number, diagonal: number): boolean {
  if (diagonal === -differences) return true;
  if (diagonal === differences) return false;
  return onDiagonal(before, differences - 1, diagonal - 1) < onDiagonal(before, differences - 1, diagonal + 1);
}

function beginOn(before: Int32Array | undefined, differences: number, diagonal: number): number {
  if (before === undefined) return 0;
  return isFromAbove(before, differences, diagonal)
    ? onDiagonal(before, differences - 1, diagonal + 1)
    : onDiagonal(before, differences - 1, diagonal - 1) + 1;
}

// Followed from the end to the beginning.
function anchorsOn(trace: Trace, { leftFrom, leftTo, rightFrom, rightTo }: Stretch): readonly Anchor[] {
  const anchors: Anchor[] = [];
  let [x, diagonal] = [leftTo - leftFrom, leftTo - leftFrom - (rightTo - rightFrom)];
  for (let differences = trace.length - 1; differences >= 0; differences -= 1) {
    const before = trace[differences - 1];
    const begin = beginOn(before, differences, diagonal);
    for (; x > begin; x -= 1) anchors.push({ left: leftFrom + x - 1, right: rightFrom + x - 1 - diagonal });
    if (before === undefined) break;
    const isAbove = isFromAbove(before, differences, diagonal);
    x = isAbove ? begin : begin - 1;
    diagonal += isAbove ? 1 : -1;
  }
  return anchors.toReversed();
}
