import { describe, expect, it } from 'vitest';
import { type Change, createState, instant } from '../../src/core/index.js';
import { RunNames } from '../../src/shell/runNames.js';

const change = (kind: string, run: number, more: object = {}): Change => ({ kind, run, ...more }) as unknown as Change;

describe('the names of runs', () => {
  it('are those with which a run was opened, until the run is deleted', () => {
    const names = new RunNames(createState({ seed: 1, now: instant(0) }));
    const order = { domain: 'shop', workflowId: 'order-7', runId: 'a' };
    const refund = { domain: 'shop', workflowId: 'refund-7', runId: 'b' };
    names.update(change('run opened', 0, order));
    names.update(change('run opened', 1, refund));
    names.update(change('event', 0, { workflowId: 'other' }));
    expect([names.of(0 as never), names.of(1 as never)]).toEqual([order, refund]);
    names.update(change('run forgotten', 0));
    expect(names.of(1 as never)).toEqual(refund);
    // A long simulation must not keep the names of all its runs.
    expect(() => names.of(0 as never)).toThrow(
      'swfake has a bug, please report it: a change is of run 0, which does not exist',
    );
  });
});
