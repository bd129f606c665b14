import { describe, expect, it } from 'vitest';
import {
  type Change,
  createState,
  type Due,
  deadlinesInOrder,
  eventId,
  expire,
  instant,
  nextDeadline,
  type OperationName,
  passTime,
  runNumber,
  type State,
  settle,
  step,
  transition,
} from '../../src/core/index.js';
import { Bug } from '../../src/core/model/bug.js';
import { deadlineBefore } from '../../src/core/model/deadlines.js';
import { addItem } from '../../src/core/store/bucketQueue.js';
import {
  begin,
  decision,
  LIST,
  ok,
  respond,
  START,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  world,
} from '../faultTables/world.js';

const LAMBDAS = { name: 'lambdas' };
const at = (seconds: number) => instant(START + 1000 * seconds);
const timer = (timerId: string, startToFireTimeout: string) => decision('StartTimer', { timerId, startToFireTimeout });
const typesOf = (changes: readonly Change[]): readonly string[] =>
  changes.map((change) => (change.kind === 'event' ? change.event.type : change.kind));
const call = (s: State, op: OperationName, input: object) =>
  step(s, { op, input: { domain: 'shop', ...input } }, s.now);

/** `busy` with two timers that are due at 60 s. */
function withTimers(): State {
  const { s } = world();
  respond(s, takeDecision(s).taskToken as string, timer('a', '60'), timer('b', '60'));
  return s;
}

describe('nextDeadline()', () => {
  it('is undefined in an empty state, and the first timeout of others', () => {
    expect(nextDeadline(createState({ seed: 1, now: START }))).toBeUndefined();
    expect(nextDeadline(withTimers())).toBe(at(60));
  });

  it('is the time of the state while an after-batch step waits', () => {
    const { s } = world();
    respond(s, takeDecision(s).taskToken as string, timer('now', '0'), timer('a', '60'));
    expect(nextDeadline(s)).toBe(START);
    settle(s, START);
    expect(nextDeadline(s)).toBe(at(60));
  });
});

describe('expire()', () => {
  it('fires one deadline at its time, and none that is due beside it', () => {
    const s = withTimers();
    const [, second] = deadlinesInOrder(s);
    const { changes, woke, reply } = expire(s, second as never);
    expect(typesOf(changes)).toEqual(['time passed', 'TimerFired', 'DecisionTaskScheduled']);
    expect(changes[1]).toMatchObject({ event: { at: at(60), attributes: { timerId: 'b' } } });
    expect(woke).toEqual([{ kind: 'decision', domain: 'shop', name: 'list' }]);
    expect([s.now, nextDeadline(s), reply]).toEqual([at(60), at(60), undefined]);
  });

  it('does not go back in time', () => {
    const s = withTimers();
    const [first] = deadlinesInOrder(s);
    passTime(s, at(61));
    expect(() => expire(s, first as never)).toThrow(
      new RangeError(
        `swfake: time cannot go back: the state is at ${at(61)} ms, and the call is for ${at(60)} ms; pass the state's time or later`,
      ),
    );
  });
});

describe('passTime()', () => {
  it('fires nothing on the way', () => {
    const s = withTimers();
    expect(passTime(s, at(90))).toEqual({
      reply: undefined,
      changes: [{ kind: 'time passed', now: at(90) }],
      woke: [],
      effects: [],
    });
    expect([s.now, nextDeadline(s)]).toEqual([at(90), at(60)]);
    expect(passTime(s, at(90)).changes).toEqual([]);
    expect(() => passTime(s, at(89))).toThrow('swfake: time cannot go back');
  });
});

describe('settle() and step()', () => {
  it('do what is due before the command, at its own time', () => {
    const s = withTimers();
    const { changes } = step(
      s,
      { op: 'SignalWorkflowExecution', input: { domain: 'shop', workflowId: 'busy', signalName: 's' } },
      at(70),
    );
    expect(typesOf(changes)).toEqual([
      'time passed',
      'TimerFired',
      'DecisionTaskScheduled',
      'TimerFired',
      'time passed',
      'WorkflowExecutionSignaled',
    ]);
    expect(settle(s, s.now).changes).toEqual([]);
  });

  it('a command can hold back the steps of a batch, but no timeout', () => {
    const { s } = world();
    respond(s, takeDecision(s).taskToken as string, timer('now', '0'), timer('a', '60'));
    const list = { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } } as const;
    expect(typesOf(step(s, { ...list, hold: true }, at(60)).changes)).toEqual([
      'time passed',
      'TimerFired',
      'DecisionTaskScheduled',
    ]);
    expect(s.deliveries).toHaveLength(1);
    expect(typesOf(step(s, { ...list, hold: false }, at(60)).changes)).toEqual(['delivered', 'TimerFired']);
  });

  it('a choice sees all deadlines of a millisecond that stand, and none that has ended or is later', () => {
    const { s } = world();
    respond(
      s,
      takeDecision(s).taskToken as string,
      timer('a', '60'),
      timer('b', '60'),
      timer('c', '60'),
      timer('d', '61'),
    );
    signal(s);
    respond(s, takeDecision(s).taskToken as string, decision('CancelTimer', { timerId: 'b' }));
    const seen: number[] = [];
    settle(s, at(60), (due: readonly Due[]) => {
      seen.push(due.length);
      return due.length - 1;
    });
    expect(seen).toEqual([2, 1]);
  });

  it('transition() leaves the state as it was', () => {
    const s = withTimers();
    const { state } = transition(
      s,
      { op: 'TerminateWorkflowExecution', input: { domain: 'shop', workflowId: 'busy' } },
      at(1),
    );
    expect([s.now, state.now, nextDeadline(s)]).toEqual([START, at(1), at(60)]);
    expect(nextDeadline(state)).not.toBe(at(60));
  });
});

describe('the task lists that got a task', () => {
  const decisions = { kind: 'decision', domain: 'shop', name: 'list' };
  const activities = { kind: 'activity', domain: 'shop', name: 'list' };

  it('are named once for each task that a poll can take', () => {
    const { s } = world();
    const start = { workflowId: 'new', workflowType: { name: 'Order', version: '1' } };
    expect(call(s, 'StartWorkflowExecution', start).woke).toEqual([decisions]);
    const { taskToken } = takeDecision(s);
    const batch = [schedule('a'), schedule('b'), decision('RecordMarker', { markerName: 'm' })];
    expect(call(s, 'RespondDecisionTaskCompleted', { taskToken, decisions: batch, domain: undefined }).woke).toEqual([
      activities,
      activities,
    ]);
  });

  it('are not named while the decider of the run has another task, but when it responds', () => {
    const { s } = world();
    const { taskToken } = takeDecision(s);
    expect(call(s, 'SignalWorkflowExecution', { workflowId: 'busy', signalName: 's' }).woke).toEqual([]);
    const { woke } = step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken } }, s.now);
    expect(woke).toEqual([decisions]);
    expect(call(s, 'SignalWorkflowExecution', { workflowId: 'busy', signalName: 's' }).woke).toEqual([]);
  });
});

it('a deadline that fires and still stands is a bug of swfake, which would fire without end', () => {
  const { s } = world();
  begin(s, 'pack', { taskList: LAMBDAS });
  const scheduled = decision('ScheduleLambdaFunction', { id: 'pack', name: 'pack' });
  respond(s, takeDecision(s, { taskList: LAMBDAS }).taskToken as string, scheduled);
  // The function is not started, so it has no timeout that could end it.
  const item = { at: s.now, order: 0, kind: 'lambda start-to-close', run: runNumber(4), eventId: eventId(5) } as const;
  addItem(s.owner, deadlineBefore, s.deadlines, item);
  expect(() => settle(s, s.now)).toThrow(new Bug('the lambda start-to-close deadline fired and still stands'));
});

it('a heartbeat puts its timeout off, for every reader of the deadlines', () => {
  const { s } = world();
  respond(s, takeDecision(s).taskToken as string, schedule('a', { heartbeatTimeout: '60' }));
  const taskToken = takeActivity(s);
  expect(nextDeadline(s)).toBe(at(60));
  settle(s, at(50));
  ok(s, 'RecordActivityTaskHeartbeat', { taskToken });
  expect(nextDeadline(s)).toBe(at(110));
  expect(typesOf(settle(s, at(110)).changes)).toEqual(['time passed', 'ActivityTaskTimedOut', 'DecisionTaskScheduled']);
  expect(ok(s, 'PollForActivityTask', { domain: 'shop', taskList: LIST })).toEqual({ startedEventId: 0 });
});
