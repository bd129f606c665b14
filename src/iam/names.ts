import { quoted } from '../args/quoted.js';
import { DECISION_TYPES } from '../tables/decisions.js';
import { OPERATIONS } from '../tables/operations.js';
import { type Path, refuse, refuseUnknownName } from './refuse.js';

/**
 * The actions of SWF: its operations and its decision types (Developer Guide, "API Summary"). A policy may name
 * ScheduleLambdaFunction, but SWF never checks it: its `*Failed` event has no such cause (docs/swf.md 3.0).
 */
export const ACTIONS: readonly string[] = [...OPERATIONS, ...DECISION_TYPES.toSorted()].map((name) => `swf:${name}`);

/** The actions of SWF in lower case, to compare without regard to case. */
export const LOWER_CASE_ACTIONS: readonly string[] = ACTIONS.map((action) => action.toLowerCase());

/**
 * The condition keys of SWF (Developer Guide, "API Summary"; docs/swf.md 2.7, 3.1, 3.6, 3.12). The tags and the version of
 * a workflow type have two spellings (docs/swf.md 2).
 */
export const CONDITION_KEYS = [
  'swf:activityType.name',
  'swf:activityType.version',
  'swf:defaultTaskList.name',
  'swf:name',
  'swf:tagFilter.tag',
  'swf:tagList.0',
  'swf:tagList.1',
  'swf:tagList.2',
  'swf:tagList.3',
  'swf:tagList.4',
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

/**
 * Returns a condition key in lower case. A key that SWF does not have would never have a value: a typing error would
 * decide the condition. Keys of other services are accepted, since the test can give them a value.
 *
 * @throws TypeError if the key names no service, or is unknown to SWF.
 */
export function checkConditionKey(key: string, path: Path): string {
  const name = key.toLowerCase();
  if (!name.includes(':'))
    refuse(path, `has the key ${quoted(key)} without a service; expected a key like 'swf:taskList.name'`);
  if (name.startsWith('swf:') && !CONDITION_KEYS.some((known) => known.toLowerCase() === name)) {
    refuseUnknownName(path, 'condition key of SWF', key, CONDITION_KEYS);
  }
  return name;
}
