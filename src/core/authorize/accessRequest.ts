import type { RegisteredType } from '../model/domain.js';
import type { FaultName } from '../model/faults.js';
import { withDefined } from '../model/optional.js';

/** One request for permission, in the terms of IAM (Developer Guide, "Managing Access to Amazon SWF Workflows"). */
export interface AccessRequest {
  /** `swf:` with the name of the operation, or with the decision type: each decision is a pseudo-action. */
  readonly action: string;
  /** The ARN of the domain. The domain of ListDomains is `*`. */
  readonly resource: string;
  /**
   * The condition keys of the action that the input gives a value to: `swf:taskList.name` and so on (docs/swf.md 2.7).
   */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * A failure to inject: throttling, a quota, an error of the service. An operation fails with a fault, a decision with a
 * cause.
 */
export type Injection =
  | {
      /** The fault that the operation answers with. */
      readonly fault: FaultName;
      /** Its message. Default: the message of AWS where it is known, else an empty text. */
      readonly message?: string;
    }
  | {
      /** The cause in the `*Failed` event of the decision. It must be one of the causes of that event. */
      readonly cause: string;
    };

/**
 * The permissions of a caller, and the failures to inject. Each function is called once for an operation and once for
 * each decision of a batch.
 */
export interface Grants {
  /**
   * Returns `false` to deny a request. Default: everything is allowed. It must not return a promise, and must return
   * the same for equal requests.
   */
  readonly authorize?: ((request: AccessRequest) => boolean) | undefined;
  /** Returns the failure to inject, or `undefined` for none. Default: none. */
  readonly inject?: ((request: AccessRequest) => Injection | undefined) | undefined;
}

/** Returns the ARN of a domain (docs/swf.md 1.1). */
export const domainArn = (region: string, accountId: string, domain: string): string =>
  `arn:aws:swf:${region}:${accountId}:/domain/${domain}`;

/** The paths of the members of an input that a policy can test. The condition key of a path is `swf:<path>`. */
export type ConditionKeys = readonly string[];

/**
 * Returns the input that conditions test. If it has no task list, it gets the default task list of the type (Developer
 * Guide, "Amazon SWF IAM Policies").
 */
export const withDefaultList = (input: object, type: RegisteredType | undefined): object =>
  type?.defaults.defaultTaskList ? withDefined({ taskList: type.defaults.defaultTaskList }, input) : input;

/** Returns the condition keys that `input` gives a text to, with their values. */
export function contextOf(keys: ConditionKeys, input: object): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = key.split('.').reduce<unknown>(memberOf, input);
    if (typeof value === 'string') found[`swf:${key}`] = value;
  }
  return found;
}

// AWS writes `tagList.member.0` for the first tag, so the part `member` is skipped.
const memberOf = (value: unknown, part: string): unknown => {
  if (part === 'member' || typeof value !== 'object' || value === null) return value;
  return (value as Readonly<Record<string, unknown>>)[part];
};

/** The paths of the five tags of an execution (docs/swf.md 2.7). */
export const TAG_KEYS: ConditionKeys = [0, 1, 2, 3, 4].map((n) => `tagList.member.${n}`);

/** Returns the paths of the name and the version of a type. */
export const typeConditionKeys = (kind: 'workflowType' | 'activityType'): ConditionKeys => [
  `${kind}.name`,
  `${kind}.version`,
];
