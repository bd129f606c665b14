import { describe, expect, it } from 'vitest';
import {
  type Activity,
  ActivityCanceled,
  type Decider,
  type Decision,
  type Definition,
  everyCrashPoint,
  explore,
  harness,
  type PollLoop,
  type SimulationResult,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import { byHand, everyTrouble, order, start as orderStart, quietStart } from './sample.js';

const start = { workflow: 'Flow@1' };
const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const schedule: Decision = {
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: 'export', activityType: { name: 'Export', version: '1' } },
};
/** Completes whatever becomes of the activity: only its answer shows that something is wrong. */
const copes: Decider = ({ events }) => {
  if (events.length === 3) return [schedule];
  return events.some((e) => /^ActivityTask(Completed|Failed|TimedOut|Canceled)$/.test(String(e.eventType)))
    ? [complete]
    : [];
};
const long = 'x'.repeat(40_000);
const defaults = {
  workflows: { 'Flow@1': { timeouts: { decision: '1m' } } },
  activities: { 'Export@1': { timeouts: { startToClose: '1m' } } },
} as const;
const flow = (work: Activity | undefined, more: Partial<Definition> = {}): Definition => ({
  workflows: { 'Flow@1': copes },
  ...(work && { activities: { 'Export@1': work } }),
  defaults,
  ...more,
});

/** A worker by hand: answers its one task with these calls, and goes on whatever SWF says. */
const answering =
  (...answers: readonly ((client: Parameters<PollLoop>[0], taskToken: string) => Promise<unknown>)[]): PollLoop =>
  async (client, signal) => {
    while (!signal.aborted) {
      const poll = { domain: 'test', taskList: { name: 'default' } };
      const { taskToken } = await client.pollForActivityTask(poll, { abortSignal: signal });
      if (taskToken) for (const answer of answers) await answer(client, taskToken).catch(() => undefined);
    }
  };
const completes = (client: Parameters<PollLoop>[0], taskToken: string) =>
  client.respondActivityTaskCompleted({ taskToken });
const fails = (client: Parameters<PollLoop>[0], taskToken: string) => client.respondActivityTaskFailed({ taskToken });

const told = ({ refused }: SimulationResult) =>
  refused.map(({ op, caller, fault, expected }) => [op, caller, fault, expected]);

describe('a refused answer', () => {
  it('is part of the result, of its problem and of its timeline, and the run is not ok', async () => {
    const result = await simulate(
      flow(() => long),
      { start },
    );
    expect(result.ended).toEqual({ how: 'closed', status: 'COMPLETED' });
    expect(result.ok).toBe(false);
    expect(result.refused).toMatchObject([
      {
        op: 'RespondActivityTaskCompleted',
        caller: 'worker-1',
        fault: 'ValidationException',
        message: expect.stringMatching(/Member must have length less than or equal to 32768$/),
        expected: false,
        at: new Date('2020-01-01T00:00:00Z'),
        events: 6,
      },
    ]);
    expect(result.problem).toMatch(
      /^SWF refused RespondActivityTaskCompleted of worker-1 \(ValidationException\):\n {2}worker-1: Respond/,
    );
    expect(result.timeline.split('\n')[6]).toBe(
      '    !! refused: RespondActivityTaskCompleted of worker-1 (ValidationException)',
    );
    // The message quotes the result: a report of 40,000 characters helps nobody.
    expect(result.report().length).toBeLessThan(3000);
  });

  it.each<readonly [string, string, Definition]>([
    ['an async result that is too long', 'RespondActivityTaskCompleted', flow(async () => long)],
    ['a result that is too long as JSON', 'RespondActivityTaskCompleted', flow(() => ({ long }))],
    [
      'details of a cancel that are too long',
      'RespondActivityTaskCanceled',
      flow(() => {
        throw new ActivityCanceled(long);
      }),
    ],
    [
      'details of a heartbeat that are too long',
      'RecordActivityTaskHeartbeat',
      flow((_task, ctx) => ctx.heartbeat(long)),
    ],
    [
      'an answer of a poll loop that is too long',
      'RespondActivityTaskCompleted',
      flow(undefined, {
        workers: {
          cards: answering(
            (client, taskToken) => client.respondActivityTaskCompleted({ taskToken, result: long }),
            completes,
          ),
        },
      }),
    ],
    [
      'a token that is none',
      'RespondActivityTaskFailed',
      flow(undefined, { workers: { cards: answering((client) => fails(client, 'mine'), completes) } }),
    ],
    ['a second answer to a task', 'RespondActivityTaskFailed', twice()],
  ])('is %s', async (_what, op, definition) => {
    for (const result of [await simulate(definition, { start }), await harness(definition).run(start)]) {
      expect(result.ended).toEqual({ how: 'closed', status: 'COMPLETED' });
      expect(result.refused.map((one) => [one.op, one.expected])).toEqual([[op, false]]);
      expect(result.ok).toBe(false);
      expect(() => result.assert()).toThrow(op);
    }
  });

  it('is a reason of outcomes that is too long', async () => {
    const outcomes = { 'Export@1': [{ reason: 'x'.repeat(300) }] };
    const result = await simulate(
      flow(() => 'done'),
      { start, outcomes },
    );
    expect(told(result)).toEqual([['RespondActivityTaskFailed', 'worker-1', 'ValidationException', false]]);
  });

  it('of a decider ends the simulation after ten of them, and not after 20,000 events', async () => {
    const result = await simulate(flow(undefined, { workflows: { 'Flow@1': () => [complete, complete] } }), { start });
    expect(result.ended.how).toBe('refused');
    expect(result.refused).toHaveLength(10);
    expect(result.history.length).toBeLessThan(50);
    expect(result.problem).toMatch(/^SWF refused 10 calls of the run, and the simulation ended\.\nRun 'run'/);
    expect(result.report()).toContain(
      "decider-1: RespondDecisionTaskCompleted of the decision task 2 of the workflow type 'Flow' was refused (ValidationException: Close must be last decision in list).",
    );
  });

  it('is a poll that the permissions deny, and an event from outside that is not valid', async () => {
    const fake = { authorize: ({ action }: { readonly action: string }) => action !== 'swf:PollForActivityTask' };
    const denied = await simulate(
      flow(() => 'done', { fake }),
      { start },
    );
    expect(denied.ended.how).toBe('refused');
    expect(told(denied)[0]).toEqual(['PollForActivityTask', 'worker-1', 'OperationNotPermittedFault', false]);
    const invalid = await harness(flow((_task, ctx) => ctx.sleep('5s'))).run({ ...start, events: [{ signal: '' }] });
    expect(told(invalid)).toEqual([['SignalWorkflowExecution', 'outside-1', 'ValidationException', false]]);
  });

  it('stops a sweep, and fails the run without a loss of everyCrashPoint', async () => {
    const definition = flow(() => long);
    const { failed } = await sweep(definition, { start, seeds: 3 });
    expect([failed?.seed, failed?.refused.length]).toEqual([1, 1]);
    const points = await everyCrashPoint(definition, start);
    expect(points.ok).toBe(false);
    expect(String(points)).toMatch(/the run without a loss failed:\n\nSWF refused RespondActivityTaskCompleted/);
  });

  it('has a short text, also where the explanation of the run has it', async () => {
    const stays = flow(() => long, { defaults: {} });
    const result = await simulate(stays, { start });
    expect(result.ended.how).toBe('stuck');
    expect(result.problem).toMatch(
      /RespondActivityTaskCompleted of the activity 'export' was refused \(Validation.* 32768\)/,
    );
    expect(result.report().length).toBeLessThan(3000);
  });

  it('is no call of a poll loop that has nothing to do with a task', async () => {
    const curious = answering((client) => client.describeDomain({ name: 'none' }), completes);
    const result = await simulate(flow(undefined, { workers: { cards: curious } }), { start });
    expect([result.ok, result.refused]).toEqual([true, []]);
  });

  it('is shown beside another problem', async () => {
    const result = await simulate(
      flow(() => long, { finalInvariant: () => 'never paid' }),
      { start },
    );
    expect(result.problem).toBe('invariant violated: never paid');
    expect(result.report()).toMatch(
      /WorkflowExecutionCompleted\n\nSWF refused RespondActivityTaskCompleted of worker-1/,
    );
  });
});

describe('a refused answer is expected', () => {
  it('if expectedFailures of the definition names its fault', async () => {
    const definition = flow(() => long, { expectedFailures: ['ValidationException'] });
    const result = await simulate(definition, { start });
    expect([result.ok, result.refused.map(({ expected }) => expected)]).toEqual([true, [true]]);
    const other = await simulate({ ...definition, expectedFailures: ['UnknownResourceFault'] }, { start });
    expect(other.ok).toBe(false);
  });

  it.each([
    [{ fault: 'zombie worker' }, 'RespondActivityTaskCompleted', 'worker-1'],
    [{ fault: 'slow decider' }, 'RespondDecisionTaskCompleted', 'decider-1'],
    [{ fault: 'lost response', op: 'RespondActivityTaskCompleted' }, 'RespondActivityTaskCompleted', 'worker-1'],
    [{ fault: 'clock jump', by: '2m', op: 'RespondActivityTaskCompleted' }, 'RespondActivityTaskCompleted', 'worker-1'],
  ] as const)('if the task had ended because of %j', async (fault, op, caller) => {
    const result = await simulate(order, { start: quietStart, schedule: [], plan: [fault] });
    expect(told(result)).toEqual([[op, caller, 'UnknownResourceFault', true]]);
    expect(result.ok).toBe(true);
    expect(result.timeline).toContain(`    !! refused: ${op} of ${caller} (UnknownResourceFault)`);
  });

  it('if a throttle of the plan is its last answer: SWF did not refuse it', async () => {
    const plan = [1, 2, 3].map((nth) => ({ fault: 'throttle', op: 'RespondActivityTaskCompleted', nth }) as const);
    const result = await simulate(order, { start: quietStart, schedule: [], plan });
    expect([result.ok, result.fired.length, result.refused]).toEqual([true, 3, []]);
  });

  it.each(['ThrottlingException', 'ServiceUnavailable'] as const)(
    'if inject answers %s, unless each attempt is refused',
    async (fault) => {
      const throttled = (times: number): Definition => {
        let left = times;
        const inject = ({ action }: { readonly action: string }) => {
          if (action !== 'swf:RespondActivityTaskCompleted' || left === 0) return undefined;
          left -= 1;
          return { fault };
        };
        return flow(() => 'done', { fake: { inject } });
      };
      const retried = await simulate(throttled(2), { start });
      expect([retried.ok, retried.refused]).toEqual([true, []]);
      const lost = await simulate(throttled(3), { start });
      expect(told(lost)).toEqual([['RespondActivityTaskCompleted', 'worker-1', fault, false]]);
    },
  );

  it('if its run was closed meanwhile, also without a fault', async () => {
    const result = await simulate(closesChild(), { start });
    expect(told(result)).toEqual([['RespondActivityTaskCompleted', 'worker-1', 'UnknownResourceFault', true]]);
    expect(result.ok).toBe(true);
  });

  it('if it is a heartbeat that comes too late; the answer after it is not', async () => {
    const beats: Activity = async (_task, ctx) => {
      await ctx.sleep('2m');
      await ctx.heartbeat().catch(() => undefined);
    };
    const waits: Decider = ({ events }) => {
      if (events.length === 3) return [schedule, timer];
      return events.some((e) => e.eventType === 'TimerFired') ? [complete] : [];
    };
    const result = await simulate(flow(beats, { workflows: { 'Flow@1': waits } }), { start });
    expect(told(result)).toEqual([
      ['RecordActivityTaskHeartbeat', 'worker-1', 'UnknownResourceFault', true],
      ['RespondActivityTaskCompleted', 'worker-1', 'UnknownResourceFault', false],
    ]);
    expect(result.problem).toContain('it had closed before, by a START_TO_CLOSE timeout (event');
  });

  it('in each of 100 runs with every kind of fault', async () => {
    const sweptOrder = await sweep(order, { start: orderStart, plan: everyTrouble, seeds: 50 });
    const sweptLoop = await sweep(byHand, { start: orderStart, plan: everyTrouble, seeds: 50 });
    for (const { failed } of [sweptOrder, sweptLoop]) expect(failed?.report()).toBeUndefined();
  }, 60_000);
});

const timer: Decision = {
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId: 'end', startToFireTimeout: '600' },
};

/** Answers its task twice, long before the run closes. */
function twice(): Definition {
  const waits: Decider = ({ events }) => {
    if (events.length === 3) return [schedule, timer];
    return events.some((e) => e.eventType === 'TimerFired') ? [complete] : [];
  };
  return flow(undefined, { workflows: { 'Flow@1': waits }, workers: { cards: answering(completes, fails) } });
}

/** A parent that continues as new while a worker is at its child's activity: SWF terminates the child. */
function closesChild(): Definition {
  const attributes = {
    workflowId: 'child',
    workflowType: { name: 'Child', version: '1' },
    childPolicy: 'TERMINATE',
  } as const;
  const parent: Decider = ({ events }) => {
    if (events.length === 3) {
      return [
        { decisionType: 'StartChildWorkflowExecution', startChildWorkflowExecutionDecisionAttributes: attributes },
        { ...timer, startTimerDecisionAttributes: { timerId: 'end', startToFireTimeout: '30' } },
      ];
    }
    const fired = events.some((e) => e.eventType === 'TimerFired');
    return fired ? [{ decisionType: 'ContinueAsNewWorkflowExecution' }] : [];
  };
  let runs = 0;
  const first: Decider = (task) => {
    if (task.events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId === undefined)
      return parent(task);
    runs += 1;
    return runs === 1 ? [timer] : [complete];
  };
  const work: Activity = (_task, ctx) => ctx.sleep('45s');
  const child: Decider = ({ events }) => (events.length === 3 ? [schedule] : []);
  return flow(work, { workflows: { 'Flow@1': first, 'Child@1': child } });
}

describe('explore finds a refused answer', () => {
  const scenario = { workflows: { 'Flow@1': copes }, start, defaults };

  it.each([
    [[{ result: long }], /^RespondActivityTaskCompleted of activity 'export': ValidationException: .* 32768$/],
    [[{ reason: 'x'.repeat(300) }], /^RespondActivityTaskFailed of activity 'export': ValidationException: .* 256$/],
  ])('of a worker', (outcomes, message) => {
    const { findings } = explore({ ...scenario, outcomes: { 'Export@1': outcomes } });
    expect(findings.map(({ kind }) => kind)).toEqual(['refused answer']);
    expect(findings[0]?.message).toMatch(message);
  });

  it('of an event from outside', () => {
    const { findings } = explore({
      ...scenario,
      activities: { 'Export@1': {} },
      start: { ...start, events: [{ signal: '' }] },
    });
    expect(findings[0]?.message).toMatch(/^SignalWorkflowExecution of signal '': ValidationException: /);
  });

  it('of a heartbeat', () => {
    const { findings } = explore({
      workflows: { 'Flow@1': ({ events }) => (events.length === 3 ? [schedule, timer] : [complete]) },
      start,
      activities: { 'Export@1': {} },
      defaults: { activities: { 'Export@1': { timeouts: { heartbeat: '10s' } } } },
      fake: { authorize: ({ action }) => action !== 'swf:RecordActivityTaskHeartbeat' },
    });
    expect(findings.map(({ message }) => message.slice(0, 58))).toContain(
      'RecordActivityTaskHeartbeat: OperationNotPermittedFault: U',
    );
  });

  it('unless it is expected', () => {
    const outcomes = { 'Export@1': [{ result: long }] };
    const { findings } = explore({ ...scenario, outcomes, expectedFailures: ['ValidationException'] });
    expect(findings).toEqual([]);
  });
});
