import { DECISION_TYPES } from '../tables/decisions.js';
import { OPERATIONS } from '../tables/operations.js';

/**
 * The actions of SWF: its operations and its decision types (Developer Guide, "API Summary"). A policy may name
 * ScheduleLambdaFunction, but SWF never checks it: its `*Failed` event has no such cause (docs/swf.md 3.0).
 */
export const ACTIONS: readonly string[] = [...OPERATIONS, ...DECISION_TYPES.toSorted()].map((name) => `swf:${name}`);

/** The condition keys of SWF (Developer Guide, "API Summary"; docs/swf.md 2.7, 3.1, 3.6, 3.12). */
export const CONDITION_KEYS = [
  'swf:activityType.name',
  'swf:activityType.version',
  'swf:defaultTaskList.name',
  'swf:name',
  'swf:tagFilter.tag',
  'swf:tagList.member.0',
  'swf:tagList.member.1',
  'swf:tagList.member.2',
  'swf:tagList.member.3',
  'swf:tagList.member.4',
  'swf:taskList.name',
  'swf:typeFilter.name',
  'swf:typeFilter.version',
  'swf:version',
  'swf:workflowType.name',
  'swf:workflowType.version',
  'swf:workflowTypeVersion',
] as const;

/** The name of a condition key of SWF: `swf:activityType.name`. */
export type SwfConditionKey = (typeof CONDITION_KEYS)[number];
