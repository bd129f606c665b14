import type { ComparisonName } from './comparisons.js';
import type { SwfConditionKey } from './names.js';

type OneOrMany<T> = T | readonly T[];

/** A condition operator, with an optional quantifier and an optional `IfExists`: `ForAnyValue:StringLikeIfExists`. */
export type ConditionOperator = `${'' | 'ForAllValues:' | 'ForAnyValue:'}${ComparisonName}${'' | 'IfExists'}` | 'Null';

/** The value or values to compare a key with. A number or a boolean counts as its text. */
export type ConditionValues = OneOrMany<string | number | boolean>;

/** Condition keys with the wanted values: keys of SWF, those of every AWS request, or others of `requestContext`, like `aws:SourceIp`. */
export type ConditionBlock = { readonly [K in SwfConditionKey]?: ConditionValues } & {
  readonly [K in `${string}:${string}`]?: ConditionValues;
};

interface StatementParts {
  /** The name of the statement. It has no effect. */
  readonly Sid?: string;
  /** `Deny` wins over `Allow`. */
  readonly Effect: 'Allow' | 'Deny';
  /** The conditions under which the statement applies: all must hold. Default: none. */
  readonly Condition?: { readonly [O in ConditionOperator]?: ConditionBlock };
}

interface Actions {
  /** Actions: `swf:` and an operation or a decision type. `*` stands for any characters, `?` for one. */
  readonly Action: OneOrMany<string>;
  readonly NotAction?: never;
}

interface NotActions {
  /** All actions but these. */
  readonly NotAction: OneOrMany<string>;
  readonly Action?: never;
}

interface Resources {
  /** ARNs of domains: `arn:aws:swf:*:123456789012:/domain/shop`, or `*`. */
  readonly Resource: OneOrMany<string>;
  readonly NotResource?: never;
}

interface NotResources {
  /** All resources but these. */
  readonly NotResource: OneOrMany<string>;
  readonly Resource?: never;
}

/** A statement of a policy. It has either `Action` or `NotAction`, and either `Resource` or `NotResource`. */
export type PolicyStatement = StatementParts & (Actions | NotActions) & (Resources | NotResources);

/** An identity-based policy in the JSON of IAM (IAM User Guide, "Grammar of the IAM JSON policy language"). */
export interface PolicyDocument {
  /** The version of the policy language. Default `2008-10-17`. It has no effect. */
  readonly Version?: '2008-10-17' | '2012-10-17';
  /** The name of the policy. It has no effect. */
  readonly Id?: string;
  /** One statement, or a list of them. */
  readonly Statement: OneOrMany<PolicyStatement>;
}

/**
 * A policy as IAM returns it: by `get-policy-version`, `get-role-policy`, `get-user-policy` or `get-group-policy`. The
 * document is an object, as the AWS CLI prints it, or URL-encoded JSON, as the API sends it.
 */
export interface PolicyExport {
  /** The version of a managed policy, with its document. */
  readonly PolicyVersion?: { readonly Document?: object | string | undefined } | undefined;
  /** The document of an inline policy. */
  readonly PolicyDocument?: object | string | undefined;
  /** The document of a version. */
  readonly Document?: object | string | undefined;
  /** Not read. */
  readonly PolicyName?: string | undefined;
  /** Not read. */
  readonly RoleName?: string | undefined;
  /** Not read. */
  readonly UserName?: string | undefined;
  /** Not read. */
  readonly GroupName?: string | undefined;
}
