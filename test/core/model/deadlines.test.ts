import { describe, expect, it } from 'vitest';
import {
  deadlinesInOrder,
  dueAt,
  instant,
  runAt,
  runNumber,
  type State,
  settle,
  step,
} from '../../../src/core/index.js';
import { deadlineBefore } from '../../../src/core/model/deadlines.js';
import { addItem } from '../../../src/core/store/bucketQueue.js';
import {
  begin,
  decision,
  ok,
  respond,
  START,
  schedule,
  takeDecision,
  terminate,
  world,
} from '../../faultTables/world.js';

const FEW = { taskList: { name: 'few' } };
const DAY = 86_400;

/** The deadlines that stand, with the seconds at which they are due. */
const standing = (s: State): readonly (readonly [kind: string, seconds: number])[] =>
  [...deadlinesInOrder(s)].flatMap((deadline) => {
    const at = dueAt(s, deadline);
    return at === undefined || deadline.run === runNumber(1) || deadline.run === runNumber(3)
      ? []
      : [[deadline.kind, (at - START) / 1000] as const];
  });
const later = (s: State, seconds: number) => settle(s, instant(s.now + 1000 * seconds));

/** A state whose run `timed` has a decision task with a timeout of 100 seconds, and a timeout of a day. */
function timed(): State {
  const { s } = world();
  begin(s, 'timed', { ...FEW, executionStartToCloseTimeout: String(DAY), taskStartToCloseTimeout: '100' });
  return s;
}

const EXECUTION = ['execution', DAY] as const;
const take = (s: State): string => takeDecision(s, FEW).taskToken as string;

describe('a deadline stands as long as what it ends (docs/swf.md 7.1):', () => {
  it('that of a run, until it closes', () => {
    const s = timed();
    const execution = [...deadlinesInOrder(s)].find(({ run }) => run === runNumber(4)) as never;
    expect(standing(s)).toEqual([EXECUTION]);
    terminate(s, 'timed');
    expect(dueAt(s, execution)).toBeUndefined();
  });

  it('that of a run that was forgotten, not at all', () => {
    const s = timed();
    const execution = [...deadlinesInOrder(s)].find(({ run }) => run === runNumber(4)) as never;
    terminate(s, 'timed');
    later(s, DAY);
    expect(runAt(s, runNumber(4))).toBeUndefined();
    expect(dueAt(s, execution)).toBeUndefined();
  });

  it('that of a decision task, while its decider has it', () => {
    const s = timed();
    later(s, 5);
    const token = take(s);
    expect(standing(s)).toEqual([['decision start-to-close', 105], EXECUTION]);
    respond(s, token);
    expect(standing(s)).toEqual([EXECUTION]);
  });

  it('that of a decision task on a sticky list, while it waits there', () => {
    const s = timed();
    const sticky = { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '7' };
    ok(s, 'RespondDecisionTaskCompleted', { taskToken: take(s), ...sticky });
    later(s, 5);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'timed', signalName: 'go' });
    expect(standing(s)).toEqual([['decision schedule-to-start', 12], EXECUTION]);
    takeDecision(s, { taskList: sticky.taskList });
    expect(standing(s)).toEqual([['decision start-to-close', 105], EXECUTION]);
  });

  it('that of a decision task that waits behind another one, once and from its scheduling (doubt 33)', () => {
    const s = timed();
    const sticky = { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '7' };
    const signal = () => ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'timed', signalName: 'go' });
    ok(s, 'RespondDecisionTaskCompleted', { taskToken: take(s), ...sticky });
    signal();
    const { taskToken } = takeDecision(s, { taskList: sticky.taskList });
    later(s, 5);
    signal();
    expect(standing(s)).toEqual([['decision schedule-to-start', 12], ['decision start-to-close', 100], EXECUTION]);
    later(s, 1);
    ok(s, 'RespondDecisionTaskCompleted', { taskToken });
    expect(standing(s)).toEqual([['decision schedule-to-start', 12], EXECUTION]);
  });

  it('those of an activity task, each in its phase, and a heartbeat puts one off', () => {
    const s = timed();
    const timeouts = {
      scheduleToCloseTimeout: '400',
      scheduleToStartTimeout: '100',
      startToCloseTimeout: '300',
      heartbeatTimeout: '20',
    };
    respond(s, take(s), schedule('a', { ...FEW, ...timeouts }));
    expect(standing(s)).toEqual([['activity schedule-to-start', 100], ['activity schedule-to-close', 400], EXECUTION]);
    later(s, 5);
    const { taskToken } = ok(s, 'PollForActivityTask', { domain: 'shop', ...FEW });
    const started = [['activity start-to-close', 305], ['activity schedule-to-close', 400], EXECUTION];
    expect(standing(s)).toEqual([['activity heartbeat', 25], ...started]);
    later(s, 10);
    ok(s, 'RecordActivityTaskHeartbeat', { taskToken });
    expect(standing(s)).toEqual([['activity heartbeat', 35], ...started]);
    ok(s, 'RespondActivityTaskCompleted', { taskToken });
    expect(standing(s)).toEqual([EXECUTION]);
  });

  it('that of a timer, until it is canceled', () => {
    const s = timed();
    respond(s, take(s), decision('StartTimer', { timerId: 't', startToFireTimeout: '60' }));
    expect(standing(s)).toEqual([['timer', 60], EXECUTION]);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'timed', signalName: 'go' });
    respond(s, take(s), decision('CancelTimer', { timerId: 't' }));
    expect(standing(s)).toEqual([EXECUTION]);
  });
});

describe('an id that is in use again has nothing to do with its first use:', () => {
  it('a timer', () => {
    const s = timed();
    const start = (seconds: string) => decision('StartTimer', { timerId: 't', startToFireTimeout: seconds });
    respond(s, take(s), start('60'), decision('CancelTimer', { timerId: 't' }), start('90'));
    expect(standing(s)).toEqual([['timer', 90], EXECUTION]);
    // The deadline of the first one, as it can be in the middle of the queue.
    const first = { at: instant(START + 60_000), order: 1, kind: 'timer', run: runNumber(4), eventId: 5 } as never;
    addItem(s.owner, deadlineBefore, s.deadlines, first);
    expect(standing(s)).toEqual([['timer', 90], EXECUTION]);
  });

  it('an activity task, whose first token ends nothing', () => {
    const s = timed();
    respond(s, take(s), schedule('a', FEW));
    const poll = () => ok(s, 'PollForActivityTask', { domain: 'shop', ...FEW }).taskToken as string;
    const first = poll();
    ok(s, 'RespondActivityTaskFailed', { taskToken: first });
    respond(s, take(s), schedule('a', { ...FEW, startToCloseTimeout: '30' }));
    const second = poll();
    expect(step(s, { op: 'RespondActivityTaskCompleted', input: { taskToken: first } }, s.now).reply).toEqual({
      fault: 'UnknownResourceFault',
      message: 'Unknown activity, scheduledEventId = 5',
    });
    expect(standing(s)).toEqual([['activity start-to-close', 30], EXECUTION]);
    expect(ok(s, 'RespondActivityTaskCompleted', { taskToken: second })).toEqual({});
  });
});
