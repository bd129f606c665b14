import type { ConditionKeys } from '../access.js';
import type { Change } from '../changes.js';
import type { Fault } from '../faults.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage.js';
import type { RegisteredType, State } from '../state.js';
import type { TaskRef } from '../tokens.js';
import type { Input, OperationName, Reply } from '../types.js';

/**
 * What a command leads to: changes, then perhaps more changes that follow from the state which the first ones made, and
 * a reply from the state at the end.
 */
export interface Plan<R> extends Stage {
  readonly reply: (s: State) => R;
}

/** What a request is about: the resource that access control protects, and the task if a token names one. */
export interface Target {
  readonly domain: string;
  readonly task?: { readonly ref: TaskRef; readonly run: Run };
}

export interface Call {
  /** Which of the tasks that could be handed out; 0 is the one that is first in order. */
  readonly pick: number;
  readonly target: Target;
  /** Whether the caller may make this decision: a decision is a pseudo-action (swf-behaviour 3.0). */
  readonly decisionRight: (type: string, rule: PseudoAction, attributes: object) => DecisionRight;
}

/** A decision, as access control sees it. */
export interface PseudoAction {
  readonly conditionKeys: ConditionKeys;
  readonly deniable: boolean;
  /** The type whose task list a decision gets that names none. */
  readonly defaultsFrom?: ((s: State, run: Run, attributes: never) => RegisteredType | undefined) | undefined;
}

export interface DecisionRight {
  readonly denied: boolean;
  /** The cause that was injected, if one was. */
  readonly cause: string | undefined;
}

/** One operation: whom it concerns, what access control may look at, and what it does. Reads the state, never writes. */
export interface Operation<O extends OperationName> {
  readonly target: (s: State, input: Input<O>) => Target | Fault;
  readonly conditionKeys: ConditionKeys;
  /** The type whose task list an input gets that names none. */
  readonly defaultsFrom?: (s: State, input: Input<O>) => RegisteredType | undefined;
  readonly decide: (s: State, input: Input<O>, call: Call) => Plan<Reply<O>> | Fault;
}

/** An answer without an effect. */
export const answer = <R>(reply: R): Plan<R> => ({ changes: [], reply: () => reply });

/** An effect without an answer: the operations whose body is empty. */
export const effect = (changes: readonly Change[]): Plan<Record<never, never>> => ({ changes, reply: () => ({}) });

export const inDomain = ({ domain }: { readonly domain: string }): Target => ({ domain });
