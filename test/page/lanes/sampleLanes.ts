import type { LaneEntry, Lanes, PageFinding, PageHistory } from '../../../src/render/html/pageData.js';

/** The beginning of the sample: 2026-01-01, midnight. */
export const BEGAN = Date.UTC(2026, 0, 1);

/** An entry of the sample. `at` is in milliseconds since its beginning. */
const entry = (
  at: number,
  lane: string,
  end: LaneEntry['end'],
  events: number,
  text: string,
  others = {},
): LaneEntry => ({
  at: BEGAN + at,
  lane,
  end,
  events,
  text,
  ...others,
});

const DAY = 86_400_000;

/** Each end of a call once, with faults, over three days. */
export const SAMPLE_LANES: Lanes = {
  lanes: [
    { name: 'starter', kind: 'caller' },
    { name: 'decider-1', kind: 'decider' },
    { name: 'SWF', kind: 'service' },
    { name: 'worker-1', kind: 'worker' },
    { name: 'worker-2', kind: 'worker' },
  ],
  entries: [
    entry(0, 'starter', 'answered', 2, 'order-7 Order@1', { op: 'StartWorkflowExecution' }),
    entry(0, 'decider-1', 'request lost', 2, '', { op: 'PollForDecisionTask', fault: 'lost request' }),
    entry(100, 'decider-1', 'answered', 3, 'the decision task 3', { op: 'PollForDecisionTask' }),
    entry(100, 'decider-1', 'twice', 5, 'ScheduleActivityTask', {
      op: 'RespondDecisionTaskCompleted',
      fault: 'duplicate delivery (nth 1)',
    }),
    entry(100, 'worker-1', 'response lost', 6, 'the activity charge-1', {
      op: 'PollForActivityTask',
      fault: 'lost response',
    }),
    entry(200, 'worker-2', 'crash', 6, 'no task', { op: 'PollForActivityTask', fault: 'crash (nth 2)' }),
    entry(DAY * 3, 'SWF', 'happened', 7, 'ActivityTaskTimedOut charge-1 START_TO_CLOSE'),
    entry(DAY * 3 + 60_000, 'worker-1', 'refused', 7, 'charge-1; UnknownResourceFault: Unknown activity', {
      op: 'RespondActivityTaskCompleted',
    }),
    entry(DAY * 3 + 60_000, 'worker-1', 'happened', 7, 'RespondActivityTaskCompleted is late', {
      fault: 'zombie worker (for 2m)',
    }),
  ],
};

/** The history that the events of the sample are in. */
export const SAMPLE_HISTORY: PageHistory = {
  name: 'order-7',
  workflowId: 'order-7',
  events: (
    [
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskTimedOut',
    ] as const
  ).map((eventType, index) => ({ eventId: index + 1, eventType, eventTimestamp: new Date(BEGAN + index * 100) })),
};

/** A finding with two steps, and one without steps and history. */
export const SAMPLE_FINDINGS: readonly PageFinding[] = [
  {
    kind: 'invariant',
    message: 'charged 2 times',
    steps: ['decider-1 decides: ScheduleActivityTask', 'worker-1 completes charge-1'],
    history: 0,
  },
  { kind: 'stuck', message: 'no step is possible', steps: [] },
];

/** Many lanes and many calls: every tenth call is refused, and an hour passes after every hundredth. */
export function manyLanes(lanes: number, calls: number): Lanes {
  const workers = Array.from({ length: lanes - 1 }, (_, i) => ({ name: `worker-${i + 1}`, kind: 'worker' }) as const);
  const entries = Array.from({ length: calls }, (_, i) =>
    entry(
      Math.floor(i / 100) * 3_600_000,
      `worker-${(i % (lanes - 1)) + 1}`,
      i % 10 === 9 ? 'refused' : 'answered',
      i,
      `the activity charge-${i}`,
      {
        op: i % 2 === 0 ? 'PollForActivityTask' : 'RespondActivityTaskCompleted',
      },
    ),
  );
  return { lanes: [{ name: 'SWF', kind: 'service' }, ...workers], entries };
}
