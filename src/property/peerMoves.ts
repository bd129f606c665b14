import type { Arbitrary, FastCheck, Length } from './fastCheck.js';

/** What a walk over runs that concern each other does next. Numbers are taken modulo what there is to choose from. */
export type PeerMove =
  | { readonly kind: 'start'; readonly id: number; readonly policy: number; readonly span: number }
  | { readonly kind: 'poll'; readonly pick: number }
  | { readonly kind: 'answer'; readonly n: number; readonly batch: readonly PeerDecision[]; readonly close: Close }
  | { readonly kind: 'work'; readonly pick: number; readonly batch: readonly PeerDecision[]; readonly close: Close }
  | { readonly kind: 'signal'; readonly target: Target }
  | { readonly kind: 'cancel'; readonly target: Target }
  | { readonly kind: 'terminate'; readonly target: Target; readonly policy: number }
  | { readonly kind: 'settle'; readonly millis: number; readonly choices: readonly number[] };

export type Close = 'none' | 'complete' | 'fail' | 'cancel' | 'continue' | 'continue as nothing';

/** `self` is the run that decides, or the first one for a call from outside. */
export interface Target {
  readonly id: number;
  readonly who: 'run' | 'self' | 'nobody';
  readonly runId: 'none' | 'latest' | 'first' | 'wrong';
}

export type PeerDecision =
  | { readonly kind: 'child'; readonly id: number; readonly policy: number; readonly span: number }
  | { readonly kind: 'signal' | 'cancel'; readonly target: Target }
  | { readonly kind: 'marker' };

/** A move, and whether its command leaves the deliveries waiting. */
export interface Held {
  readonly move: PeerMove;
  readonly hold: boolean;
}

const targets = (fc: FastCheck) =>
  fc.record<Target>({
    id: fc.nat({ max: 20 }),
    who: fc.constantFrom('run', 'run', 'run', 'run', 'run', 'self', 'nobody'),
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
  fc.constantFrom<Close>('none', 'none', 'none', 'complete', 'fail', 'cancel', 'continue', 'continue as nothing');

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

/** Walks of some length. */
export const peerMoves = (fc: FastCheck, length: Length): Arbitrary<Held[]> =>
  fc.array(fc.record({ move: oneMove(fc), hold: fc.boolean() }), length);
