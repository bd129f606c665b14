import { beforeAll, describe, expect, it } from 'vitest';
import { proves } from '../../../support/coverage/proves.js';
import { domain, ORDER, shop } from '../../../support/shop.js';

const at = (seconds: number): Date => new Date(Date.UTC(2020, 0, 1) + seconds * 1000);
const always = { oldestDate: at(0) };

/** `a` to `d`, started a second apart; `c` is terminated at 10 s, `a` at 11 s. */
const swf = shop();
beforeAll(async () => {
  swf.register({ domain, workflows: { 'Order@2': {}, 'Other@1': {} } });
  const start = (workflowId: string, name: string, version: string, ...tagList: readonly string[]) =>
    swf.send('StartWorkflowExecution', { domain, workflowId, workflowType: { name, version }, tagList: [...tagList] });
  await start('a', 'Order', '1', 'red');
  swf.clock.advance('1s');
  await start('b', 'Order', '2', 'red', 'blue');
  swf.clock.advance('1s');
  await start('c', 'Other', '1');
  swf.clock.advance('1s');
  await start('d', 'Order', '1');
  swf.clock.advanceTo(at(10));
  await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'c' });
  swf.clock.advance('1s');
  await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'a' });
});

const ids = (infos: readonly { execution: { workflowId: string | undefined } | undefined }[] = []) =>
  infos.map(({ execution }) => execution?.workflowId).join('');
const open = async (more: object = {}): Promise<string> =>
  ids((await swf.send('ListOpenWorkflowExecutions', { domain, startTimeFilter: always, ...more })).executionInfos);
const closed = async (filters: object): Promise<string> =>
  ids((await swf.send('ListClosedWorkflowExecutions', { domain, ...filters })).executionInfos);

describe('ListOpenWorkflowExecutions (docs/swf.md 8.1)', () => {
  it('shows the newest first, or the oldest', async () => {
    expect([await open(), await open({ reverseOrder: true })]).toEqual(['db', 'bd']);
    proves('op ListOpenWorkflowExecutions');
  });

  it.each([
    ['the type, in any version', { typeFilter: { name: 'Order' } }, 'db'],
    ['the type in one version', { typeFilter: { name: 'Order', version: '2' } }, 'b'],
    ['the type, where the version is empty', { typeFilter: { name: 'Order', version: '' } }, 'db'],
    ['the type, which no open run has', { typeFilter: { name: 'Other' } }, ''],
    ['the type, in a version that no open run has', { typeFilter: { name: 'Order', version: '3' } }, ''],
    ['a tag', { tagFilter: { tag: 'blue' } }, 'b'],
    ['the workflow id', { executionFilter: { workflowId: 'd' } }, 'd'],
    ['the time, both ends included', { startTimeFilter: { oldestDate: at(1), latestDate: at(3) } }, 'db'],
    ['the time, and nothing just outside', { startTimeFilter: { oldestDate: at(1.001), latestDate: at(2.999) } }, ''],
  ])('filters by %s', async (_what, filter, expected) => {
    expect(await open(filter)).toBe(expected);
  });

  it('shows the newest first among many that are closed too', async () => {
    const fork = swf.fork();
    const workflowType = ORDER;
    for (const workflowId of 'efghijklmnopqrstuvwxyz'.repeat(2)) {
      await fork.send('StartWorkflowExecution', { domain, workflowId, workflowType });
      await fork.send('TerminateWorkflowExecution', { domain, workflowId });
    }
    await fork.send('StartWorkflowExecution', { domain, workflowId: 'y', workflowType });
    const all = await fork.send('ListOpenWorkflowExecutions', { domain, startTimeFilter: always });
    expect(ids(all.executionInfos)).toBe('ydb');
  });

  it('shows what DescribeWorkflowExecution shows', async () => {
    const { executionInfos } = await swf.send('ListOpenWorkflowExecutions', {
      domain,
      startTimeFilter: always,
      executionFilter: { workflowId: 'd' },
    });
    expect(executionInfos).toEqual([
      {
        execution: { workflowId: 'd', runId: expect.any(String) },
        workflowType: ORDER,
        startTimestamp: at(3),
        executionStatus: 'OPEN',
        cancelRequested: false,
      },
    ]);
  });
});

describe('ListClosedWorkflowExecutions', () => {
  it('sorts by the time that is filtered', async () => {
    expect(await closed({ startTimeFilter: always })).toBe('ca');
    expect(await closed({ closeTimeFilter: always })).toBe('ac');
    expect(await closed({ closeTimeFilter: { oldestDate: at(10), latestDate: at(10) } })).toBe('c');
    proves('op ListClosedWorkflowExecutions');
  });

  it('filters by how they closed', async () => {
    const statusOf = (status: 'TERMINATED' | 'COMPLETED') =>
      closed({ startTimeFilter: always, closeStatusFilter: { status } });
    expect([await statusOf('TERMINATED'), await statusOf('COMPLETED')]).toEqual(['ca', '']);
  });

  it('comes in pages', async () => {
    const first = await swf.send('ListClosedWorkflowExecutions', {
      domain,
      startTimeFilter: always,
      maximumPageSize: 1,
    });
    expect([ids(first.executionInfos), first.nextPageToken]).toEqual(['c', expect.any(String)]);
    const { nextPageToken = '' } = first;
    const last = await swf.send('ListClosedWorkflowExecutions', {
      domain,
      startTimeFilter: always,
      maximumPageSize: 1,
      nextPageToken,
    });
    expect([ids(last.executionInfos), last.nextPageToken]).toEqual(['a', undefined]);
  });
});

describe('Count…', () => {
  it('counts what List lists', async () => {
    const { count: opened } = await swf.send('CountOpenWorkflowExecutions', { domain, startTimeFilter: always });
    const { count, truncated } = await swf.send('CountClosedWorkflowExecutions', {
      domain,
      closeTimeFilter: always,
      tagFilter: { tag: 'red' },
    });
    expect([opened, count, truncated]).toEqual([2, 1, false]);
    proves('op CountOpenWorkflowExecutions', 'op CountClosedWorkflowExecutions');
  });
});
