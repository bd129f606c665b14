import { arnWildcard, isArnPattern, type Matches, wildcard } from './wildcards.js';

/** A condition operator: it compares a value of a condition key with one value of the policy. */
export interface Comparison {
  /** True for the Not operators: they hold if no value matches. */
  readonly negated: boolean;
  /** Returns the matcher for a value of the policy. */
  readonly matcher: (wanted: string) => Matches;
  /** The form that a value of the policy must have, as text and as a test. Default: any string. */
  readonly accepts?: readonly [form: string, test: (wanted: string) => boolean];
}

const exactly =
  (wanted: string): Matches =>
  (text) =>
    text === wanted;

function ignoringCase(wanted: string): Matches {
  const lower = wanted.toLowerCase();
  return (text) => text.toLowerCase() === lower;
}

const ARN = ["an ARN or '*'", isArnPattern] as const;
/** The form of a boolean value: `true` or `false`, in any case. */
export const BOOLEAN = ["'true' or 'false'", (text: string): boolean => /^(true|false)$/i.test(text)] as const;

/** The operators of IAM that compare strings, ARNs and booleans (IAM User Guide, "Condition operators"). */
export const COMPARISONS = {
  StringEquals: { negated: false, matcher: exactly },
  StringNotEquals: { negated: true, matcher: exactly },
  StringEqualsIgnoreCase: { negated: false, matcher: ignoringCase },
  StringNotEqualsIgnoreCase: { negated: true, matcher: ignoringCase },
  StringLike: { negated: false, matcher: wildcard },
  StringNotLike: { negated: true, matcher: wildcard },
  // The Equals operators accept wildcards too, like the Like operators.
  ArnEquals: { negated: false, matcher: arnWildcard, accepts: ARN },
  ArnLike: { negated: false, matcher: arnWildcard, accepts: ARN },
  ArnNotEquals: { negated: true, matcher: arnWildcard, accepts: ARN },
  ArnNotLike: { negated: true, matcher: arnWildcard, accepts: ARN },
  Bool: { negated: false, matcher: ignoringCase, accepts: BOOLEAN },
} as const satisfies Readonly<Record<string, Comparison>>;

/** The name of a condition operator, without quantifier and IfExists. */
export type ComparisonName = keyof typeof COMPARISONS;
