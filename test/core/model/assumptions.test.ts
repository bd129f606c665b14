import { describe, expect, it } from 'vitest';
import {
  type Assumptions,
  checkInvariants,
  createState,
  DEFAULT_ASSUMPTIONS,
  instant,
  nextDeadline,
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
  signal,
  takeDecision,
  type,
} from '../../faultTables/world.js';

// What the two values of an assumption do in the core (docs/swf.md 12), the default first. `test/adapters/assumptions.test.ts`
// has a row for each, through every way to connect.
type Assumption = keyof Assumptions;

function made<C extends Assumption>(assumption: C, value: Assumptions[C]): State {
  // What is the default need not be said.
  const assumptions = DEFAULT_ASSUMPTIONS[assumption] === value ? {} : { [assumption]: value };
  const s = createState({ seed: 1, now: START, assumptions });
  furnish(s, 'shop');
  return s;
}

/** The execution timeout of `busy`. */
const FAR = 31_536_000_000;
const REQUEST = { domain: 'shop', workflowId: 'busy' };
const last = (s: State, runId: string, workflowId = 'busy') => historyOf(s, workflowId, runId).at(-1)?.eventType;
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
    ['absent', { startedEventId: 0, previousStartedEventId: 0 }, { startedEventId: 0 }],
    [
      'empty',
      { taskToken: '', startedEventId: 0, previousStartedEventId: 0 },
      { taskToken: '', startedEventId: 0, activityId: '' },
    ],
  ] as const)('%s', async (value, decisionTask, activityTask) => {
    const s = made('idlePollToken', value);
    expect(ok(s, 'PollForDecisionTask', poll)).toEqual(decisionTask);
    expect(ok(s, 'PollForActivityTask', poll)).toEqual(activityTask);
    const swf = new SwfFake({ assumptions: { idlePollToken: value } });
    swf.register({ domain: 'shop' });
    const parked = swf.client({ polls: 'long' }).pollForActivityTask(poll);
    swf.clock.advance('60s');
    const { $metadata: _, ...answer } = await parked;
    expect(answer).toEqual(activityTask);
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

describe('previousStartedAfterTimeout (doubt 7)', () => {
  it.each([
    ['completed', 0, [1, 2, 3, 4, 5, 6]],
    ['started', 3, [3, 4, 5, 6]],
  ] as const)('%s: the history can begin there, too', (value, previousStartedEventId, ids) => {
    const s = made('previousStartedAfterTimeout', value);
    begin(s, 'slow', { taskList: { name: 'slow' }, taskStartToCloseTimeout: '60' });
    const more = { taskList: { name: 'slow' }, startAtPreviousStartedEvent: true };
    takeDecision(s, more);
    settle(s, instant(s.now + 60_000));
    const task = takeDecision(s, more);
    expect(task).toMatchObject({ previousStartedEventId, startedEventId: 6 });
    expect(task.events?.map(({ eventId }) => eventId)).toEqual(ids);
    // The next response sets it, whatever it was.
    respond(s, task.taskToken as string);
    ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'slow', signalName: 'go' });
    expect(takeDecision(s, more)).toMatchObject({ previousStartedEventId: 6 });
    expect(checkInvariants(s)).toEqual([]);
  });
});

describe('queuedStickyTask (doubt 33)', () => {
  it.each([
    ['runs', [5_000, 5_000]],
    ['whenReady', [FAR, 8_000]],
  ] as const)('%s: the next deadline', (value, [queued, ready]) => {
    const s = made('queuedStickyTask', value);
    const due = () => (nextDeadline(s) ?? 0) - START;
    const sticky = { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '5' };
    const { taskToken } = takeDecision(s);
    ok(s, 'RespondDecisionTaskCompleted', { taskToken, ...sticky });
    signal(s);
    const { taskToken: token } = takeDecision(s, { taskList: sticky.taskList });
    signal(s);
    expect(due()).toBe(queued);
    settle(s, instant(START + 3_000));
    ok(s, 'RespondDecisionTaskCompleted', { taskToken: token });
    expect(due()).toBe(ready);
    settle(s, instant(START + ready));
    expect(historyOf(s, 'busy', busyOf(s).runId).at(-2)?.eventType).toBe('DecisionTaskTimedOut');
    expect(checkInvariants(s)).toEqual([]);
  });
});

describe('namesWithBannedCharacters and workflowIdCharacters (doubt 13)', () => {
  const start = (s: State, workflowId: string, name: string) => {
    const input = { domain: 'shop', workflowId, workflowType: type('Order'), taskList: { name } };
    return step(s, { op: 'StartWorkflowExecution', input }, s.now).reply;
  };

  it('are about their own names, and about no other text', () => {
    const named = made('namesWithBannedCharacters', 'accepted');
    expect(start(named, 'a', ' x|')).toHaveProperty('runId');
    const strict = made('workflowIdCharacters', 'refused');
    for (const workflowId of ['urn:a', 'a/b', 'arn', 'a\u0000']) {
      expect(start(strict, workflowId, 'x')).toHaveProperty('fault', 'ValidationException');
      expect(start(named, workflowId, 'x')).toHaveProperty('runId');
    }
    expect(start(strict, 'a', ' x|')).toHaveProperty('fault', 'ValidationException');
    // The length counts in any case, and a priority is no name.
    expect(start(named, 'x'.repeat(257), 'x')).toHaveProperty('fault', 'ValidationException');
    const input = { ...REQUEST, workflowId: 'other', workflowType: type('Order'), taskPriority: 'high' };
    expect(step(named, { op: 'StartWorkflowExecution', input }, named.now).reply).toHaveProperty(
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

describe('bad use', () => {
  it.each([
    [
      { idlePolls: 'empty' },
      "unknown option 'idlePolls' of assumptions; expected one of 'closeAfterFailedDecision', 'idlePollToken',",
    ],
    [{ idlePollToken: 'none' }, "the assumption 'idlePollToken' was given as 'none'; expected 'absent' or 'empty'"],
    [{ toString: 'kept' }, "unknown option 'toString' of assumptions"],
  ])('%o is explained', (assumptions, sentence) => {
    expect(() => new SwfFake({ assumptions: assumptions as never })).toThrow(sentence);
  });

  it('undefined is as if not given', () => {
    const s = createState({ seed: 1, now: START, assumptions: { idlePollToken: undefined } as never });
    expect(s.config.assumptions).toEqual(DEFAULT_ASSUMPTIONS);
  });
});
