import type { Happening } from '../../events.js';
import type { EventId } from '../../ids.js';
import type { Run } from '../../run.js';
import type { RegisteredType, State } from '../../state.js';
import type { Input } from '../../types.js';
import type { PseudoAction } from '../plan.js';

export type Decision = NonNullable<Input<'RespondDecisionTaskCompleted'>['decisions']>[number];
export type AttributesMember = Exclude<keyof Decision, 'decisionType'>;
/** The attributes of one type of decision, checked. */
export type DecisionAttributes<M extends AttributesMember> = NonNullable<Decision[M]>;

/** What a decision comes to: the event that says what was done, or the cause for which it was not. */
export type Verdict<Cause extends string> = Happening | { readonly cause: Cause };

/** One type of decision: what it asks for, why it can fail, and the events that say so. */
export interface Rule extends PseudoAction {
  readonly member: AttributesMember;
  readonly closes: boolean;
  /** Whether a right to it can be missing: whether its `*Failed` event knows OPERATION_NOT_PERMITTED. */
  readonly deniable: boolean;
  /** Every cause that its `*Failed` event knows (API model). */
  readonly causes: readonly string[];
  /** Those of them that show only after the batch, in an event that refers to the Initiated one. */
  readonly lateCauses: readonly string[];
  readonly decide: (s: State, run: Run, attributes: never, completedId: EventId) => Verdict<string>;
  readonly failed: (attributes: never, cause: never, completedId: EventId) => Happening;
}

interface Parts<M extends AttributesMember, C extends string> {
  readonly closes?: boolean;
  readonly conditionKeys?: PseudoAction['conditionKeys'];
  readonly defaultsFrom?: (s: State, run: Run, attributes: DecisionAttributes<M>) => RegisteredType | undefined;
  readonly lateCauses?: readonly C[];
  readonly decide: (s: State, run: Run, attributes: DecisionAttributes<M>, completedId: EventId) => Verdict<C>;
  readonly failed: (attributes: DecisionAttributes<M>, cause: C, completedId: EventId) => Happening;
}

/** Checks the types of one decision against each other, then forgets which decision it is, so that a table can hold it. */
export const rule = <M extends AttributesMember, C extends string>(
  member: M,
  causes: readonly C[],
  { closes = false, conditionKeys = [], lateCauses = [], defaultsFrom, decide, failed }: Parts<M, C>,
): Rule => ({
  member,
  causes,
  closes,
  conditionKeys,
  lateCauses,
  defaultsFrom: defaultsFrom as Rule['defaultsFrom'],
  deniable: (causes as readonly string[]).includes('OPERATION_NOT_PERMITTED'),
  decide: decide as Rule['decide'],
  failed: failed as Rule['failed'],
});
