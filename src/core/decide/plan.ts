import type { OperationName } from '../../tables/operations.js';
import type { ConditionKeys } from '../authorize/accessRequest.js';
import type { Call, Target } from '../authorize/call.js';
import type { Input, Reply } from '../model/api.js';
import type { Change } from '../model/changes.js';
import type { RegisteredType } from '../model/domain.js';
import type { Fault } from '../model/faults.js';
import type { State } from '../model/state.js';

/** A chain of changes: some changes, then perhaps more that depend on the state after them. */
export interface Steps {
  /** The changes to write first. */
  readonly changes: readonly Change[];
  /** Returns the steps that follow, from the state after `changes`, or `undefined` for none. */
  readonly next?: (s: State) => Steps | undefined;
}

/**
 * Returns the steps of all parts, one part after the other. Each part is decided from the state that the one before it
 * left.
 */
export function inSequence(...parts: readonly ((s: State) => Steps | undefined)[]): Steps {
  return { changes: [], next: (s) => sequence(s, parts, undefined) };
}

function sequence(
  s: State,
  parts: readonly ((s: State) => Steps | undefined)[],
  current: Steps | undefined,
): Steps | undefined {
  if (current) {
    return { changes: current.changes, next: (after) => sequence(after, parts, current.next?.(after)) };
  }
  const [first, ...rest] = parts;
  if (!first) return undefined;
  return sequence(s, rest, first(s));
}

/** The answer to a command: its steps, and a reply. */
export interface Plan<R> extends Steps {
  /** Returns the reply, from the state after all steps. */
  readonly reply: (s: State) => R;
}

/** The rule of one operation. It reads the state and never writes it. */
export interface Operation<O extends OperationName> {
  /** Returns the domain and the task that the input names, or the fault of a token that is invalid. */
  readonly target: (s: State, input: Input<O>) => Target | Fault;
  /** The members of the input that a policy can test (docs/swf.md 2.7). */
  readonly conditionKeys: ConditionKeys;
  /** Returns the type whose default task list counts for an input that names no task list. */
  readonly defaultsFrom?: (s: State, input: Input<O>) => RegisteredType | undefined;
  /** Returns the plan of a call that is allowed, or the fault that refuses it. */
  readonly decide: (s: State, input: Input<O>, call: Call) => Plan<Reply<O>> | Fault;
}

/** Returns a plan with a reply and without changes. */
export const replyOnly = <R>(reply: R): Plan<R> => ({ changes: [], reply: () => reply });

/** Returns a plan with changes and an empty reply. */
export const changesOnly = (changes: readonly Change[]): Plan<Record<never, never>> => ({ changes, reply: () => ({}) });

/** Returns the target of an input that names its domain. */
export const inDomain = ({ domain }: { readonly domain: string }): Target => ({ domain });
