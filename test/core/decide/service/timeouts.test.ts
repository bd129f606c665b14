import { describe, expect, it } from 'vitest';
import { checkInvariants, instant, type State, settle } from '../../../../src/core/index.js';
import {
  begin,
  decision,
  type Members,
  ok,
  respond,
  START,
  schedule,
  signal,
  takeDecision,
  world,
} from '../../../faultTables/world.js';

const LIST = { taskList: { name: 'timed' } };
const RUN = { ...LIST, executionStartToCloseTimeout: '1000', taskStartToCloseTimeout: '100', childPolicy: 'ABANDON' };
const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
const take = (s: State): string => takeDecision(s, LIST).taskToken as string;
const takeActivity = (s: State): string =>
  ok(s, 'PollForActivityTask', { domain: 'shop', ...LIST }).taskToken as string;

type Row = readonly [kind: string, prepare: (s: State) => void, seconds: number, event: string, attributes: Members];

const activity = (attributes: Members) => (s: State) => respond(s, take(s), schedule('a', { ...LIST, ...attributes }));

const ROWS: readonly Row[] = [
  [
    'of a run',
    () => undefined,
    1000,
    'WorkflowExecutionTimedOut',
    { timeoutType: 'START_TO_CLOSE', childPolicy: 'ABANDON' },
  ],
  [
    'of a decision task',
    (s) => take(s),
    100,
    'DecisionTaskTimedOut',
    { timeoutType: 'START_TO_CLOSE', scheduledEventId: 2, startedEventId: 3 },
  ],
  [
    'of a decision task on a sticky list',
    (s) => {
      const sticky = { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '7' };
      ok(s, 'RespondDecisionTaskCompleted', { taskToken: take(s), ...sticky });
      signal(s, 'timed');
    },
    7,
    'DecisionTaskTimedOut',
    { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 6, startedEventId: 0 },
  ],
  [
    'of an activity task that no worker takes',
    activity({ scheduleToStartTimeout: '8' }),
    8,
    'ActivityTaskTimedOut',
    { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 5, startedEventId: 0 },
  ],
  [
    'of an activity task as a whole, while no worker has it',
    activity({ scheduleToCloseTimeout: '9' }),
    9,
    'ActivityTaskTimedOut',
    { timeoutType: 'SCHEDULE_TO_CLOSE', scheduledEventId: 5, startedEventId: 0 },
  ],
  [
    'of an activity task as a whole, with the details of its last heartbeat',
    (s) => {
      activity({ scheduleToCloseTimeout: '9' })(s);
      ok(s, 'RecordActivityTaskHeartbeat', { taskToken: takeActivity(s), details: 'half' });
    },
    9,
    'ActivityTaskTimedOut',
    { timeoutType: 'SCHEDULE_TO_CLOSE', scheduledEventId: 5, startedEventId: 6, details: 'half' },
  ],
  [
    'of an activity task from its start on',
    (s) => {
      activity({ startToCloseTimeout: '10' })(s);
      takeActivity(s);
    },
    10,
    'ActivityTaskTimedOut',
    { timeoutType: 'START_TO_CLOSE', scheduledEventId: 5, startedEventId: 6 },
  ],
  [
    'of a heartbeat, with the details of the last one that had any',
    (s) => {
      activity({ heartbeatTimeout: '11' })(s);
      const taskToken = takeActivity(s);
      ok(s, 'RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
      ok(s, 'RecordActivityTaskHeartbeat', { taskToken });
    },
    11,
    'ActivityTaskTimedOut',
    { timeoutType: 'HEARTBEAT', scheduledEventId: 5, startedEventId: 6, details: 'half' },
  ],
  [
    'of a timer',
    (s) => respond(s, take(s), decision('StartTimer', { timerId: 't', startToFireTimeout: '12' })),
    12,
    'TimerFired',
    { timerId: 't', startedEventId: 5 },
  ],
  [
    'of a Lambda function',
    (s) => {
      const attributes = { id: 'pack', name: 'pack', startToCloseTimeout: '13' };
      respond(s, take(s), decision('ScheduleLambdaFunction', attributes));
      settle(s, s.now);
    },
    13,
    'LambdaFunctionTimedOut',
    { timeoutType: 'START_TO_CLOSE', scheduledEventId: 5, startedEventId: 6 },
  ],
];

describe('the timeout (docs/swf.md 7.1)', () => {
  it.each(ROWS)('%s', (_kind, prepare, seconds, type, attributes) => {
    const { s } = world();
    begin(s, 'timed', { ...RUN, lambdaRole });
    prepare(s);
    expect(settle(s, instant(START + 1000 * seconds - 1)).changes.map(({ kind }) => kind)).toEqual(['time passed']);
    const { changes } = settle(s, instant(START + 1000 * seconds));
    const events = changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []));
    expect(events[0]).toMatchObject({ type, at: START + 1000 * seconds });
    expect(events[0]?.attributes).toEqual(attributes);
    // A run that goes on has a decider that must see it; a sticky list ends with the timeout of a decision task.
    const next = events.slice(1).map((event) => [event.type, (event.attributes as Members).taskList]);
    const closes = type === 'WorkflowExecutionTimedOut';
    expect(next).toEqual(closes ? [] : [['DecisionTaskScheduled', LIST.taskList]]);
    expect(checkInvariants(s)).toEqual([]);
  });
});
