import { describe, expect, it } from 'vitest';
import type { ExecutionFilter, SwfFake } from '../../src/index.js';
import { domain, shop, start } from '../support/shop.js';

/** A fake with an open and a closed run in each of two domains. */
async function twoDomains(): Promise<SwfFake> {
  const swf = shop();
  swf.register({ domain: 'bank', workflows: { 'Order@1': {} } });
  for (const each of [domain, 'bank']) {
    await start(swf.client(), 'order-7', { domain: each });
    await swf.send('TerminateWorkflowExecution', { domain: each, workflowId: 'order-7' });
    await start(swf.client(), 'order-8', { domain: each });
  }
  return swf;
}

describe('runs()', () => {
  it.each<readonly [filter: ExecutionFilter, runs: readonly string[]]>([
    [{}, ['shop order-7 CLOSED', 'shop order-8 OPEN', 'bank order-7 CLOSED', 'bank order-8 OPEN']],
    [{ status: 'OPEN' }, ['shop order-8 OPEN', 'bank order-8 OPEN']],
    [{ status: 'CLOSED' }, ['shop order-7 CLOSED', 'bank order-7 CLOSED']],
    [{ domain: 'bank' }, ['bank order-7 CLOSED', 'bank order-8 OPEN']],
    [{ workflowId: 'order-7' }, ['shop order-7 CLOSED', 'bank order-7 CLOSED']],
    [{ workflowId: 'order-7', domain: 'shop', status: 'CLOSED' }, ['shop order-7 CLOSED']],
    [{ workflowId: 'order-7', status: 'OPEN' }, []],
    [{ workflowId: 'order-9' }, []],
  ])('with the filter %j are %j', async (filter, runs) => {
    const swf = await twoDomains();
    expect(swf.runs(filter).map((run) => `${run.domain} ${run.workflowId} ${run.status}`)).toEqual(runs);
  });

  it('have a time and a status of the close only if they are closed', async () => {
    const swf = shop();
    const { runId } = await start(swf.client());
    const run = {
      domain,
      workflowId: 'order-7',
      runId,
      workflowType: 'Order@1',
      startedAt: new Date('2020-01-01T00:00:00Z'),
      openActivities: 0,
      openTimers: 0,
    };
    expect(swf.runs()).toStrictEqual([{ ...run, status: 'OPEN', events: 2 }]);
    swf.clock.advance('1h');
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
    const closedAt = new Date('2020-01-01T01:00:00Z');
    expect(swf.runs()).toStrictEqual([{ ...run, status: 'CLOSED', closeStatus: 'TERMINATED', closedAt, events: 3 }]);
  });
});

describe('a run that does not exist', () => {
  it('is not found, and the message names what there is', async () => {
    const swf = await twoDomains();
    expect(() => swf.history({ workflowId: 'refund' })).toThrow(
      `swfake: no run matches {"workflowId":"refund"}; this fake has 'order-7', 'order-8'`,
    );
    const [first] = swf.runs({ domain, workflowId: 'order-7' });
    const [other] = swf.runs({ domain: 'bank', workflowId: 'order-7' });
    expect(() => swf.history({ workflowId: 'order-7', domain: 'bar' })).toThrow(
      `swfake: no run matches {"workflowId":"order-7","domain":"bar"}; this fake has the run '${first?.runId}' in the domain 'shop', the run '${other?.runId}' in the domain 'bank'`,
    );
  });
});
