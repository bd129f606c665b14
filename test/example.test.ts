import {
  PollForActivityTaskCommand,
  RespondActivityTaskCompletedCommand,
  SWFClient,
  UnknownResourceFault,
} from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { SwfFake } from '../src/index.js';
import { timeline } from '../src/render/index.js';

// The main job: `npm run example` prints the history of an order whose charge loses its worker once.
it('schedules a charge again after a heartbeat timeout', async () => {
  const swf = new SwfFake();
  swf.attach(mockClient(SWFClient));
  swf.register({ domain: 'shop', workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const client = new SWFClient({ region: 'us-east-1' });
  const decider = swf.client();
  const domain = 'shop';
  const taskList = { name: 'default' };

  await decider.startWorkflowExecution({
    domain,
    workflowId: 'order-7',
    workflowType: { name: 'Order', version: '1' },
  });
  const schedule = async () => {
    const { taskToken } = await decider.pollForDecisionTask({ domain, taskList, identity: 'decider' });
    const attributes = { activityId: 'charge', activityType: { name: 'Charge', version: '1' }, heartbeatTimeout: '30' };
    const decision = {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: attributes,
    } as const;
    await decider.respondDecisionTaskCompleted({ taskToken, decisions: [decision] });
  };

  await schedule();
  const lost = await client.send(new PollForActivityTaskCommand({ domain, taskList, identity: 'worker-1' }));
  await decider.recordActivityTaskHeartbeat({ taskToken: lost.taskToken, details: 'card checked' });
  swf.clock.advance('30s');
  const late = client.send(new RespondActivityTaskCompletedCommand({ taskToken: lost.taskToken, result: 'paid' }));
  await expect(late).rejects.toThrow(UnknownResourceFault);

  await schedule();
  const task = await client.send(new PollForActivityTaskCommand({ domain, taskList, identity: 'worker-2' }));
  swf.clock.advance('2s');
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken: task.taskToken, result: 'paid' }));
  const { taskToken } = await decider.pollForDecisionTask({ domain, taskList, identity: 'decider' });
  await decider.respondDecisionTaskCompleted({ taskToken, decisions: [{ decisionType: 'CompleteWorkflowExecution' }] });

  console.log(`\n${timeline(swf.history({ workflowId: 'order-7' }))}\n`);
  expect(swf.runs()).toMatchObject([{ workflowId: 'order-7', closeStatus: 'COMPLETED' }]);
});
