import { describe, expect, it } from 'vitest';
import { sinceText, utcText } from '../../../src/page/shared/times.js';

describe('a time in the page', () => {
  it('is the time since the start', () => {
    expect(sinceText(90_500, 0)).toBe('+1m30s500ms');
    expect(sinceText(0, 0)).toBe('+0s');
    expect(sinceText(Number.NaN, 0)).toBe('');
  });

  it('is in UTC', () => {
    expect(utcText(0)).toBe('1970-01-01T00:00:00.000Z');
    expect([utcText(Number.NaN), utcText(1e20)]).toEqual(['', '']);
  });
});
