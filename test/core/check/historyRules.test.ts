import { describe, expect, it } from 'vitest';
import { HISTORY_RULES } from '../../../src/core/check/rules.js';
import { type CoreEvent, EVENT_TYPES, type EventType, foldHistory, type Violation } from '../../../src/core/index.js';
import { REFERENCE_MEMBERS, referredType } from '../../../src/tables/subjects.js';

type Told = readonly [type: EventType, attributes?: object, more?: object];

const eventsFrom = (told: readonly Told[]): readonly CoreEvent[] =>
  told.map(
    ([type, attributes = {}, more = {}], index) => ({ id: index + 1, at: 0, type, attributes, ...more }) as never,
  );

function broken(told: readonly Told[]): readonly Violation[] {
  const violations: Violation[] = [];
  foldHistory(eventsFrom(told), (violation) => void violations.push(violation));
  return violations;
}

const STARTED: Told = ['WorkflowExecutionStarted'];
const SIGNALED: Told = ['WorkflowExecutionSignaled'];
const SCHEDULED: Told = ['DecisionTaskScheduled'];
const taken = (scheduledEventId = 2): Told => ['DecisionTaskStarted', { scheduledEventId }];
const DECIDED: Told = ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }];
const begun: readonly Told[] = [STARTED, SCHEDULED, taken(), DECIDED];
const EXPIRED: Told = [
  'DecisionTaskTimedOut',
  { scheduledEventId: 2, startedEventId: 0, timeoutType: 'SCHEDULE_TO_START' },
];
const timedOut = (timeoutType: string): Told => [
  'DecisionTaskTimedOut',
  { scheduledEventId: 2, startedEventId: 3, timeoutType },
];

const decided = (type: EventType, attributes: object = {}): Told => [
  type,
  { decisionTaskCompletedEventId: 4, ...attributes },
];
const activity = decided('ActivityTaskScheduled', { activityId: 'charge' });
const activityStarted: Told = ['ActivityTaskStarted', { scheduledEventId: 5 }];
const timer = decided('TimerStarted', { timerId: 'day' });
const child = decided('StartChildWorkflowExecutionInitiated', { workflowId: 'refund' });
const lambda = decided('LambdaFunctionScheduled', { id: 'quote' });
const lambdaStarted: Told = ['LambdaFunctionStarted', { scheduledEventId: 5 }];

const lateFailure = decided('StartChildWorkflowExecutionFailed', { initiatedEventId: 5 });

/** The same end of a thing twice, with the decision task that the first one needs. */
const twice = (opened: readonly Told[], type: EventType, attributes: object): readonly Told[] => [
  ...begun,
  ...opened,
  [type, attributes],
  SCHEDULED,
  [type, attributes],
];

const closesOf = (type: string, ...ends: readonly string[]) => ends.map((end) => `${type}${end}` as EventType);
const CHILD_ENDS = closesOf('ChildWorkflowExecution', 'Completed', 'Failed', 'Canceled', 'Terminated', 'TimedOut');

/** The histories that break one rule, and that no other rule reports. */
const BROKEN: { readonly [R in keyof typeof HISTORY_RULES]: Readonly<Record<string, readonly Told[]>> } = {
  eventIds: {
    'a gap': [STARTED, ['DecisionTaskScheduled', {}, { id: 3 }]],
    'an id twice': [...begun, ['MarkerRecorded', {}, { id: 4 }]],
  },
  timestamps: {
    'time falls by a millisecond': [
      ['WorkflowExecutionStarted', {}, { at: 5 }],
      ['DecisionTaskScheduled', {}, { at: 4 }],
    ],
  },
  lastEvent: {
    'an event after the close': [...begun, decided('WorkflowExecutionCompleted'), decided('MarkerRecorded')],
  },
  firstEvent: { 'no start': [['MarkerRecorded']], 'two starts': [STARTED, SCHEDULED, STARTED] },
  reference: {
    'to an event of another type': [...begun, ['TimerStarted', { decisionTaskCompletedEventId: 3 }]],
    'to a later event': [...begun, ['TimerStarted', { decisionTaskCompletedEventId: 9 }]],
    'of a confirmation to no signal': [
      ...begun,
      ['ExternalWorkflowExecutionSignaled', { initiatedEventId: 4 }],
      SCHEDULED,
    ],
    'of a confirmation to no cancel request': [
      ...begun,
      decided('SignalExternalWorkflowExecutionInitiated'),
      ['ExternalWorkflowExecutionCancelRequested', { initiatedEventId: 5 }],
      SCHEDULED,
    ],
    'of a child to another child than its own': [
      ...begun,
      child,
      timer,
      ['ChildWorkflowExecutionStarted', { initiatedEventId: 6 }],
      SCHEDULED,
    ],
  },
  needlessDecisionTask: {
    'after a decision': [...begun, timer, SCHEDULED],
    'after an empty batch': [...begun, SCHEDULED],
    'for the second of two signals': [...begun, SIGNALED, SCHEDULED, taken(6), SCHEDULED],
  },
  missingDecisionTask: {
    'at the end': [STARTED],
    'after a signal': [...begun, SIGNALED, timer],
    'after a failed decision': [...begun, decided('StartTimerFailed')],
    'before a late failure of the batch': [...begun, child, SIGNALED, lateFailure, SCHEDULED],
    'after a timeout': [STARTED, SCHEDULED, taken(), timedOut('START_TO_CLOSE')],
    'before a termination below the event limit': [
      ...begun,
      SIGNALED,
      ['WorkflowExecutionTerminated', { cause: 'OPERATOR_INITIATED' }],
    ],
  },
  decisionTaskWaits: {
    'a second one after a timeout of another kind': [
      STARTED,
      SCHEDULED,
      taken(),
      SIGNALED,
      SCHEDULED,
      timedOut('SCHEDULE_TO_START'),
      SCHEDULED,
    ],
  },
  decisionTaskStarts: {
    'a second one': [STARTED, SCHEDULED, taken(), SIGNALED, SCHEDULED, taken(5)],
    'the same one again': [...begun, taken()],
    'another one than the waiting one': [...begun, SIGNALED, SCHEDULED, taken(2)],
  },
  decisionTaskEnds: {
    'a second response': [...begun, DECIDED],
    'a timeout after the response': [...begun, timedOut('START_TO_CLOSE'), SCHEDULED],
  },
  decisionTaskExpires: { 'a task that was answered': [...begun, EXPIRED, SCHEDULED] },
  activityId: { 'two open tasks': [...begun, activity, activity] },
  activityStarts: { 'a second start': [...begun, activity, activityStarted, activityStarted] },
  activityCloses: Object.fromEntries(
    closesOf('ActivityTask', 'Completed', 'Failed', 'TimedOut', 'Canceled').map((type) => [
      type,
      twice([activity, activityStarted], type, { scheduledEventId: 5, startedEventId: 6 }),
    ]),
  ),
  timerEnds: {
    'fired twice': twice([timer], 'TimerFired', { startedEventId: 5 }),
    'canceled once it fired': [
      ...twice([timer], 'TimerFired', { startedEventId: 5 }).slice(0, -1),
      taken(7),
      ['DecisionTaskCompleted', { scheduledEventId: 7, startedEventId: 8 }],
      ['TimerCanceled', { decisionTaskCompletedEventId: 9, startedEventId: 5 }],
    ],
  },
  childCloses: Object.fromEntries(
    [...CHILD_ENDS, 'StartChildWorkflowExecutionFailed' as const].map((type) => [
      type,
      twice([child], type, { initiatedEventId: 5 }),
    ]),
  ),
  lambdaId: { 'two open functions': [...begun, lambda, lambda] },
  lambdaStarts: { 'a second start': [...begun, lambda, lambdaStarted, lambdaStarted] },
  lambdaEnds: {
    ...Object.fromEntries(
      closesOf('LambdaFunction', 'Completed', 'Failed', 'TimedOut').map((type) => [
        type,
        twice([lambda, lambdaStarted], type, { scheduledEventId: 5, startedEventId: 6 }),
      ]),
    ),
    'completed before its start': [...begun, lambda, ['LambdaFunctionCompleted', { scheduledEventId: 5 }], SCHEDULED],
    'failed to start after its start': [
      ...begun,
      lambda,
      lambdaStarted,
      ['StartLambdaFunctionFailed', { scheduledEventId: 5 }],
      SCHEDULED,
    ],
  },
};

/** The histories that break no rule, though they look like it. */
const VALID: Readonly<Record<string, readonly Told[]>> = {
  'two signals for one decision task': [STARTED, SCHEDULED, SIGNALED, SIGNALED, taken(), SIGNALED, SCHEDULED],
  'a failed decision before the close': [...begun, decided('StartTimerFailed'), decided('WorkflowExecutionCompleted')],
  'a decision task after a batch with a failed decision': [
    ...begun,
    decided('StartTimerFailed'),
    decided('MarkerRecorded'),
    SCHEDULED,
  ],
  'an activity task that times out before its start, while a decision task waits': [
    ...begun,
    activity,
    SIGNALED,
    SCHEDULED,
    ['ActivityTaskTimedOut', { scheduledEventId: 5, startedEventId: 0, timeoutType: 'SCHEDULE_TO_START' }],
  ],
  'a started decision task that times out, while another one waits': [
    STARTED,
    SCHEDULED,
    taken(),
    SIGNALED,
    SCHEDULED,
    timedOut('START_TO_CLOSE'),
  ],
  'a Lambda function that completes': [
    ...begun,
    lambda,
    lambdaStarted,
    ['LambdaFunctionCompleted', { scheduledEventId: 5, startedEventId: 6 }],
    SCHEDULED,
  ],
  'a Lambda function that fails to start': [
    ...begun,
    lambda,
    ['StartLambdaFunctionFailed', { scheduledEventId: 5 }],
    SCHEDULED,
  ],
  'a termination at the event limit': [
    ...begun,
    SIGNALED,
    ['WorkflowExecutionTerminated', { cause: 'EVENT_LIMIT_EXCEEDED' }],
  ],
  'a late failure of the batch': [...begun, child, SIGNALED, SCHEDULED, taken(7), lateFailure, SCHEDULED],
  'a failure of a child that was never initiated': [
    ...begun,
    decided('StartChildWorkflowExecutionFailed', { initiatedEventId: 0 }),
    SCHEDULED,
  ],
  'a decision task that no decider took in time': [STARTED, SCHEDULED, EXPIRED, SCHEDULED],
  'an activity id again, once its task is closed': [
    ...begun,
    activity,
    ['ActivityTaskTimedOut', { scheduledEventId: 5, startedEventId: 0 }],
    SCHEDULED,
    taken(7),
    ['DecisionTaskCompleted', { scheduledEventId: 7, startedEventId: 8 }],
    ['ActivityTaskScheduled', { decisionTaskCompletedEventId: 9, activityId: 'charge' }],
  ],
  'events at one time': [STARTED, SCHEDULED],
  nothing: [],
};

const ROWS = Object.entries(BROKEN).flatMap(([rule, histories]) =>
  Object.entries(histories).map(([what, told]) => [rule as keyof typeof HISTORY_RULES, what, told] as const),
);

/** The place in the broken history, as the violation names it. */
const DETAILS: readonly (readonly [rule: keyof typeof HISTORY_RULES, what: string, detail: string])[] = [
  ['eventIds', 'a gap', 'event 3 DecisionTaskScheduled at place 2'],
  ['firstEvent', 'no start', 'event 1 MarkerRecorded at place 1'],
  ['reference', 'to an event of another type', 'event 5 TimerStarted.decisionTaskCompletedEventId = 3'],
  ['needlessDecisionTask', 'after a decision', 'event 6 DecisionTaskScheduled after TimerStarted'],
  ['missingDecisionTask', 'after a signal', 'event 6 TimerStarted after WorkflowExecutionSignaled'],
  ['missingDecisionTask', 'at the end', 'the history ends with WorkflowExecutionStarted'],
  ['timerEnds', 'fired twice', 'event 8 TimerFired'],
];

describe('a rule for histories', () => {
  it.each(ROWS)('%s alone reports: %s', (rule, _what, told) => {
    const rules = broken(told).map((violation) => violation.rule);
    expect(rules).toEqual([HISTORY_RULES[rule]]);
  });

  it.each(DETAILS)('%s names the event: %s', (rule, what, detail) => {
    expect(broken(BROKEN[rule][what] as readonly Told[])).toEqual([{ rule: HISTORY_RULES[rule], detail }]);
  });

  it('names a decision task with no event before it', () => {
    expect(broken([SCHEDULED]).map(({ detail }) => detail)).toContain('event 1 DecisionTaskScheduled after nothing');
  });

  it.each(Object.entries(VALID))('holds in %s', (_what, told) => {
    expect(broken(told)).toEqual([]);
  });

  it('has a history that breaks it, whichever it is', () => {
    expect(Object.keys(BROKEN).toSorted()).toEqual(Object.keys(HISTORY_RULES).toSorted());
    expect(Object.values(BROKEN).filter((histories) => Object.keys(histories).length === 0)).toEqual([]);
  });
});

const MEMBERS = [...REFERENCE_MEMBERS, 'decisionTaskCompletedEventId'];
const TYPES = [...EVENT_TYPES] as readonly EventType[];
const REFERENCES = TYPES.flatMap((type) =>
  MEMBERS.flatMap((member) => {
    const target = referredType(type, member);
    return target === undefined ? [] : [[type, member, target] as const];
  }),
);

describe('a history of nonsense', () => {
  it.each([
    ['an activity that starts before all', ['ActivityTaskStarted', { scheduledEventId: 9 }], activity],
    ['a Lambda function that starts before all', ['LambdaFunctionStarted', { scheduledEventId: 9 }], lambda],
  ] as const)('is reported, too: %s', (_what, first, second) => {
    expect(broken([first, second]).length).toBeGreaterThan(2);
  });
});

describe('a reference', () => {
  const reported = (events: readonly Told[], type: string, member: string): boolean =>
    broken(events).some(
      ({ rule, detail }) => rule === HISTORY_RULES.reference && detail.includes(`${type}.${member} = `),
    );

  it.each(REFERENCES)('%s.%s points to an earlier %s, or to none', (type, member, target) => {
    const refersTo = (id: unknown): Told => [type, { [member]: id }];
    expect(reported([[target], refersTo(1)], type, member)).toBe(false);
    expect(reported([[target], refersTo(0)], type, member)).toBe(false);
    expect(reported([['MarkerRecorded'], refersTo(1)], type, member)).toBe(true);
    expect(reported([[target], refersTo(2)], type, member)).toBe(true);
    expect(reported([refersTo(2), [target]], type, member)).toBe(true);
    expect(reported([[target], refersTo(7)], type, member)).toBe(true);
  });

  it('is checked for the events of every subject', () => {
    expect(REFERENCES.length).toBeGreaterThan(80);
    expect(new Set(REFERENCES.map(([, member]) => member))).toEqual(new Set(MEMBERS));
  });
});

/** The events that need a decision task, from the recordings of the service (docs/swf.md 6.2). */
const NEED_A_DECISION = new Set<EventType>([
  ...closesOf('WorkflowExecution', 'Started', 'Signaled', 'CancelRequested'),
  'DecisionTaskTimedOut',
  ...closesOf('ActivityTask', 'Completed', 'Failed', 'TimedOut', 'Canceled'),
  'TimerFired',
  'ChildWorkflowExecutionStarted',
  ...CHILD_ENDS,
  'StartChildWorkflowExecutionFailed',
  'ExternalWorkflowExecutionSignaled',
  'SignalExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionCancelRequested',
  'RequestCancelExternalWorkflowExecutionFailed',
  ...closesOf('LambdaFunction', 'Completed', 'Failed', 'TimedOut'),
  'StartLambdaFunctionFailed',
]);

describe('an event outside of a batch', () => {
  const rulesOf = (...told: readonly Told[]) => new Set(broken(told).map(({ rule }) => rule));

  it.each(TYPES.filter((type) => !type.startsWith('DecisionTask') || type === 'DecisionTaskTimedOut'))('%s', (type) => {
    const needs = NEED_A_DECISION.has(type);
    // Closes are followed by nothing, so the rule for the end of a history leaves them out.
    const bare = rulesOf(...begun, [type], ['MarkerRecorded']);
    expect(bare.has(HISTORY_RULES.missingDecisionTask)).toBe(needs);
    const scheduled = rulesOf(...begun, [type], SCHEDULED);
    expect(scheduled.has(HISTORY_RULES.needlessDecisionTask)).toBe(!needs);
  });
});
