/** Returns the parameters for a text: a time has a `-` after its year, everything else is a duration. `waits` lets poll loops run. */
export function advanceBy(text: string, waits: boolean): Readonly<Record<string, string>> {
  const trimmed = text.trim();
  if (/^\d{4}-/.test(trimmed)) return { to: zoned(trimmed) };
  return { by: trimmed, ...(waits && { wait: 'true' }) };
}

// A time without a zone is in UTC, as all times of the fake.
const zoned = (time: string): string => (/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(time) ? `${time}Z` : time);
