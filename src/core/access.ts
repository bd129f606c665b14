import type { FaultName } from './faults.js';
import { withGiven } from './given.js';
import type { RegisteredType } from './state.js';

/** What a caller wants to do, in IAM's terms (Developer Guide, "Managing Access to Amazon SWF Workflows"). */
export interface AccessRequest {
  /** `swf:` and the operation, or the type of a decision: a decision is a pseudo-action. */
  readonly action: string;
  /** The ARN of the domain. */
  readonly resource: string;
  /** The condition keys of the action, where the input has them: `swf:taskList.name` … */
  readonly context: Readonly<Record<string, string>>;
}

/** Something that the service would refuse for reasons of its own: load, a quota, a failure. */
export type Injection =
  | { readonly fault: FaultName; readonly message?: string }
  /** A cause of the decision's `*Failed` event. */
  | { readonly cause: string };

/** The caller's rights, and the troubles planned for it. Both are asked once per operation and once per decision. */
export interface Grants {
  /** `false` denies. Default: everything is allowed. Must answer at once, and equally for equal requests. */
  readonly authorize?: ((request: AccessRequest) => boolean) | undefined;
  /** `undefined` lets the request through. */
  readonly inject?: ((request: AccessRequest) => Injection | undefined) | undefined;
}

export const domainArn = (region: string, accountId: string, domain: string): string =>
  `arn:aws:swf:${region}:${accountId}:/domain/${domain}`;

/** The members of an input that a policy may put conditions on, as `swf:<path>`. */
export type ConditionKeys = readonly string[];

/**
 * `input` as conditions see it: a task list that it leaves out is the one that `type` was registered with (Developer
 * Guide, "Amazon SWF IAM Policies").
 */
export const withDefaultList = (input: object, type: RegisteredType | undefined): object =>
  type?.defaults.defaultTaskList ? withGiven({ taskList: type.defaults.defaultTaskList }, input) : input;

/** The condition keys that `input` gives a value to. */
export function contextOf(keys: ConditionKeys, input: object): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = key.split('.').reduce<unknown>(step, input);
    if (typeof value === 'string') found[`swf:${key}`] = value;
  }
  return found;
}

// `tagList.member.0` is AWS's way to say the first tag.
const step = (value: unknown, part: string): unknown => {
  if (part === 'member' || typeof value !== 'object' || value === null) return value;
  return (value as Readonly<Record<string, unknown>>)[part];
};

export const TAG_KEYS: ConditionKeys = [0, 1, 2, 3, 4].map((n) => `tagList.member.${n}`);
export const TYPE_KEYS = (kind: 'workflowType' | 'activityType'): ConditionKeys => [`${kind}.name`, `${kind}.version`];
