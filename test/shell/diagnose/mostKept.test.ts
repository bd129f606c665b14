import { describe, expect, it } from 'vitest';
import type { Fault, Run } from '../../../src/core/index.js';
import { eventId, runNumber } from '../../../src/core/index.js';
import { taskToken } from '../../../src/core/model/tokens.js';
import { Denials } from '../../../src/shell/diagnose/denials.js';
import { Refusals } from '../../../src/shell/diagnose/refusals.js';
import { ok, type, world } from '../../faultTables/world.js';

const { s } = world();
const first = s.runs.length;
const workflowType = type('Order');
const numbers = Array.from({ length: 1002 }, (_, i) => first + i);
const token = (run: number): string =>
  taskToken(s.config.secret, 'decision', { run: runNumber(run), scheduledId: eventId(2), startedId: eventId(3) });
const run = (number: number): Run => ({ number }) as Run;
const fault: Fault = { fault: 'UnknownResourceFault', message: 'Unknown' };

describe('of a long simulation, explain() keeps the last 1000 runs', () => {
  it('with a denied decision; a response without one deletes those before', () => {
    const denials = new Denials();
    const explain = () => 'no statement allows it';
    const authorize = Object.assign(() => false, { explain });
    const request = { action: 'swf:StartTimer', resource: 'arn', context: {} };
    const deny = (number: number): unknown =>
      denials.watch(s, token(number), { authorize }, (grants) => {
        expect(grants.authorize?.(request)).toBe(false);
        return {} as never;
      });
    const kept = () => numbers.filter((number) => denials.reasons(run(number), 'StartTimer').length > 0);
    for (const number of numbers.slice(0, 1000)) deny(number);
    // The run of the oldest denial has a new one: another run is the oldest now.
    deny(first);
    expect(kept()).toEqual(numbers.slice(0, 1000));
    expect(denials.reasons(run(first), 'StartTimer')).toEqual(['no statement allows it']);
    expect(denials.reasons(run(first), 'CancelTimer')).toEqual([]);
    deny(first + 1000);
    expect(kept()).toEqual([first, ...numbers.slice(2, 1001)]);
    // A response that is refused changes nothing, and one without a denial has no reasons.
    denials.watch(s, token(first), {}, () => fault);
    expect(kept()).toContain(first);
    denials.watch(s, token(first), {}, () => ({}) as never);
    expect(kept()).toEqual(numbers.slice(2, 1001));
    deny(first + 1001);
    expect(kept()).toEqual(numbers.slice(2));
  });

  it('with a refused call', () => {
    for (const number of numbers) {
      ok(s, 'StartWorkflowExecution', { domain: 'shop', workflowId: `kept-${number}`, workflowType });
    }
    const refusals = new Refusals();
    const note = (number: number): void => refusals.note(s, 'RespondDecisionTaskCompleted', token(number), fault);
    const kept = () => numbers.filter((number) => refusals.of(run(number)) !== undefined);
    for (const number of numbers.slice(0, 1000)) note(number);
    expect(kept()).toEqual(numbers.slice(0, 1000));
    for (const number of numbers.slice(1000)) note(number);
    expect(kept()).toEqual(numbers.slice(2));
    expect(refusals.withOtherToken).toBeUndefined();
    // A token of a run that there is not, and an answer that is no fault.
    note(first + 5000);
    expect(refusals.of(run(first + 5000))).toBeUndefined();
    refusals.note(s, 'RespondDecisionTaskCompleted', token(first), {} as never);
    expect(kept()).toEqual(numbers.slice(2));
  });
});
