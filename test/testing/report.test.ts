import { describe, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { assertInvariants, failureReport } from '../../src/testing/failureReport.js';
import { expect } from '../../src/testing/vitest.js';
import { complete, shop, start } from '../support/shop.js';
import { decide, order, saidBy } from './told.js';

const run = { workflowId: 'order-7' };

describe('the report of a test that failed', () => {
  it('shows every run, why it stands still, the time and the seed', async () => {
    const swf = await order({ seed: 7 });
    await start(swf.client(), 'order-8');
    const report = failureReport(swf, { seed: 7, errorText: 'expected 1 to be 2' });
    expect(report).toContain('swfake: seed 7, time 2020-01-01T00:01:01.000Z, 2 runs');
    for (const workflowId of ['order-7', 'order-8']) {
      expect(report).toContain(`'${workflowId}' (OPEN):\n${timeline(swf.history({ workflowId }))}`);
      expect(report).toContain(swf.explain({ workflowId }));
    }
  });

  it('has the errors of asynchronous actions that no call has thrown', async () => {
    const swf = await order();
    for (const reason of ['no money', 'no card']) swf.after('1s', () => Promise.reject(new Error(reason)));
    swf.clock.advance('1s');
    await new Promise((resolve) => setImmediate(resolve));
    const [head] = failureReport(swf, { seed: 1, errorText: 'expected 1 to be 2' }).split('\n\n');
    expect(head?.split('\n').slice(1)).toEqual([
      'an action of the test failed: Error: no money',
      'an action of the test failed: Error: no card',
    ]);
    expect(() => swf.close()).not.toThrow();
  });

  it('says nothing that the error has said', async () => {
    const swf = await order();
    const said = saidBy(() => expect(swf.history(run)).toBeClosedWith('COMPLETED'));
    expect(said).toContain(timeline(swf.history(run)));
    expect(said).toContain(swf.explain(run));
    expect(failureReport(swf, { seed: 1, errorText: said })).toBe(
      "swfake: seed 1, time 2020-01-01T00:01:01.000Z, 1 run\n\n'order-7' (OPEN): see the error",
    );
  });

  it('says what a difference leaves open', async () => {
    const swf = await order();
    const errorText = saidBy(() => expect(swf.history(run)).toHaveHistory([]));
    const report = failureReport(swf, { seed: 1, errorText });
    expect(report).toContain(timeline(swf.history(run)));
    expect(report).not.toContain(swf.explain(run));
  });
});

describe('the runs of a report', () => {
  async function orders(count: number, swf = shop()) {
    for (let n = 1; n <= count; n += 1) await start(swf.client(), `order-${n}`);
    return swf;
  }
  const close = (swf: Awaited<ReturnType<typeof orders>>) => decide(swf, complete('done'));
  const failed = (errorText: string) => ({ seed: 1, errorText });

  it('are those that are open, that failed, and that the error names', async () => {
    const swf = await orders(4);
    await close(swf);
    await close(swf);
    await decide(swf, { decisionType: 'FailWorkflowExecution' });
    const report = failureReport(swf, failed('order-2 was charged twice'));
    expect(report).not.toContain("'order-1'");
    expect(report).toContain("'order-2' (COMPLETED):");
    expect(report).toContain("'order-3' (FAILED):");
    expect(report).toContain("'order-4' (OPEN):");
    expect(report).toContain(
      '1 more run is not shown (1 COMPLETED): print them with timeline(swf.history({ workflowId }))',
    );
  });

  it('are the last one if none matters', async () => {
    const swf = await orders(2);
    await close(swf);
    await close(swf);
    const report = failureReport(swf, failed('no'));
    expect(report).toContain("'order-2' (COMPLETED):");
    expect(report).not.toContain("'order-1'");
  });

  it('are ten at most', async () => {
    const report = failureReport(await orders(25), failed('no'));
    expect(report.match(/\(OPEN\):/g)).toHaveLength(10);
    expect(report).toContain('15 more runs are not shown (15 OPEN)');
  });

  it('have the name of the test before them, where the runner prints it elsewhere', async () => {
    const report = failureReport(await orders(1), { ...failed('no'), name: 'a charge ends' });
    expect(report).toContain("swfake: test 'a charge ends', seed 1, time 2020-01-01T00:00:00.000Z, 1 run\n");
  });
});

describe('assertInvariants', () => {
  it('passes a fake as it is, and accuses one whose state breaks a rule', async () => {
    const swf = await order();
    assertInvariants(swf);
    const broken = Object.assign(Object.create(swf), {
      checkInvariants: () => [{ rule: 'time never falls', detail: 'event 3' }],
    });
    expect(() => assertInvariants(broken)).toThrow(
      'swfake: the state of the fake breaks its own rules: a bug of swfake, please report it\n  time never falls: event 3',
    );
  });
});
