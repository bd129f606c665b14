import { describe, expect, it } from 'vitest';
import { isValid } from '../../../src/core/validate/isValid.js';
import {
  anyText,
  choice,
  flag,
  list,
  type Shape,
  structure,
  text,
  time,
  upTo,
  whole,
} from '../../../src/core/validate/shape.js';
import { validate } from '../../../src/core/validate/validate.js';
import { OPS, patched, pathText, sampleOf, shapeOf, violationsOf } from '../../../src/property/constraintViolations.js';

interface Values {
  readonly shape: Shape;
  readonly valid: readonly unknown[];
  /** The values that break a rule, or that the core must change. */
  readonly others: readonly unknown[];
}

const SHAPES: Readonly<Record<string, Values>> = {
  'a text with bounds': {
    shape: text(2, 4),
    valid: ['ab', 'abcd', '\ud83d\ude00'],
    others: ['', 'a', 'abcde', 5, null, undefined, ['ab'], { length: 3 }],
  },
  'a text with a greatest length': { shape: upTo(3), valid: ['', 'abc'], others: ['abcd', 1, null] },
  'a text of any length': { shape: anyText(), valid: ['', 'a'.repeat(10_000)], others: [1, true] },
  'a text with a format': { shape: upTo(4, 'timeout'), valid: ['0', '9999', 'NONE'], others: ['10000', 'x', '-1'] },
  'a text that counts as not given if it is empty': {
    shape: upTo(8, 'optional'),
    valid: ['a', ' '],
    others: ['', 'a'.repeat(9)],
  },
  'a text with a format that an empty one fulfils': { shape: upTo(8, 'tag'), valid: ['', 'a'], others: ['a,b'] },
  'a choice': { shape: choice('A', 'B'), valid: ['A', 'B'], others: ['C', '', 'a', null, 1, ['A']] },
  'a whole number': { shape: whole(1, 3), valid: [1, 3], others: [0, 4, 1.5, '1', Number.NaN, null, true] },
  'a flag': { shape: flag, valid: [true, false], others: ['true', 0, null] },
  'a time': { shape: time, valid: [0, -1.5, 1e12], others: [Number.NaN, Number.POSITIVE_INFINITY, '0', null] },
  'a list': {
    shape: list(text(1, 2), 2),
    valid: [[], ['a'], ['a', 'ab']],
    others: [['a', 'a', 'a'], [''], ['a', null], ['a', 'abc'], new Array(1), 'a', { length: 0 }, null],
  },
  'a list without a greatest length': {
    shape: list(flag),
    valid: [Array.from({ length: 1000 }, () => true)],
    others: [],
  },
  'a structure': {
    shape: structure({ 'a*': text(1, 1), b: flag }),
    valid: [
      { a: 'x' },
      { b: true, a: 'x' },
      { a: 'x', b: undefined },
      { a: 'x', toString: 5, c: null },
      Object.create({ a: 'x' }),
    ],
    others: [
      {},
      { b: true },
      { a: undefined },
      { a: null },
      { a: 'x', b: null },
      { a: 'xx' },
      { a: 'x', b: 1 },
      [],
      Object.assign([], { a: 'x' }),
      Object.assign(() => 'x', { a: 'x' }),
      null,
      undefined,
      'a',
    ],
  },
  'a structure that needs nothing': { shape: structure({ b: flag }), valid: [{}, { a: 1 }], others: [[], null, 'a'] },
};

describe.each(Object.entries(SHAPES))('%s', (_what, { shape, valid, others }) => {
  const around = structure({ 'of*': shape });

  it('is valid as it is, and is returned itself', () => {
    for (const [i, value] of valid.entries()) {
      expect(isValid(shape, value), `value ${i}`).toBe(true);
      const input = { of: value };
      expect(validate(around, input).input).toBe(input);
      expect(validate(around, input).findings).toEqual({ violations: [], unlisted: 0, malformed: [] });
    }
  });

  it('is not valid if it breaks a rule or must be changed', () => {
    for (const [i, value] of others.entries()) {
      expect(isValid(shape, value), `value ${i}`).toBe(false);
      expect(isValid(around, { of: value }), `value ${i}`).toBe(false);
    }
  });
});

it.each(OPS)('the input of %s is valid until one of its constraints is broken', (op) => {
  const shape = shapeOf(op);
  expect(isValid(shape, sampleOf(shape))).toBe(true);
  for (const { path, value, rule } of violationsOf(shape))
    expect(isValid(shape, patched(shape, sampleOf(shape), path, value)), `${pathText(path)} ${rule}`).toBe(false);
});
