import { type Duration, millisOf } from '../shell/durations.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';

/** From the one to the other, both included. */
export interface DurationRange {
  /** Default `0ms`. */
  readonly min?: Duration;
  /** Default `1d`. */
  readonly max?: Duration;
}

// Seconds first: that is what SWF counts in, and what a failure shrinks to.
const UNITS = ['s', 'm', 'h', 'd', 'ms'] as const;

/**
 * Durations as `swf.clock` takes them, in every unit that fits.
 *
 * @throws TypeError if a bound has no unit, RangeError if no duration lies between them.
 */
export function durationsOf(fc: FastCheck, { min = '0ms', max = '1d' }: DurationRange): Arbitrary<Duration> {
  const [least, most] = [millisOf(min), millisOf(max)];
  const fitting = UNITS.map((unit) => rangeIn(unit, least, most)).filter((range) => range.min <= range.max);
  if (fitting.length === 0) throw new RangeError(`swfake: there is no duration from '${min}' to '${max}'`);
  const amounts = fitting.map(({ unit, ...range }) => fc.integer(range).map((amount): Duration => `${amount}${unit}`));
  return fc.oneof({ withCrossShrink: true }, ...amounts);
}

function rangeIn(unit: (typeof UNITS)[number], least: number, most: number) {
  const scale = millisOf(`1${unit}`);
  return { unit, min: Math.ceil(least / scale), max: Math.floor(most / scale) };
}
