import type { Instant } from '../model/ids.js';

const DAY_IN_MILLIS = 86_400_000;
// Days of the Gregorian calendar in 400 years, and from 0000-03-01 to 1970-01-01.
const DAYS_OF_ERA = 146_097;
const DAYS_BEFORE_EPOCH = 719_468;

/** Returns a time of the years 0 to 9999 in UTC, to the second: `2026-01-31T10:00:00Z`. */
export function isoTime(at: Instant): string {
  const days = Math.floor(at / DAY_IN_MILLIS);
  const seconds = Math.floor((at - days * DAY_IN_MILLIS) / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${isoDay(days + DAYS_BEFORE_EPOCH)}T${clock.map((part) => padded(part, 2)).join(':')}Z`;
}

// The core has no Date. A year that begins in March has its leap day at the end, and the lengths of its months follow a
// line of 153 days in 5 months.
function isoDay(days: number): string {
  const era = Math.floor(days / DAYS_OF_ERA);
  const dayOfEra = days - era * DAYS_OF_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
