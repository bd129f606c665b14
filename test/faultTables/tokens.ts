import { atLeast, atMost, broken, NOT_NULL, type Row } from './table.js';

/** A token that stands for no task of this state. */
export const invalidToken = <W>(what: string, token: (w: W) => string, text = 'Invalid token'): Row<W> => [
  what,
  (w) => ({ input: { taskToken: token(w) } }),
  'ValidationException',
  text,
];

/** What the service says to a token that a fake with another seed, region or account made. */
export const OTHER_FAKE =
  'Invalid token: this token was made by another fake, which has another seed, region or account';

/** What no kind of task takes for a token. */
export const NO_TOKENS: readonly Row[] = [
  broken('the token is missing', { taskToken: undefined }, [null, 'taskToken', NOT_NULL]),
  broken('the token is null', { taskToken: null }, [null, 'taskToken', NOT_NULL]),
  broken('the token is empty', { taskToken: '' }, ['', 'taskToken', atLeast(1)]),
  broken('the token is too long', { taskToken: 't'.repeat(1025) }, ['t'.repeat(1025), 'taskToken', atMost(1024)]),
  invalidToken('the token is no token', () => 't'.repeat(1024)),
];

/** Rows of what ended the task before the call: first the run is looked for, then the task (docs/swf.md 5.1). */
export const goneBy =
  <W>(text: { readonly [K in 'run' | 'task']: (w: W) => string }) =>
  (what: string, after: (w: W) => unknown, of: 'run' | 'task'): Row<W> => [
    what,
    { about: 'task', after: (w) => void after(w) },
    'UnknownResourceFault',
    (w) => text[of](w),
  ];
