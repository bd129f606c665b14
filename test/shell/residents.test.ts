import type { SWF } from '@aws-sdk/client-swf';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SwfFake } from '../../src/index.js';
import { complete, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

afterEach(() => vi.useRealTimers());

/** Polls until the fake is closed, as code in production does. */
async function loop(poll: () => Promise<boolean>): Promise<void> {
  while (await poll().catch(() => false));
}

interface Seen {
  readonly at: Date;
  readonly news: readonly string[];
}

/** A decider that schedules, waits three days, schedules again and completes; notes when it saw what. */
function decider(swf: SwfFake, client: SWF, seen: Seen[]): Promise<void> {
  const next = [
    [schedule('charge')],
    [startTimer('reminder', String(3 * 86_400))],
    [schedule('remind')],
    [complete('done')],
  ];
  return loop(async () => {
    const task = await client.pollForDecisionTask({ domain, taskList, identity: 'decider' });
    if (!task.taskToken) return true;
    const news = task.events?.slice(task.previousStartedEventId).map(({ eventType }) => String(eventType)) ?? [];
    seen.push({ at: swf.clock.now(), news });
    await client.respondDecisionTaskCompleted({ taskToken: task.taskToken, decisions: next.shift() ?? [] });
    return true;
  });
}

function worker(client: SWF): Promise<void> {
  return loop(async () => {
    const { taskToken, activityId } = await client.pollForActivityTask({ domain, taskList, identity: 'worker' });
    if (taskToken) await client.respondActivityTaskCompleted({ taskToken, result: `${activityId} done` });
    return true;
  });
}

describe('advanceAsync()', () => {
  it.each([false, true])('lets a decider and a worker live through three days (fake timers: %s)', async (faked) => {
    if (faked) vi.useFakeTimers();
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const seen: Seen[] = [];
    const residents = [decider(swf, client, seen), worker(client)];
    await start(client);
    await swf.clock.advanceAsync('4d');
    expect(swf.runs()).toMatchObject([{ closeStatus: 'COMPLETED', closedAt: new Date('2020-01-04T00:00:00Z') }]);
    expect(seen.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
      '2020-01-01',
      '2020-01-01',
      '2020-01-04',
      '2020-01-04',
    ]);
    expect(seen[2]?.news).toContain('TimerFired');
    expect(swf.clock.now()).toEqual(new Date('2020-01-05T00:00:00Z'));
    expect(() => swf.assertNothingOpen()).toThrow("decider waits on the decision task list 'default'");
    swf.assertNothingOpen({ polls: true });
    swf.close();
    await Promise.all(residents);
  });

  it('leave nothing open that assertNothingOpen() does not name', async () => {
    const swf = shop();
    await start(swf.client());
    expect(() => swf.assertNothingOpen()).toThrow('decision   2 is scheduled');
    await swf.client().pollForDecisionTask({ domain, taskList });
    expect(() => swf.assertNothingOpen()).toThrow('decision   3 is started');
  });

  it('waits for a worker that takes real time over a task', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const { taskList: list } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '5s' } });
    const slow = loop(async () => {
      const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name: list } });
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (taskToken) await client.respondActivityTaskCompleted({ taskToken });
      return true;
    });
    await swf.clock.advanceAsync('1m');
    expect(swf.history(swf.runs()[0] ?? { workflowId: '' }).at(6)?.eventType).toBe('ActivityTaskCompleted');
    swf.close();
    await slow;
  });

  it('refuses to pass while somebody keeps a task, and names both', async () => {
    const swf = shop();
    const parked = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList, identity: 'worker-3' });
    const { activityId } = swf.scheduleActivity({ activity: 'Charge@1' });
    await expect(swf.clock.advanceAsync('1m')).rejects.toThrow(
      `worker-3 has not responded to the activity '${activityId}' of`,
    );
    await parked;
  });

  it('does not wait for a task that a single poll took', async () => {
    const swf = shop();
    swf.scheduleActivity({ activity: 'Charge@1' });
    await swf.client().pollForActivityTask({ domain, taskList });
    await swf.clock.advanceAsync('1m');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T00:01:00Z'));
  });
});

describe('idle()', () => {
  it('resolves when the residents have done what there was to do', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const residents = [decider(swf, client, []), worker(client)];
    await start(client);
    await swf.idle();
    expect(swf.runs()).toMatchObject([{ status: 'OPEN', openTimers: 1 }]);
    swf.close();
    await Promise.all(residents);
  });
});
