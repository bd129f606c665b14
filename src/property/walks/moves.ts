import type { Arbitrary, FastCheck, Length } from '../draw/fastCheck.js';
import { DIRECT_OPERATIONS, type DirectOperation } from './operations.js';
import type { SampleName } from './sampleDecisions.js';

/**
 * A move of a walk: a call or a wait. Numbers choose among the things that exist when the move is made: so moves can
 * shrink.
 */
export type Move =
  | { readonly kind: 'register'; readonly what: 'domain' | 'workflow' | 'activity'; readonly n: number }
  | { readonly kind: 'deprecate'; readonly n: number }
  | { readonly kind: 'start'; readonly workflow: number; readonly list: number; readonly short: boolean }
  | { readonly kind: 'poll'; readonly task: 'decision' | 'activity'; readonly list: number }
  | {
      readonly kind: 'decide';
      readonly token: number;
      readonly decisions: readonly DecisionMove[];
      readonly denied: boolean;
      readonly list: number;
    }
  | {
      readonly kind: 'report';
      readonly token: number;
      readonly how: 'Heartbeat' | 'Completed' | 'Failed' | 'Canceled';
      readonly text: boolean;
    }
  | {
      readonly kind: 'ask';
      readonly what: 'signal' | 'cancel' | 'terminate';
      readonly run: number;
      readonly named: boolean;
    }
  | {
      readonly kind: 'look';
      readonly what: 'describe' | 'history' | 'domain' | 'workflow' | 'activity';
      readonly n: number;
    }
  | { readonly kind: 'manage'; readonly how: ManagementCall; readonly n: number }
  | { readonly kind: 'wait'; readonly millis: number };

/** A call that manages domains and types, or counts and lists. */
export type ManagementCall = 'undeprecate' | 'delete' | DirectOperation;

/** A decision of a walk. */
export interface DecisionMove {
  /** The name that the walk has for the decision. */
  readonly type: SampleName<'tasks'>;
  /** Chooses the id of its subject. */
  readonly id: number;
  /** Chooses its timeouts. */
  readonly timeout: number;
}

/** Returns an arbitrary of walks. Polls and responses are the most frequent moves. */
export const moves = (fc: FastCheck, length: Length): Arbitrary<Move[]> =>
  fc.array(oneMove(fc), { ...length, size: 'max' });

const oneMove = (fc: FastCheck): Arbitrary<Move> =>
  fc.oneof(
    { weight: 2, arbitrary: registerMove(fc) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('deprecate' as const), n: indexes(fc) }) },
    { weight: 3, arbitrary: startMove(fc) },
    { weight: 18, arbitrary: pollMove(fc) },
    { weight: 18, arbitrary: decideMove(fc) },
    { weight: 10, arbitrary: reportMove(fc) },
    { weight: 5, arbitrary: requestMove(fc) },
    { weight: 3, arbitrary: lookMove(fc) },
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('manage' as const), how: managementCall(fc), n: indexes(fc) }),
    },
    { weight: 4, arbitrary: waitMove(fc) },
  );

type MoveOf<K extends Move['kind']> = Arbitrary<Extract<Move, { kind: K }>>;

const indexes = (fc: FastCheck): Arbitrary<number> => fc.nat({ max: 5 });
const listIndexes = (fc: FastCheck): Arbitrary<number> => fc.nat({ max: 4 });

const registerMove = (fc: FastCheck): MoveOf<'register'> =>
  fc.record({
    kind: fc.constant('register' as const),
    what: fc.constantFrom('domain' as const, 'workflow' as const, 'activity' as const),
    n: indexes(fc),
  });

const startMove = (fc: FastCheck): MoveOf<'start'> =>
  fc.record({
    kind: fc.constant('start' as const),
    workflow: fc.nat({ max: 2 }),
    list: listIndexes(fc),
    short: fc.boolean(),
  });

const pollMove = (fc: FastCheck): MoveOf<'poll'> =>
  fc.record({
    kind: fc.constant('poll' as const),
    task: fc.constantFrom('decision' as const, 'activity' as const),
    list: listIndexes(fc),
  });

const decideMove = (fc: FastCheck): MoveOf<'decide'> =>
  fc.record({
    kind: fc.constant('decide' as const),
    token: fc.nat({ max: 3 }),
    decisions: fc.array(decisionMove(fc), { minLength: 1, maxLength: 4 }),
    denied: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
    list: fc.nat({ max: 9 }),
  });

const decisionMove = (fc: FastCheck): Arbitrary<DecisionMove> =>
  fc.record({ type: decisionType(fc), id: fc.nat({ max: 3 }), timeout: fc.nat({ max: 4 }) });

const decisionType = (fc: FastCheck): Arbitrary<DecisionMove['type']> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('schedule' as const) },
    { weight: 4, arbitrary: fc.constant('timer' as const) },
    { weight: 2, arbitrary: fc.constant('cancelTimer' as const) },
    { weight: 4, arbitrary: fc.constantFrom('cancelActivity' as const, 'marker' as const) },
    { weight: 3, arbitrary: fc.constantFrom('complete' as const, 'fail' as const, 'cancel' as const) },
  );

const reportMove = (fc: FastCheck): MoveOf<'report'> =>
  fc.record({
    kind: fc.constant('report' as const),
    token: fc.nat({ max: 3 }),
    how: fc.constantFrom('Heartbeat' as const, 'Completed' as const, 'Failed' as const, 'Canceled' as const),
    text: fc.boolean(),
  });

const requestMove = (fc: FastCheck): MoveOf<'ask'> =>
  fc.record({
    kind: fc.constant('ask' as const),
    what: fc.constantFrom<'signal' | 'cancel' | 'terminate'>(...SIGNALS, 'cancel', 'terminate'),
    run: indexes(fc),
    named: fc.boolean(),
  });

// Signals are more frequent than the others, since a run continues after a signal.
const SIGNALS = ['signal', 'signal', 'signal', 'signal', 'signal'] as const;

const lookMove = (fc: FastCheck): MoveOf<'look'> =>
  fc.record({
    kind: fc.constant('look' as const),
    what: fc.constantFrom<Extract<Move, { kind: 'look' }>['what']>(
      'describe',
      'history',
      'domain',
      'workflow',
      'activity',
    ),
    n: indexes(fc),
  });

const managementCall = (fc: FastCheck): Arbitrary<ManagementCall> => {
  const of = (weight: number, ...how: readonly ManagementCall[]) => ({ weight, arbitrary: fc.constantFrom(...how) });
  return fc.oneof(of(12, 'undeprecate', 'delete'), ...DIRECT_OPERATIONS.map(({ weight, ops }) => of(weight, ...ops)));
};

const waitMove = (fc: FastCheck): MoveOf<'wait'> =>
  fc.record({
    kind: fc.constant('wait' as const),
    millis: fc.oneof(fc.nat({ max: 1500 }), fc.constantFrom(0, 1000, 1999, 2000, 2001, 5000, 21_000)),
  });
