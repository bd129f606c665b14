import type { Equivalent } from './equivalent.js';

type Change = readonly [before: string, after: string, reason: string];

const of = (file: string, ...changes: readonly Change[]): readonly Equivalent[] =>
  changes.map(([before, after, reason]) => ({ file: `src/${file}`, before, after, reason }));

const NAMES = 'Only the names of the table are read, and not its values.';
const NAMES_ONLY: Change = ['true', 'false', NAMES];
const BYTES = 'The condition only spares the exact count of bytes, which decides alone.';
const TIME = String.raw`/^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i`;
const WHOLE = 'Date.parse() reads the whole text: it takes no time with anything before or after it.';
const NO_MATCH: Change = ['[]', '["Stryker was here"]', 'The first entry, which is the whole match, is not read.'];
const SPLIT = 'A text that is split has one part at least, so the default is never taken.';
const EMPTY = 'It saves time: where there is nothing, the code below finds nothing.';
const ONCE = 'It saves time: a value without variables is the same for every request.';

/** Mutants of src/shell, src/adapters and src/iam, which do the same as the code. */
export const adapters: readonly Equivalent[] = [
  ...of('adapters/client.ts', ['() => false', '() => undefined', 'The result is a condition, and both are not true.']),
  ...of('adapters/clientConfig.ts', NAMES_ONLY),
  ...of('adapters/wire/request.ts', [
    'body.length * MOST_BYTES_OF_A_UNIT > REQUEST_BYTES',
    'body.length * MOST_BYTES_OF_A_UNIT >= REQUEST_BYTES',
    BYTES,
  ]),
  ...of('adapters/wire/request.ts', ['body.length * MOST_BYTES_OF_A_UNIT > REQUEST_BYTES', 'true', BYTES]),
  ...of('adapters/wire/times.ts', ['millis < 0', 'millis <= 0', 'For 0 the function has returned before.']),
  ...of('iam/addresses.ts', ["''", '"Stryker was here!"', SPLIT]),
  ...of(
    'iam/arns.ts',
    [
      "''",
      '"Stryker was here!"',
      'It is the default of a part that is always there, or joins texts whose colons alone are counted.',
    ],
    ['parts.length < ARN_FIELDS', 'parts.length <= ARN_FIELDS', 'Of six parts, the sixth is the last field already.'],
  ),
  ...of('iam/conditions.ts', ['templates.some(hasVariables)', 'true', ONCE], NO_MATCH),
  ...of('iam/otherServices.ts', ["''", '"Stryker was here!"', SPLIT]),
  ...of('iam/statements.ts', ['!hasVariables(template)', 'false', ONCE]),
  ...of('iam/values.ts', [TIME, TIME.replace('$/', '/'), WHOLE], [TIME, TIME.replace('/^', '/'), WHOLE], NO_MATCH, [
    'day !== undefined',
    'true',
    'Date.parse() takes a day with a Z behind it for the same day in UTC.',
  ]),
  ...of('iam/variables.ts', NO_MATCH),
  ...of('shell/clock.ts', NAMES_ONLY),
  ...of('shell/diagnose/assertNothingOpen.ts', NAMES_ONLY),
  ...of(
    'shell/heldTasks.ts',
    ['this.#tasks.size > 0', 'true', EMPTY],
    ['this.#tasks.size > 0', 'this.#tasks.size >= 0', EMPTY],
  ),
  ...of(
    'shell/hooks.ts',
    ['this.#conditional.length > 0', 'true', EMPTY],
    ['this.#conditional.length > 0', 'this.#conditional.length >= 0', EMPTY],
  ),
  ...of('shell/listeners.ts', ['this.#subscriptions.size === 0', 'false', EMPTY]),
  ...of('shell/longPolls.ts', ['this.polls.size === 0', 'false', EMPTY]),
  ...of('shell/runSummaries.ts', NAMES_ONLY),
  ...of('shell/setup/register.ts', NAMES_ONLY, NO_MATCH),
];
