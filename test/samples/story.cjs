// The stories that the sample suites tell, for whichever runner: `expect` is the runner's, with the matchers of swfake.
const { decideOnce } = require('./decider.cjs');
const { chargeOnce } = require('./worker.cjs');

async function aChargeEnds(swf, client, expect) {
  const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { heartbeat: '30s' } });
  await chargeOnce(client, { ...run, pause: () => swf.clock.advance('20s') });
  expect(swf.history(run)).toHaveClosedActivity(run.activityId, 'Completed', { result: 'charged card 7' });
  expect(swf.history(run)).toBeAValidHistory();
}

async function aLostChargeIsTriedAgain(swf, client, expect) {
  const shop = { domain: 'shop', taskList: 'default' };
  const activities = { 'Charge@1': { timeouts: { startToClose: '5m' } } };
  swf.register({ domain: 'shop', workflows: { 'Order@1': {} }, activities });
  await client.startWorkflowExecution({
    domain: 'shop',
    workflowId: 'order-7',
    workflowType: { name: 'Order', version: '1' },
  });
  await decideOnce(client, shop);
  // A worker takes the task and is never heard of again.
  await client.pollForActivityTask({ domain: 'shop', taskList: { name: 'default' } });
  expect(swf.history({ workflowId: 'order-7' })).toHaveOpenActivity('charge-1', { input: 'card 7', state: 'started' });
  swf.clock.advance('5m');
  await decideOnce(client, shop);
  await chargeOnce(client, { ...shop, pause: () => swf.clock.advance('20s') });
  await decideOnce(client, shop);
  const history = swf.history({ workflowId: 'order-7' });
  expect(history).toBeClosedWith('COMPLETED', { result: 'charged card 7' });
  expect(history).toHaveHistory([
    'WorkflowExecutionStarted',
    '...',
    'ActivityTaskScheduled charge-1',
    'ActivityTaskStarted charge-1',
    'ActivityTaskTimedOut charge-1 timeoutType=START_TO_CLOSE',
    '...',
    'ActivityTaskCompleted charge-2 result="charged card 7"',
    '...',
    'WorkflowExecutionCompleted',
  ]);
  expect(history).toMatchHistorySnapshot();
}

module.exports = { aChargeEnds, aLostChargeIsTriedAgain };
