import type { RegisteredType } from '../model/domain.js';
import type { FaultName } from '../model/faults.js';
import { withDefined } from '../model/optional.js';
import type { ConditionValuesByKey, RequestContext } from './requestContext.js';

/** One request for permission, in the terms of IAM (Developer Guide, "Managing Access to Amazon SWF Workflows"). */
export interface AccessRequest {
  /** `swf:` with the name of the operation, or with the decision type: each decision is a pseudo-action. */
  readonly action: string;
  /** The ARN of the domain. The domain of ListDomains is `*`. */
  readonly resource: string;
  /**
   * The condition keys with their values: those of the action that the input gives a value to, `swf:taskList.name` and so
   * on (docs/swf.md 2.7), and those of every request, `aws:RequestedRegion` and so on (docs/swf.md 2).
   */
  readonly context: ConditionValuesByKey;
}

/** Decides if a request is allowed: `false` denies it. */
export interface Authorize {
  /** Returns `true` to allow a request, `false` to deny it. */
  (request: AccessRequest): boolean;
  /** Returns why a request was denied: the reason of its fault. `iamPolicy()` has it. */
  readonly explain?: (request: AccessRequest) => string;
}

/**
 * A failure to inject: throttling, a quota, an error of the service. An operation fails with a fault, a decision with a
 * cause.
 */
export type Injection =
  | {
      /**
       * The fault that the operation answers with: one of SWF, such as `LimitExceededFault`, or one of every AWS service,
       * such as `ThrottlingException` or `ServiceUnavailable`. Its HTTP status is that of AWS.
       */
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
  readonly authorize?: Authorize | undefined;
  /** Condition keys of the caller, such as `aws:SourceIp`. Default: none. */
  readonly requestContext?: RequestContext | undefined;
  /** Returns the failure to inject, or `undefined` for none. Default: none. */
  readonly inject?: ((request: AccessRequest) => Injection | undefined) | undefined;
}

/** The paths of the members of an input that a policy can test. The condition key of a path is `swf:<path>`. */
export type ConditionKeys = readonly string[];

/**
 * Returns the input that conditions test. If it has no task list, it gets the default task list of the type (Developer
 * Guide, "Amazon SWF IAM Policies").
 */
export const withDefaultList = (input: object, type: RegisteredType | undefined): object =>
  type?.defaults.defaultTaskList ? withDefined({ taskList: type.defaults.defaultTaskList }, input) : input;

/** Returns the condition keys that `input` gives a value to. */
export function contextOf(keys: ConditionKeys, input: object): ConditionValuesByKey {
  const found: Record<string, string | readonly string[]> = tagContext(input);
  for (const key of keys) {
    const value = key.split('.').reduce<unknown>(memberOf, input);
    if (typeof value === 'string') for (const spelling of spellingsOf(key)) found[`swf:${spelling}`] = value;
  }
  return found;
}

/** Returns the keys for the tags in the input of RegisterDomain, TagResource and UntagResource (docs/swf.md 2). */
function tagContext(input: object): Record<string, string | readonly string[]> {
  const { tags = [], tagKeys = tags.map(({ key }) => key) } = input as TagInput;
  const values = tags.map(({ key, value = '' }) => [`aws:RequestTag/${key}`, value] as const);
  return { ...Object.fromEntries(values), ...(tagKeys.length > 0 && { 'aws:TagKeys': tagKeys }) };
}

interface TagInput {
  readonly tags?: readonly { readonly key: string; readonly value?: string }[];
  readonly tagKeys?: readonly string[];
}

// The Developer Guide and the API reference write some keys in two ways (docs/swf.md 2).
const spellingsOf = (key: string): readonly string[] => [key, OTHER_SPELLINGS[key] ?? key.replace('.member.', '.')];

const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  'workflowType.version': 'workflowTypeVersion',
  workflowTypeVersion: 'workflowType.version',
};

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
