import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { apply } from '../../src/core/apply/apply.js';
import type { Change } from '../../src/core/index.js';
import { checkInvariants, fork, instant, isFault, type State, settle, step, transition } from '../../src/core/index.js';
import { coreCommand, preparedState, walkCore } from '../../src/property/walks/coreWalk.js';
import { type Move, moves } from '../../src/property/walks/moves.js';
import { expectNone, expectSame } from '../support/everyStep.js';
import { observe } from '../support/observe.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { Tally } from '../support/tally.js';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = 24;
const tally = new Tally();
const sequences = moves(fc, { minLength: 50, maxLength: 150 });

/** A property of every walk through the core, on every seed. */
const law = (holds: (moves: Move[]) => void, runs = RUNS): Promise<void> =>
  assertOnSeeds(
    fc.property(sequences, (walked) => holds(walked)),
    runs,
  );

describe('the nine laws', () => {
  it('1 and 2: the changes of a step make the state after it of the state before, and a fault has none', () =>
    law((walked) => {
      let shadow = preparedState(1);
      let told = observe(shadow);
      const replay = (s: State, changes: readonly Change[]): void => {
        for (const change of changes) apply(shadow, change);
        if (changes.length > 0) told = observe(shadow);
        expectSame(told, observe(s));
        shadow = fork(shadow);
      };
      walkCore(preparedState(1), walked, {
        waited: (s, { changes }) => replay(s, changes),
        after: (s, _command, { reply, changes }) => {
          // Without a change, the state after a fault has to be the state before it.
          if (isFault(reply)) expectNone(changes);
          replay(s, changes);
        },
      });
    }, 0.75 * RUNS));

  it('3: transition leaves its argument as it was, and comes to what step comes to', () =>
    law((walked) => {
      walkCore(preparedState(1), walked, {
        before: (s, command) => {
          const before = observe(s);
          const pure = transition(s, coreCommand(command), s.now);
          expectSame(observe(s), before);
          const copy = fork(s);
          const { reply } = step(copy, coreCommand(command), s.now);
          expectSame(JSON.stringify(pure.reply), JSON.stringify(reply));
          expectSame(observe(pure.state), observe(copy));
        },
      });
    }, RUNS / 2));

  it('4: neither side of a fork sees what the other does', () =>
    assertOnSeeds(
      fc.property(sequences, sequences, sequences, (first, left, right) => {
        const s = preparedState(1);
        walkCore(s, first);
        const other = fork(s);
        const before = observe(s);
        walkCore(other, left);
        expect(observe(s)).toBe(before);
        const changed = observe(other);
        walkCore(s, right);
        expect(observe(other)).toBe(changed);
        expect([checkInvariants(s), checkInvariants(other)]).toEqual([[], []]);
      }),
      RUNS / 2,
    ));

  it('5, 6 and 7: ids are dense, time never falls, references point back, nothing follows a close', () =>
    law((walked) => {
      tally.sequences += 1;
      const state = preparedState(1);
      walkCore(state, walked, {
        waited: (s, { changes }) => {
          tally.changes(changes);
          if (changes.length > 0) expectNone(checkInvariants(s));
        },
        after: (s, { op }, outcome) => {
          tally.take(op, outcome);
          if (outcome.changes.length > 0) expectNone(checkInvariants(s));
        },
      });
      // Here a step without changes would show, if it wrote all the same.
      expectNone(checkInvariants(state));
    }, 4 * RUNS));

  it('8: one jump in time comes to what many small jumps come to', () =>
    assertOnSeeds(
      fc.property(sequences, fc.array(fc.nat({ max: 4000 }), { minLength: 1, maxLength: 30 }), (walked, jumps) => {
        const one = preparedState(1);
        walkCore(one, walked);
        const many = fork(one);
        const end = instant(one.now + jumps.reduce((sum, jump) => sum + jump, 0));
        settle(one, end);
        for (const jump of jumps) settle(many, instant(many.now + jump));
        expect(observe(many)).toBe(observe(one));
      }),
      RUNS,
    ));

  it('9: the same seed gives the same bytes, another seed other tokens', () =>
    law((walked) => {
      const said = (seed: number): string => {
        const replies: unknown[] = [];
        walkCore(preparedState(seed), walked, { after: (_s, _command, { reply }) => replies.push(reply) });
        return JSON.stringify(replies);
      };
      const first = said(7);
      expect(said(7)).toBe(first);
      if (first.includes('taskToken":"A')) expect(said(8)).not.toBe(first);
    }));
});

/** Writes over everything that can be reached from `value`; what is frozen stays as it is. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    spoil(member);
    Reflect.set(value, name, 'spoilt');
  }
}

describe('isolation', () => {
  it('whatever a caller does to what it handed in or got back changes nothing', () =>
    law((walked) => {
      walkCore(preparedState(1), walked, {
        // Walks share parts of their inputs.
        before: (_s, command) => Object.assign(command, { input: structuredClone(command.input) }),
        after: (s, { input }, { reply, changes }) => {
          const before = observe(s);
          for (const shared of [input, reply, changes]) spoil(shared);
          expectSame(observe(s), before);
        },
        waited: (s, { changes }) => {
          if (changes.length === 0) return;
          const before = observe(s);
          spoil(changes);
          expectSame(observe(s), before);
        },
      });
    }));
});

it('the walks met every operation and every event often enough to mean something', () => {
  console.log(freshSeedLine);
  tally.print();
  expect(tally.share).toBeGreaterThanOrEqual(0.6);
  tally.expectAtLeast(20);
});
