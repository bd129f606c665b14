import type { Decision } from '@aws-sdk/client-swf';
import type { DecisionType } from '../core/constraints/decisions.js';

type AttributesMember = Exclude<keyof Decision, 'decisionType'>;

/** Where a decision of a type has its attributes. */
export const memberOf = (type: DecisionType): AttributesMember =>
  `${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes` as AttributesMember;

/** Decisions that close a run: each is the last of its batch. */
export const CLOSING: ReadonlySet<DecisionType> = new Set([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
]);
