/** What a function of the user can answer, by kind. A promise that rejects must not end the process. */
export const ANSWERS = {
  'a promise of true': () => Promise.resolve(true),
  'a promise of false': () => Promise.resolve(false),
  'a promise that rejects': () => Promise.reject(new Error('lost')),
  'a promise of a library': () => Object.fromEntries([['then', (done: (value: unknown) => void) => done(true)]]),
  'an Error': () => new RangeError('no stock'),
  'a text': () => 'yes',
  'an empty text': () => '',
  true: () => true,
  false: () => false,
  null: () => null,
  undefined: () => undefined,
  zero: () => 0,
  'a number': () => 1,
  NaN: () => Number.NaN,
  'a BigInt': () => 1n,
  'an object': () => ({ ok: false }),
  'a list': () => ['yes'],
  'a function': () => () => true,
  'a symbol': () => Symbol('yes'),
} as const satisfies Readonly<Record<string, () => unknown>>;

export type AnswerName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as readonly AnswerName[];
