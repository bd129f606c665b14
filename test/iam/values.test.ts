import { describe, expect, it, vi } from 'vitest';
import { bytesIn, dateIn, numberIn } from '../../src/iam/values.js';

describe('the forms of values in policies (IAM User Guide, "Condition operators")', () => {
  it.each<readonly [text: string, number: number | undefined]>([
    ['7', 7],
    ['10', 10],
    ['+10', 10],
    ['-10', -10],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['.25', 0.25],
    ['7.', 7],
    ['1.25', 1.25],
    ['', undefined],
    ['.', undefined],
    ['+', undefined],
    ['--1', undefined],
    ['x1', undefined],
    ['1x', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['1.2.3', undefined],
    [' 1', undefined],
  ])('"%s" is the number %s', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  const DAY = Date.UTC(2026, 0, 31);
  const NOON = DAY + 12 * 3_600_000;
  it.each<readonly [text: string, millis: number | undefined]>([
    ['2026', Date.UTC(2026, 0, 1)],
    ['2026-02', Date.UTC(2026, 1, 1)],
    ['2026-01-31', DAY],
    ['2026-01-31T12:00', NOON],
    ['2026-01-31T12:00Z', NOON],
    ['2026-01-31T12:00:00', NOON],
    ['2026-01-31T12:00:05Z', NOON + 5000],
    ['2026-01-31T12:00:00.5Z', NOON + 500],
    ['2026-01-31T12:00:00.125Z', NOON + 125],
    ['2026-01-31t12:00:00z', NOON],
    ['2026-01-31T14:00:00+02:00', NOON],
    ['2026-01-31T06:30:00-05:30', NOON],
    // Seconds since the epoch have five digits at least: four are a year.
    ['10000', 10_000_000],
    ['1769860800', NOON],
    ['0', undefined],
    ['999', undefined],
    ['1769860800x', undefined],
    ['x1769860800', undefined],
    // Days and times that no calendar and no clock has.
    ['2026-02-30', undefined],
    ['2026-13', undefined],
    ['2026-02-30T12:00:00Z', undefined],
    ['2026-01-31T25:00:00Z', undefined],
    ['2026-01-31T12:60:00Z', undefined],
    // Other texts.
    ['', undefined],
    ['soon', undefined],
    ['x2026', undefined],
    ['+012026', undefined],
    ['2026-', undefined],
    ['2026-01-', undefined],
    ['2026-1', undefined],
    ['2026-01-3', undefined],
    ['2026-01-31x', undefined],
    ['x2026-01-31T12:00:00Z', undefined],
    ['2026-01-31T12:00:00Zx', undefined],
    ['2026-01-31T12:00:00Z (noon)', undefined],
    [' 2026-01-31T12:00:00Z', undefined],
    ['2026-01-31T12', undefined],
    ['2026-01-31T12:00:00.Z', undefined],
    ['2026-01-31T12:00:00+0200', undefined],
    ['2026-01-31 12:00:00', undefined],
  ])('"%s" is the date %s', (text, millis) => {
    // Elsewhere the parser of JavaScript takes some of the wrong ones for local time.
    vi.stubEnv('TZ', 'UTC');
    expect(dateIn(text)).toBe(millis);
    vi.unstubAllEnvs();
  });

  it.each<readonly [text: string, bytes: string | undefined]>([
    ['', ''],
    ['QQ==', 'A'],
    ['QUI=', 'AB'],
    ['QUJD', 'ABC'],
    ['+/09', '\xfb\xfd\x3d'],
    ['QQ', undefined],
    ['QQ=', undefined],
    ['Q===', undefined],
    ['QQ==QQ==', undefined],
    ['QQ.=', undefined],
    ['QQ ==', undefined],
  ])('"%s" is the bytes of %j', (text, bytes) => {
    expect(bytesIn(text)).toBe(bytes);
  });
});
