/**
 * The costs of the steps through two lists: an alignment has the lowest sum. A pair that costs nothing is taken at once, so
 * no other step at its place may lead to a lower sum. That is so if every item alone costs the same, or nothing.
 */
export interface Costs<L, R> {
  /** Returns the cost of a pair; `Infinity` for two items that are no pair. */
  readonly pair: (left: L, right: R) => number;
  /** Returns the cost of a left item without a partner. */
  readonly left: (left: L) => number;
  /** Returns the cost of a right item without a partner, before the left item `next`. */
  readonly right: (next: L | undefined) => number;
}

/** A pair of items, or one item that has no partner. */
export interface Pair<L, R> {
  readonly left?: L;
  readonly right?: R;
  /** True for a pair that costs nothing. */
  readonly isEqual: boolean;
}

/** The bounds of the work of an alignment. */
export interface Bounds {
  /** The product of the lengths of two lists up to which the cheapest alignment is found. */
  readonly cells: number;
  /** The number of items of each list that are aligned at once if the lists are longer. At least 2. */
  readonly window: number;
}

const BOUNDS: Bounds = { cells: 4_000_000, window: 256 };

/**
 * Returns the pairs of two lists that cost least, from the beginnings to the ends. Of equal costs, a pair is before a left
 * item alone, and that before a right item alone. Lists that are too long are aligned in windows: the result is complete,
 * but can cost more. The work for a window is done when its first pair is read.
 */
export function* alignment<L, R>(
  left: readonly L[],
  right: readonly R[],
  costs: Costs<L, R>,
  bounds: Bounds = BOUNDS,
): Generator<Pair<L, R>, void> {
  const starts = equalItems(left, right, costs, 0);
  for (let i = 0; i < starts; i += 1) yield { left: left[i] as L, right: right[i] as R, isEqual: true };
  const isLong = (left.length - starts) * (right.length - starts) > bounds.cells;
  const ends = isLong ? equalItems(left.slice(starts), right.slice(starts), costs, -1) : 0;
  yield* inWindows(left.slice(starts, left.length - ends), right.slice(starts, right.length - ends), costs, bounds);
  for (let back = ends; back > 0; back -= 1)
    yield { left: left.at(-back) as L, right: right.at(-back) as R, isEqual: true };
}

/** Returns the number of equal items at the beginnings (`first` is 0) or at the ends (`first` is -1) of two lists. */
function equalItems<L, R>(left: readonly L[], right: readonly R[], { pair }: Costs<L, R>, first: 0 | -1): number {
  const most = Math.min(left.length, right.length);
  const at = (count: number): number => (first === 0 ? count : -1 - count);
  let count = 0;
  while (count < most && pair(left.at(at(count)) as L, right.at(at(count)) as R) === 0) count += 1;
  return count;
}

function* inWindows<L, R>(
  left: readonly L[],
  right: readonly R[],
  costs: Costs<L, R>,
  bounds: Bounds,
): Generator<Pair<L, R>, void> {
  for (let [i, j] = [0, 0]; i < left.length || j < right.length; ) {
    while (i < left.length && j < right.length && costs.pair(left[i] as L, right[j] as R) === 0) {
      yield { left: left[i] as L, right: right[j] as R, isEqual: true };
      i += 1;
      j += 1;
    }
    for (const pair of nextWindow(left, right, i, j, costs, bounds)) {
      yield pair;
      i += 'left' in pair ? 1 : 0;
      j += 'right' in pair ? 1 : 0;
    }
  }
}

/** Returns pairs from a place on: all that are left, or those of the first half of a window. */
function nextWindow<L, R>(
  left: readonly L[],
  right: readonly R[],
  i: number,
  j: number,
  costs: Costs<L, R>,
  { cells, window }: Bounds,
): readonly Pair<L, R>[] {
  if ((left.length - i) * (right.length - j) <= cells) return cheapestPath(left.slice(i), right.slice(j), costs);
  const lefts = left.slice(i, i + window);
  // A short list beside a long one: the window has as many places as another one.
  const rights = right.slice(j, j + Math.ceil((window * window) / lefts.length));
  return firstHalf(cheapestPath(lefts, rights, costs), lefts.length, rights.length);
}

// The end of a window is where a path must arrive, so the pairs near it are worth less.
function firstHalf<L, R>(path: readonly Pair<L, R>[], lefts: number, rights: number): readonly Pair<L, R>[] {
  let [i, j] = [0, 0];
  return path.filter((pair) => {
    const isNear = 2 * i < lefts && 2 * j < rights;
    i += 'left' in pair ? 1 : 0;
    j += 'right' in pair ? 1 : 0;
    return isNear;
  });
}

const PAIR = 0;
const LEFT = 1;
const RIGHT = 2;

function cheapestPath<L, R>(left: readonly L[], right: readonly R[], costs: Costs<L, R>): readonly Pair<L, R>[] {
  const choices = choicesOf(left, right, costs);
  const path: Pair<L, R>[] = [];
  for (let [i, j] = [0, 0]; i < left.length || j < right.length; ) {
    const choice = choices[i * (right.length + 1) + j];
    path.push(stepOf(choice, left[i] as L, right[j] as R, costs));
    if (choice !== RIGHT) i += 1;
    if (choice !== LEFT) j += 1;
  }
  return path;
}

function stepOf<L, R>(choice: number | undefined, left: L, right: R, costs: Costs<L, R>): Pair<L, R> {
  if (choice === LEFT) return { left, isEqual: false };
  if (choice === RIGHT) return { right, isEqual: false };
  return { left, right, isEqual: costs.pair(left, right) === 0 };
}

/** Returns the first step of the cheapest path from each place to the ends, row by row. */
function choicesOf<L, R>(left: readonly L[], right: readonly R[], costs: Costs<L, R>): Uint8Array {
  const width = right.length + 1;
  const choices = new Uint8Array((left.length + 1) * width);
  let below = new Float64Array(width);
  // Filled from the ends, so that the steps can be followed from the beginnings.
  for (let i = left.length; i >= 0; i -= 1) {
    const row = choices.subarray(i * width, (i + 1) * width);
    below = i === left.length ? lastRow(row, costs) : rowAbove(row, below, left[i] as L, right, costs);
  }
  return choices;
}

function lastRow<L, R>(choices: Uint8Array, costs: Costs<L, R>): Float64Array<ArrayBuffer> {
  const cost = costs.right(undefined);
  choices.fill(RIGHT);
  return new Float64Array(choices.length).map((_, j) => (choices.length - 1 - j) * cost);
}

function rowAbove<L, R>(
  choices: Uint8Array,
  below: Float64Array,
  item: L,
  right: readonly R[],
  costs: Costs<L, R>,
): Float64Array<ArrayBuffer> {
  const row = new Float64Array(below.length);
  const [leftCost, rightCost] = [costs.left(item), costs.right(item)];
  for (let j = right.length; j >= 0; j -= 1) {
    let best = j < right.length ? costs.pair(item, right[j] as R) + (below[j + 1] as number) : Number.POSITIVE_INFINITY;
    let choice = PAIR;
    const byLeft = leftCost + (below[j] as number);
    if (byLeft < best) {
      best = byLeft;
      choice = LEFT;
    }
    const byRight = rightCost + (row[j + 1] ?? Number.POSITIVE_INFINITY);
    if (byRight < best) {
      best = byRight;
      choice = RIGHT;
    }
    row[j] = best;
    choices[j] = choice;
  }
  return row;
}
