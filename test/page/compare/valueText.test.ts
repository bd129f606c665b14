import { describe, expect, it } from 'vitest';
import { valueTexts } from '../../../src/page/compare/valueText.js';

describe('the short texts of two values', () => {
  it.each([
    ['identity', 'd', 'e', 'd', 'e'],
    ['activityType', { name: 'Charge', version: '1' }, { name: 'Charge', version: '2' }, 'Charge@1', 'Charge@2'],
    ['control', 'x', undefined, 'x', '(absent)'],
    ['input', '', 'a b', '""', '"a b"'],
  ])('of %s %j and %j', (name, left, right, first, second) => {
    expect(valueTexts(name, left, right)).toEqual([first, second]);
  });

  it('begin shortly before the first difference of long ones', () => {
    const same = 'abcdefghij'.repeat(10);
    expect(valueTexts('input', `${same}1`, `${same}2${'y'.repeat(400)}`)).toEqual([
      '…abcdefghijabcdefghij1',
      `…abcdefghijabcdefghij2${'y'.repeat(279)}`,
    ]);
  });

  it('do not cut a character into halves', () => {
    const [first, second] = valueTexts(
      'input',
      `${'x'.repeat(80)}${'😀'.repeat(200)}`,
      `${'x'.repeat(81)}${'😀'.repeat(200)}`,
    );
    expect([first, second].filter((text) => /^…?[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text))).toEqual([]);
    expect(first).toMatch(/^…"?x+😀/);
  });
});
