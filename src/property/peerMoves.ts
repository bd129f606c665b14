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

const targets = (f: FastCheck) =>
  f.record<Target>({
    id: f.nat({ max: 20 }),
    who: f.constantFrom('run', 'run', 'run', 'run', 'run', 'self', 'nobody'),
    runId: f.constantFrom('none', 'none', 'none', 'latest', 'first', 'wrong'),
  });

const batches = (f: FastCheck): Arbitrary<PeerDecision[]> =>
  f.array(
    f.oneof(
      { weight: 4, arbitrary: f.record({ kind: f.constant('child' as const), ...start(f) }) },
      {
        weight: 2,
        arbitrary: f.record({ kind: f.constantFrom('signal' as const, 'cancel' as const), target: targets(f) }),
      },
      { weight: 1, arbitrary: f.constant({ kind: 'marker' as const }) },
    ),
    { maxLength: 4 },
  );

const start = (f: FastCheck) => ({ id: f.nat({ max: 20 }), policy: f.nat({ max: 4 }), span: f.nat({ max: 5 }) });

const closes = (f: FastCheck) =>
  f.constantFrom<Close>('none', 'none', 'none', 'complete', 'fail', 'cancel', 'continue', 'continue as nothing');

const answers = (f: FastCheck) => ({ batch: batches(f), close: closes(f) });

const oneMove = (f: FastCheck): Arbitrary<PeerMove> =>
  f.oneof(
    { weight: 2, arbitrary: f.record({ kind: f.constant('start' as const), ...start(f) }) },
    { weight: 3, arbitrary: f.record({ kind: f.constant('poll' as const), pick: f.nat({ max: 3 }) }) },
    { weight: 3, arbitrary: f.record({ kind: f.constant('answer' as const), n: f.nat({ max: 9 }), ...answers(f) }) },
    { weight: 10, arbitrary: f.record({ kind: f.constant('work' as const), pick: f.nat({ max: 3 }), ...answers(f) }) },
    {
      weight: 1,
      arbitrary: f.record({ kind: f.constantFrom('signal' as const, 'cancel' as const), target: targets(f) }),
    },
    {
      weight: 2,
      arbitrary: f.record({ kind: f.constant('terminate' as const), target: targets(f), policy: f.nat({ max: 4 }) }),
    },
    {
      weight: 4,
      arbitrary: f.record({
        kind: f.constant('settle' as const),
        millis: f.constantFrom(0, 0, 1, 1500, 3000),
        choices: f.array(f.integer({ min: -1, max: 3 }), { maxLength: 5 }),
      }),
    },
  );

/** Walks of some length. */
export const peerMoves = (f: FastCheck, length: Length): Arbitrary<Held[]> =>
  f.array(f.record({ move: oneMove(f), hold: f.boolean() }), length);
