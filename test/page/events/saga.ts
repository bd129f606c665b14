import type { Decision, HistoryEvent } from '@aws-sdk/client-swf';
import { SwfFake } from '../../../src/index.js';

const domain = 'shop';
const taskList = { name: 'default' };
const version = '1';

/** The input of each charge. */
export const CHARGE_INPUT = '{"orderId":"7","lines":[{"sku":"book-1","cents":1200.50}],"gift":false}';

/** The details of the last heartbeat of the activity task that times out. */
export const HEARTBEAT = '{"parcels":3,"of":10}';

/**
 * The history of an order with one of each: a failed activity and its retry, a heartbeat timeout, timers of which one is
 * canceled, a child, a marker, a signal, a refused decision, a cancel request. It has every view's special cases.
 */
export async function saga(): Promise<readonly HistoryEvent[]> {
  const swf = new SwfFake();
  swf.register({
    domain,
    workflows: { 'Order@1': {}, 'Ship@1': {} },
    activities: { 'Charge@1': {}, 'Pack@1': { timeouts: { heartbeat: '30s', startToClose: '1h' } } },
  });
  const workflowType = { name: 'Order', version };
  await swf.send('StartWorkflowExecution', {
    domain,
    workflowId: 'order-7',
    workflowType,
    input: '{"orderId":"7"}',
    tagList: ['gift', 'berlin'],
  });
  await decide(swf, [activity('charge-1', 'Charge', CHARGE_INPUT), timer('remind', '259200'), timer('soon', '60')]);
  swf.clock.advance('3s');
  const charge = await swf.send('PollForActivityTask', { domain, taskList });
  swf.clock.advance('2s');
  await swf.send('RespondActivityTaskFailed', {
    taskToken: charge.taskToken,
    reason: 'declined',
    details: 'card 4242',
  });
  await decide(swf, [
    activity('charge-1', 'Charge', CHARGE_INPUT),
    { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId: 'soon' } },
    { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'retry', details: '{"attempt":2}' } },
    timer('remind', '60'),
  ]);
  await decide(swf, []);
  const again = await swf.send('PollForActivityTask', { domain, taskList });
  await swf.send('RespondActivityTaskCompleted', { taskToken: again.taskToken, result: '{"charged":true}' });
  await decide(swf, [activity('pack-1', 'Pack', 'order 7'), child('ship-7')]);
  const pack = await swf.send('PollForActivityTask', { domain, taskList });
  swf.clock.advance('20s');
  await swf.send('RecordActivityTaskHeartbeat', { taskToken: pack.taskToken, details: HEARTBEAT });
  await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'hurry', input: 'please' });
  swf.clock.advance('2m');
  await swf.send('RequestCancelWorkflowExecution', { domain, workflowId: 'order-7' });
  await decide(swf, []);
  return swf.history({ workflowId: 'order-7' });
}

async function decide(swf: SwfFake, decisions: Decision[]): Promise<void> {
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList, identity: 'decider-1' });
  if (taskToken !== undefined) await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions });
}

const activity = (activityId: string, name: string, input: string): Decision => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name, version }, input },
});

const timer = (timerId: string, startToFireTimeout: string): Decision => ({
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId, startToFireTimeout },
});

const child = (workflowId: string): Decision => ({
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: {
    workflowId,
    workflowType: { name: 'Ship', version },
    taskList: { name: 'shipping' },
  },
});
