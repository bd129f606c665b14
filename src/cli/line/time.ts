import { type Duration, millisOf } from '../../args/durations.js';
import { CommandError } from './commandError.js';

/**
 * Returns the duration of a flag.
 *
 * @throws CommandError if it is no duration.
 */
export function durationIn(command: string, flag: string, text: string): Duration {
  try {
    millisOf(text as Duration);
    return text as Duration;
  } catch (error) {
    throw new CommandError(`${command}: flag '--${flag}': ${(error as Error).message.replace('swfake: ', '')}`);
  }
}

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/;

/** Returns the time in a text such as `2026-01-31T12:00:00Z`, or `undefined` if it is none. Without a zone, it is in UTC. */
export function timeIn(text: string): Date | undefined {
  const match = TIME.exec(text);
  const date = new Date(match && text.includes('T') && !match.groups?.zone ? `${text}Z` : text);
  return match && !Number.isNaN(date.getTime()) ? date : undefined;
}
