import { describe, expect, it } from 'vitest';
import {
  type Activity,
  type Decider,
  type Definition,
  type Plan,
  type PlannedFault,
  type PollLoop,
  type SimulateOptions,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import { byHand, chargesTwice, everyTrouble, forgetsRefund, order, quietStart, start } from './sample.js';

const typesOf = (events: readonly { readonly eventType?: string | undefined }[]) => events.map((e) => e.eventType);

describe('simulate', () => {
  it('finds the charge that a crash repeats, within 2,000 seeds', async () => {
    const { failed } = await sweep(chargesTwice, { start, plan: [{ fault: 'crash', p: 0.05 }], seeds: 2000 });
    expect(failed?.problem).toBe('invariant violated: charged 2 times');
    expect(failed?.timeline).toMatch(/!! crash: RespondActivityTaskCompleted of worker-1/);
  });

  it('finds the refund that a signal during a decision makes it forget, within 2,000 seeds', async () => {
    const { failed } = await sweep(forgetsRefund, { start, seeds: 2000 });
    expect(failed?.problem).toBe('invariant violated: it was canceled, and the money is not back');
  });

  it('finds nothing in the mended order, whatever happens', async () => {
    const { runs, failed, struck } = await sweep(order, { start, plan: everyTrouble, seeds: 400 });
    expect(failed?.report()).toBeUndefined();
    expect(runs).toBe(400);
    // A fault that never strikes would make this a test of nothing.
    expect(struck.filter((times) => times === 0)).toEqual([]);
  }, 60_000);

  it('takes loops of the user along, through the same troubles', async () => {
    const { runs, failed, struck } = await sweep(byHand, { start, plan: everyTrouble, seeds: 40 });
    expect(failed?.report()).toBeUndefined();
    expect(runs).toBe(40);
    expect(struck.filter((times) => times > 0).length).toBeGreaterThan(8);
    const bytes = async () => JSON.stringify((await simulate(byHand, { seed: 3, start, plan: everyTrouble })).history);
    expect(await bytes()).toBe(await bytes());
  }, 60_000);

  it('starts a loop again that died', async () => {
    const begun: string[] = [];
    const [[name, loop]] = Object.entries(byHand.workers ?? {}) as [[string, PollLoop]];
    const counted: PollLoop = (client, signal) => {
      begun.push(name);
      return loop(client, signal);
    };
    const plan: Plan = [{ fault: 'crash', op: 'RespondActivityTaskCompleted' }];
    const { ok, fired } = await simulate({ ...byHand, workers: { [name]: counted } }, { start: quietStart, plan });
    expect([ok, fired[0]?.struck]).toEqual([true, `RespondActivityTaskCompleted of ${name}`]);
    expect(begun).toHaveLength(2);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const bytes = async (seed: number) =>
      JSON.stringify((await simulate(order, { seed, start, plan: everyTrouble })).history);
    for (const seed of [1, 2, 3, 2 ** 53 - 1]) expect(await bytes(seed)).toBe(await bytes(seed));
    expect(await bytes(1)).not.toBe(await bytes(2));
  });

  it('repeats a run by what was chosen in it', async () => {
    const { failed } = await sweep(forgetsRefund, { start, seeds: 2000 });
    const { seed, schedule } = failed as NonNullable<typeof failed>;
    const again = await simulate(forgetsRefund, { seed, start, schedule });
    expect(JSON.stringify(again.history)).toBe(JSON.stringify(failed?.history));
  });

  it('prints a test body that repeats it', async () => {
    const { failed } = await sweep(chargesTwice, { start, plan: [{ fault: 'crash', p: 0.05 }], seeds: 2000 });
    const titles: string[] = [];
    const bodies: (() => Promise<void>)[] = [];
    const test = (title: string, body: () => Promise<void>): void => {
      titles.push(title);
      bodies.push(body);
    };
    new Function('test', 'simulate', 'definition', failed?.reproduction() ?? '')(test, simulate, chargesTwice);
    expect(titles).toEqual([`Order@1, seed ${failed?.seed}`]);
    await expect(bodies[0]?.()).rejects.toThrow(failed?.timeline);
  });

  it('plays outcomes in the place of the code of activities, one after the other', async () => {
    const outcomes = { 'Charge@1': ['timeout', 'own'], 'Ship@1': [{ reason: 'no stock' }] } as const;
    const { history, world, ended } = await simulate(order, { start: quietStart, outcomes, maxVirtual: '5d' });
    expect(typesOf(history)).toEqual(expect.arrayContaining(['ActivityTaskTimedOut', 'ActivityTaskFailed']));
    expect(world.charges).toEqual(['order-7']);
    // The sample has no answer to a shipment that fails.
    expect(ended.how).toBe('stuck');
  });

  it('lets the schedule say which of two waiting tasks goes first, which of two deadlines, and which of two steps', async () => {
    const firsts = async (definition: Definition, type: string) => {
      const found = new Set<unknown>();
      for (let seed = 1; seed <= 20; seed += 1) {
        const { history } = await simulate(definition, { seed, start: { workflow: 'Two@1' } });
        found.add(
          history.find((e) => e.eventType === type)?.[
            type === 'TimerFired' ? 'timerFiredEventAttributes' : 'activityTaskStartedEventAttributes'
          ],
        );
      }
      return new Set([...found].map((attributes) => JSON.stringify(attributes).replace(/,"identity.*/, '')));
    };
    expect((await firsts(twoActivities, 'ActivityTaskStarted')).size).toBe(2);
    expect((await firsts(twoTimers('60'), 'TimerFired')).size).toBe(2);
    // A timer of no time is a step that follows its batch.
    expect((await firsts(twoTimers('0'), 'TimerFired')).size).toBe(2);
  });
});

const ended =
  (type: string, count: number, startToFireTimeout = '0'): Decider =>
  ({ events }) => {
    if (events.length > 3)
      return events.filter((e) => e.eventType === type).length < count
        ? []
        : [{ decisionType: 'CompleteWorkflowExecution' }];
    return ['a', 'b'].map((id) =>
      type === 'TimerFired'
        ? { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId: id, startToFireTimeout } }
        : {
            decisionType: 'ScheduleActivityTask',
            scheduleActivityTaskDecisionAttributes: { activityId: id, activityType: { name: 'Work', version: '1' } },
          },
    );
  };
const twoTimers = (seconds: string): Definition => ({ workflows: { 'Two@1': ended('TimerFired', 2, seconds) } });
const twoActivities: Definition = {
  workflows: { 'Two@1': ended('ActivityTaskCompleted', 2) },
  activities: { 'Work@1': () => undefined },
};

describe('a fault', () => {
  const once = async (fault: PlannedFault, more: Partial<SimulateOptions> = {}) =>
    simulate(order, { start: quietStart, schedule: [], plan: [fault], ...more });

  /** What each does to a run that nobody disturbs otherwise: what its history shows more, and when it ends. */
  const STORIES: readonly (readonly [PlannedFault, string, string])[] = [
    [{ fault: 'throttle', op: 'RespondDecisionTaskCompleted' }, '', '2020-01-04T00:00:00.100Z'],
    [{ fault: 'lost request', op: 'RespondActivityTaskCompleted', nth: 2 }, '', '2020-01-04T00:00:00.100Z'],
    [{ fault: 'lost response', op: 'RespondActivityTaskCompleted' }, '', '2020-01-04T00:00:00.000Z'],
    [{ fault: 'lost response', op: 'PollForActivityTask' }, 'ActivityTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'duplicate delivery', activity: 'Charge@1' }, '', '2020-01-04T00:00:00.000Z'],
    [{ fault: 'empty poll' }, '', '2020-01-04T00:00:00.000Z'],
    [{ fault: 'abandoned poll' }, 'DecisionTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'crash', op: 'PollForDecisionTask' }, 'DecisionTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'crash before' }, 'ActivityTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'crash before', op: 'PollForDecisionTask' }, 'DecisionTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'crash after', activity: 'Ship@1' }, 'ActivityTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'zombie worker' }, 'ActivityTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'zombie worker', for: '30s' }, '', '2020-01-04T00:00:30.000Z'],
    [{ fault: 'slow decider' }, 'DecisionTaskTimedOut', '2020-01-04T00:01:00.000Z'],
    [{ fault: 'slow decider', for: '59s', nth: 2 }, '', '2020-01-04T00:00:59.000Z'],
    [
      { fault: 'clock jump', by: '2m', op: 'RespondActivityTaskCompleted' },
      'ActivityTaskTimedOut',
      '2020-01-04T00:02:00.000Z',
    ],
    [{ fault: 'many timers' }, '', '2020-01-04T00:00:00.000Z'],
  ];

  it.each(STORIES)('%j leaves %s, and the run ends at %s', async (fault, left, end) => {
    const outcome = await once(fault);
    expect(outcome.problem).toBeUndefined();
    expect(outcome.fired).toHaveLength(1);
    expect(outcome.unfired).toEqual([]);
    expect(typesOf(outcome.history).filter((type) => String(type).endsWith('TimedOut'))).toEqual(
      left === '' ? [] : [left],
    );
    expect(outcome.now.toISOString()).toBe(end);
  });

  it('makes two of one signal that arrives twice', async () => {
    const doubled = await simulate(order, {
      start,
      schedule: [],
      plan: [{ fault: 'duplicate delivery', op: 'SignalWorkflowExecution' }],
    });
    expect(typesOf(doubled.history).filter((type) => type === 'WorkflowExecutionSignaled')).toHaveLength(2);
  });

  it('that lets many timers pass at once shows a decider all of them together', async () => {
    const started = async (plan: Plan) =>
      typesOf((await simulate(apart, { start: { workflow: 'Two@1' }, schedule: [], plan })).history).filter(
        (t) => t === 'DecisionTaskStarted',
      ).length;
    expect([await started([]), await started([{ fault: 'many timers', count: 5 }])]).toEqual([6, 2]);
  });

  it('that never strikes is reported', async () => {
    const never: PlannedFault = { fault: 'throttle', op: 'RecordActivityTaskHeartbeat' };
    const outcome = await once(never);
    expect(outcome.unfired).toEqual([never]);
    expect(outcome.report()).toMatch(/did not strike: throttle \(op RecordActivityTaskHeartbeat\)/);
  });

  it('stops at last: then the run must finish', async () => {
    const outcome = await once({ fault: 'throttle', p: 1 });
    expect(outcome.problem).toBeUndefined();
    expect(outcome.fired.length).toBe(1000);
  });

  it('that leaves a task without a timeout in the hands of nobody is found out', async () => {
    const { defaults: _none, ...without } = order;
    const { ended } = await simulate(without, { start: quietStart, plan: [{ fault: 'crash after' }], schedule: [] });
    expect(ended).toMatchObject({ how: 'stuck', why: expect.stringMatching(/A worker has the activity 'Charge-1'/) });
  });

  it('strikes a heartbeat too, which is sent again as the SDK does', async () => {
    const work: Activity<{ beats: number }> = async (_task, ctx) => {
      await ctx.heartbeat();
      ctx.world.beats += 1;
    };
    const definition: Definition<{ beats: number }> = {
      ...twoActivities,
      activities: { 'Work@1': work },
      world: () => ({ beats: 0 }),
    };
    const plan: Plan = [{ fault: 'throttle', op: 'RecordActivityTaskHeartbeat' }];
    const { world, fired, ok } = await simulate(definition, { start: { workflow: 'Two@1' }, plan });
    expect([world.beats, fired.length, ok]).toEqual([2, 1, true]);
  });

  it.each<[object, RegExp]>([
    [{ fault: 'trottle' }, /unknown fault 'trottle'; did you mean 'throttle'\?/],
    [{ fault: 'throttle', opp: 'x' }, /unknown member of a fault 'opp'; did you mean 'op'\?/],
    [{ fault: 'throttle', op: 'Poll' }, /unknown operation 'Poll'; expected the name of one, such as/],
    [{ fault: 'throttle', nth: 0 }, /nth of fault 'throttle' was given as 0; expected a whole number from 1/],
    [{ fault: 'many timers', count: 0 }, /count of fault 'many timers' was given as 0; expected a whole number from 1/],
    [{ fault: 'throttle', p: 2 }, /p of fault 'throttle' was given as 2; expected a number from 0 to 1/],
    [{ fault: 'throttle', p: 1, nth: 1 }, /has both nth and p; give one of them/],
    [{ fault: 'clock jump' }, /by of fault 'clock jump' was given as undefined; expected a duration such as '2m'/],
    [{ fault: 'slow decider', for: '3' }, /did you mean '3s'/],
  ])('%j is refused', async (fault, why) => {
    await expect(once(fault as PlannedFault)).rejects.toThrow(why);
  });
});

/** Five timers, a minute apart. */
const apart: Definition = {
  workflows: {
    'Two@1': ({ events }) => {
      const fired = events.filter((e) => e.eventType === 'TimerFired').length;
      if (fired === 5) return [{ decisionType: 'CompleteWorkflowExecution' }];
      if (events.length > 3) return [];
      return [1, 2, 3, 4, 5].map((n) => ({
        decisionType: 'StartTimer' as const,
        startTimerDecisionAttributes: { timerId: `t${n}`, startToFireTimeout: String(60 * n) },
      }));
    },
  },
};
