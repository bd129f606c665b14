import { describe } from 'vitest';
import { expect, test } from '../../src/testing/vitest.js';

const poll = { domain: 'test', taskList: { name: 'default' }, identity: 'me' };

describe('the fixtures of swfake/vitest', () => {
  test('a fake and a client', async ({ swf, client }) => {
    const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7' });
    const { taskToken } = await client.pollForActivityTask(poll);
    await client.respondActivityTaskCompleted({ taskToken, result: 'ok' });
    expect(swf.history(run)).toHaveHistory([
      'WorkflowExecutionStarted',
      '...',
      'ActivityTaskScheduled Charge-1 input="card 7"',
      'ActivityTaskStarted Charge-1 identity=me',
      'ActivityTaskCompleted Charge-1 result=ok',
      '...',
    ]);
  });
});
