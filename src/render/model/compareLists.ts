import { uniqueAnchors } from './compareAnchors.js';
import { pairsOfGap } from './compareGap.js';
import type { ComparisonKeys } from './compareKeys.js';
import { commonAnchors } from './compareRepeats.js';
import type { Anchor, IndexPair, Stretch } from './compareStretch.js';

// A stretch with fewer cells in its table than this is aligned at the lowest cost.
const SMALL_TABLE = 40_000;
const DEEPEST = 200;

/**
 * Aligns two lists by their keys. The order of both is kept. The time is nearly linear: common ends and keys that occur once
 * divide the lists, as in a patience diff. Only short stretches between them are aligned at the lowest cost.
 */
export function alignLists(left: ComparisonKeys, right: ComparisonKeys): readonly IndexPair[] {
  const alignment = new ListAlignment(left, right);
  const { length: leftTo } = left.values;
  const { length: rightTo } = right.values;
  alignment.align({ leftFrom: 0, leftTo, rightFrom: 0, rightTo }, 0);
  return alignment.pairs;
}

class ListAlignment {
  readonly pairs: IndexPair[] = [];

  constructor(
    readonly left: ComparisonKeys,
    readonly right: ComparisonKeys,
  ) {}

  align(whole: Stretch, depth: number): void {
    const inner = this.#withoutCommonEnds(whole);
    this.#pair(whole.leftFrom, whole.rightFrom, inner.leftFrom - whole.leftFrom);
    this.#alignInner(inner, depth);
    this.#pair(inner.leftTo, inner.rightTo, whole.leftTo - inner.leftTo);
  }

  #pair(left: number, right: number, count: number): void {
    for (let i = 0; i < count; i += 1) this.pairs.push({ left: left + i, right: right + i, isAligned: true });
  }

  #withoutCommonEnds({ leftFrom, leftTo, rightFrom, rightTo }: Stretch): Stretch {
    const [a, b] = [this.left.values, this.right.values];
    let [i, j, k, l] = [leftFrom, rightFrom, leftTo, rightTo];
    for (; i < k && j < l && a[i] === b[j]; i += 1) j += 1;
    for (; i < k && j < l && a[k - 1] === b[l - 1]; k -= 1) l -= 1;
    return { leftFrom: i, leftTo: k, rightFrom: j, rightTo: l };
  }

  #alignInner(inner: Stretch, depth: number): void {
    const cells = (inner.leftTo - inner.leftFrom) * (inner.rightTo - inner.rightFrom);
    if (cells <= SMALL_TABLE) this.#add(pairsOfGap(this.left, this.right, inner));
    else this.#alignLong(inner, depth);
  }

  #add(pairs: readonly IndexPair[]): void {
    for (const pair of pairs) this.pairs.push(pair);
  }

  #alignLong(inner: Stretch, depth: number): void {
    const anchors = depth < DEEPEST ? this.#anchorsIn(inner) : [];
    if (anchors.length > 0) this.#divide(inner, anchors, depth);
    else this.#giveUp(inner);
  }

  /** Returns items that correspond. The certain ones come first: events that are equal and occur once. */
  #anchorsIn(inner: Stretch): readonly Anchor[] {
    const { left, right } = this;
    const equal = uniqueAnchors(left.values, right.values, inner);
    if (equal.length > 0) return equal;
    const changed = uniqueAnchors(left.identities, right.identities, inner);
    if (changed.length > 0) return changed;
    const repeated = commonAnchors(left.values, right.values, inner);
    return repeated.length > 0 ? repeated : commonAnchors(left.identities, right.identities, inner);
  }

  #divide(inner: Stretch, anchors: readonly Anchor[], depth: number): void {
    let rest = inner;
    for (const { left, right } of anchors) {
      this.align({ ...rest, leftTo: left, rightTo: right }, depth + 1);
      this.#pair(left, right, 1);
      rest = { ...inner, leftFrom: left + 1, rightFrom: right + 1 };
    }
    this.align(rest, depth + 1);
  }

  #giveUp({ leftFrom, leftTo, rightFrom, rightTo }: Stretch): void {
    for (let left = leftFrom; left < leftTo; left += 1) this.pairs.push({ left, isAligned: false });
    for (let right = rightFrom; right < rightTo; right += 1) this.pairs.push({ right, isAligned: false });
  }
}
