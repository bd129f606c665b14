import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from '../../../src/core/authorize/isoTime.js';
import { instant } from '../../../src/core/index.js';
import { assertOnSeeds } from '../../support/seeds.js';

const dateText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

it.each([
  '0000-01-01T00:00:00Z',
  '0000-02-29T23:59:59Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '1999-12-31T23:59:59Z',
  '2000-02-29T12:00:00Z',
  '2024-02-29T00:00:00Z',
  '2024-12-31T00:00:01Z',
  '2100-02-28T23:59:59Z',
  '2100-03-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
])('a time is written as %s', (text) => {
  expect(isoTime(instant(Date.parse(text)))).toBe(text);
});

it('a time is written as a Date writes it, without its milliseconds', async () => {
  const times = fc.date({
    min: new Date('0000-01-01'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  await assertOnSeeds(
    fc.property(times, (date) => {
      expect(isoTime(instant(date.getTime()))).toBe(dateText(date.getTime()));
    }),
    2000,
  );
});

it('every day of the months around a leap day is written', () => {
  for (let day = Date.parse('2023-12-31'); day < Date.parse('2025-01-02'); day += 86_400_000)
    expect(isoTime(instant(day + 999))).toBe(dateText(day));
});
