import { isLateCause } from '../../../tables/causes.js';
import {
  type AttributesMemberOf,
  attributesMember,
  type CauseOfDecision,
  DECISIONS,
  type DecisionType,
} from '../../../tables/decisions.js';
import type { PseudoAction } from '../../authorize/call.js';
import type { Input } from '../../model/api.js';
import type { RegisteredType } from '../../model/domain.js';
import type { NewEvent } from '../../model/events.js';
import type { EventId } from '../../model/ids.js';
import type { Run } from '../../model/run.js';
import type { State } from '../../model/state.js';

/** One decision of a RespondDecisionTaskCompleted, checked. */
export type Decision = NonNullable<Input<'RespondDecisionTaskCompleted'>['decisions']>[number];

/** The member of a decision that holds its attributes. */
export type AttributesMember = Exclude<keyof Decision, 'decisionType'>;

/** The checked attributes of one decision type. */
export type DecisionAttributes<T extends DecisionType> = NonNullable<
  Decision[AttributesMemberOf<T> & AttributesMember]
>;

/** The verdict on a decision: the event of its success, or the cause of its failure. */
export type Verdict<Cause extends string> = NewEvent | { readonly cause: Cause };

/** The rule of one decision type. */
export interface Rule extends PseudoAction {
  /** The member with its attributes. */
  readonly member: AttributesMember;
  /** `true` if a policy can deny it: its `*Failed` event has the cause OPERATION_NOT_PERMITTED. */
  readonly deniable: boolean;
  /** Every cause of its `*Failed` event (API model). */
  readonly causes: readonly string[];
  /** The causes that show only after the batch, in a `*Failed` event with the id of the Initiated event. */
  readonly lateCauses: readonly string[];
  /** Returns the verdict on one decision, from the state before it. */
  readonly decide: (s: State, run: Run, attributes: never, completedId: EventId) => Verdict<string>;
  /** Returns the `*Failed` event. */
  readonly failed: (attributes: never, cause: never, completedId: EventId) => NewEvent;
}

interface Parts<T extends DecisionType> {
  readonly conditionKeys?: PseudoAction['conditionKeys'];
  readonly defaultsFrom?: (s: State, run: Run, attributes: DecisionAttributes<T>) => RegisteredType | undefined;
  readonly decide: (
    s: State,
    run: Run,
    attributes: DecisionAttributes<T>,
    completedId: EventId,
  ) => Verdict<CauseOfDecision<T>>;
  readonly failed: (attributes: DecisionAttributes<T>, cause: CauseOfDecision<T>, completedId: EventId) => NewEvent;
}

/**
 * Returns the rule of a decision type. The compiler checks its functions against the attributes and causes of that
 * type; the result has a common type, so that a table can hold it.
 */
export function rule<T extends DecisionType>(
  type: T,
  { conditionKeys = [], defaultsFrom, decide, failed }: Parts<T>,
): Rule {
  const causes = Object.keys(DECISIONS[type].causes);
  return {
    member: attributesMember(type) as AttributesMember,
    causes,
    conditionKeys,
    lateCauses: causes.filter(isLateCause),
    defaultsFrom: defaultsFrom as Rule['defaultsFrom'],
    deniable: causes.includes('OPERATION_NOT_PERMITTED'),
    decide: decide as Rule['decide'],
    failed: failed as Rule['failed'],
  };
}
