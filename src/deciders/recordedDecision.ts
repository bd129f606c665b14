import { attributesMember } from '../tables/decisions.js';

/** A decision that a history shows, in the form that RespondDecisionTaskCompleted accepts. */
export type RecordedDecision = {
  /** The type of the decision: `ScheduleActivityTask`. */
  readonly decisionType: string;
} & Readonly<Record<string, unknown>>;

/** Returns a decision with its attributes in the member for its type. */
export const recordedDecision = (decisionType: string, attributes: object): RecordedDecision => ({
  decisionType,
  [attributesMember(decisionType)]: attributes,
});
