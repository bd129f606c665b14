import { describe, expect, it } from 'vitest';
import { instant, type Limits, settle } from '../../src/core/index.js';
import { at, brokenBatches, marker, misformedBatches, rejectedBatches, timer } from './batches.js';
import {
  access,
  atMost,
  broken,
  expectFault,
  faults,
  invalid,
  misformed,
  type Row,
  type Scene,
  SECONDS_OR_NONE,
  STD_NAME,
  wrongType,
} from './table.js';
import { goneBy, invalidToken, NO_TOKENS, OTHER_FAKE } from './tokens.js';
import {
  begin,
  decision,
  LIST,
  type Members,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  terminate,
  type World,
  world,
} from './world.js';

const MINE = { name: 'mine' };

interface Task extends World, Scene {
  readonly runId: string;
  /** Of a decision task that is started and times out after ten minutes. */
  readonly token: string;
  /** Of an activity task. */
  readonly activity: string;
}

function task(limits?: Partial<Limits>, seed = 1): Task {
  const w = world(limits, seed);
  respond(w.s, takeDecision(w.s).taskToken as string, schedule('charge'));
  const runId = begin(w.s, 'job', { taskStartToCloseTimeout: '600', taskList: MINE });
  const token = takeDecision(w.s, { taskList: MINE }).taskToken as string;
  return { ...w, runId, token, activity: takeActivity(w.s), input: { taskToken: token } };
}

/** The token of a task that only a world with the same seed and a longer past has. */
function unborn(): string {
  const { s, token } = task();
  signal(s, 'job');
  respond(s, token);
  return takeDecision(s, { taskList: MINE }).taskToken as string;
}

/** The token of a task of a run that only such a world has. */
function unbornRun(): string {
  const { s } = task();
  begin(s, 'later', { taskList: { name: 'later' } });
  return takeDecision(s, { taskList: { name: 'later' } }).taskToken as string;
}

const badTokens: readonly Row<Task>[] = [
  ...NO_TOKENS,
  invalidToken('the token has been cut', ({ token }) => token.slice(0, -1)),
  invalidToken('the token is of an activity', ({ activity }) => activity),
  invalidToken('the token is of another fake', () => task({}, 2).token, OTHER_FAKE),
  // Live fails for minutes; that is not imitated (docs/swf.md 5.1).
  invalidToken('the token is of a task that never was', unborn),
  invalidToken('the token is of a run that never was', unbornRun),
];

const happened = goneBy<Task>({
  run: ({ runId }) => `Unknown execution: WorkflowExecution=[workflowId=job, runId=${runId}]`,
  task: () => 'Unknown decision task, scheduledEventId = 2',
});

const tenMinutes = ({ s }: Task): unknown => settle(s, instant(s.now + 600_000));
const complete = ({ s, token }: Task): unknown => respond(s, token);

const goneTasks: readonly Row<Task>[] = [
  happened('the run is closed', ({ s }) => terminate(s, 'job'), 'run'),
  happened(
    'its own batch closed the run',
    ({ s, token }) => respond(s, token, decision('CompleteWorkflowExecution')),
    'run',
  ),
  happened('the task is completed and the run closed', (w) => [complete(w), terminate(w.s, 'job')], 'run'),
  happened('the task is timed out and the run closed', (w) => [tenMinutes(w), terminate(w.s, 'job')], 'run'),
  happened('the task is completed', complete, 'task'),
  happened('the task is timed out', tenMinutes, 'task'),
  happened(
    'the task is timed out and the next one started',
    (w) => [tenMinutes(w), takeDecision(w.s, { taskList: MINE })],
    'task',
  ),
];

const misformedWait = misformed(
  'the wait for the list is no duration',
  { taskList: LIST, taskListScheduleToStartTimeout: '1.5' },
  ['1.5', 'taskListScheduleToStartTimeout', SECONDS_OR_NONE],
);

faults('RespondDecisionTaskCompleted', task, [
  wrongType({ executionContext: 5 }),
  broken('the context is too long', { executionContext: 'x'.repeat(32_769) }, [
    'x'.repeat(32_769),
    'executionContext',
    atMost(32_768),
  ]),
  ...brokenBatches,
  ...badTokens,
  // The domain of the token: whether anything is left to complete is not revealed.
  ...access('RespondDecisionTaskCompleted', () => 'shop'),
  ...misformedBatches,
  misformedWait,
  // No text is known (docs/swf.md 6.10).
  [
    'there is a wait and no list',
    { input: { taskListScheduleToStartTimeout: '5' } },
    'ValidationException',
    'taskListScheduleToStartTimeout needs a taskList',
  ],
  ...rejectedBatches,
  ...goneTasks,
]);

describe('RespondDecisionTaskCompleted: a refused batch leaves the token valid (docs/swf.md 5.1)', () => {
  it.each([...brokenBatches, ...misformedBatches, ...rejectedBatches])('%s', (_what, flaw, fault, message) => {
    const { s, token } = task();
    const { input } = flaw as { readonly input: Members };
    expectFault(s, 'RespondDecisionTaskCompleted', { taskToken: token, ...input }, {}, { fault, message });
    expect(respond(s, token, marker)).toEqual({});
  });
});

it('RespondDecisionTaskCompleted: of two misformed decisions the first is named', () => {
  const { s, token } = task();
  const decisions = [timer({ timerId: 'a:b' }), schedule('c:d')];
  const message = invalid(['a:b', at(1, 'StartTimer', 'timerId'), STD_NAME]);
  expectFault(
    s,
    'RespondDecisionTaskCompleted',
    { taskToken: token, decisions },
    {},
    { fault: 'ValidationException', message },
  );
});

// Complete, Fail and Cancel need no structure (docs/swf.md 3.0).
it.each(['CompleteWorkflowExecution', 'FailWorkflowExecution', 'CancelWorkflowExecution'])(
  '%s needs no attributes',
  (decisionType) => {
    const { s, token } = task();
    expect(respond(s, token, { decisionType })).toEqual({});
  },
);
