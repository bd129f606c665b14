import { expect, test, vi } from 'vitest';
import { realMillis, realTimeout } from '../../src/host/realTime.js';
import { simulate } from '../../src/simulation/index.js';
import { complete, domain, lambda, schedule, shop, start, taskList } from '../support/shop.js';

// Run by realTime.test.ts, under fake timers that a setup file turns on.

const input = { domain, taskList };

test('the fake timers are on, and time stands still for them', async () => {
  expect('clock' in setTimeout).toBe(true);
  const [date, now, real] = [Date.now(), performance.now(), realMillis()];
  await new Promise<void>((resolve) => realTimeout(resolve, 50));
  expect([Date.now(), performance.now()]).toEqual([date, now]);
  expect(realMillis() - real).toBeGreaterThan(45);
});

test('a worker that never answers is told of', async () => {
  const swf = shop();
  swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
  await swf.client({ polls: 'long' }).pollForActivityTask({ ...input, identity: 'worker-3' });
  await expect(swf.clock.advanceAsync('1m')).rejects.toThrow('worker-3 has not responded to the activity');
});

test('a Lambda function that never returns is told of', async () => {
  const swf = shop({ lambda: { pack: () => new Promise(() => undefined) } });
  await start(swf.client(), 'order-7', { lambdaRole: 'arn:aws:iam::123456789012:role/lambda' });
  const { taskToken } = await swf.client().pollForDecisionTask(input);
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [lambda('pack')] });
  await expect(swf.idle()).rejects.toThrow("the Lambda function 'pack' has not returned for 1s");
});

test('a loop that has ended is waited for, and not for ever', async () => {
  const swf = shop();
  const client = swf.client({ polls: 'long' });
  await start(client);
  const { taskToken } = await client.pollForDecisionTask(input);
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
  await swf.clock.advanceAsync('1d');
  expect(swf.clock.now()).toEqual(new Date('2020-01-02T00:00:00Z'));
});

test('loops live through days', async () => {
  const swf = shop();
  const client = swf.client({ polls: 'long' });
  const decider = async (): Promise<void> => {
    const { taskToken } = await client.pollForDecisionTask(input);
    if (taskToken === undefined) return;
    await client.respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
    await decider();
  };
  const deciding = decider();
  await start(client);
  await swf.clock.advanceAsync('3d');
  expect(swf.runs()).toMatchObject([{ closeStatus: 'COMPLETED' }]);
  swf.close();
  await deciding;
});

test('a test that hangs is warned', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const swf = shop();
  const poll = swf.client({ polls: 'long' }).pollForDecisionTask(input);
  await new Promise<void>((resolve) => realTimeout(resolve, 2300));
  expect(warn.mock.calls).toEqual([[expect.stringContaining('no call to this fake for 2s of real time')]]);
  warn.mockRestore();
  swf.close();
  await poll;
});

test('an action that rejects fails the next call', async () => {
  const swf = shop();
  swf.after('1s', () => Promise.reject(new Error('boom')));
  await expect(swf.clock.advanceAsync('2s')).rejects.toThrow('boom');
});

test('a decider that never answers ends a simulation', async () => {
  const workflows = { 'Order@1': () => new Promise<never>(() => undefined) };
  const simulated = simulate({ workflows }, { start: { workflow: 'Order@1' }, seed: 1 });
  await expect(simulated).rejects.toThrow("the decider of 'Order@1' ran for 1 second of real time");
});
