import { describe, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { assertInvariants, failureReport } from '../../src/testing/failureReport.js';
import { expect } from '../../src/testing/vitest.js';
import { start } from '../support/shop.js';
import { order, saidBy } from './told.js';

const run = { workflowId: 'order-7' };

describe('the report of a test that failed', () => {
  it('shows every run, why it stands still, the time and the seed', async () => {
    const swf = await order({ seed: 7 });
    await start(swf.client(), 'order-8');
    const report = failureReport(swf, 7, 'expected 1 to be 2');
    expect(report).toContain('swfake: seed 7, time 2020-01-01T00:01:01.000Z, 2 runs');
    for (const workflowId of ['order-7', 'order-8']) {
      expect(report).toContain(`${workflowId} (OPEN):\n${timeline(swf.history({ workflowId }))}`);
      expect(report).toContain(swf.explain({ workflowId }));
    }
  });

  it('says nothing that the error has said', async () => {
    const swf = await order();
    const said = saidBy(() => expect(swf.history(run)).toBeClosedWith('COMPLETED'));
    expect(said).toContain(timeline(swf.history(run)));
    expect(said).toContain(swf.explain(run));
    expect(failureReport(swf, 1, said)).toBe(
      'swfake: seed 1, time 2020-01-01T00:01:01.000Z, 1 run\n\norder-7 (OPEN): see above',
    );
  });

  it('says what a difference leaves open', async () => {
    const swf = await order();
    const report = failureReport(
      swf,
      1,
      saidBy(() => expect(swf.history(run)).toHaveHistory([])),
    );
    expect(report).toContain(timeline(swf.history(run)));
    expect(report).not.toContain(swf.explain(run));
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
      'swfake has a bug, please report it: its state breaks its own rules\n  time never falls: event 3',
    );
  });
});
