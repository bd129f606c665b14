// The forms of the values that operators compare: numbers, dates, bytes (IAM User Guide, "Condition operators").

/** Returns a number, or `undefined` if the text is none. */
export const numberIn = (text: string): number | undefined =>
  /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;

const DAY = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i;
const EPOCH_SECONDS = /^\d{5,}$/;

/**
 * Returns a date in milliseconds since the epoch, or `undefined` if the text is none. It is ISO 8601 (`2026-01-31`,
 * `2026-01-31T10:00:00Z`; without a zone, UTC) or a number of seconds since the epoch.
 */
export function dateIn(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  const [, day, zone] = TIME.exec(text) ?? [];
  const date = day ?? (DAY.test(text) ? text : undefined);
  if (date === undefined || !isDay(date)) return undefined;
  const millis = Date.parse(day !== undefined && zone === undefined ? `${text}Z` : text.toUpperCase());
  return Number.isNaN(millis) ? undefined : millis;
}

// Date.parse takes the 30th of February for the 2nd of March.
function isDay(date: string): boolean {
  const millis = Date.parse(date);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(date);
}

/** Returns the bytes of a base64 text, as a string of bytes, or `undefined` if the text is no base64. */
export function bytesIn(text: string): string | undefined {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  return isBase64 ? atob(text) : undefined;
}
