import { expect, it } from 'vitest';
import { shellOf } from '../../../src/fake.js';
import { SwfFake } from '../../../src/index.js';
import { liveOf } from '../../../src/shell/live/live.js';
import { activeLists } from '../../../src/shell/live/waitingTasks.js';
import { domain, schedule, shop, start, startTimer, taskList } from '../../support/shop.js';

const START = Date.UTC(2020, 0, 1);

async function decided(swf: SwfFake, ...decisions: readonly object[]): Promise<void> {
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [...decisions] as never });
}

it('names what is due next: a timeout, a timer, the end of a poll, an action of the test', async () => {
  const swf = shop();
  const live = liveOf(shellOf(swf));
  expect(live.next()).toBeUndefined();
  swf.after('3h', () => undefined);
  expect(live.next()).toEqual({ at: START + 3 * 3_600_000, what: 'an action of the test' });
  await start(swf.client());
  await decided(swf, startTimer('day', '7200'));
  expect(live.next()).toEqual({ at: START + 7_200_000, what: "the timer 'day' fires", run: 0 });
  const poll = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList, identity: 'worker-1' });
  expect(live.next()).toEqual({ at: START + 60_000, what: "the poll of worker-1 on 'default' ends" });
  swf.clock.advance('60s');
  await poll;
  expect(live.next()).toEqual({ at: START + 7_200_000, what: "the timer 'day' fires", run: 0 });
});

it('puts off the heartbeat timeout of an activity that sends heartbeats', async () => {
  const swf = new SwfFake();
  const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
  const client = swf.client();
  const { taskToken } = await client.pollForActivityTask({ domain: run.domain, taskList: { name: run.taskList } });
  swf.clock.advance('20s');
  await client.recordActivityTaskHeartbeat({ taskToken });
  const what = `the heartbeat timeout of the activity '${run.activityId}'`;
  expect(liveOf(shellOf(swf)).next()).toEqual({ at: START + 50_000, what, run: 0 });
});

it('lists the tasks that a poll can take, the polls that wait, and the last poll of each list', async () => {
  const swf = shop();
  await start(swf.client(), 'order-1');
  await decided(swf, schedule('low'), schedule('high', { taskPriority: '5' }));
  swf.clock.advance('10s');
  await start(swf.client(), 'order-2');
  const never = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList: { name: 'other' } });
  const { lists, more } = activeLists(shellOf(swf));
  expect(more).toBe(0);
  expect(lists.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'activity default',
    'activity other',
    'decision default',
  ]);
  expect(lists[0]).toEqual({
    kind: 'activity',
    domain,
    name: 'default',
    waiting: 2,
    hasMore: false,
    tasks: [
      { run: 0, workflowId: 'order-1', what: "activity 'high'", since: START, priority: 5 },
      { run: 0, workflowId: 'order-1', what: "activity 'low'", since: START, priority: 0 },
    ],
    polls: [],
  });
  expect(lists[1]).toMatchObject({
    waiting: 0,
    polls: ['a poller without identity'],
    lastPoll: { at: START + 10_000 },
  });
  expect(lists[2]).toMatchObject({
    tasks: [{ run: 1, workflowId: 'order-2', what: 'decision task 2', since: START + 10_000 }],
    lastPoll: { holder: 'decider-1', at: START },
  });
  swf.close();
  await never;
});

it('counts the first thousand tasks of a list, and shows twenty', async () => {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': {} } });
  for (let id = 0; id <= 1000; id += 1) await start(swf.client(), `order-${id}`);
  const [list] = activeLists(shellOf(swf)).lists;
  expect([list?.waiting, list?.hasMore, list?.tasks.length]).toEqual([1000, true, 20]);
});

it('lists two hundred task lists: those with tasks and polls, then the last polled', async () => {
  const swf = shop();
  const poll = (name: string) => swf.client().pollForActivityTask({ domain, taskList: { name } });
  await poll('again');
  for (let id = 0; id < 250; id += 1) await poll(`idle-${id}`);
  await poll('again');
  swf.clock.advance('1s');
  await poll('idle-3');
  await start(swf.client(), 'order-1');
  const waiting = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList: { name: 'waiting' } });
  const { lists, more } = activeLists(shellOf(swf));
  const names = lists.map(({ kind, name }) => `${kind} ${name}`);
  expect([names.length, more]).toEqual([200, 53]);
  expect(names).toEqual(names.toSorted());
  expect(names).toEqual(expect.arrayContaining(['activity waiting', 'decision default', 'activity idle-3']));
  // All others were polled in the same millisecond: the last are shown.
  expect(names).toContain('activity idle-249');
  expect(names).not.toContain('activity idle-4');
  swf.close();
  await waiting;
});

it('tells which run changes', async () => {
  const swf = shop();
  const changed: number[] = [];
  const end = liveOf(shellOf(swf)).onRunChange((run) => changed.push(run));
  await start(swf.client(), 'order-1');
  await start(swf.client(), 'order-2');
  changed.splice(0);
  await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-2', signalName: 'paid' });
  expect([...new Set(changed)]).toEqual([1]);
  const deleted: number[] = [];
  const endOther = liveOf(shellOf(swf)).onRunChange((run, isDeleted) => isDeleted && deleted.push(run));
  await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-1' });
  expect(deleted).toEqual([]);
  swf.clock.advance('90d');
  expect(deleted).toEqual([0]);
  endOther();
  end();
  changed.splice(0);
  await start(swf.client(), 'order-3');
  expect(changed).toEqual([]);
});

it('has the last two hundred denials, which are numbered', async () => {
  const explain = ({ action }: { readonly action: string }) => `no statement allows ${action}`;
  const authorize = Object.assign(({ action }: { readonly action: string }) => action !== 'swf:DescribeDomain', {
    explain,
  });
  const swf = shop({ authorize });
  for (let count = 0; count < 201; count += 1)
    await swf.send('DescribeDomain', { name: domain }).catch(() => undefined);
  const denials = liveOf(shellOf(swf)).denials();
  expect([denials.length, denials[0]?.number]).toEqual([200, 2]);
  expect(denials.at(-1)).toEqual({
    number: 201,
    at: START,
    action: 'swf:DescribeDomain',
    reason: expect.stringContaining('no statement allows swf:DescribeDomain'),
  });
});
