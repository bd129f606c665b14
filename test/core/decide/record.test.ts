import { describe, expect, it } from 'vitest';
import { checkInvariants } from '../../../src/core/index.js';
import { begin, historyOf, ok, respond, signal, takeDecision, terminate, world } from '../../faultTables/world.js';

const typesOf = (events: ReturnType<typeof historyOf>) => events.map(({ eventType }) => eventType);

describe('a history that is full (docs/swf.md 6.10, 10.1)', () => {
  it('takes events up to its limit, and then the termination of its run', () => {
    const { s, busy } = world({ historyEvents: 4 });
    signal(s);
    signal(s);
    expect(typesOf(historyOf(s, 'busy', busy)).slice(2)).toEqual([
      'WorkflowExecutionSignaled',
      'WorkflowExecutionSignaled',
    ]);
    signal(s);
    const [, , , , last] = historyOf(s, 'busy', busy);
    expect(last?.workflowExecutionTerminatedEventAttributes).toEqual({
      childPolicy: 'TERMINATE',
      cause: 'EVENT_LIMIT_EXCEEDED',
    });
    expect(checkInvariants(s)).toEqual([]);
  });

  it('takes the first of two events, if there is room for one', () => {
    const { s, busy } = world({ historyEvents: 5 });
    respond(s, takeDecision(s).taskToken as string);
    signal(s);
    expect(typesOf(historyOf(s, 'busy', busy)).slice(3)).toEqual([
      'DecisionTaskCompleted',
      'WorkflowExecutionSignaled',
      'WorkflowExecutionTerminated',
    ]);
    expect(checkInvariants(s)).toEqual([]);
  });

  it('takes both, if there is room for both', () => {
    const { s, busy } = world({ historyEvents: 6 });
    respond(s, takeDecision(s).taskToken as string);
    signal(s);
    expect(typesOf(historyOf(s, 'busy', busy)).slice(4)).toEqual([
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
    ]);
  });

  it('gives its task to no poll any more', () => {
    const { s } = world({ historyEvents: 2 });
    expect(takeDecision(s)).toEqual({ startedEventId: 0, previousStartedEventId: 0 });
    expect(ok(s, 'CountOpenWorkflowExecutions', { domain: 'shop', startTimeFilter: { oldestDate: 0 } }).count).toBe(0);
  });
});

describe('the list of a new decision task (docs/swf.md 6.7)', () => {
  const FIRST = { taskList: { name: 'first' } };
  const shown = (given: object) => {
    const { s } = world();
    const runId = begin(s, 'moved', { ...FIRST, taskStartToCloseTimeout: '60', taskPriority: '3' });
    ok(s, 'RespondDecisionTaskCompleted', { taskToken: takeDecision(s, FIRST).taskToken, ...given });
    signal(s, 'moved');
    const attributes = historyOf(s, 'moved', runId).at(-1)?.decisionTaskScheduledEventAttributes;
    terminate(s, 'moved');
    return attributes;
  };

  it.each([
    ['is that of the run', {}, 'first', 'NONE'],
    ['is the one that a response gives for good', { taskList: { name: 'second' } }, 'second', 'NONE'],
    [
      'is the sticky one that a response gives, with its timeout',
      { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '7' },
      'host',
      '7',
    ],
    [
      'is given for good with the timeout NONE',
      { taskList: { name: 'host' }, taskListScheduleToStartTimeout: 'NONE' },
      'host',
      'NONE',
    ],
  ])('%s', (_what, given, name, scheduleToStartTimeout) => {
    expect(shown(given)).toEqual({
      taskList: { name },
      startToCloseTimeout: '60',
      scheduleToStartTimeout,
      taskPriority: '3',
    });
  });
});
