import { describe, expect, it } from 'vitest';
import {
  type Decider,
  type Decision,
  type Definition,
  FAULT_KINDS,
  harness,
  type Plan,
  type PollLoop,
  simulate,
} from '../../src/simulation/index.js';
import { byHand, order, quietStart } from './sample.js';

const typesOf = (events: readonly { readonly eventType?: string | undefined }[]) => events.map((e) => e.eventType);

describe("the fault 'abandoned poll'", () => {
  it('is one of all kinds', () => {
    expect(FAULT_KINDS).toContain('abandoned poll');
  });

  it.each([
    ['PollForActivityTask', 'ActivityTaskTimedOut'],
    ['PollForDecisionTask', 'DecisionTaskTimedOut'],
  ] as const)('loses the task of %s until it times out, and no caller dies', async (op, timedOut) => {
    const plan: Plan = [{ fault: 'abandoned poll', op }];
    const { ok, history, fired, refused } = await simulate(order, { start: quietStart, schedule: [], plan });
    expect([ok, fired.length, refused]).toEqual([true, 1, []]);
    const types = typesOf(history);
    expect(types.filter((type) => String(type).endsWith('TimedOut'))).toEqual([timedOut]);
    const started = timedOut.replace('TimedOut', 'Started');
    expect(types.indexOf(timedOut)).toBeGreaterThan(types.indexOf(started as never));
  });

  it('does not run the code of the activity whose task is lost', async () => {
    const plan: Plan = [{ fault: 'abandoned poll', op: 'PollForActivityTask' }];
    const { world, fired } = await simulate(order, { start: quietStart, schedule: [], plan });
    expect(fired).toHaveLength(1);
    expect(world.charges).toEqual(['order-7']);
    const outcomes = { 'Charge@1': [{ reason: 'declined' }] };
    // The outcome is still that of the first task that a worker gets.
    const { history } = await simulate(order, { start: quietStart, schedule: [], plan, outcomes, maxVirtual: '2d' });
    expect(typesOf(history).filter((type) => /^ActivityTask(TimedOut|Failed)$/.test(String(type)))).toEqual([
      'ActivityTaskTimedOut',
      'ActivityTaskFailed',
    ]);
  });

  it('leaves a poll loop alive: it polls again', async () => {
    const plan: Plan = [{ fault: 'abandoned poll', op: 'PollForActivityTask' }];
    const { ok, history } = await simulate(byHand, { start: quietStart, schedule: [], plan });
    expect([ok, typesOf(history).filter((type) => type === 'ActivityTaskTimedOut').length]).toEqual([true, 1]);
  });
});

describe('a poll of a further page', () => {
  /** Reads the history of its task page by page, and completes its run at the second task. */
  const pages: PollLoop = async (client, signal) => {
    for (let tasks = 1; !signal.aborted; tasks += 1) {
      const poll = { domain: 'test', taskList: { name: 'default' }, maximumPageSize: 1 };
      const { taskToken, nextPageToken } = await client.pollForDecisionTask(poll, { abortSignal: signal });
      for (let next = nextPageToken; next; ) {
        const page = await client.pollForDecisionTask({ ...poll, nextPageToken: next }, { abortSignal: signal });
        next = page.nextPageToken;
      }
      const first: Decision = {
        decisionType: 'StartTimer',
        startTimerDecisionAttributes: { timerId: 'nap', startToFireTimeout: '5' },
      };
      if (taskToken)
        await client.respondDecisionTaskCompleted({ taskToken, decisions: [tasks > 1 ? complete : first] });
    }
  };

  it.each(['abandoned poll', 'empty poll'] as const)("has its task already: no opportunity for '%s'", async (fault) => {
    const definition: Definition = {
      workflows: {},
      workers: { pages },
      defaults: { workflows: { 'Flow@1': { timeouts: { decision: '1m' } } } },
    };
    const { ok, fired } = await simulate(definition, { start: { workflow: 'Flow@1' }, plan: [{ fault, nth: 2 }] });
    // The first task has three events, so two further pages.
    expect([ok, fired.map(({ events }) => events)]).toEqual([true, [7]]);
  });
});

const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const schedule: Decision = {
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: 'a', activityType: { name: 'Work', version: '1' } },
};
/** Schedules the activity `wait` seconds after the start, and completes whatever becomes of it. */
const late =
  (wait: string): Decider =>
  ({ events }) => {
    const has = (type: string) => events.some((e) => e.eventType === type);
    if (has('ActivityTaskCompleted') || has('ActivityTaskTimedOut')) return [complete];
    if (has('TimerFired')) return [schedule];
    return has('TimerStarted')
      ? []
      : [{ decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId: 'wait', startToFireTimeout: wait } }];
  };

describe('the assumption abandonedPoll in a poll loop', () => {
  /** Gives its first poll up at once, and answers what the second one gets. */
  const restarted: PollLoop = async (client, signal) => {
    const poll = { domain: 'test', taskList: { name: 'default' } };
    const old = new AbortController();
    const first = client.pollForActivityTask({ ...poll, identity: 'old' }, { abortSignal: old.signal });
    old.abort();
    await first.catch(() => undefined);
    while (!signal.aborted) {
      const { taskToken } = await client.pollForActivityTask({ ...poll, identity: 'new' }, { abortSignal: signal });
      if (taskToken) await client.respondActivityTaskCompleted({ taskToken });
    }
  };
  const definition = (wait: string, abandonedPoll: 'releases' | 'takesTask'): Definition => ({
    workflows: { 'Flow@1': late(wait) },
    workers: { restarted },
    defaults: { activities: { 'Work@1': { timeouts: { startToClose: '30s' } } } },
    fake: { assumptions: { abandonedPoll } },
  });

  it.each([
    ['takesTask', '5', 'old', 'ActivityTaskTimedOut'],
    // After 60 seconds the service ends the poll.
    ['takesTask', '60', 'new', 'ActivityTaskCompleted'],
    ['releases', '5', 'new', 'ActivityTaskCompleted'],
  ] as const)("'%s' gives a task after %s s to the %s poll", async (abandonedPoll, wait, identity, end) => {
    const { ok, history } = await harness(definition(wait, abandonedPoll)).run({ workflow: 'Flow@1' });
    const started = history.find((e) => e.activityTaskStartedEventAttributes)?.activityTaskStartedEventAttributes;
    expect([ok, started?.identity]).toEqual([true, identity]);
    expect(typesOf(history)).toContain(end);
  });
});
