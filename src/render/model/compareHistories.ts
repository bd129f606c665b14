import type { Recorded } from '../../history/readHistory.js';
import { comparedAttributes, comparisonKeys, meaningOf } from './compareKeys.js';
import { alignLists } from './compareLists.js';

/**
 * The result for an event or for two that correspond.
 *
 * - `equal`: the same type of event about the same subject, with the same attributes.
 * - `changed`: the same type of event about the same subject, with other attributes.
 * - `left`, `right`: an event of one history only.
 */
export type PairKind = 'equal' | 'changed' | 'left' | 'right';

/** Two events that correspond, or an event of one history only. */
export interface EventPair {
  readonly kind: PairKind;
  /** The name of the subject, such as an activity id. Empty for the run and its decisions. */
  readonly subject: string;
  readonly left?: Recorded;
  readonly right?: Recorded;
}

/** Two histories, compared by the meaning of their events. */
export interface Comparison {
  /** In the order of both histories. */
  readonly pairs: readonly EventPair[];
  /** The number of pairs of each kind. */
  readonly counts: { readonly [K in PairKind]: number };
  /** The number of events in stretches that are too long and too different to be aligned. */
  readonly unaligned: number;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Compares two histories by the meaning of their events. Ids of events and runs, times, and the attributes in `ignored` do
 * not count. The time is nearly linear in the number of events.
 */
export function compareHistories(
  left: readonly Recorded[],
  right: readonly Recorded[],
  ignored: ReadonlySet<string> = NONE,
): Comparison {
  const numbers = new Map<string, number>();
  const leftKeys = comparisonKeys(left, numbers, ignored);
  const rightKeys = comparisonKeys(right, numbers, ignored);
  const counts = { equal: 0, changed: 0, left: 0, right: 0 };
  let unaligned = 0;
  const pairs = alignLists(leftKeys, rightKeys).map(({ left: i = -1, right: j = -1, isAligned }) => {
    const isEqual = leftKeys.values[i] === rightKeys.values[j];
    const pair = pairOf(left[i], right[j], isEqual, leftKeys.subjects[i] ?? rightKeys.subjects[j] ?? '');
    counts[pair.kind] += 1;
    if (!isAligned) unaligned += 1;
    return pair;
  });
  return { pairs, counts, unaligned };
}

function pairOf(left: Recorded | undefined, right: Recorded | undefined, isEqual: boolean, subject: string): EventPair {
  if (left && right) return { kind: isEqual ? 'equal' : 'changed', subject, left, right };
  if (left) return { kind: 'left', subject, left };
  return { kind: 'right', subject, ...(right && { right }) };
}

/** An attribute that differs between two events. */
export interface AttributeDifference {
  readonly name: string;
  /** Its value in the left event; `undefined` if it is absent. */
  readonly left: unknown;
  readonly right: unknown;
}

/** Returns the attributes that differ between two events, by name. Ids of events and runs do not count. */
export function differingAttributes(left: Recorded, right: Recorded): readonly AttributeDifference[] {
  const [ofLeft, ofRight] = [new Map(comparedAttributes(left, NONE)), new Map(comparedAttributes(right, NONE))];
  return [...new Set([...ofLeft.keys(), ...ofRight.keys()])]
    .toSorted()
    .map((name) => ({ name, left: ofLeft.get(name), right: ofRight.get(name) }))
    .filter((one) => meaningOf(one.left) !== meaningOf(one.right));
}
