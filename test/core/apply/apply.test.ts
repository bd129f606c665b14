import { describe, expect, it } from 'vitest';
import { apply } from '../../../src/core/apply/apply.js';
import { removeFromList, writableRun } from '../../../src/core/apply/write.js';
import { taskOfCall } from '../../../src/core/decide/operations/taskTokens.js';
import { type Change, type EventType, eventId, runNumber, type State, settle } from '../../../src/core/index.js';
import { Bug } from '../../../src/core/model/bug.js';
import { eventOfType } from '../../../src/core/model/run.js';
import {
  begin,
  decision,
  type Members,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  type,
  world,
} from '../../faultTables/world.js';

const DONE = runNumber(0);
const BUSY = runNumber(1);
const PACK = runNumber(4);
const lengthOf = (s: State): number => writableRun(s, BUSY).length;

/** The change that appends the next event to `busy`. */
const event = (s: State, eventType: EventType, attributes: Members = {}, id = lengthOf(s) + 1): Change =>
  ({ kind: 'event', run: BUSY, event: { id, at: s.now, type: eventType, attributes } }) as never;

/** `busy` with what the decisions of its first batch leave, and no decision task. */
function decided(...decisions: readonly Members[]): State {
  const { s } = world();
  respond(s, takeDecision(s).taskToken as string, ...decisions);
  return s;
}

/** A state whose run `pack` has a started Lambda function, which its event 5 scheduled. */
function withLambda(): State {
  const { s } = world();
  const taskList = { name: 'packs' };
  begin(s, 'pack', { taskList, lambdaRole: 'arn:aws:iam::123456789012:role/swf' });
  respond(
    s,
    takeDecision(s, { taskList }).taskToken as string,
    decision('ScheduleLambdaFunction', { id: 'pack', name: 'pack' }),
  );
  settle(s, s.now);
  return s;
}

type Misfit = readonly [what: string, made: () => State, change: (s: State) => Change, broken: string];

const MISFITS: readonly Misfit[] = [
  [
    'an event of a closed run',
    () => world().s,
    (s) => ({ ...event(s, 'MarkerRecorded', {}, 4), run: DONE }) as Change,
    'event MarkerRecorded came after the close of done',
  ],
  [
    'an event whose id is not the next',
    () => world().s,
    (s) => event(s, 'MarkerRecorded', {}, 7),
    'event 7 came after event 2 of busy',
  ],
  [
    'a run whose number is not the next',
    () => world().s,
    (s) => ({ kind: 'run opened', run: runNumber(9), domain: 'shop', workflowId: 'w', runId: 'r', at: s.now }) as never,
    'run 9 opened after 4 runs',
  ],
  [
    'the heartbeat of a task that no worker has',
    () => decided(schedule('a')),
    (s) => ({ kind: 'heartbeat', run: BUSY, scheduledId: eventId(5), details: undefined, at: s.now }),
    'a heartbeat of the activity 5, which is not started',
  ],
  [
    'the start of a task that was not scheduled',
    () => world().s,
    (s) => event(s, 'ActivityTaskStarted', { scheduledEventId: 2 }),
    '3 starts an activity that is not scheduled',
  ],
  [
    'the second start of a task',
    () => {
      const s = decided(schedule('a'));
      takeActivity(s);
      return s;
    },
    (s) => event(s, 'ActivityTaskStarted', { scheduledEventId: 5 }),
    '7 starts an activity that is not scheduled',
  ],
  [
    'the close of a task that is not open',
    () => world().s,
    (s) => event(s, 'ActivityTaskFailed', { scheduledEventId: 2 }),
    'ActivityTaskFailed 3 closes an activity that is not open',
  ],
  [
    'a cancel request of a task that is not open',
    () => world().s,
    (s) => event(s, 'ActivityTaskCancelRequested', { activityId: 'a' }),
    '3 cancels an activity that is not open',
  ],
  [
    'the start of a child that was not initiated',
    () => world().s,
    (s) => event(s, 'ChildWorkflowExecutionStarted', { initiatedEventId: 2 }),
    '3 starts a child that was not initiated',
  ],
  [
    'the end of a child that is not open',
    () => world().s,
    (s) => event(s, 'ChildWorkflowExecutionCompleted', { initiatedEventId: 2 }),
    'a child of busy ended that was not open',
  ],
  [
    'a second decision task that waits',
    () => world().s,
    (s) => event(s, 'DecisionTaskScheduled', { taskList: { name: 'list' } }),
    'two decision tasks of busy are scheduled',
  ],
  [
    'the start of a decision task that does not wait',
    () => world().s,
    (s) => event(s, 'DecisionTaskStarted', { scheduledEventId: 1 }),
    '3 starts a task that is not scheduled',
  ],
  [
    'a second decision task that is started',
    () => {
      const { s } = world();
      takeDecision(s);
      signal(s);
      return s;
    },
    (s) => event(s, 'DecisionTaskStarted', { scheduledEventId: 5 }),
    'two decision tasks of busy are started',
  ],
  [
    'the timeout of a decision task that does not wait',
    () => decided(),
    (s) => event(s, 'DecisionTaskTimedOut', { timeoutType: 'SCHEDULE_TO_START' }),
    'a decision task of busy expired that was not scheduled',
  ],
  [
    'the end of a decision task that is not started',
    () => world().s,
    (s) => event(s, 'DecisionTaskCompleted', { startedEventId: 2 }),
    'no decision task of busy is started',
  ],
  [
    'the end of a timer that is not open',
    () => world().s,
    (s) => event(s, 'TimerFired', { startedEventId: 2 }),
    'TimerFired 3 ends a timer that is not open',
  ],
  [
    'the end of a Lambda function that is not open',
    () => world().s,
    (s) => event(s, 'LambdaFunctionCompleted', { scheduledEventId: 2 }),
    'LambdaFunctionCompleted 3 is of a Lambda function that is not open',
  ],
  [
    'the second start of a Lambda function',
    withLambda,
    (s) => ({ ...event(s, 'LambdaFunctionStarted', { scheduledEventId: 5 }, 7), run: PACK }) as Change,
    '7 starts a Lambda function that is started',
  ],
  [
    'a type that is deprecated twice',
    () => world().s,
    (s) => ({ kind: 'type deprecated', type: { kind: 'WorkflowType', domain: 'shop', type: type('Gone') }, at: s.now }),
    'the type Gone was deprecated twice',
  ],
  [
    'a type that is undeprecated, and was not deprecated',
    () => world().s,
    () => ({ kind: 'type undeprecated', type: { kind: 'ActivityType', domain: 'shop', type: type('Order') } }),
    'the type Order was undeprecated, and was not deprecated',
  ],
  [
    'a change of a domain that there is not',
    () => world().s,
    () => ({ kind: 'domain undeprecated', name: 'nope' }),
    "the domain 'nope' does not exist",
  ],
  [
    'a change of an unknown kind',
    () => world().s,
    () => ({ kind: 'domain renamed' }) as never,
    'no rule applies {"kind":"domain renamed"}',
  ],
];

/** Does what must fail, and returns the error. */
function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected an error');
}

describe('a change that does not fit the state is a bug of swfake, and is reported as one:', () => {
  it.each(MISFITS)('%s', (_what, made, change, broken) => {
    const s = made();
    const error = errorOf(() => apply(s, change(s)));
    expect(error).toBeInstanceOf(Bug);
    expect([error.name, error.message]).toEqual(['Bug', `swfake has a bug, please report it: ${broken}`]);
  });

  it('an event that refers to one of another type', () => {
    const s = withLambda();
    expect(() => eventOfType(writableRun(s, PACK), 2, 'LambdaFunctionScheduled')).toThrow(
      new Bug('event 2 of pack is DecisionTaskScheduled, not LambdaFunctionScheduled'),
    );
    expect(() => eventOfType(writableRun(s, PACK), 99, 'TimerStarted')).toThrow(
      new Bug('event 99 of pack is undefined, not TimerStarted'),
    );
  });

  it('an operation on a task that gets no task', () => {
    const call = { pick: 0, target: { domain: 'shop' }, decisionRight: () => ({ denied: false, cause: undefined }) };
    expect(() => taskOfCall(call)).toThrow(new Bug('an operation on a task was called without a task'));
  });

  it('a run that there is not', () => {
    const { s } = world();
    expect(() => writableRun(s, runNumber(9))).toThrow(
      new RangeError('swfake has a bug, please report it: no node 9 of 4'),
    );
  });

  it('a task that leaves its list, of an event that schedules none', () => {
    const { s } = world();
    expect(() => removeFromList(s, writableRun(s, BUSY), eventId(1))).toThrow(
      new RangeError(
        "swfake: event 1 of run 'busy' schedules no task; expected an ActivityTaskScheduled or a DecisionTaskScheduled",
      ),
    );
  });
});
