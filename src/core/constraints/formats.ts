/**
 * Rules on texts that AWS documents and its model does not carry (swf-behaviour 0.3, doubts 11 to 13). AWS's own words
 * for them are not known: tell them apart by `name`, not by `message`.
 */
export type Format =
  /** No `: / |`, no control characters, not `arn`. */
  | 'name'
  /** A `name` without white space at its ends. */
  | 'trimmed'
  /** Whole seconds or `NONE`. */
  | 'timeout'
  /** Whole seconds. */
  | 'seconds'
  /** Whole seconds, one year at most: a workflow execution has to end. */
  | 'execution'
  /** Whole seconds, from 1 to 900. */
  | 'lambda'
  /** A 32-bit signed integer. */
  | 'priority'
  /** 0 to 90, or `NONE`. */
  | 'days'
  /** Empty means not given. */
  | 'optional';

interface Rule {
  readonly accepts: (value: string) => boolean;
  readonly wants: string;
  /** Optional members that may be empty mean "not given" when they are (swf-behaviour, doubt 18). */
  readonly emptyIsAbsent: boolean;
}

const ONE_YEAR_IN_SECONDS = 31_536_000;
const NAME = 'Member must not contain a colon, slash, vertical bar or control character, and must not be arn';

const isName = (value: string): boolean => !/[:/|\u0000-\u001f\u007f-\u009f]/.test(value) && value !== 'arn';
const isSeconds = (value: string): boolean => /^\d+$/.test(value);

export const FORMATS: { readonly [F in Format]: Rule } = {
  name: { accepts: isName, wants: NAME, emptyIsAbsent: false },
  trimmed: {
    accepts: (value) => isName(value) && value.trim() === value,
    wants: `${NAME}, and must not start or end with white space`,
    emptyIsAbsent: false,
  },
  timeout: {
    accepts: (value) => value === 'NONE' || isSeconds(value),
    wants: 'Member must be a whole number of seconds or NONE',
    emptyIsAbsent: true,
  },
  seconds: { accepts: isSeconds, wants: 'Member must be a whole number of seconds', emptyIsAbsent: true },
  execution: {
    accepts: (value) => isSeconds(value) && Number(value) <= ONE_YEAR_IN_SECONDS,
    wants: `Member must be a whole number of seconds, at most ${ONE_YEAR_IN_SECONDS}`,
    emptyIsAbsent: true,
  },
  // API reference, ScheduleLambdaFunctionDecisionAttributes; what the service says of other values is not known.
  lambda: {
    accepts: (value) => isSeconds(value) && Number(value) >= 1 && Number(value) <= 900,
    wants: 'Member must be a whole number of seconds from 1 to 900',
    emptyIsAbsent: true,
  },
  priority: {
    accepts: (value) => /^-?\d{1,10}$/.test(value) && Number(value) === (Number(value) | 0),
    wants: 'Member must be a whole number from -2147483648 to 2147483647',
    emptyIsAbsent: true,
  },
  days: {
    accepts: (value) => value === 'NONE' || (isSeconds(value) && Number(value) <= 90),
    wants: 'Member must be a whole number of days from 0 to 90, or NONE',
    emptyIsAbsent: false,
  },
  optional: { accepts: () => true, wants: '', emptyIsAbsent: true },
};
