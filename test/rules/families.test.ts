import { describe, expect, it } from 'vitest';
import {
  type AuditHistory,
  always,
  atMostOnce,
  audit,
  before,
  type EventType,
  eventually,
  type HistoryLike,
  leadsTo,
  never,
  type Rule,
} from '../../src/rules/index.js';
import {
  at,
  closed,
  completed,
  inWholeSeconds,
  scheduled,
  signaled,
  type Written,
  withoutTimes,
  written,
} from './histories.js';

const FAMILY = { of: 'family' } as const;
const ids = (workflowId: string) => ({ workflowId, runId: `run-of-${workflowId}` });
const named = (id: string, ...events: readonly Written[]): AuditHistory => ({
  id,
  ...ids(id),
  history: written(...events),
});

const initiated = (child: string, seconds?: number): Written => [
  'StartChildWorkflowExecutionInitiated',
  seconds,
  { workflowId: child, workflowType: { name: 'Ship', version: '1' } },
];
const childStarted = (child: string, initiatedEventId: number, seconds?: number): Written => [
  'ChildWorkflowExecutionStarted',
  seconds,
  { workflowExecution: ids(child), initiatedEventId },
];
const startedBy = (parent: string, parentInitiatedEventId: number, seconds?: number): Written => [
  'WorkflowExecutionStarted',
  seconds,
  { parentWorkflowExecution: ids(parent), parentInitiatedEventId },
];
const STARTED: Written = ['WorkflowExecutionStarted', 0];

const parent = named('order', STARTED, scheduled('charge', 1), initiated('ship', 1), childStarted('ship', 3, 1));
const child = named('ship', startedBy('order', 3, 1), scheduled('pack', 1), completed(2, 9), closed(9));

function verdict(rule: Rule, histories: readonly AuditHistory[], now?: Date): string {
  const { broken, undecided, notJudged } = audit([rule], histories, now ? { now } : {});
  const [found] = [...broken, ...undecided, ...notJudged];
  return found ? `${found.verdict} in ${found.of}: ${found.reason}` : 'kept';
}

describe('a rule of a family', () => {
  it.each<readonly [Rule]>([
    [never('no signal', 'WorkflowExecutionSignaled', FAMILY)],
    [always('no signal', ({ event }) => event.type !== 'WorkflowExecutionSignaled', FAMILY)],
  ])('is broken by the first event in time, not by that of the first run: %o', (rule) => {
    const late = named('order', STARTED, initiated('ship', 1), childStarted('ship', 2, 1), signaled('late', 50));
    const soon = named('ship', startedBy('order', 2, 1), signaled('soon', 20));
    const [broken] = audit([rule], [late, soon]).broken;
    expect(broken?.reason).toContain('WorkflowExecutionSignaled soon');
    expect(broken?.certainAt).toEqual(at(20));
  });

  it('judges parents and children together, and each family once', () => {
    const rule = eventually('is packed', 'ActivityTaskCompleted pack', FAMILY);
    expect(verdict(rule, [parent, child])).toBe('kept');
    expect(audit([rule], [parent, child, named('other', STARTED, closed())]).rules).toEqual([
      { name: 'is packed', kind: 'eventually', cases: 2, kept: 1, broken: 1, undecided: 0, notJudged: 0 },
    ]);
  });

  it('judges runs together that signal each other, and that continue each other', () => {
    const sender = named(
      'a',
      STARTED,
      ['SignalExternalWorkflowExecutionInitiated', 1, { workflowId: 'b', signalName: 'go' }],
      ['ExternalWorkflowExecutionSignaled', 2, { workflowExecution: ids('b'), initiatedEventId: 2 }],
    );
    const receiver = named('b', STARTED, [
      'WorkflowExecutionSignaled',
      2,
      { signalName: 'go', externalWorkflowExecution: ids('a'), externalInitiatedEventId: 2 },
    ]);
    const next = named('c', ['WorkflowExecutionStarted', 3, { continuedExecutionRunId: ids('b').runId }]);
    const rule = atMostOnce('one start', 'WorkflowExecutionStarted', FAMILY);
    expect(verdict(rule, [sender, receiver, next])).toBe(
      'broken in family of a (3 runs): #1 WorkflowExecutionStarted of a happened again as #1 WorkflowExecutionStarted of b',
    );
  });

  it('finds a double charge in a child', () => {
    const rule = atMostOnce('charged once', ['ActivityTaskScheduled activityType=Charge@1'], {
      ...FAMILY,
      key: ({ attributes }) => (attributes as { readonly activityType: { readonly name: string } }).activityType.name,
    });
    expect(verdict(rule, [parent, child])).toMatch(
      /^broken in family of order \(2 runs\): #2 ActivityTaskScheduled charge of order happened again as #2 ActivityTaskScheduled pack of ship/,
    );
  });

  it.each([
    ['eventually', eventually('x', 'TimerFired', FAMILY)],
    ['never', never('x', 'TimerFired', FAMILY)],
    ['atMostOnce', atMostOnce('x', 'TimerFired', FAMILY)],
    ['before', before('x', 'TimerFired', 'ActivityTaskScheduled', FAMILY)],
    ['leadsTo', leadsTo('x', 'ActivityTaskScheduled', 'TimerFired', FAMILY)],
  ])('of the kind %s is not judged if a member is missing', (_kind, rule) => {
    expect(verdict(rule, [parent])).toBe(
      "not judged in order: the run 'run-of-ship' of workflow 'ship' of the family is not among the histories",
    );
  });

  it('is broken whatever is missing, if what is there breaks it', () => {
    expect(verdict(never('x', 'ActivityTaskScheduled charge', FAMILY), [parent])).toMatch(/^broken in order/);
  });

  it('is not judged if the run of a history is not known', () => {
    const { history } = parent;
    expect(verdict(never('x', 'TimerFired', FAMILY), [{ id: 'nameless', history }, child])).toContain(
      "the history of 'nameless' does not have its own run id",
    );
  });
});

describe('between runs', () => {
  const packed = (name: string, first: Parameters<typeof before>[1], second: Parameters<typeof before>[2]) =>
    before(name, first, second, FAMILY);

  it('different times order events', () => {
    expect(verdict(packed('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted pack'), [parent, child])).toBe(
      'kept',
    );
    expect(verdict(packed('x', 'ActivityTaskCompleted pack', 'ActivityTaskScheduled charge'), [parent, child])).toMatch(
      /^broken .*: #2 ActivityTaskScheduled charge of order has no such event before it/,
    );
  });

  it('only links order events of equal times', () => {
    // The parent scheduled the charge before it started the child.
    expect(verdict(packed('x', 'ActivityTaskScheduled charge', 'ActivityTaskScheduled pack'), [parent, child])).toBe(
      'kept',
    );
    const late = named('order', STARTED, initiated('ship', 1), childStarted('ship', 2, 1), scheduled('charge', 1));
    const early = named('ship', startedBy('order', 2, 1), scheduled('pack', 1));
    expect(verdict(packed('x', 'ActivityTaskScheduled charge', 'ActivityTaskScheduled pack'), [late, early])).toBe(
      'not judged in family of order (2 runs): the order of #4 ActivityTaskScheduled charge of order and #2 ActivityTaskScheduled pack of ship is not known: no times tell them apart, and no link does',
    );
    const linked = packed('x', 'WorkflowExecutionStarted', 'ChildWorkflowExecutionStarted');
    expect(verdict(linked, [late, early])).toBe('kept');
  });

  it('links do in files without times', () => {
    const timeless = [parent, child].map((one) => ({ ...one, history: withoutTimes(one.history as HistoryLike[]) }));
    expect(verdict(packed('x', 'ActivityTaskScheduled charge', 'ActivityTaskScheduled pack'), timeless)).toBe('kept');
    expect(verdict(leadsTo('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted pack', FAMILY), timeless)).toBe(
      'kept',
    );
    const within = leadsTo('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted pack', {
      ...FAMILY,
      within: '1m',
    });
    expect(verdict(within, timeless)).toMatch(/^not judged .*: the history has no times/);
  });

  it('the effect can be in another run, and the family is open while a run is', () => {
    const rule = leadsTo('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted pack', {
      ...FAMILY,
      within: '8s',
    });
    expect(verdict(rule, [parent, child])).toBe('kept');
    const idle = named('ship', startedBy('order', 3, 1), closed(2));
    expect(verdict(rule, [parent, idle])).toMatch(/^undecided/);
    expect(verdict(rule, [parent, idle], at(10))).toMatch(/^broken/);
    const whole = { ...child, history: inWholeSeconds(child.history as HistoryLike[]) };
    const short = leadsTo('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted pack', {
      ...FAMILY,
      within: '7s',
    });
    expect(verdict(short, [parent, child])).toMatch(/^undecided|^broken/);
    expect(verdict(short, [parent, whole])).toBe('kept');
  });

  it('a run that continues another links them, by either history', () => {
    const ended: Written = ['WorkflowExecutionContinuedAsNew', 5, { newExecutionRunId: ids('next').runId }];
    const first = named('first', STARTED, scheduled('a', 5), ended);
    const mute = named('next', ['WorkflowExecutionStarted', 5], scheduled('b', 5));
    const rule = packed('x', 'ActivityTaskScheduled a', 'ActivityTaskScheduled b');
    expect(verdict(rule, [first, mute])).toBe('kept');
    const continued: Written = ['WorkflowExecutionStarted', 5, { continuedExecutionRunId: ids('first').runId }];
    const next = named('next', continued, scheduled('b', 5));
    const silent = named('first', STARTED, scheduled('a', 5), ['WorkflowExecutionContinuedAsNew', 5]);
    expect(verdict(rule, [silent, next])).toBe('kept');
  });

  it('thousands of runs can continue each other', () => {
    const runs = Array.from({ length: 5000 }, (_, i) =>
      named(
        `${i}`,
        ['WorkflowExecutionStarted', 5, i === 0 ? {} : { continuedExecutionRunId: ids(`${i - 1}`).runId }],
        ['MarkerRecorded', 5, { markerName: i === 0 ? 'first' : 'later' }],
        ['WorkflowExecutionContinuedAsNew', 5, { newExecutionRunId: ids(`${i + 1}`).runId }],
      ),
    );
    const last = named('5000', ['WorkflowExecutionStarted', 5], scheduled('a', 5));
    expect(verdict(packed('x', 'MarkerRecorded first', 'ActivityTaskScheduled a'), [...runs, last])).toBe('kept');
  });

  it('the end of a child links it to its parent', () => {
    const child = named('ship', startedBy('order', 2, 1), scheduled('pack', 1), closed(1));
    const parent = named('order', STARTED, initiated('ship', 1), childStarted('ship', 2, 1), [
      'ChildWorkflowExecutionCompleted',
      1,
      { workflowExecution: ids('ship'), initiatedEventId: 2, startedEventId: 3 },
    ]);
    expect(verdict(packed('x', 'ActivityTaskScheduled', 'ChildWorkflowExecutionCompleted'), [parent, child])).toBe(
      'kept',
    );
    const early = packed('x', 'ActivityTaskScheduled', 'ChildWorkflowExecutionStarted');
    expect(verdict(early, [parent, child])).toMatch(/^not judged/);
  });

  it.each(['Failed', 'TimedOut', 'Canceled', 'Terminated'])('the end %s of a child links it, too', (end) => {
    const child = named('ship', startedBy('order', 2, 1), scheduled('pack', 1), [`WorkflowExecution${end}`, 1]);
    const parent = named('order', STARTED, initiated('ship', 1), [
      `ChildWorkflowExecution${end}`,
      1,
      { workflowExecution: ids('ship'), initiatedEventId: 2 },
    ]);
    const last = `ChildWorkflowExecution${end}` as EventType;
    expect(verdict(packed('x', 'ActivityTaskScheduled', last), [parent, child])).toBe('kept');
  });

  it('times in whole seconds order events that are a second apart', () => {
    const marker: Written = ['MarkerRecorded', 3, { markerName: 'late' }];
    const [order, ship] = [
      named('order', STARTED, initiated('ship', 1), childStarted('ship', 2, 1), marker),
      named('ship', startedBy('order', 2, 1), scheduled('pack', 2)),
    ];
    const whole = (one: AuditHistory) => ({ ...one, history: inWholeSeconds(one.history as HistoryLike[]) });
    const rule = packed('x', 'ActivityTaskScheduled pack', 'MarkerRecorded late');
    expect(verdict(rule, [whole(order), whole(ship)])).toBe('kept');
    const sooner = named('order', STARTED, initiated('ship', 1), childStarted('ship', 2, 1), ['MarkerRecorded', 2.5]);
    expect(verdict(packed('x', 'ActivityTaskScheduled pack', 'MarkerRecorded'), [sooner, whole(ship)])).toMatch(
      /^not judged/,
    );
  });

  it('a signal links its sender and its receiver', () => {
    const signaler: readonly Written[] = [
      STARTED,
      scheduled('x', 5),
      ['SignalExternalWorkflowExecutionInitiated', 5, { workflowId: 'b', signalName: 'go' }],
    ];
    const sender = named('a', ...signaler);
    const receiver = named('b', STARTED, [
      'WorkflowExecutionSignaled',
      5,
      { signalName: 'go', externalWorkflowExecution: ids('a'), externalInitiatedEventId: 3 },
    ]);
    const confirmed = named('a', ...signaler, [
      'ExternalWorkflowExecutionSignaled',
      5,
      { workflowExecution: ids('b'), initiatedEventId: 3 },
    ]);
    const back = packed('x', 'WorkflowExecutionSignaled go', 'ExternalWorkflowExecutionSignaled');
    expect(verdict(back, [confirmed, receiver])).toBe('kept');
    expect(verdict(packed('x', 'ActivityTaskScheduled x', 'WorkflowExecutionSignaled go'), [sender, receiver])).toBe(
      'kept',
    );
    const loose = named('b', ['WorkflowExecutionStarted', 5], signaled('go', 5), [
      'WorkflowExecutionSignaled',
      6,
      { signalName: 'late', externalWorkflowExecution: ids('a'), externalInitiatedEventId: 3 },
    ]);
    expect(verdict(packed('x', 'ActivityTaskScheduled x', 'WorkflowExecutionSignaled go'), [sender, loose])).toMatch(
      /^not judged/,
    );
  });
});

describe('audit()', () => {
  it('shows its progress, and names the history that is none', () => {
    const shown: number[] = [];
    const histories = Array.from({ length: 600 }, (_, i) => named(`order-${i}`, STARTED, closed()));
    const report = audit([never('x', 'WorkflowExecutionCompleted')], histories, {
      onProgress: ({ done, all, broken }) => void shown.push(done, all, broken),
    });
    expect(shown).toEqual([256, 600, 256, 512, 600, 512]);
    expect(report.broken).toHaveLength(600);
    expect(String(report)).toContain('and 590 more: broken');
    expect(() => audit([never('x', 'TimerFired')], [{ id: 'order-7', history: [{}] as never }])).toThrow(
      "swfake: 'order-7': entry 1 of the history is no event",
    );
    expect(() => audit([never('x', 'TimerFired')], histories, { onProgress: async () => {} })).toThrow(
      'returned a promise',
    );
  });
});
