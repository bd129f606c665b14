import type fc from 'fast-check';
import { type DecisionMove, type Move, moves } from '../../src/property/walks/moves.js';
import type { Answer } from './lambdas.js';
import { type PeerMove, peerMoves } from './peers.js';

/**
 * More moves: a wait that ends at a deadline or when a run is forgotten, or a millisecond before or after it; a poll that
 * finds something; what a Lambda function answers.
 */
type More =
  | { readonly kind: 'until'; readonly nth: number; readonly offset: number }
  | { readonly kind: 'forgetting'; readonly nth: number; readonly offset: number }
  | { readonly kind: 'work'; readonly task: 'decision' | 'activity' }
  | { readonly kind: 'answer'; readonly n: number; readonly answer: Answer; readonly again: boolean };

/** A move, and how it is made. */
export interface Stride {
  readonly move: Move | More | PeerMove;
  /** Makes the command less ordinary, one time in four. */
  readonly twist: number;
  /** Leaves the steps of earlier batches waiting. */
  readonly hold: boolean;
  /** Takes another than the first of the tasks that a poll could hand out. */
  readonly pick: number;
  /** Lets the next command bring the time that a wait took, instead of settling first. */
  readonly lazy: boolean;
  /** Which of the things that could come next a wait lets come, turn by turn; -1 leaves steps waiting. */
  readonly order: readonly number[];
}

/** Sequences of strides: the moves of the other properties, and more of what meets a deadline. */
export function strides(f: typeof fc, length: { minLength: number; maxLength: number }): fc.Arbitrary<Stride[]> {
  const usual = moves(f, { minLength: 1, maxLength: 1 })
    .map(([move]) => move as Move)
    .filter(isModelled);
  const until = f.record({
    kind: f.constant('until' as const),
    nth: f.nat({ max: 3 }),
    offset: f.integer({ min: -1, max: 1 }),
  });
  const forgetting = until.map(({ nth, offset }) => ({ kind: 'forgetting' as const, nth, offset }));
  const work = f.record({ kind: f.constant('work' as const), task: f.constantFrom('decision', 'activity') });
  const beat = f.record({
    kind: f.constant('report' as const),
    token: f.nat({ max: 1 }),
    how: f.constant('Heartbeat' as const),
    text: f.boolean(),
  });
  // Batches that leave steps behind them: zero timers, and cancels of what nobody has.
  const leaving = f.record({
    type: f.constantFrom<DecisionMove['type']>('schedule', 'cancelActivity', 'cancelActivity', 'timer', 'cancelTimer'),
    id: f.nat({ max: 1 }),
    timeout: f.constant(0),
  });
  const batch = f.record({
    kind: f.constant('decide' as const),
    token: f.constant(0),
    decisions: f.array(leaving, { minLength: 2, maxLength: 5 }),
    denied: f.constant(false),
    list: f.constant(9),
  });
  const ask = f.record({
    kind: f.constant('ask' as const),
    what: f.constantFrom('signal', 'cancel', 'terminate'),
    run: f.nat({ max: 5 }),
    named: f.boolean(),
  });
  const answer = f.record({
    kind: f.constant('answer' as const),
    n: f.nat({ max: 2 }),
    answer: f.constantFrom<Answer>({ result: 'out' }, { reason: 'why', details: 'how' }, { reason: 'why' }),
    again: f.nat({ max: 5 }).map((chance) => chance === 5),
  });
  const far = f.record({
    kind: f.constant('wait' as const),
    millis: f.constantFrom(30_000, 60_000, 600_000, 3_600_000),
  });
  const stride = f.record({
    move: f.oneof(
      { weight: 140, arbitrary: usual },
      { weight: 60, arbitrary: work },
      { weight: 28, arbitrary: beat },
      { weight: 20, arbitrary: until },
      { weight: 24, arbitrary: batch },
      { weight: 6, arbitrary: ask },
      { weight: 10, arbitrary: answer },
      { weight: 50, arbitrary: peerMoves(f) },
      { weight: 1, arbitrary: far },
      { weight: 1, arbitrary: forgetting },
    ),
    twist: f.nat({ max: 999 }),
    hold: f.nat({ max: 5 }).map((chance) => chance === 5),
    pick: f.nat({ max: 9 }).map((chance) => Math.max(0, chance - 6)),
    lazy: f.boolean(),
    order: f.oneof(f.constant([]), f.array(f.integer({ min: -1, max: 3 }), { maxLength: 4 })),
  });
  // A biased walk is mostly one thing over and over: it gets nowhere.
  return f.noBias(f.array(stride, { ...length, size: 'max' }));
}

// Registration, tags, counts and what only looks at them are another matter, tried elsewhere.
const isModelled = (move: Move): boolean =>
  MODELLED.includes(move.kind) || (move.kind === 'look' && (move.what === 'describe' || move.what === 'history'));

const MODELLED: readonly Move['kind'][] = ['start', 'poll', 'decide', 'report', 'ask', 'wait'];
