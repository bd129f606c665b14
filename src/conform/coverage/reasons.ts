import type { Check } from '../story/check.js';

const LAMBDA = 'needs a Lambda function, and a role that may call it';
const QUOTA = 'needs a quota that is full';
const DENIED = 'needs an IAM policy that denies it';

/** The reasons why something is not asked, by a pattern of its name. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/OPERATION_NOT_PERMITTED|OperationNotPermittedFault|RecordMarkerFailed/, DENIED],
  [/RATE_EXCEEDED/, 'needs an account that is throttled'],
  [/LIMIT_EXCEEDED|LimitExceededFault/, QUOTA],
  [/LAMBDA_SERVICE_NOT_AVAILABLE/, 'needs a region without Lambda'],
  [/LambdaFunction(Started|Completed|Failed|TimedOut)/, LAMBDA],
];

/** Returns the reason why an operation, an event type, a cause or a fault is not asked. */
export const reasonFor = (name: string): string =>
  REASONS.find(([pattern]) => pattern.test(name))?.[1] ?? 'the target did not do it';

/** The rows of docs/swf.md 11 about other implementations, by the name of the implementation. */
export const ROWS: Readonly<Record<string, number>> = { Floci: 28, moto: 18 };

/** The number of doubts of docs/swf.md 12. */
export const DOUBTS = 35;

/** The reasons why a doubt is not asked. */
const DOUBTS_NOT_ASKED: Readonly<Record<string, string>> = {
  'doubt 19': 'it cannot occur',
  'doubt 30': 'needs a second domain, with a retention of 0, which stays for ever',
  'doubt 32': 'needs two calls at one instant',
  'doubt 34': DENIED,
};

/** A row of section 11 or a doubt of section 12, with the checks that ask about it. */
export interface AskedRow {
  readonly row: string;
  readonly checks: readonly string[];
  /** The reason why no check asks about it. */
  readonly reason?: string;
}

const rowNames = (): readonly string[] => [
  ...Object.entries(ROWS).flatMap(([name, last]) => Array.from({ length: last }, (_, index) => `${name} ${index + 1}`)),
  ...Array.from({ length: DOUBTS }, (_, index) => `doubt ${index + 1}`),
];

/** Returns every row of section 11 and every doubt of section 12, with the checks that ask about it. */
export const askedRows = (checks: readonly Check[]): readonly AskedRow[] =>
  rowNames().map((row) => {
    const asking = checks.filter(({ rows = [] }) => rows.includes(row)).map(({ id }) => id);
    const reason = asking.length === 0 && { reason: DOUBTS_NOT_ASKED[row] ?? 'no check asks about it' };
    return { row, checks: asking, ...reason };
  });
