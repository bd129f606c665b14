import { describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../../src/core/validate/formats.js';

interface Row {
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
  /** What the message asks for: nothing where every text is accepted. */
  readonly constraint: string;
  /** `true` if an empty text counts as not given (docs/swf.md 12, doubt 18). */
  readonly emptyIsAbsent: boolean;
}

const NAME: Row = {
  accepted: ['a', 'arn2', ' a ', 'é', 'a~b', 'a\u00a0b'],
  refused: ['a:b', 'a/b', 'a|b', 'a\u0000', '\u001fa', '\u007f', 'a\u009f', 'arn'],
  constraint: 'Member must not contain a colon, slash, vertical bar or control character, and must not be arn',
  emptyIsAbsent: false,
};
const A_YEAR: Row = {
  accepted: ['0', '007', '31536000'],
  refused: ['31536001', 'NONE', '-1', '1.5', '1s', 's1', ''],
  constraint: 'Member must be a whole number of seconds, at most 31536000',
  emptyIsAbsent: true,
};

const ROWS: { readonly [F in Format]: Row } = {
  name: NAME,
  workflowId: NAME,
  trimmed: {
    accepted: NAME.accepted.map((name) => name.trim()),
    refused: [...NAME.refused, ' a', 'a ', ' '],
    constraint: `${NAME.constraint}, and must not start or end with white space`,
    emptyIsAbsent: false,
  },
  timeout: {
    accepted: ['NONE', '0', '31536001', '99999999'],
    refused: ['none', 'NONE ', '-1', '1.5', '1s', 's1', ''],
    constraint: 'Member must be a whole number of seconds or NONE',
    emptyIsAbsent: true,
  },
  seconds: {
    accepted: ['0', '8640000', '99999999'],
    refused: ['NONE', '-1', '1.5', '1s', 's1', ''],
    constraint: 'Member must be a whole number of seconds',
    emptyIsAbsent: true,
  },
  execution: A_YEAR,
  successor: A_YEAR,
  lambda: {
    accepted: ['1', '900', '00000900'],
    refused: ['0', '901', 'NONE', '1.5', ''],
    constraint: 'Member must be a whole number of seconds from 1 to 900',
    emptyIsAbsent: true,
  },
  priority: {
    accepted: ['0', '-1', '2147483647', '-2147483648', '0000000001'],
    refused: ['2147483648', '-2147483649', '00000000001', '1.0', '1e3', '+1', ' 1', '1 ', '--1', '-', 'NONE', ''],
    constraint: 'Member must be a whole number from -2147483648 to 2147483647',
    emptyIsAbsent: true,
  },
  days: {
    accepted: ['NONE', '0', '90', '00000090'],
    refused: ['91', 'none', '-1', '1.5', ''],
    constraint: 'Member must be a whole number of days from 0 to 90, or NONE',
    emptyIsAbsent: false,
  },
  tag: {
    accepted: ['', 'a', 'Ä9', '京都', '٣', 'a b\tc', '_.:/=+-@', '𝒶'],
    refused: ['a,b', ',a', 'a;', '#', '\u0000', '😀', 'a|b'],
    constraint: 'Member must only contain letters, digits, white space and the characters _ . : / = + - @',
    emptyIsAbsent: false,
  },
  optional: { accepted: ['', 'a', ':', '\u0000'], refused: [], constraint: '', emptyIsAbsent: true },
};

describe.each(Object.entries(ROWS))('the format %s (docs/swf.md 0.3)', (name, { accepted, refused, ...rest }) => {
  const { accepts, constraint, emptyIsAbsent } = FORMATS[name as Format];

  it.each(accepted)('accepts %j', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each(refused)('refuses %j', (value) => {
    expect(accepts(value)).toBe(false);
  });

  it('has its text in a message', () => {
    expect({ constraint, emptyIsAbsent }).toEqual(rest);
  });
});
