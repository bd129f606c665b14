import type { OperationName, SdkOutput } from '../../core/index.js';

// A time that is not in the table does not compile.
type DateMembers<T> = T extends readonly (infer U)[]
  ? DateMembers<U>
  : T extends object
    ? {
        [K in keyof T & string]-?: NonNullable<T[K]> extends Date ? K : DateMembers<NonNullable<T[K]>>;
      }[keyof T & string]
    : never;

/** The members of replies that are times: milliseconds in the core, seconds on the wire, `Date`s in the SDK. */
export const TIMES: ReadonlySet<string> = new Set(
  Object.keys({
    closeTimestamp: true,
    creationDate: true,
    deprecationDate: true,
    eventTimestamp: true,
    latestActivityTaskTimestamp: true,
    startTimestamp: true,
  } satisfies { readonly [M in DateMembers<SdkOutput<OperationName>>]: true }),
);

// Times on the wire are seconds since the epoch. The service writes them as Java writes a double: 1.497371587073E9, without
// zeros at the end (recorded: every body of simpleflow).
const SCIENTIFIC_FROM_SECONDS = 1e7;

/** Returns milliseconds as the text of a JSON number: seconds since the epoch. */
export function secondsText(millis: number): string {
  const seconds = millis / 1000;
  if (Math.abs(seconds) < SCIENTIFIC_FROM_SECONDS) return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
  const sign = millis < 0 ? '-' : '';
  const digits = String(Math.abs(Math.round(millis)));
  const fraction = digits.slice(1).replace(/0+$/, '') || '0';
  return `${sign}${digits.charAt(0)}.${fraction}E${digits.length - 1 - 3}`;
}

/** Returns seconds of a request in milliseconds. A value that is not a number is returned as it is: validation rejects it. */
export const millisOfSeconds = (seconds: unknown): unknown =>
  typeof seconds === 'number' ? Math.round(seconds * 1000) : seconds;
