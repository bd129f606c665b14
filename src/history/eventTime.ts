/** A time of an event, as an exporter writes it. */
export type EventTime = Date | number | string | null | undefined;

/** Unix times of different units, by the lowest number that is taken for one: seconds end before the year 5138. */
const UNITS = [
  { from: 1e17, millis: 1e-6 },
  { from: 1e14, millis: 1e-3 },
  { from: 1e11, millis: 1 },
] as const;

const SECOND_IN_MILLIS = 1000;

/**
 * Returns a time in milliseconds since the epoch; `NaN` for an absent one. It accepts a Date, a Unix time (seconds,
 * milliseconds, microseconds or nanoseconds, also as text) and a text of ISO 8601. A text without a zone is in UTC.
 * Returns `undefined` for a value that is no time.
 */
export function millisOfTime(time: EventTime): number | undefined {
  if (time === undefined || time === null) return Number.NaN;
  const millis = typeof time === 'number' ? millisOfNumber(time) : millisOfText(time);
  return Number.isFinite(millis) ? Math.round(millis) : undefined;
}

function millisOfNumber(time: number): number {
  const unit = UNITS.find(({ from }) => Math.abs(time) >= from);
  return time * (unit?.millis ?? SECOND_IN_MILLIS);
}

// The form of the AWS CLI, read without taking it apart: exports have millions of times.
const COMPLETE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function millisOfText(time: Date | string): number {
  if (typeof time !== 'string') return new Date(time).getTime();
  if (COMPLETE.test(time)) return Date.parse(time);
  const text = time.trim();
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return millisOfNumber(Number(text));
  return new Date(withZone(text)).getTime();
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

const YEAR = /\b\d{4}\b/;
const ZONE = /\b(?:UTC|GMT|Z)\b|[+-]\d\d:?\d\d\b/i;

// Date accepts nearly every text with a number in it: one without a year is no time of an event.
function otherWithZone(text: string): string {
  if (!YEAR.test(text)) return 'no time';
  return ZONE.test(text) ? text : `${text} UTC`;
}

/** Returns a text that means the same in every zone of the machine. */
function withZone(text: string): string {
  const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return otherWithZone(text);
  return `${day}T${time.replace(',', '.')}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`;
}
