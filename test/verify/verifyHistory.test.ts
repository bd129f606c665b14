import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { lambdaMoves, walkLambdas } from '../../src/property/walks/lambdaWalk.js';
import { moves } from '../../src/property/walks/moves.js';
import { peerMoves } from '../../src/property/walks/peerMoves.js';
import { checkHistory, type HistoryLike, verifyHistory } from '../../src/replay/index.js';
import { corpus, historiesIn, historiesOf, type NamedHistory, peerHistoriesOf } from '../replay/corpus.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

vi.setConfig({ testTimeout: 120_000 });

const lengths = { minLength: 40, maxLength: 100 };

/** All that has to be said of histories that the fake wrote itself. */
function expectVerified(histories: readonly NamedHistory[]): void {
  for (const { events } of histories) {
    const { verdict, reason, differences } = verifyHistory(events);
    expect({ verdict, reason, differences }).toEqual({ verdict: 'verified', reason: undefined, differences: [] });
  }
}

/** Whether no two timeouts came at one instant: what held back a step between them does not show. */
function isUntied({ events }: NamedHistory): boolean {
  const timeouts = events.filter(({ eventType }) => eventType?.endsWith('TimedOut'));
  return new Set(timeouts.map(({ eventTimestamp }) => eventTimestamp)).size === timeouts.length;
}

describe('verifyHistory()', () => {
  it('verifies every history that the fake writes', () =>
    assertOnSeeds(
      fc.property(moves(fc, lengths), (walked) => expectVerified(historiesOf(walked))),
      15,
    ));

  it('verifies every history of runs that start, signal, cancel and follow each other', () =>
    assertOnSeeds(
      fc.property(peerMoves(fc, lengths), (walked) => expectVerified(peerHistoriesOf(walked).filter(isUntied))),
      15,
    ));

  it('verifies every history of runs that call Lambda functions', () =>
    assertOnSeeds(
      fc.property(lambdaMoves(fc, lengths), (walked) => expectVerified(historiesIn(walkLambdas(walked)))),
      15,
    ));

  it('needs no timestamps', () => {
    for (const { id, events } of corpus(15)) {
      const outcome = verifyHistory(events.map(({ eventTimestamp: _, ...event }) => event));
      expect(outcome.verdict, `${id}: ${outcome.reason}`).toBe('verified');
    }
  });

  it('takes pages that come newest first', () =>
    assertOnSeeds(
      fc.property(moves(fc, lengths), (walked) => {
        for (const { events } of historiesOf(walked)) {
          expect(verifyHistory(events.toReversed()).verdict).toBe('verified');
          expect(checkHistory(events)).toEqual([]);
        }
      }),
      5,
    ));
});

const started: HistoryLike = {
  eventId: 1,
  eventType: 'WorkflowExecutionStarted',
  eventTimestamp: 1_577_836_800,
  ...{
    workflowExecutionStartedEventAttributes: {
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: '60',
      parentInitiatedEventId: 0,
      taskList: { name: 'list' },
      taskStartToCloseTimeout: '30',
      workflowType: { name: 'Order', version: '1' },
    },
  },
};
const scheduled: HistoryLike = {
  eventId: 2,
  eventType: 'DecisionTaskScheduled',
  eventTimestamp: 1_577_836_800,
  ...{ decisionTaskScheduledEventAttributes: { startToCloseTimeout: '30', taskList: { name: 'list' } } },
};
const timedOut = (eventTimestamp: number): HistoryLike => ({
  eventId: 3,
  eventType: 'WorkflowExecutionTimedOut',
  eventTimestamp,
  ...{ workflowExecutionTimedOutEventAttributes: { childPolicy: 'TERMINATE', timeoutType: 'START_TO_CLOSE' } },
});

/** A run whose first decision task was started, and what followed, four events a second. */
function history(...events: readonly (readonly [type: string, attributes: object])[]): readonly HistoryLike[] {
  const taken = ['DecisionTaskStarted', { scheduledEventId: 2 }] as const;
  const told = [taken, ...events].map(([eventType, attributes], index) => {
    const key = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
    return { eventId: index + 3, eventType, eventTimestamp: 1_577_836_800 + index / 4, [key]: attributes };
  });
  return [started, scheduled, ...told];
}

const completed = ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }] as const;

/** A run that started a child, which closed half a second later. */
function withChild(close: string, told: object, runId = 'first', lives = '60'): readonly HistoryLike[] {
  const workflowType = { name: 'Payment', version: '1' };
  const timeouts = { executionStartToCloseTimeout: lives, taskStartToCloseTimeout: '30' };
  const settings = { workflowType, childPolicy: 'TERMINATE', taskList: { name: 'list' }, ...timeouts };
  const initiated = { ...settings, workflowId: 'payment', decisionTaskCompletedEventId: 4 };
  const child = { workflowType, initiatedEventId: 5 };
  return history(
    completed,
    ['StartChildWorkflowExecutionInitiated', initiated],
    ['ChildWorkflowExecutionStarted', { ...child, workflowExecution: { workflowId: 'payment', runId: 'first' } }],
    ['DecisionTaskScheduled', { startToCloseTimeout: '30', taskList: { name: 'list' } }],
    [close, { ...child, ...told, workflowExecution: { workflowId: 'payment', runId }, startedEventId: 6 }],
  );
}

const withCompleted = (runId: string) => withChild('ChildWorkflowExecutionCompleted', { result: 'paid' }, runId);

describe('the other runs of a history', () => {
  it('are played, and named among the freedoms', () => {
    const { verdict, freedoms } = verifyHistory(withCompleted('first'), { lenientAbsent: true });
    expect({ verdict, freedoms }).toEqual({ verdict: 'verified', freedoms: ['started the child run of event 5'] });
  });

  it('continue as new where the history shows another run id in the end', () => {
    const { verdict, freedoms } = verifyHistory(withCompleted('second'), { lenientAbsent: true });
    expect({ verdict, freedoms }).toEqual({
      verdict: 'verified',
      freedoms: ['started the child run of event 5', 'continued the child run of event 5 as new'],
    });
  });

  it.each([
    ['0', 'verified', []],
    ['1', 'verified', ['started the child run of event 5 500 ms before the event in its parent']],
    ['2', 'differs', ['started the child run of event 5 1500 ms before the event in its parent']],
  ])(
    'start a little before their parent is told, but not by much: %s s end after half a second',
    (lives, verdict, freedoms) => {
      const timedOut = { timeoutType: 'START_TO_CLOSE' };
      const outcome = verifyHistory(withChild('ChildWorkflowExecutionTimedOut', timedOut, 'first', lives), {
        lenientAbsent: true,
      });
      expect(outcome.verdict).toBe(verdict);
      expect(outcome.freedoms.filter((freedom) => freedom.includes('before'))).toEqual(freedoms);
    },
  );

  it('keep their workflow ids', () => {
    const renamed = JSON.stringify(withCompleted('first')).replaceAll(
      '{"workflowId":"payment"',
      '{"workflowId":"refund"',
    );
    expect(verifyHistory(JSON.parse(renamed), { lenientAbsent: true })).toMatchObject({
      verdict: 'differs',
      differences: [
        { eventId: 6, what: 'workflowExecution' },
        { eventId: 8, what: 'workflowExecution' },
      ],
    });
  });
});

describe('what a recorder does to a history', () => {
  it('differs where values were dropped, unless that is allowed', () => {
    expect(verifyHistory([started, scheduled])).toMatchObject({
      verdict: 'differs',
      differences: [{ eventId: 2, what: 'scheduleToStartTimeout', recorded: undefined, fake: 'NONE' }],
    });
    expect(verifyHistory([started, scheduled], { lenientAbsent: true })).toMatchObject({
      verdict: 'verified',
      lenient: 1,
    });
  });

  it.each([
    [1_577_836_860, 'verified', undefined],
    [1_577_836_860.9, 'verified', 'let event 3 WorkflowExecutionTimedOut be 900 ms late'],
    [1_577_836_861.1, 'differs', 'let event 3 WorkflowExecutionTimedOut be 1100 ms late'],
    [1_577_836_859.9, 'differs', undefined],
  ])('takes a deadline that is late, but not by much, and never early: %d %s', (at, verdict, freedom) => {
    const outcome = verifyHistory([started, scheduled, timedOut(at)], { lenientAbsent: true });
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.freedoms).toEqual(freedom ? [freedom] : []);
  });

  it('differs where a task lived on that no heartbeat could keep alive', () => {
    const timeouts = { scheduleToStartTimeout: 'NONE', scheduleToCloseTimeout: 'NONE', startToCloseTimeout: 'NONE' };
    const settings = { activityType: { name: 'Charge', version: '1' }, taskList: { name: 'list' }, ...timeouts };
    const lived = history(
      completed,
      [
        'ActivityTaskScheduled',
        { ...settings, activityId: 'a', heartbeatTimeout: '0', decisionTaskCompletedEventId: 4 },
      ],
      ['ActivityTaskStarted', { scheduledEventId: 5 }],
      ['ActivityTaskCompleted', { scheduledEventId: 5, startedEventId: 6 }],
    );
    expect(verifyHistory(lived, { lenientAbsent: true })).toMatchObject({
      verdict: 'differs',
      reason:
        'at event 7: the fake refused RespondActivityTaskCompleted with UnknownResourceFault: Unknown activity, scheduledEventId = 5',
    });
  });

  it('skips what nobody can verify, by name', () => {
    const later = { ...timedOut(1_577_836_860), eventId: 5 };
    expect(verifyHistory([started, scheduled, later])).toMatchObject({
      verdict: 'skipped',
      reason: 'events are missing before event 5; export every page',
    });
    const cut: HistoryLike = {
      eventId: 3,
      eventType: 'WorkflowExecutionTerminated',
      ...{ workflowExecutionTerminatedEventAttributes: { cause: 'EVENT_LIMIT_EXCEEDED', childPolicy: 'TERMINATE' } },
    };
    expect(verifyHistory([started, scheduled, cut])).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringContaining(
        'event 3 WorkflowExecutionTerminated was written at the event limit of a history',
      ),
    });
  });

  it('differs where an event is of a type that nothing leads to', () => {
    const unknown: HistoryLike = { eventId: 3, eventType: 'WorkflowExecutionReopened' };
    expect(verifyHistory([started, scheduled, unknown], { lenientAbsent: true })).toMatchObject({
      verdict: 'differs',
      reason: 'at event 3: no call and no timeout writes an event WorkflowExecutionReopened',
    });
  });

  it('differs where an event does not say what it has to', () => {
    const cases = [
      [{ childWorkflowExecutionStartedEventAttributes: {} }, 'workflowExecution'],
      [{ childWorkflowExecutionStartedEventAttributes: { workflowExecution: null } }, 'workflowExecution'],
      [{ childWorkflowExecutionStartedEventAttributes: { workflowExecution: { runId: 'r' } } }, 'workflowExecution'],
    ] as const;
    for (const [attributes, member] of cases) {
      const event: HistoryLike = { eventId: 3, eventType: 'ChildWorkflowExecutionStarted', ...attributes };
      expect(verifyHistory([started, scheduled, event])).toMatchObject({
        verdict: 'differs',
        reason: `event 3 ChildWorkflowExecutionStarted has no complete ${member}; expected { workflowId, runId }`,
      });
    }
  });

  it('takes null for a member that is not set, as some exporters write it', () => {
    const [{ events } = { events: [] }] = corpus(6);
    const bare = events.map(({ eventTimestamp: _, ...event }) => event);
    const nulls = bare.map((event) => {
      const parts = Object.entries(event).map(([name, value]) => [
        name,
        typeof value === 'object'
          ? { control: null, details: null, input: null, result: null, ...(value as object) }
          : value,
      ]);
      return { ...Object.fromEntries(parts), eventTimestamp: null };
    });
    expect(verifyHistory(nulls)).toEqual(verifyHistory(bare));
    expect(checkHistory(nulls)).toEqual([]);
  });

  it('explains what is no history', () => {
    expect(() => verifyHistory([{}])).toThrow('entry 1 of the history is no event');
    const blank = { ...scheduled, decisionTaskScheduledEventAttributes: '' };
    expect(() => verifyHistory([started, blank])).toThrow('entry 2 of the history is no event: its ');
    expect(() => verifyHistory('nothing' as never)).toThrow(
      "swfake: expected a history (a list of events, a page { events }, or a list of pages), but got 'nothing'; read the file",
    );
  });
});

afterAll(() => console.log(freshSeedLine));
