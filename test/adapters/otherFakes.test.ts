import { RespondActivityTaskCompletedCommand, RespondDecisionTaskCompletedCommand } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';
import { domain, start, taskList } from '../support/shop.js';
import { sendAny, WAYS, withWay } from '../support/ways.js';

const SENTENCE = 'Invalid token: this token was made by another fake, which has another seed, region or account';
const OWN: SwfFakeOptions = { seed: 1, region: 'us-east-1', accountId: '123456789012' };
const OTHERS: readonly (readonly [what: string, SwfFakeOptions])[] = [
  ['seed', { seed: 1 + 2 ** 32 }],
  ['region', { region: 'eu-west-1' }],
  ['account', { accountId: '210987654321' }],
];

async function withTask(options: SwfFakeOptions) {
  const swf = new SwfFake({ ...OWN, ...options });
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const { runId } = await start(swf.client());
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  return { swf, runId, taskToken };
}

describe.each(OTHERS)('a fake with another %s', (_what, options) => {
  it.each(Object.keys(WAYS))('is named where its token is used, through %s', async (way) => {
    const own = await withTask({});
    const other = await withTask(options);
    await withWay(way, own.swf, async (open) => {
      const { taskToken } = other;
      const decided = new RespondDecisionTaskCompletedCommand({ taskToken });
      for (const command of [decided, new RespondActivityTaskCompletedCommand({ taskToken })]) {
        await expect(sendAny(open, command)).rejects.toMatchObject({ name: 'ValidationException', message: SENTENCE });
      }
    });
    expect(own.swf.explain({ workflowId: 'order-7' })).toContain(
      'RespondActivityTaskCompleted was refused: its task token was made by another fake, with another seed, region or account.',
    );
    expect(own.swf.checkInvariants()).toEqual([]);
  });

  it('has other run ids, and other pages', async () => {
    const own = await withTask({});
    const other = await withTask(options);
    expect(other.runId).not.toBe(own.runId);
    const execution = { workflowId: 'order-7', runId: other.runId };
    const unknown = `Unknown execution: WorkflowExecution=[workflowId=order-7, runId=${other.runId}]`;
    await expect(own.swf.send('DescribeWorkflowExecution', { domain, execution })).rejects.toThrow(unknown);

    const page = { domain, execution, maximumPageSize: 1 };
    const { nextPageToken } = await other.swf.send('GetWorkflowExecutionHistory', page);
    const own2 = { ...page, execution: { workflowId: 'order-7', runId: own.runId }, nextPageToken };
    await expect(own.swf.send('GetWorkflowExecutionHistory', own2)).rejects.toThrow(SENTENCE);
  });
});

it('fakes of the same seed, region and account make the same bytes, and accept each other’s tokens', async () => {
  const [first, second] = [await withTask({}), await withTask({})];
  expect([second.taskToken, second.runId]).toEqual([first.taskToken, first.runId]);
  await second.swf.send('RespondDecisionTaskCompleted', { taskToken: first.taskToken });
  await expect(second.swf.send('RespondDecisionTaskCompleted', { taskToken: second.taskToken })).rejects.toThrow(
    'Unknown decision task',
  );
  await first.swf.fork().send('RespondDecisionTaskCompleted', { taskToken: first.taskToken });
  await expect(second.swf.send('RespondDecisionTaskCompleted', { taskToken: 'garbage' })).rejects.toThrow(
    'Invalid token',
  );
  for (const { swf } of [first, second]) expect(swf.explain({ workflowId: 'order-7' })).not.toContain('another fake');
});
