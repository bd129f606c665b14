import type { Decision } from '@aws-sdk/client-swf';
import { expect, it } from 'vitest';
import type { DecisionTask } from '../../src/deciders/decider.js';
import { exportHistory, SwfFake } from '../../src/index.js';
import { upgradeHistories } from '../../src/production/upgrade.js';

const domain = 'shop';
const workflowType = { name: 'Order', version: '1' };
const taskList = { name: 'default' };
const OPTIONS = { outcomes: {}, seed: 1, maxVirtual: '1d' } as const;
const DONE: Decision = { decisionType: 'CompleteWorkflowExecution' };
const FAIL: Decision = { decisionType: 'FailWorkflowExecution' };
const CHILD: Decision = {
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId: 'child', workflowType },
};

async function started(workflowId: string): Promise<SwfFake> {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': {} } });
  await swf.send('StartWorkflowExecution', { domain, workflowId, workflowType });
  return swf;
}

const exportedRuns = (swf: SwfFake) =>
  swf.runs().map(({ workflowId, runId }) => ({
    ...exportHistory(swf.history({ workflowId, runId })),
    workflowExecution: { workflowId, runId },
  }));

it('gives the decision tasks in hand to the decider before the upgrade', async () => {
  const swf = await started('order');
  await swf.send('PollForDecisionTask', { domain, taskList });
  const to = () => [FAIL];
  const [withOld] = await upgradeHistories(exportedRuns(swf), { ...OPTIONS, from: () => [DONE], to });
  expect(withOld).toEqual({ verdict: 'passed', ended: 'COMPLETED' });
  const [without] = await upgradeHistories(exportedRuns(swf), { ...OPTIONS, to });
  expect(without).toMatchObject({ verdict: 'fails', ended: 'FAILED' });
});

it('counts a problem of a child as one of its parent', async () => {
  const swf = await started('parent');
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: [CHILD] });
  const to = { 'Order@1': (task: DecisionTask) => (task.workflowExecution?.workflowId === 'child' ? [FAIL] : [DONE]) };
  const results = await upgradeHistories(exportedRuns(swf), { ...OPTIONS, to });
  expect(results.map(({ reason }) => reason)).toEqual([
    "its child 'child': it failed: event 5 WorkflowExecutionFailed: without a reason",
    'it failed: event 5 WorkflowExecutionFailed: without a reason',
  ]);
});
