import { type Millis, millis } from '../core/index.js';
import { quoted } from './quoted.js';

/** A number with its unit: `500ms`, `30s`, `10m`, `4h`, `3d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** A timeout of SWF: a duration of whole seconds, or `NONE` for no limit. */
export type Timeout = Duration | 'NONE';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const EXAMPLES = "'500ms', '30s', '10m', '4h' or '3d'";
const A_DURATION = `a number with a unit, for example ${EXAMPLES}`;

/**
 * Returns a duration in milliseconds.
 *
 * @throws TypeError if `duration` is not a number with a unit.
 */
export function millisOf(duration: Duration): Millis {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(duration) ?? [];
  const scale = UNITS[unit];
  if (amount !== undefined && scale !== undefined) return millis(Math.round(Number(amount) * scale));
  throw new TypeError(`swfake: ${problemOf(duration, amount, unit)}`);
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
  throw new TypeError(
    `swfake: the timeout '${duration}' is ${seconds} seconds; SWF counts timeouts in whole seconds, so use ` +
      `'${Math.floor(seconds)}s' or '${Math.ceil(seconds)}s'`,
  );
}

function problemOf(duration: unknown, amount: string | undefined, unit: string): string {
  if (duration instanceof Date) {
    return `${quoted(duration)} is no duration; expected ${A_DURATION}, or use swf.clock.advanceTo(date) or swf.at(date, action)`;
  }
  if (amount === undefined) {
    const negative = /^-\d/.test(String(duration));
    return negative
      ? `the duration ${quoted(duration)} is negative; time cannot go back: expected ${A_DURATION}`
      : `${quoted(duration)} is no duration; expected ${A_DURATION}`;
  }
  if (unit !== '') return `the duration '${duration}' has the unknown unit '${unit}'; expected ${A_DURATION}`;
  // A number from 1000 up is most likely meant in milliseconds, as elsewhere in JavaScript.
  const millisMeant = Number(amount) >= 1000;
  return `the duration ${quoted(duration)} has no unit; did you mean '${amount}${millisMeant ? 'ms' : 's'}'?`;
}
