/** The members of a reply that are instants in the core, seconds on the wire and `Date`s in the SDK. */
export const TIMES: ReadonlySet<string> = new Set([
  'closeTimestamp',
  'creationDate',
  'deprecationDate',
  'eventTimestamp',
  'latestActivityTaskTimestamp',
  'startTimestamp',
]);

/**
 * Times on the wire are seconds since the epoch. The service writes them as Java writes a double: 1.497371587073E9, with no
 * zeros at the end (recorded: every body of simpleflow).
 */
const SCIENTIFIC_FROM_SECONDS = 1e7;

/** Milliseconds as the text of a JSON number. */
export function secondsText(millis: number): string {
  const seconds = millis / 1000;
  if (Math.abs(seconds) < SCIENTIFIC_FROM_SECONDS) return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
  const sign = millis < 0 ? '-' : '';
  const digits = String(Math.abs(Math.round(millis)));
  const fraction = digits.slice(1).replace(/0+$/, '') || '0';
  return `${sign}${digits.charAt(0)}.${fraction}E${digits.length - 1 - 3}`;
}

/** Seconds of a request in milliseconds; what is no number is left for the constraints to judge. */
export const millisOf = (seconds: unknown): unknown =>
  typeof seconds === 'number' ? Math.round(seconds * 1000) : seconds;
