import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { fork, runAt, type State, settle, step } from '../../src/core/index.js';
import { chooser } from '../../src/property/draw/chooser.js';
import { coreCommand, preparedState, walkCore } from '../../src/property/walks/coreWalk.js';
import { type Move, moves } from '../../src/property/walks/moves.js';
import { type PeerStep, peerMoves } from '../../src/property/walks/peerMoves.js';
import { PeerWalk, peerState } from '../../src/property/walks/peerWalk.js';
import type { WalkCommand } from '../../src/property/walks/walkCommands.js';
import { type Again, type Cut, expectSameEvents, exported } from './cut.js';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = 6;
// No fresh seed: of two runs, a history does not show which one had its event first in a millisecond, so rare walks differ.
const SEEDS = [1, 2, 3];
const NO_HISTORY = /Domain|Type|Tag/;
const counts = { tasks: 0, peers: 0, 'between a batch and its after-batch steps': 0 };

// A closed run gets no event of its after-batch steps: its history shows none of them, so they are taken as done.
const isShown = (s: State): boolean => !s.deliveries.some(({ run }) => runAt(s, run)?.closed);

// The order of two commands in one millisecond is in no history, nor is a heartbeat.
const apart = (walked: readonly Move[]): readonly Move[] =>
  walked
    .filter((move) => move.kind !== 'report' || move.how !== 'Heartbeat')
    .flatMap((move) => [{ kind: 'wait', millis: 1 } as const, move]);

function walkOfTasks(walked: readonly Move[]): void {
  const original = preparedState(1);
  const log: Again[] = [];
  const registered = preparedState(1);
  const cuts: Cut[] = [];
  const cut = (s: State): void => {
    cuts.push({ exports: exported(s), base: fork(registered), steps: log.length });
  };
  walkCore(original, apart(walked), {
    waited: (s, { changes }) => {
      const until = s.now;
      log.push((copy) => void settle(copy, until));
      if (changes.some(({ kind }) => kind === 'event')) cut(s);
    },
    after: (s, command: WalkCommand, { changes }) => {
      const { now } = s;
      log.push((copy) => void step(copy, coreCommand(command), now));
      if (NO_HISTORY.test(command.op)) step(registered, coreCommand(command), registered.now);
      if (changes.some(({ kind }) => kind === 'event')) cut(s);
    },
  });
  counts.tasks += expectSameEvents(original, log, cuts);
}

/** Steps that follow each other in time, with after-batch steps right after their batch, as the service does them. */
const inTurn = (walked: readonly PeerStep[]): readonly PeerStep[] =>
  walked.flatMap((one) => {
    const { move } = one;
    const settled = move.kind === 'settle' ? { ...move, choices: [] } : move;
    return [
      { ...one, hold: false, move: settled },
      { hold: false, move: { kind: 'settle', millis: 1, choices: [] } },
    ];
  });

function walkOfPeers(walked: readonly PeerStep[]): void {
  const original = peerState(25_000);
  const log: Again[] = [];
  const cuts: Cut[] = [];
  const walk = new PeerWalk(original, (s, { changes }, taken) => {
    const { now } = s;
    log.push((copy) => {
      if ('op' in taken) step(copy, taken, now);
      else settle(copy, taken.until, chooser(taken.choices));
    });
    if (!changes.some(({ kind }) => kind === 'event') || !isShown(s)) return;
    if (s.deliveries.length > 0) counts['between a batch and its after-batch steps'] += 1;
    cuts.push({ exports: exported(s), base: peerState(25_000), steps: log.length });
  });
  for (const one of inTurn(walked)) walk.take(one);
  counts.peers += expectSameEvents(original, log, cuts);
}

function holds<T>(property: fc.IRawProperty<T>, numRuns: number): void {
  for (const seed of SEEDS) void fc.assert(property, { seed, numRuns });
}

describe('a state made of exported histories goes on as the original, cut after each step', () => {
  it('with tasks, timers, timeouts and signals', () =>
    holds(fc.property(moves(fc, { minLength: 80, maxLength: 200 }), walkOfTasks), 2 * RUNS));

  it('with children, signals and cancel requests between runs, and runs that continue others', () =>
    holds(fc.property(peerMoves(fc, { minLength: 30, maxLength: 60 }), walkOfPeers), RUNS));
});

afterAll(() => {
  console.log(JSON.stringify(counts));
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(20);
});
