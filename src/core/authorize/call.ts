import type { RegisteredType } from '../model/domain.js';
import type { Run } from '../model/run.js';
import type { State } from '../model/state.js';
import type { TaskRef } from '../model/tokens.js';
import type { ConditionKeys } from './accessRequest.js';

/** The target of a request: the domain, which is the resource for IAM, and the task if the request has a task token. */
export interface Target {
  /** The name of the domain. */
  readonly domain: string;
  /** The task of the token, open or closed, with its run. */
  readonly task?: { readonly ref: TaskRef; readonly run: Run };
}

/** A call that is allowed, as the rule of its operation gets it. */
export interface Call {
  /** The task that a poll takes, by its index in the order of the task list. 0 is the first. */
  readonly pick: number;
  /** The domain and the task of the call. */
  readonly target: Target;
  /**
   * Returns the permission for one decision: each decision is a pseudo-action of its own (docs/swf.md 3.0).
   *
   * @throws TypeError if `inject` returns a fault, which only an operation can have.
   */
  readonly decisionRight: (type: string, rule: PseudoAction, attributes: object) => DecisionRight;
}

/** One decision type, as access control sees it. */
export interface PseudoAction {
  /** The members of its attributes that a policy can test. */
  readonly conditionKeys: ConditionKeys;
  /** `true` if a policy can deny it: then its `*Failed` event has the cause OPERATION_NOT_PERMITTED. */
  readonly deniable: boolean;
  /** Returns the type whose default task list counts for a decision that names no task list. */
  readonly defaultsFrom?: ((s: State, run: Run, attributes: never) => RegisteredType | undefined) | undefined;
}

/** The permission for one decision. */
export interface DecisionRight {
  /** `true` if the policy denies the decision. */
  readonly denied: boolean;
  /** The cause to inject, or `undefined` for none. */
  readonly cause: string | undefined;
}
