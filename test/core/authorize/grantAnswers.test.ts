import { describe, expect, it } from 'vitest';
import { injectionIn, isAllowed, reasonIn } from '../../../src/core/authorize/grantAnswers.js';

const ACTION = 'swf:StartTimer';
const AT_ONCE = '. It must answer at once, without a promise';

/** Returns an object whose member `then` is this value. */
const withThen = (value: unknown, more: object = {}): object =>
  Object.fromEntries([...Object.entries(more), ['then', value]]);

/** A wrong answer, and its name in the message. */
type Wrong = readonly [shown: string, answer: unknown];

/** Answers that none of the functions may give. */
const WRONG: readonly Wrong[] = [
  ['5', 5],
  ['a function', () => true],
  ['an object without members', {}],
  ["an object with 'a', 'then'", withThen(true, { a: 1 })],
  ["an object with '0'", ['text']],
  ["the error 'RangeError: too many'", new RangeError('too many')],
];
const PROMISES: readonly unknown[] = [Promise.resolve(true), withThen(() => undefined)];

const wrongAnswer = (owner: string, shown: string, expected: string): TypeError =>
  new TypeError(`swfake: ${owner}() returned ${shown} for '${ACTION}'; expected ${expected}`);

describe('authorize()', () => {
  it('allows with true and denies with false', () => {
    expect([isAllowed(true, ACTION), isAllowed(false, ACTION)]).toEqual([true, false]);
  });

  it.each<Wrong>([...WRONG, ['undefined', undefined], ['null', null], ["'yes'", 'yes']])(
    'must not return %s',
    (shown, answer) => {
      expect(() => isAllowed(answer, ACTION)).toThrow(wrongAnswer('authorize', shown, 'true or false'));
    },
  );

  it.each(PROMISES)('must not return a promise (%#)', (answer) => {
    expect(() => isAllowed(answer, ACTION)).toThrow(wrongAnswer('authorize', 'a promise', `true or false${AT_ONCE}`));
  });

  it('leaves no rejection of its promise unhandled', () => {
    const handlers: unknown[] = [];
    const answer = withThen((...given: readonly unknown[]) => void handlers.push(...given));
    expect(() => isAllowed(answer, ACTION)).toThrow(TypeError);
    expect(handlers.map((handler) => typeof handler)).toEqual(['function', 'function']);
  });
});

describe('explain()', () => {
  it('returns its text', () => {
    expect([reasonIn('no policy', ACTION), reasonIn('', ACTION)]).toEqual(['no policy', '']);
  });

  it.each<Wrong>([...WRONG, ['undefined', undefined], ['null', null], ['true', true]])(
    'must not return %s',
    (shown, answer) => {
      expect(() => reasonIn(answer, ACTION)).toThrow(wrongAnswer('explain', shown, 'a text'));
    },
  );
});

describe('inject()', () => {
  const EXPECTED = "{ fault: 'ThrottlingException' }, { cause: '…' } or undefined";

  it.each([undefined, null])('injects nothing with %s', (answer) => {
    expect(injectionIn(answer, ACTION)).toBeUndefined();
  });

  it.each([
    { fault: 'ThrottlingException' },
    { fault: 'ThrottlingException', message: 'Rate exceeded' },
    { fault: 'ThrottlingException', message: '' },
    { cause: 'OPERATION_NOT_PERMITTED' },
  ])('injects %j', (answer) => {
    expect(injectionIn(answer, ACTION)).toBe(answer);
  });

  it.each<Wrong>([
    ...WRONG,
    ['true', true],
    ['false', false],
    ["'ThrottlingException'", 'ThrottlingException'],
    ["an object with 'fault'", { fault: 429 }],
    ["an object with 'cause'", { cause: null }],
    ["an object with 'message'", { message: 'Rate exceeded' }],
    ["an object with 'fault', 'message'", { fault: 'ThrottlingException', message: 429 }],
  ])('must not return %s', (shown, answer) => {
    expect(() => injectionIn(answer, ACTION)).toThrow(wrongAnswer('inject', shown, EXPECTED));
  });
});
