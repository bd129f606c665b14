import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millisOfSeconds, secondsText } from '../../../src/adapters/wire/times.js';

describe('a time on the wire', () => {
  // Recorded: bodies of the live service, 2015 to 2023.
  it.each([
    [1_497_371_587_073, '1.497371587073E9'],
    [1_497_371_587_840, '1.49737158784E9'],
    [1_497_371_587_000, '1.497371587E9'],
    [1_577_836_800_000, '1.5778368E9'],
    [1_000_000_000_000, '1.0E9'],
    [2_000_000_000_001, '2.000000000001E9'],
  ])('is seconds as Java writes a double: %i is %s', (millis, text) => {
    expect(secondsText(millis)).toBe(text);
  });

  // Java writes doubles from 10^-3 up to 10^7 without an exponent (Double.toString).
  it.each([
    [0, '0.0'],
    [1000, '1.0'],
    [1500, '1.5'],
    [5, '0.005'],
    [9_999_999_999, '9999999.999'],
    [10_000_000_000, '1.0E7'],
    [-1500, '-1.5'],
    [-20_000_000_500, '-2.00000005E7'],
  ])('is short where it is small: %i is %s', (millis, text) => {
    expect(secondsText(millis)).toBe(text);
  });

  it('comes back as it was', () => {
    const millis = fc.integer({ min: -8.64e15 / 1000, max: 8.64e15 / 1000 });
    fc.assert(fc.property(millis, (at) => millisOfSeconds(JSON.parse(secondsText(at))) === at));
  });

  it.each([
    [0, 0],
    [1_469_406_677, 1_469_406_677_000],
    [1.5, 1500],
    [1_497_371_587.073, 1_497_371_587_073],
    ['1', '1'],
    [null, null],
  ])('in a request is a number of seconds, or left for the constraints to judge: %o', (seconds, millis) => {
    expect(millisOfSeconds(seconds)).toBe(millis);
  });
});
