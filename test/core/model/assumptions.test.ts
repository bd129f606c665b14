import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Assumptions,
  checkInvariants,
  createState,
  DEFAULT_ASSUMPTIONS,
  type State,
  settle,
  step,
} from '../../../src/core/index.js';
import { SwfFake } from '../../../src/index.js';
import {
  begin,
  decision,
  furnish,
  historyOf,
  LIST,
  type Members,
  ok,
  respond,
  START,
  takeDecision,
  type,
} from '../../faultTables/world.js';

// Each doubt that has an option (docs/swf.md 12): what either assumption does, the default first.
type Assumption = keyof Assumptions;
const tried = new Set<string>();

function made<C extends Assumption>(assumption: C, value: Assumptions[C]): State {
  tried.add(`${assumption} ${value}`);
  // What is the default need not be said.
  const assumptions = DEFAULT_ASSUMPTIONS[assumption] === value ? {} : { [assumption]: value };
  const s = createState({ seed: 1, now: START, assumptions });
  furnish(s, 'shop');
  return s;
}

const REQUEST = { domain: 'shop', workflowId: 'busy' };
const last = (s: State, runId: string, workflowId = 'busy') => historyOf(s, workflowId, runId).at(-1)?.eventType;
const started = (s: State, more: Members = {}): string => begin(s, 'fresh', more);
const decide = (s: State, ...decisions: readonly Members[]): void => {
  respond(s, takeDecision(s).taskToken as string, ...decisions);
  settle(s, s.now);
  expect(checkInvariants(s)).toEqual([]);
};

describe('closeAfterFailedDecision (doubt 1)', () => {
  it.each([
    ['succeeds', ['CancelTimerFailed', 'WorkflowExecutionCompleted']],
    ['fails', ['CancelTimerFailed', 'DecisionTaskScheduled', 'CancelTimerFailed', 'CompleteWorkflowExecutionFailed']],
  ] as const)('%s', (value, events) => {
    const s = made('closeAfterFailedDecision', value);
    const runId = ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution: busyOf(s) }).executionInfo.execution
      .runId;
    const unknown = decision('CancelTimer', { timerId: 'nope' });
    const twice = value === 'fails' ? [unknown, unknown] : [unknown];
    decide(s, ...twice, decision('CompleteWorkflowExecution'));
    expect(
      historyOf(s, 'busy', runId)
        .slice(4)
        .map(({ eventType }) => eventType),
    ).toEqual(events);
  });
});

const busyOf = (s: State) => {
  const { executionInfos = [] } = ok(s, 'ListOpenWorkflowExecutions', {
    domain: 'shop',
    startTimeFilter: { oldestDate: 0 },
  });
  return executionInfos[0]?.execution as { readonly workflowId: string; readonly runId: string };
};

describe('idlePollToken (doubt 2)', () => {
  const poll = { domain: 'shop', taskList: { name: 'nobody' } };

  it.each([
    [
      'empty',
      { taskToken: '', startedEventId: 0, previousStartedEventId: 0 },
      { taskToken: '', startedEventId: 0, activityId: '' },
    ],
    ['absent', { startedEventId: 0, previousStartedEventId: 0 }, { startedEventId: 0 }],
  ] as const)('%s', async (value, decisionTask, activityTask) => {
    const s = made('idlePollToken', value);
    expect(ok(s, 'PollForDecisionTask', poll)).toEqual(decisionTask);
    expect(ok(s, 'PollForActivityTask', poll)).toEqual(activityTask);
    const swf = new SwfFake({ assumptions: { idlePollToken: value } });
    swf.register({ domain: 'shop' });
    const parked = swf.client({ polls: 'long' }).pollForActivityTask(poll);
    swf.clock.advance('60s');
    expect(await parked).toMatchObject(activityTask);
  });
});

describe('childPolicyOnContinueAsNew (doubt 3)', () => {
  it.each([
    ['applied', 'WorkflowExecutionTerminated'],
    ['ignored', 'DecisionTaskScheduled'],
  ] as const)('%s', (value, end) => {
    const s = made('childPolicyOnContinueAsNew', value);
    const kid = { workflowId: 'kid', workflowType: type('Order'), taskList: { name: 'kids' } };
    decide(s, decision('StartChildWorkflowExecution', kid));
    decide(s, decision('ContinueAsNewWorkflowExecution'));
    const { executionInfos = [] } = ok(s, 'ListOpenWorkflowExecutions', {
      domain: 'shop',
      startTimeFilter: { oldestDate: 0 },
      executionFilter: { workflowId: 'kid' },
    });
    const closed = ok(s, 'ListClosedWorkflowExecutions', {
      domain: 'shop',
      startTimeFilter: { oldestDate: 0 },
      executionFilter: { workflowId: 'kid' },
    });
    const [run] = [...executionInfos, ...(closed.executionInfos ?? [])];
    expect(last(s, run?.execution.runId ?? '', 'kid')).toBe(end);
  });
});

describe('missingActivityTimeouts (doubt 4)', () => {
  const bare = { activityId: 'a', activityType: type('Bare'), taskList: LIST };

  it.each([
    ['fail', { cause: 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED' }],
    [
      'NONE',
      {
        scheduleToStartTimeout: 'NONE',
        scheduleToCloseTimeout: 'NONE',
        startToCloseTimeout: 'NONE',
        heartbeatTimeout: 'NONE',
      },
    ],
  ] as const)('%s', (value, attributes) => {
    const s = made('missingActivityTimeouts', value);
    const { runId } = busyOf(s);
    decide(s, decision('ScheduleActivityTask', bare));
    const event = historyOf(s, 'busy', runId)[4] as object;
    expect(Object.values(event).find((member) => typeof member === 'object')).toMatchObject(attributes);
  });
});

describe('cancelRequestedOnceClosed (doubt 5)', () => {
  it.each([
    ['false', false],
    ['kept', true],
  ] as const)('%s', (value, shown) => {
    const s = made('cancelRequestedOnceClosed', value);
    const execution = busyOf(s);
    const asked = () => ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution }).executionInfo.cancelRequested;
    ok(s, 'RequestCancelWorkflowExecution', REQUEST);
    expect(asked()).toBe(true);
    ok(s, 'TerminateWorkflowExecution', REQUEST);
    expect(asked()).toBe(shown);
  });
});

describe('unlimitedExecutions (doubt 11)', () => {
  const start = (s: State, executionStartToCloseTimeout: string) => {
    const input = {
      domain: 'shop',
      workflowId: `w${executionStartToCloseTimeout}`,
      workflowType: type('Order'),
      executionStartToCloseTimeout,
    };
    return step(s, { op: 'StartWorkflowExecution', input }, s.now).reply;
  };

  it('refused', () => {
    const s = made('unlimitedExecutions', 'refused');
    for (const timeout of ['NONE', '31536001', 'x'])
      expect(start(s, timeout)).toHaveProperty('fault', 'ValidationException');
  });

  it('accepted: without end, but no nonsense', () => {
    const s = made('unlimitedExecutions', 'accepted');
    for (const timeout of ['NONE', '31536001']) expect(start(s, timeout)).toHaveProperty('runId');
    expect(start(s, 'x')).toHaveProperty('fault', 'ValidationException');
    const { runId } = start(s, '99999999') as { runId: string };
    expect(last(s, runId, 'w99999999')).toBe('DecisionTaskScheduled');
  });
});

describe('namesWithBannedCharacters (doubt 13)', () => {
  it.each([
    ['refused', 'ValidationException'],
    ['accepted', undefined],
  ] as const)('%s', (value, fault) => {
    const s = made('namesWithBannedCharacters', value);
    for (const workflowId of ['urn:a', 'a/b', 'arn']) {
      const input = { domain: 'shop', workflowId, workflowType: type('Order'), taskList: { name: ' x|' } };
      expect(step(s, { op: 'StartWorkflowExecution', input }, s.now).reply).toHaveProperty(
        ...((fault ? ['fault', fault] : ['runId']) as [string]),
      );
    }
    // A priority is no name.
    const input = { ...REQUEST, workflowId: 'other', workflowType: type('Order'), taskPriority: 'high' };
    expect(step(s, { op: 'StartWorkflowExecution', input }, s.now).reply).toHaveProperty(
      'fault',
      'ValidationException',
    );
  });
});

describe('pollTokenForHistory (doubt 28)', () => {
  it.each([
    ['accepted', 'events'],
    ['refused', 'fault'],
  ] as const)('%s', (value, member) => {
    const s = made('pollTokenForHistory', value);
    const execution = busyOf(s);
    const { nextPageToken } = takeDecision(s, { maximumPageSize: 1 });
    const input = { domain: 'shop', execution, nextPageToken };
    expect(step(s, { op: 'GetWorkflowExecutionHistory', input }, s.now).reply).toHaveProperty(member);
  });
});

describe('closedWithoutRetention (doubt 30)', () => {
  it.each([
    ['forgotten', '0', 0],
    ['forgotten', 'NONE', 0],
    ['kept', '0', 1],
    ['kept', 'NONE', 1],
  ] as const)('%s: %s days', (value, workflowExecutionRetentionPeriodInDays, count) => {
    const s = made('closedWithoutRetention', value);
    ok(s, 'RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays });
    const settings = {
      taskList: LIST,
      executionStartToCloseTimeout: '9',
      taskStartToCloseTimeout: '9',
      childPolicy: 'ABANDON',
    };
    ok(s, 'RegisterWorkflowType', { domain: 'brief', ...type('Order') });
    started(s, { domain: 'brief', ...settings });
    ok(s, 'TerminateWorkflowExecution', { domain: 'brief', workflowId: 'fresh' });
    settle(s, s.now);
    const filter = { domain: 'brief', closeTimeFilter: { oldestDate: 0 } };
    expect(ok(s, 'CountClosedWorkflowExecutions', filter).count).toBe(count);
    expect(checkInvariants(s)).toEqual([]);
  });
});

describe('bad use', () => {
  it.each([
    [
      { idlePolls: 'empty' },
      "unknown option 'idlePolls' of assumptions; expected one of 'closeAfterFailedDecision', 'idlePollToken',",
    ],
    [{ idlePollToken: 'none' }, "the assumption 'idlePollToken' was given as 'none'; expected 'empty' or 'absent'"],
    [{ toString: 'kept' }, "unknown option 'toString' of assumptions"],
  ])('%o is explained', (assumptions, sentence) => {
    expect(() => new SwfFake({ assumptions: assumptions as never })).toThrow(sentence);
  });

  it('undefined is as if not given', () => {
    const s = createState({ seed: 1, now: START, assumptions: { idlePollToken: undefined } as never });
    expect(s.config.assumptions).toEqual(DEFAULT_ASSUMPTIONS);
  });
});

it('the README has a row for each assumption and value', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const row of tried) {
    const [assumption, value] = row.split(' ');
    const line = readme.split('\n').find((text) => text.startsWith(`| \`${assumption}\``));
    expect(line, row).toContain(`\`${value}\``);
  }
});

afterAll(() => {
  expect(new Set([...tried].map((row) => row.split(' ')[0]))).toEqual(new Set(Object.keys(DEFAULT_ASSUMPTIONS)));
  expect(tried.size).toBe(2 * Object.keys(DEFAULT_ASSUMPTIONS).length);
});
