import type { HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it, vi } from 'vitest';
import type { Decision, DecisionTask } from '../../src/deciders/decider.js';
import type { Duration } from '../../src/index.js';
import { type Exploration, explore, type FindingKind, type Scenario } from '../../src/simulation/explore/index.js';
import { complete, forgetful, mended, order, phaseOf, schedule, startTimer } from './exploreSample.js';

vi.setConfig({ testTimeout: 60_000 });

type Decide = (task: DecisionTask) => readonly Decision[];

/** A scenario of one workflow, which is started with nothing. */
const tiny = <W = unknown>(decider: Decide, more: Partial<Scenario<W>> = {}): Scenario<W> => ({
  workflows: { 'Tiny@1': decider },
  activities: { 'Work@1': {}, 'Other@1': {} },
  ...more,
  start: { workflow: 'Tiny@1', ...more.start },
});

const atOnce: Decide = () => [complete];
/** Does one activity and completes. */
const works: Decide = ({ events }) => {
  const phase = phaseOf(events, 'Work');
  if (phase === 'none') return [schedule('Work')];
  return phase === 'open' ? [] : [complete];
};
const has = ({ events }: DecisionTask, type: string): boolean => events.some(({ eventType }) => eventType === type);
/** Starts a timer and completes when it fires. */
const waits: Decide = (task) => {
  if (has(task, 'TimerFired')) return [complete];
  return has(task, 'TimerStarted') ? [] : [startTimer('nap', '60')];
};
const decision = (decisionType: string, attributes: object): Decision => {
  const member = `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;
  return { decisionType, [member]: attributes } as unknown as Decision;
};

const found = ({ findings }: Exploration): readonly (readonly [FindingKind, string])[] =>
  findings.map(({ kind, message }) => [kind, message]);

const signal = (name: string, after?: Duration) => ({ signal: name, ...(after !== undefined && { after }) });
const started = (...events: NonNullable<Scenario['start']['events']>) => ({ start: { workflow: 'Tiny@1', events } });

/** The decider of an order without a reminder. The timer can fire between any two steps: it multiplies the states by 100. */
const unreminded =
  (decider: typeof mended): typeof mended =>
  (task) =>
    decider(task).filter(({ decisionType }) => decisionType !== 'StartTimer');

describe('explore on an order', () => {
  const report = explore(order(unreminded(forgetful)));

  it('finds the refund that is forgotten when the signal comes during a decision, by the shortest history', () => {
    expect(found(report)).toEqual([['final invariant broken', 'canceled, charged 1, refunded 0']]);
    expect(report.exhaustive).toBe(true);
    expect(report.findings[0]?.history.map(({ eventType }) => eventType)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'WorkflowExecutionCompleted',
    ]);
    expect(String(report)).toContain("   6. signal 'cancel' arrives\n");
    expect(String(report)).toContain('#10  +0s  WorkflowExecutionSignaled cancel\n');
    expect(String(report)).toMatch(/Reproduce with: explore\(scenario, \{ path: '[\d.]+' \}\)$/);
  });

  it('finds nothing in the mended order, though it leaves nothing out', () => {
    const report = explore(order(unreminded(mended)));
    expect(report.states).toBeGreaterThan(400);
    expect(String(report)).toMatch(/^explored all \d+ states, \d+ steps deep: no findings$/);
  });

  it('takes the steps of a finding again, for the same text', () => {
    const [finding] = report.findings;
    const again = explore(order(unreminded(forgetful)), { path: finding?.path ?? '' });
    expect(String(again.findings[0])).toBe(String(finding));
    expect(found(explore(order(unreminded(mended)), { path: finding?.path ?? '' }))).toEqual([]);
  });
});

describe('explore visits as many states as one counts by hand', () => {
  // Each row names them: T a task is taken, A it is answered, S the signal comes, > before what follows it.
  it.each<readonly [string, number, Scenario]>([
    ['start > T > A, closed', 3, tiny(atOnce)],
    ['start > T > A (Work) > T > A > T > A, closed', 7, tiny(works)],
    ['a timer: start > T > A > it fires > T > A, closed', 6, tiny(waits)],
    // Before the decision task: S T A. While it is taken: the close fails, then T A. And the three without it.
    ['a signal: 3 without it; S > T > A; T > S > A > T > A', 3 + 3 + 4, tiny(atOnce, started(signal('now')))],
    [
      'two outcomes of the work: 4 before, and twice A > T > A',
      4 + 6,
      tiny(works, { outcomes: { 'Work@1': [{}, { reason: 'no' }] } }),
    ],
    // With k signals left, from a waiting task a(k) = 1 + a(k-1) + b(k); from a taken one b(k) = 2 + c(k-1); from a taken
    // one that a signal followed c(k) = 1 + a(k) + c(k-1). So a(0) = 3, a(1) = 10, a(2) = 1 + 10 + (2 + 1 + 10 + 4).
    ['two equal signals are one and the same', 28, tiny(atOnce, started(signal('now'), signal('now')))],
    // 3 before its time; the 10 of above a second later; and T > a second passes, then A, or S > A > T > A.
    ['a signal that has its time', 3 + 10 + 6, tiny(atOnce, started(signal('late', '1s')))],
  ])('%s', (_words, states, scenario) => {
    const report = explore(scenario);
    expect([report.states, report.exhaustive, found(report)]).toEqual([states, true, []]);
  });

  it('also where a workflow continues as new for ever: what comes again is known', () => {
    // start > T > A, continued: its first event now says what it continues. Then the same for ever.
    const report = explore(tiny(() => [decision('ContinueAsNewWorkflowExecution', {})]));
    expect([report.states, report.depth, report.exhaustive]).toEqual([4, 3, true]);
  });
});

describe('explore finds', () => {
  const stuck = "run 'run' is open, and no further step is possible, except its execution timeout of 31536000 seconds";

  it.each<readonly [string, FindingKind, string, Scenario]>([
    ['a decider that waits for nothing', 'stuck', stuck, tiny(() => [])],
    [
      'an activity that nobody limits, when its worker falls silent',
      'stuck',
      stuck,
      tiny(works, { outcomes: { 'Work@1': [{}, 'timeout'] } }),
    ],
    [
      'a decision that fails',
      'failed decision',
      "ScheduleActivityTaskFailed of 'odd': ACTIVITY_TYPE_DOES_NOT_EXIST",
      tiny((task) => (has(task, 'ScheduleActivityTaskFailed') ? [complete] : [unknownActivity])),
    ],
    [
      'decisions that SWF refuses',
      'refused answer',
      'ValidationException: Close must be last decision in list',
      tiny(() => [complete, complete]),
    ],
    ['a decider that throws', 'decider throws', 'Tiny@1: what is this', tiny(throwing)],
    [
      'an invariant that breaks',
      'invariant broken',
      'worked twice',
      tiny<Done>(worksTwice, {
        world: () => ({ done: 0 }),
        outcomes: { 'Work@1': [{ effect: bump }], 'Other@1': [{ effect: bump }] },
        invariant: ({ world }) => (world.done > 1 ? 'worked twice' : undefined),
      }) as Scenario,
    ],
    [
      'a law of the end that throws',
      'final invariant broken',
      'no work was done',
      tiny(atOnce, {
        finalInvariant: ({ history }) => {
          if (phaseOf(history, 'Work') === 'none') throw new Error('no work was done');
        },
      }),
    ],
    [
      'an effect of a worker whose run has closed meanwhile',
      'final invariant broken',
      'done 1, told 0',
      tiny<Done>((task) => (has(task, 'WorkflowExecutionSignaled') ? [complete] : works(task)), {
        ...started(signal('stop')),
        world: () => ({ done: 0 }),
        outcomes: { 'Work@1': [{ effect: bump }] },
        finalInvariant: ({ world, history }) => {
          const told = phaseOf(history, 'Work') === 'completed' ? 1 : 0;
          return world.done === told ? undefined : `done ${world.done}, told ${told}`;
        },
      }) as Scenario,
    ],
  ])('%s', (_words, kind, message, scenario) => {
    const report = explore(scenario);
    expect(found(report)).toEqual([[kind, message]]);
    const [finding] = report.findings;
    const again = explore(scenario, { path: finding?.path ?? '' });
    expect(again.findings.map(String)).toContain(String(finding));
  });

  it('nothing where the failure is one that the workflow copes with', () => {
    const decider: Decide = (task) => (has(task, 'ScheduleActivityTaskFailed') ? [complete] : [unknownActivity]);
    const expectedFailures = ['ACTIVITY_TYPE_DOES_NOT_EXIST'];
    expect(found(explore(tiny(decider, { expectedFailures })))).toEqual([]);
  });
});

interface Done {
  done: number;
}

const bump = (world: Done): void => {
  world.done += 1;
};
const unknownActivity = decision('ScheduleActivityTask', {
  activityId: 'odd',
  activityType: { name: 'Odd', version: '1' },
});
function throwing(): never {
  throw new Error('what is this');
}
function worksTwice({ events }: DecisionTask): Decision[] {
  if (phaseOf(events, 'Work') === 'none') return [schedule('Work'), schedule('Other')];
  return [phaseOf(events, 'Work'), phaseOf(events, 'Other')].every((phase) => phase === 'completed') ? [complete] : [];
}

/** The stories of a scenario, each as the sequence of what a law at the end sees. */
function endings<W>(scenario: Scenario<W>, tell: (types: readonly string[]) => string): readonly string[] {
  const told = new Set<string>();
  const report = explore({
    ...scenario,
    finalInvariant: ({ history }) => void told.add(tell(history.map(({ eventType }) => String(eventType)))),
  });
  expect([found(report), report.exhaustive]).toEqual([[], true]);
  return [...told].sort();
}

const only =
  (...wanted: readonly string[]) =>
  (types: readonly string[]): string =>
    types.filter((type) => wanted.includes(type)).join(' ');

describe('explore tries', () => {
  it('an answer before a timer, and the timer before the answer', () => {
    const decider: Decide = (task) => {
      if (has(task, 'TimerFired') && has(task, 'ActivityTaskCompleted')) return [complete];
      return has(task, 'TimerStarted') ? [] : [startTimer('nap', '60'), schedule('Work')];
    };
    expect(endings(tiny(decider), only('TimerFired', 'ActivityTaskCompleted'))).toEqual([
      'ActivityTaskCompleted TimerFired',
      'TimerFired ActivityTaskCompleted',
    ]);
  });

  it('either of two timers that fire at one instant', () => {
    const decider: Decide = ({ events }) => {
      const fired = events.filter(({ eventType }) => eventType === 'TimerFired');
      if (fired.length === 2) return [decision('CompleteWorkflowExecution', { result: firstOf(fired) })];
      return events.some(({ eventType }) => eventType === 'TimerStarted')
        ? []
        : [startTimer('a', '60'), startTimer('b', '60')];
    };
    const results = new Set<string | undefined>();
    explore(
      tiny(decider, {
        finalInvariant: ({ history }) =>
          void results.add(history.at(-1)?.workflowExecutionCompletedEventAttributes?.result),
      }),
    );
    expect([...results].sort()).toEqual(['a', 'b']);
  });

  it('a timeout of a worker that falls silent, and none of one that is well', () => {
    const limited = { activities: { 'Work@1': { timeouts: { startToClose: '30s' } } } } as const;
    const decider: Decide = (task) => (has(task, 'ActivityTaskTimedOut') ? [complete] : works(task));
    const tell = only('ActivityTaskTimedOut', 'ActivityTaskCompleted');
    expect(endings(tiny(decider, { defaults: limited }), tell)).toEqual(['ActivityTaskCompleted']);
    const outcomes = { 'Work@1': [{}, 'timeout'] } as const;
    expect(endings(tiny(decider, { defaults: limited, outcomes }), tell)).toEqual([
      'ActivityTaskCompleted',
      'ActivityTaskTimedOut',
    ]);
  });

  it('heartbeats, where a timer fires while a worker is at it', () => {
    const defaults = { activities: { 'Work@1': { timeouts: { heartbeat: '10s' } } } } as const;
    const decider: Decide = (task) => {
      if (has(task, 'TimerFired') && has(task, 'ActivityTaskCompleted')) return [complete];
      return has(task, 'TimerStarted') ? [] : [startTimer('nap', '60'), schedule('Work')];
    };
    const tell = only('ActivityTaskStarted', 'TimerFired', 'ActivityTaskCompleted', 'ActivityTaskTimedOut');
    expect(endings(tiny(decider, { defaults }), tell)).toContain(
      'ActivityTaskStarted TimerFired ActivityTaskCompleted',
    );
  });

  it('results, as JSON if they are no text', () => {
    const results = new Set<string | undefined>();
    const outcomes = { 'Work@1': [{}, { result: 'text' }, { result: { cents: 42 } }] };
    const resultIn = (history: readonly HistoryEvent[]): string | undefined =>
      history.find(({ eventType }) => eventType === 'ActivityTaskCompleted')?.activityTaskCompletedEventAttributes
        ?.result;
    explore(tiny(works, { outcomes, finalInvariant: ({ history }) => void results.add(resultIn(history)) }));
    expect([...results]).toEqual([undefined, 'text', '{"cents":42}']);
  });

  it('a canceled answer only where the decider asked for it', () => {
    const outcomes = { 'Work@1': [{}, 'canceled'] } as const;
    const tell = only('ActivityTaskCanceled', 'ActivityTaskCompleted');
    expect(endings(tiny(works, { outcomes }), tell)).toEqual(['ActivityTaskCompleted']);
    const cancels: Decide = (task) => {
      if (has(task, 'ActivityTaskCanceled')) return [complete];
      return has(task, 'WorkflowExecutionSignaled') && phaseOf(task.events, 'Work') === 'open'
        ? [decision('RequestCancelActivityTask', { activityId: 'Work' })]
        : works(task);
    };
    const asked = tiny(cancels, { ...started(signal('stop')), outcomes, expectedFailures: ['ACTIVITY_ID_UNKNOWN'] });
    expect(endings(asked, tell)).toEqual(['ActivityTaskCanceled', 'ActivityTaskCompleted']);
  });

  it('the steps after a batch in either order', () => {
    const decider: Decide = ({ events }) => {
      const fired = events.filter(({ eventType }) => eventType === 'TimerFired');
      if (fired.length === 2) return [decision('CompleteWorkflowExecution', { result: firstOf(fired) })];
      return events.some(({ eventType }) => eventType === 'TimerStarted')
        ? []
        : [startTimer('a', '0'), startTimer('b', '0')];
    };
    const results = new Set<string | undefined>();
    explore(
      tiny(decider, {
        finalInvariant: ({ history }) =>
          void results.add(history.at(-1)?.workflowExecutionCompletedEventAttributes?.result),
      }),
    );
    expect([...results].sort()).toEqual(['a', 'b']);
  });

  it('no time that passes before a step after a batch', () => {
    const decider: Decide = ({ events }) => {
      const fired = events.filter(({ eventType }) => eventType === 'TimerFired');
      if (fired.length === 2) return [decision('CompleteWorkflowExecution', { result: firstOf(fired) })];
      return events.some(({ eventType }) => eventType === 'TimerStarted')
        ? []
        : [startTimer('later', '60'), startTimer('zero', '0')];
    };
    const invariant: Scenario['invariant'] = ({ history }) =>
      firstOf(history.filter(({ eventType }) => eventType === 'TimerFired')) !== 'later' || 'later came first';
    expect(found(explore(tiny(decider, { invariant })))).toEqual([]);
  });

  it('what comes of Lambda functions and of children', () => {
    const parent: Decide = (task) => {
      if (has(task, 'ChildWorkflowExecutionCompleted')) return [complete];
      if (has(task, 'LambdaFunctionCompleted') || has(task, 'LambdaFunctionFailed')) return started1(task);
      return has(task, 'LambdaFunctionScheduled')
        ? []
        : [decision('ScheduleLambdaFunction', { id: 'pack', name: 'pack' })];
    };
    const started1 = (task: DecisionTask): readonly Decision[] =>
      has(task, 'StartChildWorkflowExecutionInitiated')
        ? []
        : [
            decision('StartChildWorkflowExecution', {
              workflowId: 'child',
              workflowType: { name: 'Child', version: '1' },
            }),
          ];
    const scenario: Scenario = {
      ...tiny(parent, { outcomes: { pack: [{ result: '1' }, { reason: 'Broken' }] } }),
      workflows: { 'Tiny@1': parent, 'Child@1': atOnce },
      defaults: { workflows: { 'Tiny@1': { lambdaRole: 'arn:aws:iam::123456789012:role/swf' } } },
    };
    const tell = only('LambdaFunctionCompleted', 'LambdaFunctionFailed', 'ChildWorkflowExecutionCompleted');
    expect(endings(scenario, tell)).toEqual([
      'LambdaFunctionCompleted ChildWorkflowExecutionCompleted',
      'LambdaFunctionFailed ChildWorkflowExecutionCompleted',
    ]);
  });

  it('timeouts of decisions and executions only where they are asked for', () => {
    const defaults = { workflows: { 'Tiny@1': { timeouts: { decision: '10s', execution: '25s' } } } } as const;
    const tell = only('DecisionTaskTimedOut', 'WorkflowExecutionTimedOut', 'WorkflowExecutionCompleted');
    expect(endings(tiny(atOnce, { defaults }), tell)).toEqual(['WorkflowExecutionCompleted']);
    expect(endings(tiny(atOnce, { defaults, timeouts: ['decision', 'execution'] }), tell)).toEqual([
      'DecisionTaskTimedOut DecisionTaskTimedOut WorkflowExecutionCompleted',
      'DecisionTaskTimedOut DecisionTaskTimedOut WorkflowExecutionTimedOut',
      'DecisionTaskTimedOut WorkflowExecutionCompleted',
      'DecisionTaskTimedOut WorkflowExecutionTimedOut',
      'WorkflowExecutionCompleted',
      'WorkflowExecutionTimedOut',
    ]);
  });
});

const firstOf = (fired: readonly { timerFiredEventAttributes?: { timerId?: string | undefined } | undefined }[]) =>
  fired[0]?.timerFiredEventAttributes?.timerId;

describe('explore', () => {
  it('says when it left something out, and stops at the bound', () => {
    const steps = explore(order(mended), { maxSteps: 8 });
    expect([steps.depth, steps.exhaustive]).toEqual([8, false]);
    const states = explore(order(mended), { maxStates: 50 });
    expect([states.states, states.exhaustive]).toEqual([50, false]);
    expect(String(states)).toMatch(/^explored 50 states, not all \(maxSteps or maxStates was reached\)/);
  });

  it('takes false for a law that does not hold, and nothing for no decisions', () => {
    const silent = (() => undefined) as unknown as Decide;
    expect(found(explore(tiny(silent, { invariant: () => false })))).toEqual([
      ['invariant broken', 'the invariant returned false'],
    ]);
    expect(found(explore(tiny(silent))).map(([kind]) => kind)).toEqual(['stuck']);
  });

  it('refuses a decider that gives a promise', () => {
    const late = (async () => [complete]) as unknown as Decide;
    expect(() => explore(tiny(late))).toThrow(
      "the decider of 'Tiny@1' returned a promise; explore() needs deciders that return their decisions at once",
    );
  });

  it('notices a decider that does not decide the same again', () => {
    let calls = 0;
    const moody: Decide = () => {
      calls += 1;
      if (calls === 1) throw new Error('in a bad mood');
      return [complete];
    };
    expect(() => explore(tiny(moody))).toThrow(
      /did not appear again on path '[\d.]+'; make deciders, effects and invariants pure/,
    );
  });

  it('refuses a path that leads nowhere', () => {
    expect(() => explore(tiny(atOnce), { path: '0.7' })).toThrow(RangeError);
  });

  it('does not let a decider write what others read', () => {
    const vandal: Decide = ({ events }) => {
      (events[0] as { eventId?: number }).eventId = 7;
      return [complete];
    };
    expect(found(explore(tiny(vandal)))[0]?.[0]).toBe('decider throws');
  });
});
