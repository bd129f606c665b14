/**
 * A rule on texts that the documentation of AWS states and its API model does not (docs/swf.md 0.3, doubts 11 to 13).
 * The messages of AWS are not known, so compare the `name` of the fault, not its `message`.
 */
export type Format =
  /** A text without `:`, `/`, `|` and control characters, and not `arn`. */
  | 'name'
  /** A `name`, where it is a workflowId. */
  | 'workflowId'
  /** A `name` that does not begin or end with white space. */
  | 'trimmed'
  /** A whole number of seconds, or `NONE`. */
  | 'timeout'
  /** A whole number of seconds. */
  | 'seconds'
  /** A whole number of seconds, at most one year. */
  | 'execution'
  /** An `execution` timeout, where a decision gives it. */
  | 'successor'
  /** A whole number of seconds, from 1 to 900. */
  | 'lambda'
  /** A 32-bit signed integer. */
  | 'priority'
  /** A whole number of days from 0 to 90, or `NONE`. */
  | 'days'
  /** Letters, digits, white space and `_ . : / = + - @`. */
  | 'tag'
  /** Any text. An empty one counts as not given. */
  | 'optional';

interface Rule {
  /** Returns whether a text fulfils the rule. */
  readonly accepts: (value: string) => boolean;
  /** The constraint, as the message states it. */
  readonly constraint: string;
  /** `true` if an empty text counts as not given (docs/swf.md, doubt 18). */
  readonly emptyIsAbsent: boolean;
}

const ONE_YEAR_IN_SECONDS = 31_536_000;
const NAME = 'Member must not contain a colon, slash, vertical bar or control character, and must not be arn';

const isName = (value: string): boolean => !/[:/|\u0000-\u001f\u007f-\u009f]/.test(value) && value !== 'arn';
const isSeconds = (value: string): boolean => /^\d+$/.test(value);

const EXECUTION: Rule = {
  accepts: (value) => isSeconds(value) && Number(value) <= ONE_YEAR_IN_SECONDS,
  constraint: `Member must be a whole number of seconds, at most ${ONE_YEAR_IN_SECONDS}`,
  emptyIsAbsent: true,
};

/** The rule of each format. Assumptions accept some texts that break one: see `isAccepted`. */
export const FORMATS: { readonly [F in Format]: Rule } = {
  name: { accepts: isName, constraint: NAME, emptyIsAbsent: false },
  workflowId: { accepts: isName, constraint: NAME, emptyIsAbsent: false },
  trimmed: {
    accepts: (value) => isName(value) && value.trim() === value,
    constraint: `${NAME}, and must not start or end with white space`,
    emptyIsAbsent: false,
  },
  timeout: {
    accepts: (value) => value === 'NONE' || isSeconds(value),
    constraint: 'Member must be a whole number of seconds or NONE',
    emptyIsAbsent: true,
  },
  seconds: { accepts: isSeconds, constraint: 'Member must be a whole number of seconds', emptyIsAbsent: true },
  execution: EXECUTION,
  successor: EXECUTION,
  // The range is that of docs/swf.md 3.13; the answer of the service to other values is not known.
  lambda: {
    accepts: (value) => isSeconds(value) && Number(value) >= 1 && Number(value) <= 900,
    constraint: 'Member must be a whole number of seconds from 1 to 900',
    emptyIsAbsent: true,
  },
  priority: {
    accepts: (value) => /^-?\d{1,10}$/.test(value) && Number(value) === (Number(value) | 0),
    constraint: 'Member must be a whole number from -2147483648 to 2147483647',
    emptyIsAbsent: true,
  },
  days: {
    accepts: (value) => value === 'NONE' || (isSeconds(value) && Number(value) <= 90),
    constraint: 'Member must be a whole number of days from 0 to 90, or NONE',
    emptyIsAbsent: false,
  },
  // The characters of docs/swf.md 2.6. Letters and digits are those of every script.
  tag: {
    accepts: (value) => /^[\p{L}\p{N}\s_.:/=+@-]*$/u.test(value),
    constraint: 'Member must only contain letters, digits, white space and the characters _ . : / = + - @',
    emptyIsAbsent: false,
  },
  optional: { accepts: () => true, constraint: '', emptyIsAbsent: true },
};
