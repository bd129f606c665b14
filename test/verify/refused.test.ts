import { describe, expect, it } from 'vitest';
import { type HistoryLike, SUPPLIED, SUPPLIED_BY_RUNS, verifyHistory } from '../../src/replay/index.js';
import { corpus } from '../replay/corpus.js';

type Members = Readonly<Record<string, unknown>>;

const lenient = { lenientAbsent: true };
const verified = corpus(8).filter(({ events }) => verifyHistory(events, lenient).verdict === 'verified');
const keyOf = (type = ''): string => `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
const attributesOf = (event: HistoryLike): Members => (event as Members)[keyOf(event.eventType)] as Members;

/** A value of the same form that no request can have: longer than every text can be. */
function tooLong(value: unknown): unknown {
  if (typeof value === 'string') return 'x'.repeat(40_000);
  if (Array.isArray(value)) return value.map(tooLong);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tooLong(member)]));
}

/** A value of another type. */
const mistyped = (value: unknown): unknown => (typeof value === 'string' ? 7 : 'x');

/** What the service writes of a Lambda function, which no request contains. */
const OF_LAMBDA = /^LambdaFunction(Completed|Failed)\./;

/** One event for each attribute that a caller chose, with the history that it is in. */
const places = new Map<string, readonly [events: readonly HistoryLike[], index: number, member: string]>();
for (const { events } of verified) {
  for (const [index, event] of events.entries()) {
    const type = event.eventType as keyof typeof SUPPLIED;
    for (const member of [...(SUPPLIED[type] ?? []), ...(SUPPLIED_BY_RUNS[type] ?? [])]) {
      if (attributesOf(event)[member] !== undefined) places.set(`${type}.${member}`, [events, index, member]);
    }
  }
}

function altered(place: string, change: (value: unknown) => unknown): readonly HistoryLike[] {
  const [events = [], index = 0, member = ''] = places.get(place) ?? [];
  const event = events[index] as HistoryLike;
  const attributes = { ...attributesOf(event), [member]: change(attributesOf(event)[member]) };
  return events.with(index, { ...event, [keyOf(event.eventType)]: attributes });
}

const PLACES = [...places.keys()].filter((place) => !OF_LAMBDA.test(place)).toSorted();

describe('a recording of a request that SWF refuses', () => {
  it('is tried for most attributes that a caller chooses', () => {
    expect(PLACES.length).toBeGreaterThan(75);
  });

  it.each(PLACES)('differs: %s', (place) => {
    for (const change of [tooLong, mistyped]) {
      const events = altered(place, change);
      if (JSON.stringify(events) === JSON.stringify(places.get(place)?.[0])) continue;
      expect(verifyHistory(events, lenient).verdict).toBe('differs');
    }
  });

  const STARTED = 'workflowExecutionStartedEventAttributes';
  const RUN = {
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: '60',
    parentInitiatedEventId: 0,
    taskList: { name: 'list' },
    taskStartToCloseTimeout: '30',
    workflowType: { name: 'Order', version: '1' },
  };
  const run = (more: object): readonly HistoryLike[] => [
    { eventId: 1, eventType: 'WorkflowExecutionStarted', ...{ [STARTED]: { ...RUN, ...more } } },
    {
      eventId: 2,
      eventType: 'DecisionTaskScheduled',
      ...{ decisionTaskScheduledEventAttributes: { startToCloseTimeout: '30', taskList: { name: 'list' } } },
    },
  ];

  it.each([
    ['a timeout of NONE', { executionStartToCloseTimeout: 'NONE' }, 'executionStartToCloseTimeout'],
    ['a timeout of two years', { executionStartToCloseTimeout: '63072000' }, 'executionStartToCloseTimeout'],
    ['a task list with a colon', { taskList: { name: 'a:b' } }, 'taskList.name'],
    ['a type with a slash', { workflowType: { name: 'a/b', version: '1' } }, 'name'],
    ['six tags', { tagList: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'tagList'],
    ['a priority that is no number', { taskPriority: 'high' }, 'taskPriority'],
  ])('differs: a start with %s', (_what, more, member) => {
    const { verdict, reason } = verifyHistory(run(more), lenient);
    expect({ verdict, reason }).toEqual({
      verdict: 'differs',
      reason: expect.stringMatching(new RegExp(`^at event 1: the fake refused .* at '${member}'`)),
    });
  });

  it('is none where a run continues or a parent starts it, for which SWF accepts NONE', () => {
    const parentWorkflowExecution = { workflowId: 'batch:7/8', runId: 'p' };
    for (const more of [
      { continuedExecutionRunId: 'before' },
      { parentInitiatedEventId: 5, parentWorkflowExecution },
      { parentInitiatedEventId: 5, parentWorkflowExecution, continuedExecutionRunId: 'before' },
    ]) {
      const { verdict, reason } = verifyHistory(run({ executionStartToCloseTimeout: 'NONE', ...more }), lenient);
      expect({ verdict, reason }).toEqual({ verdict: 'verified', reason: undefined });
    }
  });
});
