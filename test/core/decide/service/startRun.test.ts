import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../../../src/core/decide/service/startRun.js';
import { checkInvariants, settle } from '../../../../src/core/index.js';
import {
  begin,
  decision,
  historyOf,
  type Members,
  ok,
  respond,
  takeDecision,
  type,
  world,
} from '../../../faultTables/world.js';

const REQUESTED = {
  executionStartToCloseTimeout: '1',
  taskList: { name: 'own' },
  taskStartToCloseTimeout: '2',
  childPolicy: 'ABANDON',
  taskPriority: '3',
  lambdaRole: 'own role',
  input: 'in',
  tagList: ['red'],
} as const;
const DEFAULTS = {
  defaultExecutionStartToCloseTimeout: '10',
  defaultTaskList: { name: 'default' },
  defaultTaskStartToCloseTimeout: '20',
  defaultChildPolicy: 'TERMINATE',
  defaultTaskPriority: '30',
  defaultLambdaRole: 'role of the type',
} as const;

describe('the settings of a new run (docs/swf.md 2.4)', () => {
  it('are those of the request, whatever the type has', () => {
    expect(resolveSettings(REQUESTED, {})).toEqual(REQUESTED);
    expect(resolveSettings(REQUESTED, DEFAULTS)).toEqual(REQUESTED);
  });

  it('are those of the type where the request has none', () => {
    expect(resolveSettings({}, DEFAULTS)).toEqual({
      executionStartToCloseTimeout: '10',
      taskList: { name: 'default' },
      taskStartToCloseTimeout: '20',
      childPolicy: 'TERMINATE',
      taskPriority: '30',
      lambdaRole: 'role of the type',
    });
  });

  const required = ['executionStartToCloseTimeout', 'taskList', 'taskStartToCloseTimeout', 'childPolicy'] as const;

  it.each(required.map((member, n) => [member, n] as const))(
    'without %s, it is the first that is missing',
    (member, n) => {
      expect(resolveSettings({ ...REQUESTED, [member]: undefined }, {})).toEqual({ missing: member });
      const laterMissing = Object.fromEntries(required.slice(n).map((name) => [name, undefined]));
      expect(resolveSettings({ ...REQUESTED, ...laterMissing }, {})).toEqual({ missing: member });
    },
  );
});

const attributesOf = (event: object = {}): unknown =>
  Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1];
const OWN = {
  executionStartToCloseTimeout: '100',
  taskStartToCloseTimeout: '60',
  childPolicy: 'REQUEST_CANCEL',
  taskList: { name: 'kids' },
  taskPriority: '4',
  lambdaRole: 'arn:aws:iam::123456789012:role/swf',
  input: 'in',
  tagList: ['red', 'blue'],
};

/** `busy` after one decision and what follows from it, with the events that it got. */
function decided(decisionType: string, attributes: Members) {
  const { s, busy } = world();
  respond(s, takeDecision(s).taskToken as string, decision(decisionType, attributes));
  settle(s, s.now);
  expect(checkInvariants(s)).toEqual([]);
  const open = (workflowId: string) =>
    ok(s, 'ListOpenWorkflowExecutions', {
      domain: 'shop',
      startTimeFilter: { oldestDate: 0 },
      executionFilter: { workflowId },
    }).executionInfos?.[0]?.execution.runId ?? '';
  const events = (workflowId: string, runId: string) => historyOf(s, workflowId, runId);
  return { s, busy, open, events };
}

describe('a child gets what its decision gives, and its parent sees it (docs/swf.md 3.12)', () => {
  it('with all settings', () => {
    const child = { workflowId: 'kid', workflowType: type('Bare'), control: 'c', ...OWN };
    const { busy, open, events } = decided('StartChildWorkflowExecution', child);
    const [, , , , initiated, started] = events('busy', busy);
    const { control, ...others } = child;
    expect(attributesOf(initiated)).toEqual({ ...others, control, decisionTaskCompletedEventId: 4 });
    const workflowExecution = { workflowId: 'kid', runId: open('kid') };
    expect(attributesOf(started)).toEqual({ workflowExecution, workflowType: type('Bare'), initiatedEventId: 5 });
    const [first, second] = events('kid', open('kid'));
    expect(attributesOf(first)).toEqual({
      ...OWN,
      workflowType: type('Bare'),
      parentWorkflowExecution: { workflowId: 'busy', runId: busy },
      parentInitiatedEventId: 5,
    });
    expect(attributesOf(second)).toEqual({
      taskList: { name: 'kids' },
      startToCloseTimeout: '60',
      scheduleToStartTimeout: 'NONE',
      taskPriority: '4',
    });
  });

  it('or fails, if its workflow id is in use', () => {
    const { s, busy, events } = decided('StartChildWorkflowExecution', {
      workflowId: 'busy',
      workflowType: type('Order'),
      control: 'c',
    });
    expect(attributesOf(events('busy', busy)[5])).toEqual({
      workflowType: type('Order'),
      workflowId: 'busy',
      cause: 'WORKFLOW_ALREADY_RUNNING',
      initiatedEventId: 5,
      decisionTaskCompletedEventId: 4,
      control: 'c',
    });
    const execution = { workflowId: 'busy', runId: busy };
    const { openCounts } = ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution });
    expect(openCounts.openChildWorkflowExecutions).toBe(0);
  });
});

describe('a successor gets what the decision gives (docs/swf.md 3.6)', () => {
  it('with all settings, of another version of the same type', () => {
    const { s, busy, open, events } = (() => {
      const made = world();
      ok(made.s, 'RegisterWorkflowType', { domain: 'shop', ...type('Order', '2') });
      respond(
        made.s,
        takeDecision(made.s).taskToken as string,
        decision('ContinueAsNewWorkflowExecution', { ...OWN, workflowTypeVersion: '2' }),
      );
      const list = { domain: 'shop', startTimeFilter: { oldestDate: 0 } };
      const runId = ok(made.s, 'ListOpenWorkflowExecutions', list).executionInfos?.[0]?.execution.runId ?? '';
      return { ...made, open: runId, events: (id: string) => historyOf(made.s, 'busy', id) };
    })();
    expect(attributesOf(events(busy)[4])).toEqual({
      ...OWN,
      workflowType: type('Order', '2'),
      newExecutionRunId: open,
      decisionTaskCompletedEventId: 4,
    });
    expect(attributesOf(events(open)[0])).toEqual({
      ...OWN,
      workflowType: type('Order', '2'),
      continuedExecutionRunId: busy,
      parentInitiatedEventId: 0,
    });
    expect(checkInvariants(s)).toEqual([]);
  });
});

describe('a parent sees how its child closed (docs/swf.md 3.12)', () => {
  const closes: readonly (readonly [close: string, given: Members, event: string, shown: Members])[] = [
    ['CompleteWorkflowExecution', { result: 'r' }, 'ChildWorkflowExecutionCompleted', { result: 'r' }],
    [
      'FailWorkflowExecution',
      { reason: 'R', details: 'd' },
      'ChildWorkflowExecutionFailed',
      { reason: 'R', details: 'd' },
    ],
    ['CancelWorkflowExecution', { details: 'd' }, 'ChildWorkflowExecutionCanceled', { details: 'd' }],
  ];

  it.each(closes)('%s', (close, given, eventType, shown) => {
    const { s, busy, open, events } = decided('StartChildWorkflowExecution', {
      workflowId: 'kid',
      workflowType: type('Order'),
      taskList: { name: 'kids' },
    });
    const runId = open('kid');
    const { taskToken = '' } = takeDecision(s, { taskList: { name: 'kids' } });
    respond(s, taskToken, decision(close, given));
    const told = events('busy', busy).at(-1);
    expect(told?.eventType).toBe(eventType);
    expect(attributesOf(told)).toEqual({
      workflowExecution: { workflowId: 'kid', runId },
      workflowType: type('Order'),
      initiatedEventId: 5,
      startedEventId: 6,
      ...shown,
    });
  });
});

it('a run has the priority and the list of its type, if the request has none', () => {
  const { s } = world();
  const runId = begin(s, 'plain');
  expect(attributesOf(historyOf(s, 'plain', runId)[0])).toEqual({
    childPolicy: 'TERMINATE',
    taskList: { name: 'list' },
    workflowType: type('Order'),
    executionStartToCloseTimeout: '31536000',
    taskStartToCloseTimeout: 'NONE',
    parentInitiatedEventId: 0,
  });
});
