import { describe, expect, it } from 'vitest';
import {
  type Assumptions,
  allRuns,
  checkInvariants,
  instant,
  isFault,
  type State,
  settle,
  step,
} from '../../../src/core/index.js';
import { SwfFake } from '../../../src/index.js';
import {
  begin,
  decision,
  historyOf,
  LIST,
  type Members,
  ok,
  respond,
  START,
  takeDecision,
  terminate,
  type,
  world,
} from '../../faultTables/world.js';

const DAY = 86_400_000;
const at = (millis: number) => instant(START + millis);
const faultOf = (s: State, op: 'DescribeWorkflowExecution' | 'GetWorkflowExecutionHistory', execution: Members) => {
  const { reply } = step(s, { op, input: { domain: 'shop', execution } }, s.now);
  return isFault(reply) ? reply : undefined;
};
const closed = (s: State, domain = 'shop'): number =>
  ok(s, 'CountClosedWorkflowExecutions', { domain, closeTimeFilter: { oldestDate: 0 } }).count as number;

describe('a closed run is kept for the days of its domain (docs/swf.md 7.5)', () => {
  it('counted from its close, to the millisecond', () => {
    const { s, busy } = world();
    settle(s, at(1000));
    terminate(s);
    const execution = { workflowId: 'busy', runId: busy };
    settle(s, at(1000 + DAY - 1));
    expect([closed(s), faultOf(s, 'GetWorkflowExecutionHistory', execution)]).toEqual([1, undefined]);
    settle(s, at(1000 + DAY));
    const message = `Unknown execution: WorkflowExecution=[workflowId=busy, runId=${busy}]`;
    for (const op of ['DescribeWorkflowExecution', 'GetWorkflowExecutionHistory'] as const) {
      expect(faultOf(s, op, execution)).toEqual({ fault: 'UnknownResourceFault', message });
    }
    expect(closed(s)).toBe(0);
    expect(ok(s, 'ListClosedWorkflowExecutions', { domain: 'shop', startTimeFilter: { oldestDate: 0 } })).toEqual({
      executionInfos: [],
    });
    expect(checkInvariants(s)).toEqual([]);
  });

  it('an open run stays, however old', () => {
    const { s, busy } = world();
    settle(s, at(300 * DAY));
    expect(faultOf(s, 'DescribeWorkflowExecution', { workflowId: 'busy', runId: busy })).toBeUndefined();
  });

  it('it leaves nothing behind, and its number is not given again', () => {
    const { s, done, busy } = world();
    const all = [...allRuns(s)].length;
    const { taskToken } = takeDecision(s);
    terminate(s);
    settle(s, at(DAY));
    // Of the other domain there is one more that was closed, and its open run.
    expect([...allRuns(s)].length).toBe(all - 3);
    expect(s.retained).toBeUndefined();
    const { reply } = step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken } }, s.now);
    expect(reply).toEqual({ fault: 'UnknownResourceFault', message: `Unknown execution, runId = ${busy}` });
    const again = begin(s, 'done');
    expect(again).not.toBe(done);
    expect(historyOf(s, 'done', again)).toHaveLength(2);
  });

  it('it leaves no timeout behind a timeout that stands', () => {
    const { s } = world();
    const before = s.deadlines.size;
    let most = 0;
    for (let i = 0; i < 3000; i += 1) {
      begin(s, 'short-lived');
      terminate(s, 'short-lived');
      most = Math.max(most, s.deadlines.size);
    }
    expect(most).toBeGreaterThan(1000);
    expect(most).toBeLessThan(1100);
    settle(s, at(DAY));
    expect([s.runs.chunks.filter((chunk) => chunk).length, s.runs.length]).toEqual([2, 3004]);
    expect(checkInvariants(s)).toEqual([]);
    // The runs that are open time out when they would have.
    settle(s, at(365 * DAY - 1));
    expect([...allRuns(s)].filter((run) => !run.closed)).toHaveLength(2);
    settle(s, at(365 * DAY));
    expect([...allRuns(s)].filter((run) => !run.closed)).toEqual([]);
    expect([before > 0, s.deadlines.size]).toEqual([true, 0]);
  });

  it('a fork forgets for itself', () => {
    const swf = new SwfFake();
    swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
    const workflowType = { name: 'Order', version: '1' };
    void swf.send('StartWorkflowExecution', { domain: 'shop', workflowId: 'w', workflowType });
    void swf.send('TerminateWorkflowExecution', { domain: 'shop', workflowId: 'w' });
    const fork = swf.fork();
    fork.clock.advance('90d');
    expect([swf.runs().length, fork.runs().length]).toEqual([1, 0]);
    expect(fork.checkInvariants()).toEqual([]);
    expect(() => fork.history({ workflowId: 'w' })).toThrow(
      '1 closed run was deleted at the end of the retention of its domain',
    );
  });

  it('nothing falls due when its time is over', () => {
    const swf = new SwfFake();
    void swf.send('RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays: '1' });
    expect(swf.clock.advanceToNext()).toBeUndefined();
  });
});

const SETTINGS = {
  taskList: LIST,
  executionStartToCloseTimeout: '900',
  taskStartToCloseTimeout: '900',
  childPolicy: 'ABANDON',
};

const FORGOTTEN = { closedWithoutRetention: 'forgotten' } as const;

/** A domain that keeps no closed run, with the run `parent` and its decision task in hand. */
function brief(assumptions: Partial<Assumptions> = FORGOTTEN): { readonly s: State; readonly token: string } {
  const { s } = world({}, 1, assumptions);
  ok(s, 'RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays: '0' });
  ok(s, 'RegisterWorkflowType', { domain: 'brief', ...type('Order') });
  begin(s, 'parent', { domain: 'brief', ...SETTINGS });
  return { s, token: ok(s, 'PollForDecisionTask', { domain: 'brief', taskList: LIST }).taskToken as string };
}

const open = (s: State) =>
  ok(s, 'ListOpenWorkflowExecutions', { domain: 'brief', startTimeFilter: { oldestDate: 0 } }).executionInfos ?? [];
const typesOf = (s: State, execution: { readonly workflowId: string; readonly runId: string }) =>
  (ok(s, 'GetWorkflowExecutionHistory', { domain: 'brief', execution }).events ?? []).map(({ eventType }) => eventType);

// docs/swf.md 12, doubt 30.
describe('a run without a retention, by default', () => {
  const gone = 'UnknownResourceFault';
  const find = (s: State, workflowId: string) => open(s).find(({ execution }) => execution.workflowId === workflowId);

  it.each(['0', 'NONE'])('of %s days is readable until the time moves on', (workflowExecutionRetentionPeriodInDays) => {
    const { s } = world();
    ok(s, 'RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays });
    ok(s, 'RegisterWorkflowType', { domain: 'brief', ...type('Order') });
    begin(s, 'w', { domain: 'brief', ...SETTINGS });
    const { execution } = find(s, 'w') ?? {};
    settle(s, at(5_000));
    ok(s, 'TerminateWorkflowExecution', { domain: 'brief', workflowId: 'w' });
    for (const _again of [1, 2]) {
      settle(s, s.now);
      expect(typesOf(s, execution as never).at(-1)).toBe('WorkflowExecutionTerminated');
      expect(closed(s, 'brief')).toBe(1);
    }
    settle(s, at(5_001));
    const input = { domain: 'brief', execution };
    expect(step(s, { op: 'GetWorkflowExecutionHistory', input }, s.now).reply).toHaveProperty('fault', gone);
    expect(closed(s, 'brief')).toBe(0);
    expect(checkInvariants(s)).toEqual([]);
  });

  it('is read by its parent, whose event has the same time', () => {
    const { s, token } = brief({});
    const child = { ...SETTINGS, workflowId: 'child', workflowType: type('Order') };
    respond(s, token, decision('StartChildWorkflowExecution', child));
    settle(s, s.now);
    const { execution } = find(s, 'child') ?? {};
    settle(s, at(900_000));
    expect(typesOf(s, execution as never).at(-1)).toBe('WorkflowExecutionTimedOut');
    settle(s, at(900_001));
    expect(
      step(s, { op: 'DescribeWorkflowExecution', input: { domain: 'brief', execution } }, s.now).reply,
    ).toHaveProperty('fault', gone);
    expect(checkInvariants(s)).toEqual([]);
  });

  it('is gone in a fork whose time moves on, and stays in the other', () => {
    const swf = new SwfFake();
    swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
    const workflowType = { name: 'Order', version: '1' };
    const retention = { workflowExecutionRetentionPeriodInDays: 'NONE' };
    void swf.send('RegisterDomain', { name: 'brief', ...retention });
    swf.register({ domain: 'brief', workflows: { 'Order@1': {} } });
    void swf.send('StartWorkflowExecution', { domain: 'brief', workflowId: 'w', workflowType });
    void swf.send('TerminateWorkflowExecution', { domain: 'brief', workflowId: 'w' });
    const fork = swf.fork();
    fork.clock.advance('1ms');
    expect([swf.runs().length, fork.runs().length]).toEqual([1, 0]);
  });
});

// docs/swf.md 12, doubts 8 and 30.
describe('a run that is forgotten as soon as it closes', () => {
  it('has still delivered what it had to, and shows as the parent of its child', () => {
    const { s, token } = brief();
    const other = begin(s, 'other', { domain: 'brief', ...SETTINGS });
    const child = { ...SETTINGS, workflowId: 'child', workflowType: type('Order') };
    const signal = { workflowId: 'other', signalName: 'go' };
    const [parent] = open(s).filter(({ execution }) => execution.workflowId === 'parent');
    respond(
      s,
      token,
      decision('StartChildWorkflowExecution', child),
      decision('SignalExternalWorkflowExecution', signal),
      decision('CompleteWorkflowExecution'),
    );
    settle(s, s.now);
    expect(open(s).map(({ execution, parent: link }) => [execution.workflowId, link])).toEqual([
      ['child', parent?.execution],
      ['other', undefined],
    ]);
    expect(typesOf(s, { workflowId: 'other', runId: other })).toContain('WorkflowExecutionSignaled');
    expect(faultOf(s, 'DescribeWorkflowExecution', parent?.execution ?? {})).toHaveProperty(
      'fault',
      'UnknownResourceFault',
    );
    expect(checkInvariants(s)).toEqual([]);
  });

  it('is forgotten though another waits to deliver what it has', () => {
    const { s, token } = brief();
    begin(s, 'other', { domain: 'brief', ...SETTINGS });
    const signal = decision('SignalExternalWorkflowExecution', { workflowId: 'nobody', signalName: 'go' });
    respond(s, token, signal, decision('CompleteWorkflowExecution'));
    step(s, { op: 'TerminateWorkflowExecution', input: { domain: 'brief', workflowId: 'other' }, hold: true }, s.now);
    settle(s, s.now, () => -1);
    const left = [...allRuns(s)].filter((run) => run.domain === 'brief').map(({ workflowId }) => workflowId);
    expect(left).toEqual(['parent']);
    settle(s, s.now);
    expect([...allRuns(s)].some((run) => run.domain === 'brief')).toBe(false);
    expect(s.retained?.item.until).toBe(START + DAY);
    expect(checkInvariants(s)).toEqual([]);
  });

  it('is succeeded by a run whose parent is forgotten before it', () => {
    const { s, token } = brief();
    const child = { ...SETTINGS, workflowId: 'child', workflowType: type('Order') };
    respond(s, token, decision('StartChildWorkflowExecution', child), decision('CompleteWorkflowExecution'));
    settle(s, s.now);
    const take = (): string => ok(s, 'PollForDecisionTask', { domain: 'brief', taskList: LIST }).taskToken as string;
    respond(s, take(), decision('ContinueAsNewWorkflowExecution', SETTINGS));
    settle(s, s.now);
    expect(open(s).map(({ execution, parent }) => [execution.workflowId, parent?.workflowId])).toEqual([
      ['child', 'parent'],
    ]);
    respond(s, take(), decision('CompleteWorkflowExecution'));
    settle(s, s.now);
    expect(open(s)).toEqual([]);
    expect(checkInvariants(s)).toEqual([]);
  });

  it('waits while its deliveries are held back', () => {
    const { s, token } = brief();
    const signal = decision('SignalExternalWorkflowExecution', { workflowId: 'nobody', signalName: 'go' });
    respond(s, token, signal, decision('CompleteWorkflowExecution'));
    settle(s, s.now, () => -1);
    const [{ runId } = { runId: '' }] = [...allRuns(s)].filter(({ workflowId }) => workflowId === 'parent');
    expect(runId).not.toBe('');
    settle(s, s.now);
    expect([...allRuns(s)].some(({ workflowId }) => workflowId === 'parent')).toBe(false);
  });

  it('has told its parent, and its successor keeps the parent', () => {
    const { s, token } = brief();
    const child = { ...SETTINGS, workflowId: 'child', workflowType: type('Order') };
    respond(s, token, decision('StartChildWorkflowExecution', child));
    settle(s, s.now);
    const take = (): string => ok(s, 'PollForDecisionTask', { domain: 'brief', taskList: LIST }).taskToken as string;
    const [parent] = open(s).filter(({ execution }) => execution.workflowId === 'parent');
    // The child was scheduled first.
    respond(s, take(), decision('ContinueAsNewWorkflowExecution', SETTINGS));
    settle(s, s.now);
    expect(open(s).find(({ execution }) => execution.workflowId === 'child')?.parent).toEqual(parent?.execution);
    respond(s, take());
    respond(s, take(), decision('CompleteWorkflowExecution', { result: 'r' }));
    settle(s, s.now);
    expect(typesOf(s, parent?.execution as never)).toContain('ChildWorkflowExecutionCompleted');
    expect(open(s).map(({ execution }) => execution.workflowId)).toEqual(['parent']);
  });

  it('is missed with a sentence that says why', () => {
    const swf = new SwfFake({ assumptions: FORGOTTEN });
    const workflowType = { name: 'Order', version: '1' };
    void swf.send('RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays: 'NONE' });
    swf.register({ domain: 'brief', workflows: { 'Order@1': {} } });
    void swf.send('StartWorkflowExecution', { domain: 'brief', workflowId: 'w', workflowType });
    void swf.send('TerminateWorkflowExecution', { domain: 'brief', workflowId: 'w' });
    expect(() => swf.history({ workflowId: 'w' })).toThrow(
      '1 closed run was deleted at the end of the retention of its domain',
    );
  });
});
