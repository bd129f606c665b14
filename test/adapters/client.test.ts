import { PollForActivityTaskCommand, StartWorkflowExecutionCommand, SWF, SWFClient } from '@aws-sdk/client-swf';
import { describe, expect, it, vi } from 'vitest';
import { proves } from '../support/coverage/proves.js';
import { domain, ORDER, shop, start, taskList } from '../support/shop.js';

const input = { domain, workflowId: 'order-7', workflowType: ORDER };

describe('client()', () => {
  it('is a real client that needs no region and no credentials', async () => {
    const swf = shop();
    const client = swf.client();
    expect(client).toBeInstanceOf(SWFClient);
    expect(client).toBeInstanceOf(SWF);
    await client.send(new StartWorkflowExecutionCommand(input));
    expect(swf.runs()).toHaveLength(1);
    expect(await client.config.region()).toBe('us-east-1');
  });

  it('patches nothing: two fakes do not meet', async () => {
    const [one, other] = [shop(), shop()];
    await Promise.all([start(one.client(), 'a'), start(other.client(), 'b')]);
    expect([one.runs()[0]?.workflowId, other.runs()[0]?.workflowId]).toEqual(['a', 'b']);
  });
});

describe('send()', () => {
  it('is typed by the name of the operation, and always a promise', async () => {
    const swf = shop();
    const { runId } = await swf.send('StartWorkflowExecution', input);
    expect(runId).toHaveLength(46);
    const refused = swf.send('StartWorkflowExecution', input);
    expect(refused).toBeInstanceOf(Promise);
    await expect(refused).rejects.toMatchObject({ name: 'WorkflowExecutionAlreadyStartedFault', message: '' });
    await expect(swf.send('Nonsense' as 'ListDomains', {} as never)).rejects.toThrow(
      "'Nonsense' is no operation of SWF",
    );
  });
});

describe('a poll that finds nothing', () => {
  const poll = { domain, taskList };

  it('answers after one turn of the event loop, if the door says immediate', async () => {
    const turns: string[] = [];
    const answered = shop()
      .client()
      .pollForActivityTask(poll)
      .then((task) => {
        turns.push('answer');
        return task;
      });
    await Promise.resolve().then(() => turns.push('microtask'));
    expect(await answered).toMatchObject({ startedEventId: 0 });
    expect(turns).toEqual(['microtask', 'answer']);
  });

  it('is warned of once, when it goes round and round', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const client = shop().client();
    for (let n = 0; n < 2100; n += 1) await client.pollForActivityTask(poll);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("polls: 'long'")]]);
    warn.mockRestore();
  });

  it('waits for a task, if the door says park', async () => {
    const swf = shop();
    const parked = swf.client({ polls: 'long' }).pollForActivityTask(poll);
    const { activityId } = swf.scheduleActivity({ activity: 'Charge@1', input: 'hello' });
    expect(await parked).toMatchObject({ activityId, input: 'hello' });
  });

  it('is served in order of arrival', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const polls = ['first', 'second'].map((identity) => client.pollForActivityTask({ ...poll, identity }));
    const ids = [1, 2].map(() => swf.scheduleActivity({ activity: 'Charge@1' }).activityId);
    expect((await Promise.all(polls)).map(({ activityId }) => activityId)).toEqual(ids);
  });

  it('ends empty after 60 seconds of the fake’s clock', async () => {
    const swf = shop();
    let ended = false;
    const parked = swf.client({ polls: 'long' }).pollForDecisionTask(poll);
    void parked.then(() => {
      ended = true;
    });
    swf.clock.advance('59s');
    await swf.client().pollForActivityTask(poll);
    expect(ended).toBe(false);
    swf.clock.advance('1s');
    expect(await parked).toMatchObject({ startedEventId: 0, previousStartedEventId: 0 });
  });

  it.each([
    ['pollForActivityTask', 'PollForActivityTask'],
    ['pollForDecisionTask', 'PollForDecisionTask'],
  ] as const)('is refused where as many wait as the service takes: %s', async (method, op) => {
    const swf = shop({ limits: { pollersPerTaskList: 2 } });
    const client = swf.client({ polls: 'long' });
    const poll = (name: string) => client[method]({ domain, taskList: { name } });
    const waiting = [poll('a'), poll('a'), poll('b')];
    await expect(poll('a')).rejects.toMatchObject({
      name: 'LimitExceededFault',
      message: 'Limit on maximum concurrent poll requests per task list reached',
    });
    swf.clock.advance('60s');
    await Promise.all(waiting);
    void poll('a');
    swf.close();
    proves('limit pollersPerTaskList', `fault ${op} LimitExceededFault`);
  });

  it('can be aborted, and an aborted poll takes no task along', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const controller = new AbortController();
    const aborted = client.send(new PollForActivityTaskCommand(poll), { abortSignal: controller.signal });
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    const { activityId } = swf.scheduleActivity({ activity: 'Charge@1' });
    expect(await client.pollForActivityTask(poll)).toMatchObject({ activityId });
    const late = client.send(new PollForActivityTaskCommand(poll), { abortSignal: controller.signal });
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends empty when the fake is closed; later calls say why they fail', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const parked = client.pollForActivityTask(poll);
    swf.close();
    expect(await parked).toMatchObject({ startedEventId: 0 });
    await expect(client.pollForActivityTask(poll)).rejects.toThrow('this fake is closed');
  });

  it('asks for rights once, though it is tried again', async () => {
    const asked: string[] = [];
    const swf = shop();
    const client = swf.client({ polls: 'long', authorize: ({ action }) => asked.push(action) > 0 });
    const parked = client.pollForActivityTask(poll);
    swf.scheduleActivity({ activity: 'Charge@1' });
    await parked;
    expect(asked).toEqual(['swf:PollForActivityTask']);
  });
});
