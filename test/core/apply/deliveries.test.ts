import { describe, expect, it } from 'vitest';
import { type Due, eventId, instant, runNumber, type State, settle, step } from '../../../src/core/index.js';
import { isReady, readyTasks } from '../../../src/core/model/taskLists.js';
import {
  begin,
  decision,
  LIST,
  type Members,
  ok,
  respond,
  schedule,
  takeActivity,
  takeDecision,
  type,
  world,
} from '../../faultTables/world.js';

const timer = (timerId: string, seconds = '0') => decision('StartTimer', { timerId, startToFireTimeout: seconds });
const signalTo = (workflowId: string) => decision('SignalExternalWorkflowExecution', { workflowId, signalName: 'go' });
const kid = decision('StartChildWorkflowExecution', {
  workflowId: 'kid',
  workflowType: type('Order'),
  taskList: { name: 'kids' },
});
const kinds = (due: readonly Due[]): readonly string[] => due.map(({ kind }) => kind);

function decided(...decisions: readonly Members[]): State {
  const { s } = world();
  begin(s, 'other', { taskList: { name: 'others' } });
  respond(s, takeDecision(s).taskToken as string, ...decisions);
  return s;
}

describe('the steps that wait after a batch (docs/swf.md 6.9)', () => {
  it('are in the order of their decisions, each once, but timers of 0 seconds come first', () => {
    const s = decided(timer('a'), signalTo('other'), timer('b'), kid);
    expect(kinds(s.deliveries)).toEqual(['fire timer', 'fire timer', 'signal external', 'start child']);
    expect(s.deliveries.map(({ eventId }) => eventId)).toEqual([5, 7, 6, 8]);
    expect(new Set(s.deliveries.map(({ order }) => order)).size).toBe(4);
  });

  it('go on with the step that tells the sender, which comes before others, but after timers of 0 seconds', () => {
    const s = decided(timer('a'), signalTo('other'), timer('b'), kid);
    const seen: (readonly string[])[] = [];
    settle(s, s.now, (due) => {
      seen.push(kinds(due));
      return Math.max(0, kinds(due).indexOf('signal external'));
    });
    expect(seen).toEqual([
      ['fire timer', 'fire timer', 'signal external', 'start child'],
      ['fire timer', 'fire timer', 'tell sender', 'start child'],
      ['fire timer', 'tell sender', 'start child'],
      ['tell sender', 'start child'],
      ['start child'],
    ]);
  });

  it('are held back while the caller holds them, and a timer that is due fires all the same', () => {
    const s = decided(kid, timer('later', '5'));
    const { changes } = settle(s, instant(s.now + 5_000), (due) => ('at' in (due[0] as Due) ? 0 : -1));
    expect(changes.flatMap((change) => (change.kind === 'event' ? [change.event.type] : []))).toEqual([
      'TimerFired',
      'DecisionTaskScheduled',
    ]);
    expect(kinds(s.deliveries)).toEqual(['start child']);
  });

  it('are none for the cancel request of a task that a worker has: the worker is asked', () => {
    const s = decided(schedule('a'));
    const taskToken = takeActivity(s);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'busy', signalName: 'go' });
    respond(s, takeDecision(s).taskToken as string, decision('RequestCancelActivityTask', { activityId: 'a' }));
    expect(s.deliveries).toEqual([]);
    expect(ok(s, 'RecordActivityTaskHeartbeat', { taskToken })).toEqual({ cancelRequested: true });
  });

  it('are dropped when their run closes, but for what reaches other runs', () => {
    const s = decided(
      schedule('a'),
      decision('RequestCancelActivityTask', { activityId: 'a' }),
      timer('now'),
      kid,
      decision('RequestCancelExternalWorkflowExecution', { workflowId: 'other' }),
      signalTo('other'),
      decision('CompleteWorkflowExecution'),
    );
    expect(kinds(s.deliveries)).toEqual(['cancel external', 'signal external']);
  });

  it('start a child of a closed run if its child policy is ABANDON', () => {
    const { s } = world();
    begin(s, 'parent', { taskList: { name: 'parents' }, childPolicy: 'ABANDON' });
    const token = takeDecision(s, { taskList: { name: 'parents' } }).taskToken as string;
    respond(s, token, kid, timer('now'), decision('CompleteWorkflowExecution'));
    expect(kinds(s.deliveries)).toEqual(['start child']);
  });
});

describe('the tasks of a list that a poll can take', () => {
  const ready = (s: State, kind: 'activity' | 'decision', name = 'list') =>
    [...readyTasks(s, kind, 'shop', name)].map(({ scheduledId }) => scheduledId);

  it('are not those that have ended behind one that waits', () => {
    const s = decided(
      schedule('a'),
      schedule('b'),
      schedule('c'),
      decision('RequestCancelActivityTask', { activityId: 'b' }),
    );
    expect(ready(s, 'activity')).toEqual([5, 6, 7]);
    settle(s, s.now);
    expect(ready(s, 'activity')).toEqual([5, 7]);
    takeActivity(s);
    expect(ready(s, 'activity')).toEqual([7]);
    expect(ready(s, 'activity', 'nobody')).toEqual([]);
  });

  it('are no decision tasks of a run whose decider has one', () => {
    const { s } = world();
    expect(ready(s, 'decision')).toEqual([2]);
    takeDecision(s);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'busy', signalName: 'go' });
    expect(ready(s, 'decision')).toEqual([]);
  });

  it('are those that wait, of a run that is open', () => {
    const { s } = world();
    const task = (run: number, scheduledId: number) =>
      isReady(s, 'decision', { run: runNumber(run), scheduledId: eventId(scheduledId), priority: 0, order: 0 });
    // Run 0 is closed, and run 9 does not exist.
    expect([task(1, 2), task(1, 1), task(0, 2), task(9, 2)]).toEqual([true, false, false, false]);
    takeDecision(s);
    expect(task(1, 2)).toBe(false);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'busy', signalName: 'go' });
    expect(task(1, 5)).toBe(false);
  });

  it('are taken by their place, and a poll that asks for a later place finds none', () => {
    const poll = (s: State, pick: number) =>
      step(s, { op: 'PollForActivityTask', input: { domain: 'shop', taskList: LIST }, pick }, s.now).reply;
    const three = () => decided(schedule('a'), schedule('b'), schedule('c'));
    expect(['a', 'b', 'c'].map((_, pick) => poll(three(), pick))).toMatchObject([
      { activityId: 'a' },
      { activityId: 'b' },
      { activityId: 'c' },
    ]);
    expect(poll(three(), 3)).toEqual({ startedEventId: 0 });
    const canceled = decided(
      schedule('a'),
      schedule('b'),
      schedule('c'),
      decision('RequestCancelActivityTask', { activityId: 'b' }),
    );
    settle(canceled, canceled.now);
    expect(poll(canceled, 1)).toMatchObject({ activityId: 'c' });
  });
});
