import { describe, expect, it } from 'vitest';
import { type Assumptions, DEFAULT_ASSUMPTIONS } from '../../../src/core/index.js';
import type { Format } from '../../../src/core/validate/formats.js';
import { anyText, choice, flag, list, structure, text, time, upTo, whole } from '../../../src/core/validate/shape.js';
import { isAccepted, validate } from '../../../src/core/validate/validate.js';

const PART = structure({ note: upTo(8, 'optional'), size: whole(1, 3) });
const SHAPE = structure({
  'name*': text(2, 3),
  first: upTo(8, 'optional'),
  second: upTo(8, 'optional'),
  kind: choice('A', 'B'),
  at: time,
  on: flag,
  part: PART,
  parts: list(PART),
  texts: list(anyText()),
});
const frozen = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
};

describe('a valid input', () => {
  it('is returned without the members that count as not given, and is not changed itself', () => {
    const input = frozen({
      name: 'ab',
      first: '',
      second: null,
      at: null,
      part: { note: '', size: 1 },
      parts: [{ note: '' }, { note: 'x' }],
      texts: ['', null],
    });
    const { input: read, findings } = validate(SHAPE, input);
    expect(read).toStrictEqual({ name: 'ab', part: { size: 1 }, parts: [{}, { note: 'x' }], texts: ['', null] });
    expect(findings).toEqual({ violations: [], unlisted: 0, malformed: [] });
  });

  it('is no copy if all of its members count as given', () => {
    const input = { name: 'ab', strange: null, texts: ['a', null], part: { size: 1 } };
    expect(validate(SHAPE, input).input).toBe(input);
  });

  it('keeps inherited members and loses unknown ones where it is copied', () => {
    const input = Object.assign(Object.create({ name: 'ab', first: '' }), { strange: 1, second: 'x' });
    expect(validate(SHAPE, input).input).toStrictEqual({ name: 'ab', second: 'x' });
  });

  it('has null for a text that a list lacks, since JSON has no undefined', () => {
    const holed = ['a', undefined, null, 'b'];
    expect(validate(SHAPE, { name: 'ab', texts: holed }).input).toEqual({ name: 'ab', texts: ['a', null, null, 'b'] });
    expect(validate(SHAPE, { name: 'ab', texts: new Array(1) }).input).toStrictEqual({ name: 'ab', texts: [null] });
  });
});

describe('an input with one wrong member', () => {
  const tooSmall =
    "Value '0' at 'part.size' failed to satisfy constraint: Member must have value greater than or equal to 1";
  function violations(input: object): readonly string[] {
    const { violations: found, ...others } = validate(SHAPE, { name: 'ab', part: { size: 0 }, ...input }).findings;
    expect(others).toEqual({ unlisted: 0, malformed: [] });
    return found;
  }

  it.each([
    { name: 'ab' },
    { name: 'abc' },
    { first: 'x'.repeat(8) },
    { kind: 'B' },
    { at: 0, on: true },
    { on: false },
    { parts: [{ size: 1 }, { size: 3 }] },
    { texts: [] },
  ])('has no other violation at the bounds: %j', (input) => {
    expect(violations(input)).toEqual([tooSmall]);
  });

  it.each<readonly [input: object, text: string]>([
    [
      { name: 'a' },
      "Value 'a' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      { name: 'abcd' },
      "Value 'abcd' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
    [{ name: undefined }, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [{ name: null }, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [{ kind: 'C' }, "Value 'C' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]"],
    [{ kind: '' }, "Value '' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]"],
  ])('names every one: %j', (input, text) => {
    expect(violations(input)).toEqual([text, tooSmall]);
  });

  it('names a value within a list by its place', () => {
    expect(violations({ parts: [{ size: 1 }, { size: 4 }] })).toEqual([
      tooSmall,
      "Value '4' at 'parts.2.member.size' failed to satisfy constraint: Member must have value less than or equal to 3",
    ]);
  });
});

describe('a text that breaks a rule of the documentation', () => {
  const SECONDS = structure({ 'after*': upTo(2, 'timeout') });
  const problem = (value: string) => ({
    format: 'timeout',
    value,
    text: `Value '${value}' at 'after' failed to satisfy constraint: Member must be a whole number of seconds or NONE`,
  });

  it('is no violation of the API model', () => {
    const { findings } = validate(SECONDS, { after: '1s' });
    expect(findings).toEqual({ violations: [], unlisted: 0, malformed: [problem('1s')] });
  });

  it('can break a constraint of the API model, too', () => {
    const { violations, malformed } = validate(SECONDS, { after: 'long' }).findings;
    expect(violations).toHaveLength(1);
    expect(malformed).toEqual([problem('long')]);
  });
});

describe('a value of a wrong type', () => {
  const unreadable = (input: unknown): string | undefined => validate(SHAPE, input).findings.unreadable;

  it.each<readonly [input: unknown, text: string]>([
    [5, 'class java.lang.Integer can not be converted to an Map'],
    ['', 'class java.lang.String can not be converted to an Map'],
    [[], 'class java.util.ArrayList can not be converted to an Map'],
    [false, 'class java.lang.Boolean can not be converted to an Map'],
    [{ texts: ['a', 1.5] }, 'class java.lang.Double can not be converted to an String'],
    [{ texts: [null, undefined, {}] }, 'class java.util.LinkedHashMap can not be converted to an String'],
    [{ texts: {} }, 'class java.util.LinkedHashMap can not be converted to an List'],
    [{ kind: 1 }, 'class java.lang.Integer can not be converted to an String'],
    [{ on: 'true' }, 'class java.lang.String can not be converted to an Boolean'],
    [{ on: null }, 'null can not be converted to an Boolean'],
    [{ at: '2026-01-31' }, 'class java.lang.String can not be converted to milliseconds since epoch'],
    [{ parts: ['a'] }, 'class java.lang.String can not be converted to an Map'],
    [{ part: { size: '1' } }, 'class java.lang.String can not be converted to an Integer'],
  ])('%j is named: %s', (input, text) => {
    expect(unreadable(input)).toBe(text);
  });

  it.each([undefined, null, {}])('is none of %s: its members are missing', (input) => {
    const { unreadable: none, violations } = validate(SHAPE, input).findings;
    expect([none, violations]).toEqual([
      undefined,
      ["Value null at 'name' failed to satisfy constraint: Member must not be null"],
    ]);
  });

  it('needs no text of its own', () => {
    const shape = structure({ texts: list(text(1, 1)), on: flag });
    const { unreadable: found } = validate(shape, { texts: [Object.create(null), 'long'] }).findings;
    expect(found).toBe('class java.util.LinkedHashMap can not be converted to an String');
  });
});

describe('an assumption accepts a text that breaks a rule (docs/swf.md 12)', () => {
  const accepted = (assumptions: Partial<Assumptions>, format: Format, value: string): boolean =>
    isAccepted({ ...DEFAULT_ASSUMPTIONS, ...assumptions }, { format, value, text: '' });

  it.each<readonly [name: keyof Assumptions, Format, value: string]>([
    ['unlimitedExecutions', 'execution', 'NONE'],
    ['unlimitedExecutions', 'execution', '31536001'],
    ['unlimitedSuccessors', 'successor', 'NONE'],
    ['workflowIdCharacters', 'workflowId', 'a:b'],
    ['namesWithBannedCharacters', 'name', 'a:b'],
    ['namesWithBannedCharacters', 'trimmed', ' a'],
  ])('%s: %s %j', (name, format, value) => {
    expect(accepted({ [name]: 'accepted' }, format, value)).toBe(true);
    expect(accepted({ [name]: 'refused' }, format, value)).toBe(false);
  });

  it.each<readonly [Format, value: string]>([
    ['execution', 'none'],
    ['successor', '31536001'],
    ['timeout', 'none'],
    ['seconds', 'NONE'],
    ['lambda', 'NONE'],
    ['priority', 'NONE'],
    ['days', '91'],
    ['tag', ','],
  ])('and none accepts %s %j', (format, value) => {
    const all = {
      unlimitedExecutions: 'accepted',
      unlimitedSuccessors: 'accepted',
      workflowIdCharacters: 'accepted',
      namesWithBannedCharacters: 'accepted',
    } as const;
    expect(accepted(all, format, value)).toBe(false);
  });
});
