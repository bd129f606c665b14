import { addressTest } from './addresses.js';
import { arnWildcard, isArnPattern } from './arns.js';
import { bytesIn, dateIn, numberIn } from './values.js';
import { type Piece, textOf } from './variables.js';
import { type Matches, piecesWildcard } from './wildcards.js';

/** A condition operator: it compares a value of a condition key with one value of the policy. */
export interface Comparison {
  /** True for the Not operators: they hold if no value matches. */
  readonly negated: boolean;
  /** Returns the matcher for a value of the policy. */
  readonly matcher: (wanted: readonly Piece[]) => Matches;
  /** The form that a value of the policy must have, as text and as a test. Default: any string. */
  readonly accepts?: readonly [form: string, test: (wanted: string) => boolean];
  /** True if a value of the policy can have policy variables. */
  readonly variables?: boolean;
}

function exactly(wanted: readonly Piece[]): Matches {
  const whole = textOf(wanted);
  return (text) => text === whole;
}

function ignoringCase(wanted: readonly Piece[]): Matches {
  const lower = textOf(wanted).toLowerCase();
  return (text) => text.toLowerCase() === lower;
}

/** Returns the matcher of an operator that compares values in a form of their own. A text of another form matches nothing. */
const compared =
  <T>(valueIn: (text: string) => T | undefined, agrees: (found: T, wanted: T) => boolean) =>
  (wanted: readonly Piece[]): Matches => {
    const wantedValue = valueIn(textOf(wanted));
    return (text) => {
      const found = valueIn(text);
      return found !== undefined && wantedValue !== undefined && agrees(found, wantedValue);
    };
  };

const inRange = (wanted: readonly Piece[]): Matches => addressTest(textOf(wanted)) ?? (() => false);

const ARN = ["an ARN or '*'", isArnPattern] as const;
/** The form of a boolean value: `true` or `false`, in any case. */
export const BOOLEAN = ["'true' or 'false'", (text: string): boolean => /^(true|false)$/i.test(text)] as const;
const NUMBER = ["a number like '10' or '0.5'", (text: string) => numberIn(text) !== undefined] as const;
const DATE = [
  "a date like '2026-01-31T10:00:00Z', or seconds since 1970",
  (text: string) => dateIn(text) !== undefined,
] as const;
const BASE64 = ['a text in base64', (text: string) => bytesIn(text) !== undefined] as const;
const ADDRESS = [
  "an IP address or a range like '10.0.0.0/8' or '2001:db8::/32'",
  (text: string) => addressTest(text) !== undefined,
] as const;

type Agrees = (found: number, wanted: number) => boolean;
const equal: Agrees = (found, wanted) => found === wanted;
const less: Agrees = (found, wanted) => found < wanted;
const lessOrEqual: Agrees = (found, wanted) => found <= wanted;
const greater: Agrees = (found, wanted) => found > wanted;
const greaterOrEqual: Agrees = (found, wanted) => found >= wanted;

const string = { variables: true } as const;
const arn = { matcher: arnWildcard, accepts: ARN, variables: true } as const;
const numeric = (agrees: Agrees) => ({ matcher: compared(numberIn, agrees), accepts: NUMBER }) as const;
const date = (agrees: Agrees) => ({ matcher: compared(dateIn, agrees), accepts: DATE }) as const;

/** The operators of IAM (IAM User Guide, "Condition operators"). `Null` is not here: it looks at no value. */
export const COMPARISONS = {
  StringEquals: { ...string, negated: false, matcher: exactly },
  StringNotEquals: { ...string, negated: true, matcher: exactly },
  StringEqualsIgnoreCase: { ...string, negated: false, matcher: ignoringCase },
  StringNotEqualsIgnoreCase: { ...string, negated: true, matcher: ignoringCase },
  StringLike: { ...string, negated: false, matcher: piecesWildcard },
  StringNotLike: { ...string, negated: true, matcher: piecesWildcard },
  // The Equals operators accept wildcards too, like the Like operators.
  ArnEquals: { ...arn, negated: false },
  ArnLike: { ...arn, negated: false },
  ArnNotEquals: { ...arn, negated: true },
  ArnNotLike: { ...arn, negated: true },
  NumericEquals: { ...numeric(equal), negated: false },
  NumericNotEquals: { ...numeric(equal), negated: true },
  NumericLessThan: { ...numeric(less), negated: false },
  NumericLessThanEquals: { ...numeric(lessOrEqual), negated: false },
  NumericGreaterThan: { ...numeric(greater), negated: false },
  NumericGreaterThanEquals: { ...numeric(greaterOrEqual), negated: false },
  DateEquals: { ...date(equal), negated: false },
  DateNotEquals: { ...date(equal), negated: true },
  DateLessThan: { ...date(less), negated: false },
  DateLessThanEquals: { ...date(lessOrEqual), negated: false },
  DateGreaterThan: { ...date(greater), negated: false },
  DateGreaterThanEquals: { ...date(greaterOrEqual), negated: false },
  Bool: { negated: false, matcher: ignoringCase, accepts: BOOLEAN },
  BinaryEquals: { negated: false, matcher: compared(bytesIn, (found, wanted) => found === wanted), accepts: BASE64 },
  IpAddress: { negated: false, matcher: inRange, accepts: ADDRESS },
  NotIpAddress: { negated: true, matcher: inRange, accepts: ADDRESS },
} as const satisfies Readonly<Record<string, Comparison>>;

/** The name of a condition operator, without quantifier and IfExists. */
export type ComparisonName = keyof typeof COMPARISONS;

/** Returns the operator of a name, or `undefined` if there is none. */
export const comparisonNamed = (name: string): Comparison | undefined =>
  Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name as ComparisonName] : undefined;
