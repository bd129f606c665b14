import { describe, expect, it } from 'vitest';
import { checkHistory, replay, replayAll, verifyHistory } from '../../src/replay/index.js';
import { type Definition, everyCrashPoint, explore, harness, simulate, sweep } from '../../src/simulation/index.js';
import { complete, schedule, shop } from '../support/shop.js';

interface Asserted {
  assert(): void;
}

const start = { workflow: 'Order@1' };
const passes: Definition = { workflows: { 'Order@1': () => [complete()] } };
const fails: Definition = { ...passes, finalInvariant: () => 'never paid' };
// A request for a decision task that is lost would leave the run without a decider for a year.
const defaults = { workflows: { 'Order@1': { timeouts: { decision: '1m' } } } } as const;
const definitionOf = (ok: boolean): Definition => ({ ...(ok ? passes : fails), defaults });

const history = (() => {
  const swf = shop();
  return swf.history(swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge' }));
})();
const decided = (ok: boolean) => () => [schedule(ok ? 'charge' : 'refund')];
const recorded = (ok: boolean) => (ok ? history : history.slice(0, 2).concat(history.slice(3)));

function stateOf(ok: boolean): Asserted {
  const swf = shop();
  return ok ? swf.checkInvariants() : checkHistory(history.slice(1));
}

/** Every result, good or bad, and a part of its report. */
const RESULTS: readonly (readonly [string, (ok: boolean) => Asserted | Promise<Asserted>, RegExp, RegExp])[] = [
  ['simulate()', (ok) => simulate(definitionOf(ok), { start }), /^passed\n/, /^invariant violated: never paid\n/],
  [
    'run() of harness()',
    (ok) => harness(definitionOf(ok)).run(start),
    /^passed\n/,
    /^invariant violated: never paid\n/,
  ],
  [
    'sweep()',
    (ok) => sweep(definitionOf(ok), { start, seeds: 3 }),
    /^passed: 3 runs, /,
    /^seed 1 failed \(run 1 of 3\)\n/,
  ],
  [
    'everyCrashPoint()',
    (ok) => everyCrashPoint(definitionOf(ok), start),
    /, 0 failed$/,
    /the run without a loss failed:/,
  ],
  [
    'explore()',
    (ok) => explore({ ...definitionOf(ok), start } as never),
    /: no findings$/,
    /: 1 finding\n\nfinal invariant broken/,
  ],
  [
    'replay()',
    (ok) => replay(history, decided(ok)),
    /^the same decisions in/,
    /^other decisions than the recorded ones in/,
  ],
  [
    'replay() of a part',
    (ok) => replay(ok ? history : [], decided(ok)),
    /^the same decisions in/,
    /^skipped: the history has no/,
  ],
  [
    'replayAll()',
    (ok) => replayAll([history], decided(ok)),
    /^1 same, 0 differing, 0 skipped/,
    /^0 same, 1 differing, 0 skipped/,
  ],
  [
    'replayAll() of none',
    (ok) => replayAll(ok ? [history] : [], decided(ok)),
    /^1 same/,
    /^0 same, 0 differing, 0 skipped/,
  ],
  ['verifyHistory()', (ok) => verifyHistory(recorded(ok)), /^verified$/, /^skipped: events are missing/],
  ['checkInvariants(), checkHistory()', stateOf, /^no broken rules$/, /^\d+ broken rules:\n/],
];

describe('the result of', () => {
  it.each(RESULTS)('%s prints its report, and throws it from assert()', async (_of, make, good, bad) => {
    const [passed, failed] = [await make(true), await make(false)];
    expect(String(passed)).toMatch(good);
    expect(() => passed.assert()).not.toThrow();
    expect(String(failed)).toMatch(bad);
    expect(() => failed.assert()).toThrow(new Error(String(failed)));
  });

  it('replay() of many histories has results with reports of their own', async () => {
    const { differing } = await replayAll([{ id: 'order-7', events: history }], decided(false));
    expect(String(differing[0])).toMatch(/^'order-7': other decisions than the recorded ones in decision task 3/);
    expect(() => differing[0]?.assert()).toThrow("'order-7': other decisions");
  });

  it('equals a plain object with the same members', async () => {
    const result = await replay(history, decided(true));
    expect(result).toEqual({ verdict: 'same', tasks: 1, unanswered: [] });
    expect(Object.keys(result)).toEqual(['verdict', 'tasks', 'unanswered']);
    expect(shop().checkInvariants()).toEqual([]);
  });

  it('simulate() has the test that repeats it apart', async () => {
    const result = await simulate(fails, { start });
    expect(result.reproduction()).toMatch(
      /^test\('Order@1: invariant violated: never paid', async \(\) => \{\n {2}const result = await simulate\(definition, \{/,
    );
    expect(result.report()).toBe(String(result));
    expect(result.report()).toContain(`Reproduce with:\n\n${result.reproduction()}`);
  });
});
