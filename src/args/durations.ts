import { type Millis, millis } from '../core/index.js';

/** A number with its unit: `500ms`, `30s`, `10m`, `4h`, `3d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** A timeout of SWF: a duration of whole seconds, or `NONE` for no limit. */
export type Timeout = Duration | 'NONE';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const EXAMPLES = "'500ms', '30s', '10m', '4h' or '3d'";

/**
 * Returns a duration in milliseconds.
 *
 * @throws TypeError if `duration` is not a number with a unit.
 */
export function millisOf(duration: Duration): Millis {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(duration) ?? [];
  const scale = UNITS[unit];
  if (amount !== undefined && scale !== undefined) return millis(Math.round(Number(amount) * scale));
  throw new TypeError(`swfake: '${duration}' is no duration: ${durationProblem(amount, unit)}`);
}

/**
 * Returns a duration in the form of SWF's timeouts: a number of whole seconds as text, or `NONE`.
 *
 * @throws TypeError if `duration` is not a number with a unit, or not a number of whole seconds.
 */
export function secondsOf(duration: Timeout): string {
  if (duration === 'NONE') return duration;
  const seconds = millisOf(duration) / 1000;
  if (Number.isInteger(seconds)) return String(seconds);
  throw new TypeError(`swfake: SWF counts timeouts in whole seconds, and '${duration}' is ${seconds} of them`);
}

function durationProblem(amount: string | undefined, unit: string): string {
  if (amount === undefined) return `expected a number with a unit, like ${EXAMPLES}`;
  return unit === '' ? `no unit; did you mean '${amount}s'?` : `unknown unit '${unit}'; the units are ${EXAMPLES}`;
}
