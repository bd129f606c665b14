import { describe, expect, it, vi } from 'vitest';
import type { Decision, DecisionTask } from '../../../src/deciders/decider.js';
import { before, event, never } from '../../../src/rules/index.js';
import { type Exploration, explore, type Scenario } from '../../../src/simulation/explore/index.js';
import { complete, forgetful, mended, order, phaseOf, schedule, startTimer } from '../exploreSample.js';
import { BUGS, randomWorkflow, SEEDS } from './randomWorkflows.js';

vi.setConfig({ testTimeout: 60_000 });

type Decide = (task: DecisionTask) => readonly Decision[];

const found = ({ findings }: Exploration): readonly string[] =>
  findings.map(({ kind, message }) => `${kind}: ${message}`).toSorted();

const ofType = ({ events }: Pick<DecisionTask, 'events'>, type: string) =>
  events.filter(({ eventType }) => eventType === type);

/** A workflow that does some activities side by side, and completes after the last one. */
function sideBySide(names: readonly string[], more: Partial<Scenario> = {}, decide?: Decide): Scenario {
  const decider: Decide = (task) => {
    const phases = names.map((name) => phaseOf(task.events, name));
    if (phases.includes('none')) return names.map(schedule);
    return decide?.(task) ?? (phases.every((phase) => phase === 'completed') ? [complete] : []);
  };
  return {
    workflows: { 'Tiny@1': decider },
    activities: Object.fromEntries(names.map((name) => [`${name}@1`, {}])),
    start: { workflow: 'Tiny@1' },
    ...more,
  };
}

const startChild = (workflowId: string): Decision => ({
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId, workflowType: { name: 'Child', version: '1' } },
});

const cancelTimer: Decision = { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId: 'nap' } };

const few = (scenario: Scenario, maxStates = 20_000): Exploration =>
  explore(scenario, { independent: true, maxStates });

/** Explores a scenario in full and with independent events: the findings must be the same. */
function both(scenario: Scenario): { readonly full: Exploration; readonly some: Exploration } {
  const [full, some] = [explore(scenario), few(scenario)];
  expect([full.exhaustive, some.exhaustive]).toEqual([true, true]);
  expect(found(some)).toEqual(found(full));
  return { full, some };
}

describe('explore with independent events', () => {
  const names = ['Pack', 'Bill', 'Ship', 'Mail'];
  /** The bug: it fails an order whose bill was ready before the package, and cancels a timer that there is not. */
  const hasty: Decide = (task) => {
    const isBilledFirst = phaseOf(task.events, 'Bill') === 'completed' && phaseOf(task.events, 'Pack') === 'open';
    return isBilledFirst ? [cancelTimer, complete] : (undefined as never);
  };

  it('visits a hundredth of the states of three activities, and finds the same', () => {
    const { full, some } = both(sideBySide(names.slice(0, 3)));
    expect([full.states, some.states, some.orders?.dependent]).toEqual([8265, 74, []]);
    const rest = both(sideBySide(names.slice(0, 2), {}, hasty));
    expect(found(rest.some)).toEqual(["failed decision: CancelTimerFailed of 'nap': TIMER_ID_UNKNOWN"]);
  });

  it('visits less than a tenth of the states of four activities, and finds the same', () => {
    const right = few(sideBySide(names));
    expect([right.exhaustive, right.states]).toEqual([true, 246]);
    const enough = explore(sideBySide(names), { maxStates: right.states * 10 });
    expect([enough.exhaustive, enough.states]).toEqual([false, right.states * 10]);
    const some = few(sideBySide(names, {}, hasty));
    const full = explore(sideBySide(names, {}, hasty), { maxStates: 3000 });
    expect([some.exhaustive, full.exhaustive]).toEqual([true, false]);
    expect(found(some)).toEqual(["failed decision: CancelTimerFailed of 'nap': TIMER_ID_UNKNOWN"]);
    expect(found(some)).toEqual(found(full));
  });

  it('leads to each finding by a path that can be taken again', () => {
    const scenario = order((task) =>
      forgetful(task).filter(({ decisionType }) => decisionType !== 'StartTimer'),
    ) as Scenario;
    const [finding] = few(scenario).findings;
    expect(finding?.message).toBe('canceled, charged 1, refunded 0');
    const again = explore(scenario, { path: finding?.path ?? '', independent: true });
    expect([String(again.findings[0]), again.orders]).toEqual([String(finding), undefined]);
  });

  it('saves as much if the answer is an object with members that are undefined', () => {
    const two = names.slice(0, 2);
    const waitsWith =
      (answer: readonly Decision[]): Decide =>
      (task) =>
        two.every((name) => phaseOf(task.events, name) === 'completed') ? [complete] : answer;
    const waits = { decisions: [], executionContext: undefined } as never;
    const states = [[], waits].map((answer) => few(sideBySide(two, {}, waitsWith(answer))).states);
    expect(states[1]).toBe(states[0]);
  });

  it('says what it saved and compared', () => {
    const report = few(sideBySide(['Pack', 'Bill']));
    expect(String(report)).toMatch(
      /^explored all 22 states, saved 12, 8 steps deep: no findings\n\d+ answers to other orders/,
    );
    expect(report.orders?.compared).toBeGreaterThan(20);
    expect(explore(sideBySide(['Pack'])).orders).toBeUndefined();
  });
});

describe('the full search finds nothing more', () => {
  it('in 200 random workflows with planted bugs', () => {
    expect(new Set(SEEDS).size).toBe(200);
    const missed: string[] = [];
    const shown = new Set<string>();
    for (const seed of SEEDS) {
      const { bug, scenario } = randomWorkflow(seed);
      const full = explore(scenario, { maxStates: 1000 });
      const some = explore(scenario, { independent: true, maxStates: 1000 });
      if (full.findings.length > 0) shown.add(bug);
      expect([full.exhaustive, some.exhaustive, some.states <= full.states]).toEqual([true, true, true]);
      if (`${found(full)}` !== `${found(some)}`) missed.push(`${seed} ${bug}: ${found(full)} / ${found(some)}`);
    }
    expect(missed).toEqual([]);
    // Each kind of bug strikes in some of them.
    expect(BUGS.filter((bug) => !shown.has(bug))).toEqual([]);
  });

  it('with children, signals between runs and Lambda functions', () => {
    const parent: Decide = (task) => {
      if (ofType(task, 'StartChildWorkflowExecutionInitiated').length === 0)
        return [startChild('one'), startChild('two')];
      const [first] = ofType(task, 'ChildWorkflowExecutionCompleted');
      const isOdd = first?.childWorkflowExecutionCompletedEventAttributes?.workflowExecution?.workflowId === 'two';
      if (ofType(task, 'ChildWorkflowExecutionCompleted').length < 2) return [];
      return isOdd ? [cancelTimer, complete] : [complete];
    };
    const { full, some } = both({
      workflows: { 'Parent@1': parent, 'Child@1': () => [complete] },
      start: { workflow: 'Parent@1' },
    });
    expect(found(some)).toEqual(["failed decision: CancelTimerFailed of 'nap': TIMER_ID_UNKNOWN"]);
    expect(some.states * 10).toBeLessThan(full.states);
    const lambda = (id: string): Decision => ({
      decisionType: 'ScheduleLambdaFunction',
      scheduleLambdaFunctionDecisionAttributes: { id, name: id },
    });
    const lambdas: Decide = (task) => {
      if (ofType(task, 'LambdaFunctionScheduled').length === 0) return [lambda('a'), lambda('b')];
      return ofType(task, 'LambdaFunctionCompleted').length < 2 ? [] : [complete];
    };
    const defaults = { workflows: { 'Tiny@1': { lambdaRole: 'arn:aws:iam::123456789012:role/swf' } } };
    const of = both({ workflows: { 'Tiny@1': lambdas }, defaults, start: { workflow: 'Tiny@1' } });
    expect(of.some.states * 3).toBeLessThan(of.full.states);
  });

  it('where decision tasks time out, or runs are terminated', () => {
    const events = [{ signal: 'go' }, { terminate: true }] as const;
    const finalInvariant: Scenario['finalInvariant'] = ({ history }) => {
      const started = history.findLastIndex(({ eventType }) => eventType === 'DecisionTaskStarted');
      const told = history.findIndex(({ eventType }) => eventType === 'WorkflowExecutionSignaled');
      return started < told || 'told before its last task';
    };
    const terminated = sideBySide(['Pack'], { start: { workflow: 'Tiny@1', events }, finalInvariant });
    expect(found(both(terminated).some)).toEqual(['final invariant broken: told before its last task']);
    // A task that leads to no decision is terminated before or after the start of the activity.
    const last: Scenario['finalInvariant'] = ({ history }) => {
      const types = history.slice(-3).map(({ eventType }) => eventType);
      const isCut = types.includes('DecisionTaskStarted') && types.includes('ActivityTaskStarted');
      return !isCut || `ends with ${types}`;
    };
    const cut = both(sideBySide(['Pack'], { start: { workflow: 'Tiny@1', events }, finalInvariant: last }));
    expect(found(cut.some)).toEqual([
      'final invariant broken: ends with ActivityTaskStarted,DecisionTaskStarted,WorkflowExecutionTerminated',
      'final invariant broken: ends with DecisionTaskStarted,ActivityTaskStarted,WorkflowExecutionTerminated',
    ]);
    const defaults = { workflows: { 'Tiny@1': { timeouts: { decision: '10s', execution: '25s' } } } } as const;
    const invariant: Scenario['invariant'] = ({ history }) => {
      const types = history.map(({ eventType }) => eventType);
      const timedOut = types.indexOf('DecisionTaskTimedOut');
      return types[timedOut - 1] !== 'ActivityTaskStarted' || 'started during a lost task';
    };
    const limited = sideBySide(['Pack', 'Bill'], { defaults, timeouts: ['decision', 'execution'], invariant });
    expect(found(both(limited).some)).toEqual(['invariant broken: started during a lost task']);
  });

  it('where an after-batch step fails while a decider has a task', () => {
    const tell: Decision = {
      decisionType: 'SignalExternalWorkflowExecution',
      signalExternalWorkflowExecutionDecisionAttributes: { workflowId: 'gone', signalName: 'hello' },
    };
    const scenario = (isOrderKnown: boolean): Scenario => {
      const decider: Decide = (task) => {
        if (phaseOf(task.events, 'Pack') === 'none') return [schedule('Pack'), tell];
        const types = task.events.map(({ eventType }) => eventType);
        const [failed, packed] = [
          types.indexOf('SignalExternalWorkflowExecutionFailed'),
          types.indexOf('ActivityTaskCompleted'),
        ];
        if (failed < 0 || packed < 0) return [];
        return isOrderKnown && packed < failed ? [cancelTimer, complete] : [complete];
      };
      const expectedFailures = ['UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'];
      return sideBySide(['Pack'], { workflows: { 'Tiny@1': decider }, expectedFailures });
    };
    const { full, some } = both(scenario(false));
    expect([some.states * 3 < full.states, some.orders?.dependent]).toEqual([true, []]);
    const { some: other } = both(scenario(true));
    expect(found(other)).toEqual(["failed decision: CancelTimerFailed of 'nap': TIMER_ID_UNKNOWN"]);
    expect(other.orders?.dependent).toEqual([
      'Tiny@1: ActivityTaskCompleted Pack, SignalExternalWorkflowExecutionFailed hello',
    ]);
  });

  it.each(['one', 'two'])(
    'where a task that timed out counts as the previous one, and had signal %s first',
    (first) => {
      const decider: Decide = ({ events, previousStartedEventId = 0 }) => {
        const isFirst = events.every(({ eventType }) => eventType !== 'DecisionTaskCompleted');
        const signals = events
          .slice(previousStartedEventId)
          .map((event) => event.workflowExecutionSignaledEventAttributes?.signalName);
        if (isFirst && previousStartedEventId > 0 && signals[0] === first && signals[2]) throw new Error('two signals');
        return [complete];
      };
      const { some } = both({
        workflows: { 'Tiny@1': decider },
        start: { workflow: 'Tiny@1', events: [{ signal: 'one' }, { signal: 'two' }] },
        timeouts: ['decision', 'execution'],
        defaults: { workflows: { 'Tiny@1': { timeouts: { decision: '10s', execution: '15s' } } } },
        fake: { assumptions: { previousStartedAfterTimeout: 'started' } },
      });
      expect(found(some)).toEqual(['decider throws: Tiny@1: two signals']);
    },
  );

  it('with rules', () => {
    const ended = (activityId: string) =>
      event('ActivityTaskCompleted', (one) => one.attributes.scheduledEventId === (activityId === 'Pack' ? 5 : 6));
    const rules = [
      before('packed before it is billed', ended('Pack'), ended('Bill')),
      never('no task times out', 'ActivityTaskTimedOut'),
    ];
    const { full, some } = both(sideBySide(['Pack', 'Bill'], { rules }));
    expect(found(some).length).toBeGreaterThan(0);
    expect(some.states).toBeLessThan(full.states);
  });
});

describe('a decider that looks at the order', () => {
  const ends = (task: DecisionTask): readonly number[] =>
    ofType(task, 'ActivityTaskCompleted').map((one) => one.activityTaskCompletedEventAttributes?.scheduledEventId ?? 0);
  const allOf =
    (count: number, decide: Decide): Decide =>
    (task) =>
      ends(task).length < count ? [] : decide(task);

  it.each<readonly [string, readonly string[], Scenario, readonly string[]]>([
    [
      'of two ends',
      ['Tiny@1: ActivityTaskCompleted Pack, ActivityTaskCompleted Bill'],
      sideBySide(
        ['Pack', 'Bill'],
        {},
        allOf(2, (task) => (ends(task)[0] === 6 ? [] : [complete])),
      ),
      ['stuck'],
    ],
    [
      'of an end and a signal, long ago',
      ['Tiny@1: ActivityTaskCompleted Pack, WorkflowExecutionSignaled go'],
      sideBySide(
        ['Pack'],
        {
          start: { workflow: 'Tiny@1', events: [{ signal: 'go' }] },
          activities: {
            'Pack@1': {},
            'Bill@1': {},
          },
        },
        (task) => {
          if (phaseOf(task.events, 'Pack') !== 'completed' || ofType(task, 'WorkflowExecutionSignaled').length === 0)
            return [];
          if (phaseOf(task.events, 'Bill') === 'none') return [schedule('Bill')];
          const told = task.events.findIndex(({ eventType }) => eventType === 'WorkflowExecutionSignaled');
          const packed = task.events.findIndex(({ eventType }) => eventType === 'ActivityTaskCompleted');
          return phaseOf(task.events, 'Bill') === 'completed' && told < packed ? [complete] : [];
        },
      ),
      ['stuck'],
    ],
    [
      'only of decision tasks',
      ['Tiny@1: decision tasks without decisions'],
      sideBySide(['Pack', 'Bill'], {}, (task) => {
        if (ofType(task, 'DecisionTaskCompleted').length > 1) throw new Error('too many tasks');
        return undefined as never;
      }),
      ['decider throws'],
    ],
    [
      'by the ids of events',
      ['Tiny@1: ActivityTaskStarted Pack, ActivityTaskStarted Bill'],
      sideBySide(['Pack', 'Bill'], {}, (task) => {
        const [started] = ofType(task, 'ActivityTaskStarted');
        if (ends(task).length < 2) return [];
        return started?.activityTaskStartedEventAttributes?.scheduledEventId === 6 ? [] : [complete];
      }),
      ['stuck'],
    ],
  ])('%s is noticed, and explored in these orders', (_words, dependent, scenario, kinds) => {
    const { full, some } = both(scenario);
    expect(some.orders?.dependent.map((one) => one)).toEqual(expect.arrayContaining([...dependent]));
    expect(some.findings.map(({ kind }) => kind)).toEqual(kinds);
    expect(some.states).toBeLessThan(full.states);
  });

  it.each(['invariant', 'finalInvariant'] as const)('is not needed: an %s can look at it, long after', (name) => {
    const holds: Scenario['invariant'] = ({ history }) => {
      const [first] = history.filter(({ eventType }) => eventType === 'ActivityTaskCompleted');
      const isBilledFirst = first?.activityTaskCompletedEventAttributes?.scheduledEventId === 6;
      return !isBilledFirst || history.at(-1)?.eventType !== 'WorkflowExecutionCompleted' || 'billed first';
    };
    const { some } = both(sideBySide(['Pack', 'Bill'], { [name]: holds }));
    expect(some.findings.map(({ message }) => message)).toEqual(['billed first']);
    expect(some.orders?.dependent).toEqual(['Tiny@1: ActivityTaskCompleted Pack, ActivityTaskCompleted Bill']);
  });

  it('and is not pure ends the search all the same', () => {
    const most = 5000;
    let calls = 0;
    const moody: Decide = () => {
      calls += 1;
      // Without this end, a search that starts again for ever could not fail.
      return calls > most ? [complete] : [startTimer(`nap-${calls}`, '1'), complete];
    };
    const { orders } = few(sideBySide(['Pack', 'Bill'], {}, moody), 500);
    expect(orders?.dependent).not.toEqual([]);
    // The same history of the parent comes with several states of the child.
    const parent: Decide = (task) => (task.events.length === 3 ? [startChild('one')] : moody(task));
    const start = { workflow: 'Parent@1' };
    const report = few({ workflows: { 'Parent@1': parent, 'Child@1': () => [complete] }, start }, 200);
    expect([report.states, report.orders?.dependent]).toEqual([200, ['Parent@1: all events']]);
    expect(calls).toBeLessThan(most);
  });

  it('is not needed: a rule that is not pure is explored in all orders of each run that it judges', () => {
    // It is kept where it is judged first, and broken from the next state on.
    let [isJudged, isBroken] = [false, false];
    const moody = event('WorkflowExecutionStarted', () => {
      isJudged = true;
      return isBroken;
    });
    const { orders } = few({
      workflows: {
        'Parent@1': ({ events }) => (events.length === 3 ? [startChild('one'), startChild('two')] : []),
        'Child@1': () => [],
      },
      start: { workflow: 'Parent@1' },
      invariant: () => {
        isBroken = isJudged;
        return true;
      },
      rules: [never('no start', moody)],
    });
    expect(orders?.dependent).toEqual(['Parent@1: all events', 'Child@1: all events']);
  });

  it('changes nothing for one that does not', () => {
    const { some } = both(
      order((task) => mended(task).filter(({ decisionType }) => decisionType !== 'StartTimer')) as Scenario,
    );
    expect(some.orders?.dependent).toEqual([]);
  });
});
