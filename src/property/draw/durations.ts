import { type Duration, millisOf } from '../../args/durations.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';

/** A range of durations. Both bounds are included. */
export interface DurationRange {
  /** The shortest duration. Default `0ms`. */
  readonly min?: Duration;
  /** The longest duration. Default `1d`. */
  readonly max?: Duration;
}

// Seconds come first: SWF counts in seconds, and values shrink to the first unit.
const UNITS = ['s', 'm', 'h', 'd', 'ms'] as const;

/**
 * Returns an arbitrary of durations as `swf.clock` accepts them, in every unit that fits the range.
 *
 * @throws TypeError if a bound has no unit.
 * @throws RangeError if no duration is in the range.
 */
export function durationsOf(fc: FastCheck, { min = '0ms', max = '1d' }: DurationRange): Arbitrary<Duration> {
  const [shortest, longest] = [millisOf(min), millisOf(max)];
  const fitting = UNITS.map((unit) => rangeIn(unit, shortest, longest)).filter((range) => range.min <= range.max);
  if (fitting.length === 0)
    throw new RangeError(
      `swfake: no duration is between min '${min}' and max '${max}'; give a min that is not greater than max`,
    );
  const amounts = fitting.map(({ unit, ...range }) => fc.integer(range).map((amount): Duration => `${amount}${unit}`));
  return fc.oneof({ withCrossShrink: true }, ...amounts);
}

function rangeIn(unit: (typeof UNITS)[number], shortest: number, longest: number) {
  const scale = millisOf(`1${unit}`);
  return { unit, min: Math.ceil(shortest / scale), max: Math.floor(longest / scale) };
}
