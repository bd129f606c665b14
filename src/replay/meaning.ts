export type Members = Readonly<Record<string, unknown>>;

/** A decision: what is decided, and with which attributes. */
export interface Made {
  readonly decisionType: string;
  readonly attributes: Members;
}

/** A decision to compare with. */
export interface Shown extends Made {
  /**
   * What its attributes are: those that its event has, with the defaults that the service filled in; a part of them, since
   * it failed; or those that were decided themselves.
   */
  readonly shows: 'an event' | 'a part' | 'what was decided';
}

/** An attribute that differs. */
export interface MemberDifference {
  readonly what: string;
  readonly recorded: unknown;
  readonly decided: unknown;
}

const STARTED = [
  'childPolicy',
  'executionStartToCloseTimeout',
  'lambdaRole',
  'taskList',
  'taskPriority',
  'taskStartToCloseTimeout',
];

/** What the service takes from the type where a decision does not say it (swf-behaviour 14.1). */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = {
  ScheduleActivityTask: [
    'heartbeatTimeout',
    'scheduleToCloseTimeout',
    'scheduleToStartTimeout',
    'startToCloseTimeout',
    'taskList',
    'taskPriority',
  ],
  StartChildWorkflowExecution: STARTED,
  ContinueAsNewWorkflowExecution: STARTED,
};

/** The attributes in which a decision is another than the one that an event shows. */
export function differingMembers(shown: Shown, made: Made): readonly MemberDifference[] {
  const names = [...new Set([...Object.keys(shown.attributes), ...Object.keys(made.attributes)])];
  const filledIn = shown.shows === 'what was decided' ? [] : (FILLED_IN[made.decisionType] ?? []);
  return names.flatMap((what) => {
    const [recorded, decided] = [shown.attributes[what], made.attributes[what]];
    const isHidden = isNothing(recorded) && (shown.shows === 'a part' || isNothing(decided));
    const isDefault = isNothing(decided) && filledIn.includes(what);
    return isHidden || isDefault || isSame(recorded, decided) ? [] : [{ what, recorded, decided }];
  });
}

/** An execution without tags shows none (swf-behaviour 2.4), and to the service null is no value. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Whether two values are the same, where a member without a value is as good as none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Members, b as Members];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}
