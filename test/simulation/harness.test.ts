import { PollForActivityTaskCommand, RespondActivityTaskCompletedCommand } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import {
  type Activity,
  ActivityCanceled,
  type Decider,
  type Decision,
  type Definition,
  harness,
  type PollLoop,
} from '../../src/simulation/index.js';
import { order, quietStart } from './sample.js';

const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const schedule = (activityId: string, activity = 'Work'): Decision => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name: activity, version: '1' } },
});
const fire = (timerId: string, seconds: string): Decision => ({
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId, startToFireTimeout: seconds },
});

/** Schedules the work, and completes as soon as it has ended in any way. */
const workOnce: Decider = ({ events }) => {
  if (events.length === 3) return [schedule('a')];
  return events.some((e) => /^ActivityTask(Completed|Failed|TimedOut|Canceled)$/.test(String(e.eventType)))
    ? [complete]
    : [];
};

const withWork = <W>(work: Activity<W>, more: Partial<Definition<W>> = {}): Definition<W> => ({
  workflows: { 'Flow@1': workOnce },
  activities: { 'Work@1': work },
  ...more,
});
const flow = { workflow: 'Flow@1' };
const typesOf = (events: readonly { readonly eventType?: string | undefined }[]) => events.map((e) => e.eventType);

describe('harness', () => {
  it.each<readonly [what: string, write: Decider]>([
    ['an event', ({ events }) => Object.assign(events[0] ?? {}, { eventId: 7 }) && []],
    [
      'the attributes of an event',
      ({ events }) => Object.assign(events[0]?.workflowExecutionStartedEventAttributes ?? {}, { input: 'x' }) && [],
    ],
  ])('ends at a decider that writes to %s: the tasks of a run share them', async (_, write) => {
    const { ended } = await harness({ workflows: { 'Flow@1': write } }).run(flow);
    expect(ended).toMatchObject({ how: 'threw', error: expect.any(TypeError) });
  });

  it('lets a run go on by itself until it closes, three days later', async () => {
    const { swf, run } = harness(order);
    const outcome = await run(quietStart);
    expect(outcome.ended).toEqual({ how: 'closed', status: 'COMPLETED' });
    expect(swf.clock.now()).toEqual(new Date('2020-01-04T00:00:00Z'));
    expect(outcome.world.charges).toEqual(['order-7']);
    expect(swf.checkInvariants()).toEqual([]);
  });

  it('runs one run after another on its fake', async () => {
    const { swf, run } = harness(order);
    await run(quietStart);
    const again = await run(quietStart);
    expect(again.ok).toBe(true);
    expect(swf.runs().map(({ closeStatus }) => closeStatus)).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it('starts no run while another one of its workflowId is open', async () => {
    const { run } = harness({ workflows: { 'Flow@1': () => [] } });
    expect((await run(flow)).problem).toMatch(/^the run is stuck/);
    await expect(run({ ...flow, input: 'another' })).rejects.toThrow(
      "SWF refused to start workflow 'Flow@1' with WorkflowExecutionAlreadyStartedFault",
    );
    expect((await run({ ...flow, workflowId: 'other' })).problem).toMatch(
      /^the run is stuck: no further step is possible\.\nRun 'other'/,
    );
  });

  it.each([
    ['at once', () => 1n],
    ['later', async () => 1n],
  ])('fails a task whose result cannot be written as JSON, given %s', async (_when, work) => {
    const { history } = await harness(withWork(work)).run(flow);
    expect(typesOf(history)).toContain('ActivityTaskFailed');
    expect(typesOf(history).at(-1)).toBe('WorkflowExecutionCompleted');
  });

  it.each([
    ['at once', () => undefined],
    ['later', async () => undefined],
  ])('takes nothing that a decider gives %s for no decisions', async (_when, nothing) => {
    const decider = nothing as unknown as Decider;
    const { history, problem } = await harness({ workflows: { 'Flow@1': decider } }).run(flow);
    expect(typesOf(history).at(-1)).toBe('DecisionTaskCompleted');
    expect(problem).toMatch(/^the run is stuck/);
  });

  it('is not content with a run whose history is full', async () => {
    const again: Decider = ({ startedEventId }) => [fire(`nap-${startedEventId}`, '1')];
    const limited = { workflows: { 'Flow@1': again }, fake: { limits: { historyEvents: 20 } } };
    const { ended, problem, ok } = await harness(limited).run(flow);
    expect(ended).toEqual({ how: 'closed', status: 'TERMINATED' });
    expect(problem).toMatch(/^SWF terminated the run at event \d+: its history has as many events as SWF allows/);
    expect(ok).toBe(false);
  });

  it('says what SWF refused to hear from outside', async () => {
    const refused = { signal: '' };
    const work = withWork((_task, ctx) => ctx.sleep('5s'));
    const { unsent } = await harness(work).run({ ...flow, events: [refused, { signal: 'heard' }] });
    expect(unsent).toEqual([refused]);
  });

  it('gives results as text, JSON if they are none', async () => {
    const results = await Promise.all(
      ['text', { parcels: 2 }, undefined].map(async (value) => {
        const { history } = await harness(withWork(() => value)).run(flow);
        return history.find((e) => e.activityTaskCompletedEventAttributes)?.activityTaskCompletedEventAttributes
          ?.result;
      }),
    );
    expect(results).toEqual(['text', '{"parcels":2}', undefined]);
  });

  it('fails the task of an activity that throws', async () => {
    const failing = await harness(
      withWork(() => {
        throw new RangeError('no stock');
      }),
    ).run(flow);
    const failed = failing.history.find((e) => e.eventType === 'ActivityTaskFailed');
    expect(failed?.activityTaskFailedEventAttributes).toMatchObject({ reason: 'no stock', details: 'RangeError' });
  });

  it('knows the world that the definition makes for each run', async () => {
    const definition = withWork<string[]>((_task, { world }) => void world.push('done'), { world: () => [] });
    const { run } = harness(definition);
    await run(flow);
    expect((await run(flow)).world).toEqual(['done']);
  });

  it('follows a run that continues as new, to its end', async () => {
    let left = 3;
    const again: Decider = () => {
      left -= 1;
      return [left > 0 ? { decisionType: 'ContinueAsNewWorkflowExecution' } : complete];
    };
    const { swf, run } = harness({ workflows: { 'Flow@1': again } });
    const outcome = await run(flow);
    expect(outcome.ended).toEqual({ how: 'closed', status: 'COMPLETED' });
    expect(swf.runs()).toHaveLength(3);
    expect(outcome.history[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeDefined();
  });

  it('sends what comes from outside at its time', async () => {
    const waits: Decider = ({ events }) =>
      events.some((e) => e.eventType === 'WorkflowExecutionSignaled') ? [complete] : [];
    const { run } = harness({ workflows: { 'Flow@1': waits } });
    const outcome = await run({ ...flow, events: [{ signal: 'go', input: 'x', after: '2h' }] });
    expect(outcome.ok).toBe(true);
    expect(outcome.now).toEqual(new Date('2020-01-01T02:00:00Z'));
    expect(outcome.unsent).toEqual([]);
  });

  it('cancels and terminates from outside', async () => {
    const obeys: Decider = ({ events }) =>
      events.some((e) => e.eventType === 'WorkflowExecutionCancelRequested')
        ? [{ decisionType: 'CancelWorkflowExecution' }]
        : [];
    const definition = { workflows: { 'Flow@1': obeys } };
    const canceled = await harness(definition).run({ ...flow, events: [{ cancel: true }] });
    const terminated = await harness(definition).run({ ...flow, events: [{ terminate: true, after: '1m' }] });
    expect([canceled.ended, terminated.ended]).toEqual([
      { how: 'closed', status: 'CANCELED' },
      { how: 'closed', status: 'TERMINATED' },
    ]);
  });

  it('hears Lambda functions that take their time', async () => {
    const calls: Decider = ({ events }) => {
      if (events.length > 3) return [complete];
      const attributes = { id: 'f', name: 'pack' };
      return [{ decisionType: 'ScheduleLambdaFunction', scheduleLambdaFunctionDecisionAttributes: attributes }];
    };
    const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
    const outcome = await harness({
      workflows: { 'Flow@1': calls },
      defaults: { workflows: { 'Flow@1': { lambdaRole } } },
      fake: { lambda: { pack: async () => 'packed' } },
    }).run(flow);
    expect(typesOf(outcome.history)).toContain('LambdaFunctionCompleted');
    expect(outcome.ok).toBe(true);
  });
});

describe('an activity that goes on by itself', () => {
  it('sleeps in the time of the fake', async () => {
    const times: string[] = [];
    const work: Activity = async (_task, ctx) => {
      await ctx.sleep('2h');
      times.push(ctx.now().toISOString());
    };
    const outcome = await harness(withWork(work)).run(flow);
    expect(times).toEqual(['2020-01-01T02:00:00.000Z']);
    expect(outcome.ok).toBe(true);
  });

  it('may ask for several things at once', async () => {
    const order: string[] = [];
    const work: Activity = async (_task, ctx) => {
      const slow = ctx.sleep('2s').then(() => order.push('slow'));
      await Promise.all([
        slow,
        ctx.sleep('1s').then(() => order.push('quick')),
        ctx.heartbeat().then(() => order.push('beat')),
      ]);
    };
    expect((await harness(withWork(work)).run(flow)).ok).toBe(true);
    expect(order).toEqual(['beat', 'quick', 'slow']);
  });

  it('is told by its heartbeat that it is to stop', async () => {
    const work: Activity = async (_task, ctx) => {
      while (!(await ctx.heartbeat('on it'))) await ctx.sleep('10s');
      throw new ActivityCanceled(`aborted: ${ctx.signal.aborted}`);
    };
    const cancels: Decider = (task) => {
      const signaled = task.events.some((e) => e.eventType === 'WorkflowExecutionSignaled');
      const asked = task.events.some((e) => e.eventType === 'ActivityTaskCancelRequested');
      if (!signaled || asked) return workOnce(task);
      return [
        { decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId: 'a' } },
      ];
    };
    const definition = { ...withWork(work), workflows: { 'Flow@1': cancels } };
    const { history } = await harness(definition).run({ ...flow, events: [{ signal: 'stop', after: '25s' }] });
    const canceled = history.find((e) => e.eventType === 'ActivityTaskCanceled');
    expect(canceled?.activityTaskCanceledEventAttributes?.details).toBe('aborted: true');
    expect(canceled?.eventTimestamp).toEqual(new Date('2020-01-01T00:00:30Z'));
  });

  it('learns that its task is gone as SWF says it', async () => {
    const seen: unknown[] = [];
    const work: Activity = async (_task, ctx) => {
      await ctx.sleep('2m');
      await ctx.heartbeat().catch((error: unknown) => seen.push(error));
    };
    const defaults = { activities: { 'Work@1': { timeouts: { heartbeat: '1m' } } } } as const;
    const keepsOpen: Decider = ({ events }) => {
      if (events.length === 3) return [schedule('a'), fire('end', '600')];
      return events.some((e) => e.eventType === 'TimerFired') ? [complete] : [];
    };
    await harness({ ...withWork(work), workflows: { 'Flow@1': keepsOpen }, defaults }).run(flow);
    expect(seen).toMatchObject([{ name: 'UnknownResourceFault', message: 'Unknown activity, scheduledEventId = 5' }]);
  });

  it('is waited for a second of real time, and then named', async () => {
    const work: Activity = () => new Promise(() => undefined);
    await expect(harness(withWork(work)).run(flow)).rejects.toThrow(
      /activity 'Work@1' of worker-1 ran for 1 second of real time without an end or a call/,
    );
  });
});

describe('a poll loop of the user', () => {
  const loop: PollLoop = async (client, signal) => {
    while (!signal.aborted) {
      const poll = new PollForActivityTaskCommand({ domain: 'test', taskList: { name: 'default' }, identity: 'loop' });
      const { taskToken } = await client.send(poll, { abortSignal: signal });
      if (taskToken) await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'by hand' }));
    }
  };
  const definition: Definition = {
    workflows: { 'Flow@1': workOnce },
    workers: { loop },
    defaults: { activities: { 'Work@1': {} } },
  };

  it('takes part as it is, and ends with the run', async () => {
    const outcome = await harness(definition).run(flow);
    expect(outcome.ok).toBe(true);
    const started = outcome.history.find((e) => e.eventType === 'ActivityTaskStarted');
    expect(started?.activityTaskStartedEventAttributes?.identity).toBe('loop');
  });

  it('that looks at another list is named where the run stands still', async () => {
    const other: PollLoop = (client) => client.pollForActivityTask({ domain: 'test', taskList: { name: 'defualt' } });
    const { ended } = await harness({ ...definition, workers: { other } }).run(flow);
    expect(ended).toMatchObject({ how: 'stuck', why: expect.stringMatching(/polled 'defualt' \(one letter off\)/) });
  });

  it('that throws ends the run with its error', async () => {
    const error = new Error('no luck');
    const { ended } = await harness({ ...definition, workers: { bad: () => Promise.reject(error) } }).run(flow);
    expect(ended).toEqual({ how: 'threw', who: "poll loop 'bad'", error });
  });
});

describe('a run that does not close', () => {
  const never = (decider: Decider, more: Partial<Definition> = {}) =>
    harness({ workflows: { 'Flow@1': decider }, ...more });

  it('is stuck when nothing can ever move, and says why', async () => {
    const { ok, ended, problem } = await never(() => []).run(flow);
    expect([ok, ended.how]).toEqual([false, 'stuck']);
    expect(problem).toMatch(
      /^the run is stuck: no further step is possible\.\nRun 'run' \(Flow@1, .*Nothing is pending: it waits for a signal/s,
    );
  });

  it('is late when it takes longer than it may', async () => {
    const { ended } = await never(({ events }) => (events.length === 3 ? [fire('t', '7200')] : [])).run(flow, {
      maxVirtual: '1h',
    });
    expect(ended).toMatchObject({ how: 'late', why: expect.stringMatching(/The timer 't' runs/) });
  });

  it('spins when no time passes', async () => {
    const spins: Decider = ({ startedEventId }) => [fire(String(startedEventId), '0')];
    expect((await never(spins).run(flow)).ended.how).toBe('spinning');
  }, 30_000);

  it('is a problem when its time is over', async () => {
    const defaults = { workflows: { 'Flow@1': { timeouts: { execution: '1h' } } } } as const;
    const { ok, problem } = await never(() => [], { defaults }).run(flow);
    expect([ok, problem]).toEqual([false, 'the run reached its execution timeout']);
  });

  it('ends where its decider throws', async () => {
    const error = new Error('no such event');
    const throws: Decider = () => {
      throw error;
    };
    expect((await never(throws).run(flow)).ended).toEqual({ how: 'threw', who: "the decider of 'Flow@1'", error });
    expect((await never(() => Promise.reject(error)).run(flow)).ended).toMatchObject({ how: 'threw', error });
  });

  it('ends where an invariant does not hold, and says what it said', async () => {
    const ended = async (invariant: Definition['invariant']) =>
      (await never(() => [complete], { ...(invariant && { invariant }) }).run(flow)).problem;
    expect(await ended(({ history }) => history.length < 3 || 'too long')).toBe('invariant violated: too long');
    expect(await ended(() => false)).toBe('invariant violated: the invariant returned false');
    expect(
      await ended(() => {
        throw new Error('broken');
      }),
    ).toBe('invariant violated: broken');
    expect(await ended(() => undefined)).toBeUndefined();
  });

  it('cannot be started as what nobody registered', async () => {
    await expect(never(() => []).run({ workflow: 'Other@1' })).rejects.toThrow(
      /SWF refused to start workflow 'Other@1' with UnknownResourceFault/,
    );
  });
});
