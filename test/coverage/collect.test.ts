import { describe, expect, it } from 'vitest';
import { Coverage, NO_TYPE } from '../../src/coverage/index.js';
import { cancelTimer, child, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

type Fake = ReturnType<typeof shop>;

async function decide(swf: Fake, ...decisions: readonly object[]): Promise<void> {
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: decisions as never });
}

const refused = (call: Promise<unknown>): Promise<void> => expect(call).rejects.toThrow();

describe('what is met', () => {
  it('is counted by workflow type: events, causes, timeouts', async () => {
    const coverage = new Coverage();
    const swf = shop({ coverage });
    swf.register({ domain, workflows: { 'Refund@2': {} } });
    await start(swf.client());
    await start(swf.client(), 'refund', {
      workflowType: { name: 'Refund', version: '2' },
      taskList: { name: 'other' },
    });
    await decide(swf, startTimer('late', '60'), startTimer('late', '60'), schedule('a', { heartbeatTimeout: '30' }));
    await swf.send('PollForActivityTask', { domain, taskList });
    swf.clock.advance('90s');
    expect(coverage.toJSON()).toEqual({
      'Order@1': {
        'cause StartTimerFailed TIMER_ID_ALREADY_IN_USE': 1,
        'event ActivityTaskScheduled': 1,
        'event ActivityTaskStarted': 1,
        'event ActivityTaskTimedOut': 1,
        'event DecisionTaskCompleted': 1,
        'event DecisionTaskScheduled': 2,
        'event DecisionTaskStarted': 1,
        'event StartTimerFailed': 1,
        'event TimerFired': 1,
        'event TimerStarted': 1,
        'event WorkflowExecutionStarted': 1,
        'timeout ActivityTaskTimedOut HEARTBEAT': 1,
      },
      'Refund@2': { 'event DecisionTaskScheduled': 1, 'event WorkflowExecutionStarted': 1 },
    });
  });

  it('is of faults what the call was about: a type, a run, a task, or none of these', async () => {
    const coverage = new Coverage();
    const swf = shop({ coverage });
    const { runId } = await start(swf.client());
    await refused(start(swf.client()));
    const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
    await refused(swf.send('RespondDecisionTaskCompleted', { taskToken }));
    await refused(swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', runId, signalName: 's' }));
    await refused(swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 's' }));
    const execution = { workflowId: 'order-7', runId: 'another' };
    await refused(swf.send('DescribeWorkflowExecution', { domain, execution }));
    await refused(swf.send('RegisterWorkflowType', { domain, name: 'Order', version: '1' }));
    await refused(swf.send('RespondActivityTaskCompleted', { taskToken: 'nonsense' }));
    await refused(swf.send('PollForDecisionTask', { domain: 'nowhere', taskList }));
    await refused(swf.send('DescribeDomain', null as never));
    const { [NO_TYPE]: others, 'Order@1': order } = coverage.toJSON();
    expect(Object.entries(order ?? {}).filter(([fact]) => fact.startsWith('fault'))).toEqual([
      ['fault DescribeWorkflowExecution UnknownResourceFault', 1],
      ['fault RegisterWorkflowType TypeAlreadyExistsFault', 1],
      ['fault RespondDecisionTaskCompleted UnknownResourceFault', 1],
      ['fault SignalWorkflowExecution UnknownResourceFault', 2],
      ['fault StartWorkflowExecution WorkflowExecutionAlreadyStartedFault', 1],
    ]);
    expect(others).toEqual({
      'fault DescribeDomain ValidationException': 1,
      'fault PollForDecisionTask UnknownResourceFault': 1,
      'fault RespondActivityTaskCompleted ValidationException': 1,
    });
  });

  it('is met as well by a poll that is one too many, by children, and by forks, each once', async () => {
    const coverage = new Coverage();
    const swf = shop({ coverage, limits: { pollersPerTaskList: 0 } });
    await refused(swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList }));
    await start(swf.client());
    const fork = swf.fork();
    await decide(fork, cancelTimer('none'), child('kid', { childPolicy: 'ABANDON' }));
    expect(coverage.toJSON()).toMatchObject({
      [NO_TYPE]: { 'fault PollForDecisionTask LimitExceededFault': 1 },
      'Order@1': { 'event WorkflowExecutionStarted': 2, 'cause CancelTimerFailed TIMER_ID_UNKNOWN': 1 },
    });
  });

  it('is told also of a run that is forgotten as soon as it is closed', async () => {
    const coverage = new Coverage();
    const swf = shop({ coverage, assumptions: { closedWithoutRetention: 'forgotten' } });
    await swf.send('RegisterDomain', { name: 'short', workflowExecutionRetentionPeriodInDays: '0' });
    swf.register({ domain: 'short', workflows: { 'Brief@1': {} } });
    const seen: string[] = [];
    swf.onChange(({ workflowId, event }) => void seen.push(`${workflowId} ${event.eventType}`));
    await swf.send('StartWorkflowExecution', {
      domain: 'short',
      workflowId: 'b',
      workflowType: { name: 'Brief', version: '1' },
    });
    const late = swf.fork();
    late.onChange(({ workflowId, event }) => void seen.push(`${workflowId} ${event.eventType}, forked`));
    await late.send('TerminateWorkflowExecution', { domain: 'short', workflowId: 'b' });
    expect(seen.at(-1)).toBe('b WorkflowExecutionTerminated, forked');
    await swf.send('TerminateWorkflowExecution', { domain: 'short', workflowId: 'b' });
    expect(coverage.toJSON()['Brief@1']).toMatchObject({ 'event WorkflowExecutionTerminated': 2 });
    expect(seen.at(-1)).toBe('b WorkflowExecutionTerminated');
  });

  it('adds up, whatever the types are called', () => {
    const [one, other] = [new Coverage(), new Coverage()];
    one.note('__proto__', 'event TimerFired');
    one.note('Order@1', 'event TimerFired');
    other.note('Order@1', 'event TimerFired');
    other.add(JSON.parse(JSON.stringify(one)));
    expect(JSON.stringify(other)).toBe('{"Order@1":{"event TimerFired":2},"__proto__":{"event TimerFired":1}}');
  });
});
