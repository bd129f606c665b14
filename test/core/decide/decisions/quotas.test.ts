import { describe, expect, it } from 'vitest';
import { type Limits, settle } from '../../../../src/core/index.js';
import {
  decision,
  historyOf,
  type Members,
  respond,
  schedule,
  signal,
  takeDecision,
  type,
  world,
} from '../../../faultTables/world.js';

const LAMBDA = 'ScheduleLambdaFunction';
const timer = (timerId: string) => decision('StartTimer', { timerId, startToFireTimeout: '60' });
const lambda = (id: string) => decision(LAMBDA, { id, name: 'pack' });
const child = (workflowId: string) =>
  decision('StartChildWorkflowExecution', { workflowId, workflowType: type('Order'), taskList: { name: 'kids' } });

/** The events of `busy` that a batch leads to, with their causes. */
function eventsOf(limits: Partial<Limits>, ...decisions: readonly Members[]) {
  const { s, busy } = world(limits);
  const after = (...batch: readonly Members[]): readonly (string | undefined)[] => {
    const before = historyOf(s, 'busy', busy).length;
    respond(s, takeDecision(s).taskToken as string, ...batch);
    settle(s, s.now);
    return historyOf(s, 'busy', busy)
      .slice(before + 2)
      .map((event) => causeOf(event) ?? event.eventType);
  };
  return { s, events: after(...decisions), after };
}

const causeOf = (event: object): string | undefined => {
  const attributes = Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1];
  return (attributes as { readonly cause?: string } | undefined)?.cause;
};

describe('a quota of a run is full at its number, not before (docs/swf.md 10.1)', () => {
  it.each<readonly [limits: Partial<Limits>, one: (id: string) => Members, event: string, cause: string]>([
    [{ openTimers: 2 }, timer, 'TimerStarted', 'OPEN_TIMERS_LIMIT_EXCEEDED'],
    [{ openActivities: 2 }, schedule, 'ActivityTaskScheduled', 'OPEN_ACTIVITIES_LIMIT_EXCEEDED'],
    [{ openChildren: 2 }, child, 'StartChildWorkflowExecutionInitiated', 'OPEN_CHILDREN_LIMIT_EXCEEDED'],
    [{ openLambdaFunctions: 2 }, lambda, 'LambdaFunctionScheduled', 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED'],
  ])('%j', (limits, one, event, cause) => {
    const { events } = eventsOf(limits, one('a'), one('b'), one('c'));
    expect(events.slice(0, 3)).toEqual([event, event, cause]);
  });

  it('of open executions: a child counts, once it has started', () => {
    const { events } = eventsOf({ openExecutions: 2 }, child('a'), child('b'));
    expect(events.slice(0, 2)).toEqual([
      'StartChildWorkflowExecutionInitiated',
      'StartChildWorkflowExecutionInitiated',
    ]);
    const { after, s } = eventsOf({ openExecutions: 2 }, child('a'));
    signal(s);
    expect(after(child('b'))[0]).toBe('OPEN_WORKFLOWS_LIMIT_EXCEEDED');
  });
});

describe('an id that is in use (docs/swf.md 3.1, 3.8, 3.13)', () => {
  it.each([
    ['timer', timer, 'TIMER_ID_ALREADY_IN_USE'],
    ['activity', schedule, 'ACTIVITY_ID_ALREADY_IN_USE'],
    ['Lambda function', lambda, 'ID_ALREADY_IN_USE'],
  ] as const)('of a %s cannot be given again', (_what, one, cause) => {
    expect(eventsOf({}, one('a'), one('a')).events[1]).toBe(cause);
  });

  it('is unknown where nothing has it', () => {
    const { events } = eventsOf(
      {},
      decision('CancelTimer', { timerId: 'nope' }),
      decision('RequestCancelActivityTask', { activityId: 'nope' }),
    );
    expect(events.slice(0, 2)).toEqual(['TIMER_ID_UNKNOWN', 'ACTIVITY_ID_UNKNOWN']);
  });
});

describe('a type that cannot be used', () => {
  const of = (name: string) => [
    schedule('a', { activityType: type(name) }),
    decision('StartChildWorkflowExecution', { workflowId: 'kid', workflowType: type(name) }),
  ];

  it.each([
    ['Nope', ['ACTIVITY_TYPE_DOES_NOT_EXIST', 'WORKFLOW_TYPE_DOES_NOT_EXIST']],
    ['Gone', ['ACTIVITY_TYPE_DEPRECATED', 'WORKFLOW_TYPE_DEPRECATED']],
  ] as const)('%s', (name, causes) => {
    expect(eventsOf({}, ...of(name)).events.slice(0, 2)).toEqual(causes);
  });
});

it.each([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
])('%s fails while an event waits for the decider (docs/swf.md 3.3)', (close) => {
  const { s, busy } = world();
  const { taskToken = '' } = takeDecision(s);
  signal(s);
  respond(s, taskToken, decision(close));
  const last = historyOf(s, 'busy', busy).at(-1);
  expect([last?.eventType, causeOf(last ?? {})]).toEqual([`${close}Failed`, 'UNHANDLED_DECISION']);
});
