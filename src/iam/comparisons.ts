import { arnWildcard, isArnPattern, type Matches, wildcard } from './wildcards.js';

/** How the value of a key is compared with one value of the policy. */
export interface Comparison {
  /** Whether the operator asks that nothing matches. */
  readonly negated: boolean;
  readonly matcher: (wanted: string) => Matches;
  /** What the policy's value has to be, in words, and whether it is. */
  readonly takes?: readonly [words: string, test: (wanted: string) => boolean];
}

const exactly =
  (wanted: string): Matches =>
  (text) =>
    text === wanted;

function ignoringCase(wanted: string): Matches {
  const lower = wanted.toLowerCase();
  return (text) => text.toLowerCase() === lower;
}

const ARN = ['an ARN or *', isArnPattern] as const;
export const TRUTH = ['true or false', (text: string): boolean => /^(true|false)$/i.test(text)] as const;

/** The operators of IAM that compare texts, ARNs and truths (IAM User Guide, "Condition operators"). */
export const COMPARISONS = {
  StringEquals: { negated: false, matcher: exactly },
  StringNotEquals: { negated: true, matcher: exactly },
  StringEqualsIgnoreCase: { negated: false, matcher: ignoringCase },
  StringNotEqualsIgnoreCase: { negated: true, matcher: ignoringCase },
  StringLike: { negated: false, matcher: wildcard },
  StringNotLike: { negated: true, matcher: wildcard },
  // The Equals forms take wildcards too: they do the same as the Like forms.
  ArnEquals: { negated: false, matcher: arnWildcard, takes: ARN },
  ArnLike: { negated: false, matcher: arnWildcard, takes: ARN },
  ArnNotEquals: { negated: true, matcher: arnWildcard, takes: ARN },
  ArnNotLike: { negated: true, matcher: arnWildcard, takes: ARN },
  Bool: { negated: false, matcher: ignoringCase, takes: TRUTH },
} as const satisfies Readonly<Record<string, Comparison>>;

export type ComparisonName = keyof typeof COMPARISONS;
