import type { TypeKind } from '../core/index.js';
import { DECISIONS, isDecisionType } from '../tables/decisions.js';

/** An object whose members are read by name. */
export type Members = Readonly<Record<string, unknown>>;

/** A decision whose attributes have the same place for each type. */
export interface FlatDecision {
  readonly decisionType: string;
  readonly attributes: Members;
}

/** A decision that a new one is compared with. */
export interface ExpectedDecision extends FlatDecision {
  /**
   * The source of its attributes.
   *
   * - `event`: the event that carried it out, which also shows the defaults that the service filled in.
   * - `failed event`: the event of its failure, which shows only a part of the attributes.
   * - `answer`: the answer of a decider, which has the attributes themselves.
   */
  readonly source: 'event' | 'failed event' | 'answer';
}

/** An attribute or a member that differs. */
export interface MemberDifference {
  /** The name of the attribute. */
  readonly what: string;
  readonly recorded: unknown;
  readonly decided: unknown;
}

/** The settings that the service takes from the type if a decision leaves them out (docs/swf.md 14.1). */
const SETTINGS_WITH_DEFAULTS: { readonly [K in TypeKind]: readonly string[] } = {
  ActivityType: [
    'heartbeatTimeout',
    'scheduleToCloseTimeout',
    'scheduleToStartTimeout',
    'startToCloseTimeout',
    'taskList',
    'taskPriority',
  ],
  WorkflowType: [
    'childPolicy',
    'executionStartToCloseTimeout',
    'lambdaRole',
    'taskList',
    'taskPriority',
    'taskStartToCloseTimeout',
  ],
};

/** Returns the settings that the service takes from the type if a decision leaves them out. */
export function settingsWithDefaults(decisionType: string): readonly string[] {
  const kind = isDecisionType(decisionType) ? DECISIONS[decisionType].defaultsFrom : undefined;
  return kind ? SETTINGS_WITH_DEFAULTS[kind] : [];
}

/** Returns the attributes that differ between an expected decision and a new one of the same type. */
export function differingMembers(expected: ExpectedDecision, actual: FlatDecision): readonly MemberDifference[] {
  const names = [...new Set([...Object.keys(expected.attributes), ...Object.keys(actual.attributes)])];
  const filledIn = expected.source === 'answer' ? [] : settingsWithDefaults(actual.decisionType);
  return names.flatMap((what) => {
    const [recorded, decided] = [expected.attributes[what], actual.attributes[what]];
    const isHidden = isEmpty(recorded) && (expected.source === 'failed event' || isEmpty(decided));
    const isDefault = isEmpty(decided) && filledIn.includes(what);
    return isHidden || isDefault || isSame(recorded, decided) ? [] : [{ what, recorded, decided }];
  });
}

// An execution without tags has no `tagList` in its event (docs/swf.md 2.4), and the service reads null as absent.
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Returns true if two values are the same. A member that is `undefined` equals an absent member. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Members, b as Members];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}
