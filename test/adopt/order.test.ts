import type { Decision } from '@aws-sdk/client-swf';
import { expect, it } from 'vitest';
import { exportHistory, SwfFake } from '../../src/index.js';

const domain = 'shop';
const workflowType = { name: 'Order', version: '1' };
const CHILD: Decision = {
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId: 'child', workflowType, childPolicy: 'ABANDON' },
};

it('makes a parent before its child, in one millisecond, without the run that the child continues', async () => {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': { childPolicy: 'ABANDON' } } });
  const decide = async (...decisions: Decision[]): Promise<void> => {
    const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList: { name: 'default' } });
    await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions });
  };
  await swf.send('StartWorkflowExecution', { domain, workflowId: 'parent', workflowType });
  await decide(CHILD);
  await decide({ decisionType: 'ContinueAsNewWorkflowExecution' });
  await decide({ decisionType: 'CompleteWorkflowExecution' });
  const exported = swf.runs().map(({ workflowId, runId }) => {
    const ids = { workflowId, runId };
    return { ...exportHistory(swf.history(ids)), workflowExecution: ids };
  });
  const [parent, , continued] = exported as [object, object, object];
  const copy = SwfFake.from([continued, parent] as typeof exported);
  expect(copy.skipped).toEqual([]);
  expect(copy.swf.runs().map(({ workflowId }) => workflowId)).toEqual(['parent', 'child']);
});
