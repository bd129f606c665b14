import type { Arbitrary, FastCheck, Length } from '../draw/fastCheck.js';
import type { SampleName } from './sampleDecisions.js';

/**
 * A move of a walk over runs that start, signal and cancel each other. Numbers choose, modulo the number of candidates.
 */
export type PeerMove =
  | { readonly kind: 'start'; readonly id: number; readonly policy: number; readonly span: number }
  | { readonly kind: 'poll'; readonly pick: number }
  | { readonly kind: 'answer'; readonly n: number; readonly batch: readonly PeerDecision[]; readonly close: PeerClose }
  | { readonly kind: 'work'; readonly pick: number; readonly batch: readonly PeerDecision[]; readonly close: PeerClose }
  | { readonly kind: 'signal'; readonly target: Target }
  | { readonly kind: 'cancel'; readonly target: Target }
  | { readonly kind: 'terminate'; readonly target: Target; readonly policy: number }
  | { readonly kind: 'settle'; readonly millis: number; readonly choices: readonly number[] };

/** The decision that ends a batch, by the name that the walk has for it. */
export type PeerClose = 'none' | SampleName<'closes'>;

/** The run that a signal or a cancel request is for. */
export interface Target {
  /** Chooses the workflow id. */
  readonly id: number;
  /**
   * - `run`: the chosen workflow.
   * - `self`: the workflow that decides; for a call, the first workflow.
   * - `unknown`: a workflow id that has no run.
   */
  readonly who: 'run' | 'self' | 'unknown';
  /** The run id that is given: none, that of the latest or the first run of the workflow, or a wrong one. */
  readonly runId: 'none' | 'latest' | 'first' | 'wrong';
}

/** A decision of a walk over peers. */
export type PeerDecision =
  | { readonly kind: 'child'; readonly id: number; readonly policy: number; readonly span: number }
  | { readonly kind: 'signal' | 'cancel'; readonly target: Target }
  | { readonly kind: 'marker' };

/** A move, and a flag for its after-batch steps. */
export interface PeerStep {
  /** The move. */
  readonly move: PeerMove;
  /** True if the after-batch steps stay waiting after the command. */
  readonly hold: boolean;
}

const targets = (fc: FastCheck) =>
  fc.record<Target>({
    id: fc.nat({ max: 20 }),
    who: fc.constantFrom('run', 'run', 'run', 'run', 'run', 'self', 'unknown'),
    runId: fc.constantFrom('none', 'none', 'none', 'latest', 'first', 'wrong'),
  });

const batches = (fc: FastCheck): Arbitrary<PeerDecision[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('child' as const), ...start(fc) }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constantFrom('signal' as const, 'cancel' as const), target: targets(fc) }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'marker' as const }) },
    ),
    { maxLength: 4 },
  );

const start = (fc: FastCheck) => ({ id: fc.nat({ max: 20 }), policy: fc.nat({ max: 4 }), span: fc.nat({ max: 5 }) });

const closes = (fc: FastCheck) =>
  fc.constantFrom<PeerClose>('none', 'none', 'none', 'complete', 'fail', 'cancel', 'continue', 'continue as nothing');

const answers = (fc: FastCheck) => ({ batch: batches(fc), close: closes(fc) });

const oneMove = (fc: FastCheck): Arbitrary<PeerMove> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('start' as const), ...start(fc) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('poll' as const), pick: fc.nat({ max: 3 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('answer' as const), n: fc.nat({ max: 9 }), ...answers(fc) }),
    },
    {
      weight: 10,
      arbitrary: fc.record({ kind: fc.constant('work' as const), pick: fc.nat({ max: 3 }), ...answers(fc) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom('signal' as const, 'cancel' as const), target: targets(fc) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('terminate' as const),
        target: targets(fc),
        policy: fc.nat({ max: 4 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('settle' as const),
        millis: fc.constantFrom(0, 0, 1, 1500, 3000),
        choices: fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: 5 }),
      }),
    },
  );

/** Returns an arbitrary of walks. */
export const peerMoves = (fc: FastCheck, length: Length): Arbitrary<PeerStep[]> =>
  fc.array(fc.record({ move: oneMove(fc), hold: fc.boolean() }), length);
