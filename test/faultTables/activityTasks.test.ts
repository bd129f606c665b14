import { expect, it } from 'vitest';
import { instant, type Limits, settle } from '../../src/core/index.js';
import { access, atMost, broken, faults, type Row, type Scene, wrongType } from './table.js';
import { goneBy, invalidToken, NO_TOKENS, OTHER_FAKE } from './tokens.js';
import {
  begin,
  decision,
  LIST,
  ok,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  terminate,
  type World,
  world,
} from './world.js';

interface Task extends World, Scene {
  /** Of an activity task that is started, has to beat every minute and times out after ten. */
  readonly token: string;
  /** Of a decision task of the same run. */
  readonly decider: string;
}

function task(limits?: Partial<Limits>, seed = 1): Task {
  const w = world(limits, seed);
  const charge = schedule('charge', { startToCloseTimeout: '600', heartbeatTimeout: '60' });
  respond(w.s, takeDecision(w.s).taskToken as string, charge);
  const token = takeActivity(w.s);
  signal(w.s);
  return { ...w, token, decider: takeDecision(w.s).taskToken as string, input: { taskToken: token } };
}

/** The token of a task that only a world with the same seed and a longer past has. */
function unborn(): string {
  const { s, decider } = task();
  respond(s, decider, schedule('later'));
  return takeActivity(s);
}

function unbornRun(): string {
  const { s } = task();
  const list = { name: 'later' };
  begin(s, 'later', { taskList: list });
  respond(s, takeDecision(s, { taskList: list }).taskToken as string, schedule('later'));
  return takeActivity(s);
}

const badTokens: readonly Row<Task>[] = [
  ...NO_TOKENS,
  invalidToken('the token has been cut', ({ token }) => token.slice(1)),
  invalidToken('the token is of a decision task', ({ decider }) => decider),
  invalidToken('the token is of another fake', () => task({}, 2).token, OTHER_FAKE),
  // Live fails for minutes; that is not imitated (docs/swf.md 5.1).
  invalidToken('the token is of a task that never was', unborn),
  invalidToken('the token is of a run that never was', unbornRun),
];

const happened = goneBy<Task>({
  run: ({ busy }) => `Unknown execution: WorkflowExecution=[workflowId=busy, runId=${busy}]`,
  task: () => 'Unknown activity, scheduledEventId = 5',
});

const pass = ({ s }: Task, seconds: number): unknown => settle(s, instant(s.now + seconds * 1000));
const done = ({ s, token }: Task): unknown => ok(s, 'RespondActivityTaskCompleted', { taskToken: token });
const closed = ({ s, decider }: Task): unknown => respond(s, decider, decision('CompleteWorkflowExecution'));

function beatTo600(w: Task): void {
  for (let i = 0; i < 20; i += 1) {
    ok(w.s, 'RecordActivityTaskHeartbeat', { taskToken: w.token });
    pass(w, 30);
  }
}

const goneTasks: readonly Row<Task>[] = [
  happened('the run is terminated', ({ s }) => terminate(s), 'run'),
  happened('the run is complete', closed, 'run'),
  happened('the task is complete and the run closed', (w) => [done(w), terminate(w.s)], 'run'),
  happened('the task is timed out and the run closed', (w) => [pass(w, 60), terminate(w.s)], 'run'),
  happened('the task is complete', done, 'task'),
  happened('the task has failed', ({ s, token }) => ok(s, 'RespondActivityTaskFailed', { taskToken: token }), 'task'),
  happened(
    'the task is canceled',
    ({ s, token }) => ok(s, 'RespondActivityTaskCanceled', { taskToken: token }),
    'task',
  ),
  happened('the heart has stopped', (w) => pass(w, 60), 'task'),
  happened('the task has taken too long', beatTo600, 'task'),
  happened(
    'its activity id stands for another task',
    (w) => [done(w), respond(w.s, w.decider, schedule('charge')), takeActivity(w.s)],
    'task',
  ),
];

const DATA = 'x'.repeat(32_769);
const REASON = 'x'.repeat(257);
const DETAILS = 'x'.repeat(2049);

const details = broken('the details are too long', { details: DATA }, [DATA, 'details', atMost(32_768)]);
const OPERATIONS: readonly (readonly [
  'RecordActivityTaskHeartbeat' | `RespondActivityTask${'Completed' | 'Failed' | 'Canceled'}`,
  readonly Row[],
])[] = [
  [
    'RecordActivityTaskHeartbeat',
    [
      wrongType({ details: 5 }),
      broken('the details are too long', { details: DETAILS }, [DETAILS, 'details', atMost(2048)]),
    ],
  ],
  [
    'RespondActivityTaskCompleted',
    [wrongType({ result: 5 }), broken('the result is too long', { result: DATA }, [DATA, 'result', atMost(32_768)])],
  ],
  [
    'RespondActivityTaskFailed',
    [
      wrongType({ reason: 5 }),
      details,
      broken(
        'reason and details are too long',
        { details: DATA, reason: REASON },
        [REASON, 'reason', atMost(256)],
        [DATA, 'details', atMost(32_768)],
      ),
    ],
  ],
  ['RespondActivityTaskCanceled', [wrongType({ details: 5 }), details]],
];

for (const [op, own] of OPERATIONS) {
  // The domain of the token: whether anything is left to respond to is not revealed.
  faults(op, task, [...own, ...badTokens, ...access(op, () => 'shop'), ...goneTasks]);
}

it('a token is good until the very moment of its timeout (docs/swf.md 6.9, same instant)', () => {
  const w = task();
  settle(w.s, instant(w.s.now + 59_999));
  expect(ok(w.s, 'RecordActivityTaskHeartbeat', { taskToken: w.token })).toEqual({ cancelRequested: false });
});

it('an activity id that stands for another task does not lend it the old token', () => {
  const w = task();
  done(w);
  respond(w.s, w.decider, schedule('charge'));
  const { taskToken } = ok(w.s, 'PollForActivityTask', { domain: 'shop', taskList: LIST });
  expect(taskToken).not.toBe(w.token);
  expect(ok(w.s, 'RespondActivityTaskCompleted', { taskToken })).toEqual({});
});
