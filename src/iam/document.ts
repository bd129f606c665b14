import type { ComparisonName } from './comparisons.js';
import type { SwfConditionKey } from './names.js';

type OneOrMany<T> = T | readonly T[];

/** A comparison of conditions, as IAM spells its variants; `Null` has none. */
export type ConditionOperator = `${'' | 'ForAllValues:' | 'ForAnyValue:'}${ComparisonName}${'' | 'IfExists'}` | 'Null';

/** What a key is compared with. IAM reads a number and a boolean as their text. */
export type ConditionValues = OneOrMany<string | number | boolean>;

/** Keys of SWF, or of whoever adds them to the context: `aws:SourceIp`. */
export type ConditionBlock = { readonly [K in SwfConditionKey]?: ConditionValues } & {
  readonly [K in `${string}:${string}`]?: ConditionValues;
};

interface StatementParts {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Condition?: { readonly [O in ConditionOperator]?: ConditionBlock };
}

interface Actions {
  /** `swf:` and an operation or a type of decision; `*` and `?` stand for any letters and any one. */
  readonly Action: OneOrMany<string>;
  readonly NotAction?: never;
}

interface NotActions {
  readonly NotAction: OneOrMany<string>;
  readonly Action?: never;
}

interface Resources {
  /** ARNs of domains: `arn:aws:swf:*:123456789012:/domain/shop`. */
  readonly Resource: OneOrMany<string>;
  readonly NotResource?: never;
}

interface NotResources {
  readonly NotResource: OneOrMany<string>;
  readonly Resource?: never;
}

export type PolicyStatement = StatementParts & (Actions | NotActions) & (Resources | NotResources);

/** An identity-based policy, as IAM has it (IAM User Guide, "Grammar of the IAM JSON policy language"). */
export interface PolicyDocument {
  readonly Version?: '2008-10-17' | '2012-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMany<PolicyStatement>;
}
