import type { Arbitrary, FastCheck, Length } from './fastCheck.js';

/** One thing that somebody might do. Numbers choose among what there is when the move is made, so that moves shrink. */
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
  | { readonly kind: 'keep'; readonly how: Keeping; readonly n: number }
  | { readonly kind: 'wait'; readonly millis: number };

/** What is done to domains and types when they are there, and what counts and lists. */
export type Keeping =
  | 'undeprecate'
  | 'delete'
  | 'ListDomains'
  | 'ListWorkflowTypes'
  | 'ListActivityTypes'
  | 'ListOpenWorkflowExecutions'
  | 'ListClosedWorkflowExecutions'
  | 'CountOpenWorkflowExecutions'
  | 'CountClosedWorkflowExecutions'
  | 'CountPendingDecisionTasks'
  | 'CountPendingActivityTasks'
  | 'TagResource'
  | 'UntagResource'
  | 'ListTagsForResource';

export interface DecisionMove {
  readonly type: 'schedule' | 'cancelActivity' | 'marker' | 'timer' | 'cancelTimer' | 'complete' | 'fail' | 'cancel';
  readonly id: number;
  readonly timeout: number;
}

/** Sequences of moves, likely ones often. */
export const moves = (fc: FastCheck, length: Length): Arbitrary<Move[]> =>
  fc.array(oneMove(fc), { ...length, size: 'max' });

const oneMove = (fc: FastCheck): Arbitrary<Move> =>
  fc.oneof(
    { weight: 2, arbitrary: registering(fc) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('deprecate' as const), n: whichOf(fc) }) },
    { weight: 3, arbitrary: starting(fc) },
    { weight: 18, arbitrary: polling(fc) },
    { weight: 18, arbitrary: deciding(fc) },
    { weight: 10, arbitrary: reporting(fc) },
    { weight: 5, arbitrary: asking(fc) },
    { weight: 3, arbitrary: looking(fc) },
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('keep' as const), how: keeping(fc), n: whichOf(fc) }) },
    { weight: 4, arbitrary: waiting(fc) },
  );

type MoveOf<K extends Move['kind']> = Arbitrary<Extract<Move, { kind: K }>>;

const whichOf = (fc: FastCheck): Arbitrary<number> => fc.nat({ max: 5 });
const listOf = (fc: FastCheck): Arbitrary<number> => fc.nat({ max: 4 });

const registering = (fc: FastCheck): MoveOf<'register'> =>
  fc.record({
    kind: fc.constant('register' as const),
    what: fc.constantFrom('domain' as const, 'workflow' as const, 'activity' as const),
    n: whichOf(fc),
  });

const starting = (fc: FastCheck): MoveOf<'start'> =>
  fc.record({
    kind: fc.constant('start' as const),
    workflow: fc.nat({ max: 2 }),
    list: listOf(fc),
    short: fc.boolean(),
  });

const polling = (fc: FastCheck): MoveOf<'poll'> =>
  fc.record({
    kind: fc.constant('poll' as const),
    task: fc.constantFrom('decision' as const, 'activity' as const),
    list: listOf(fc),
  });

const deciding = (fc: FastCheck): MoveOf<'decide'> =>
  fc.record({
    kind: fc.constant('decide' as const),
    token: fc.nat({ max: 3 }),
    decisions: fc.array(decision(fc), { minLength: 1, maxLength: 4 }),
    denied: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
    list: fc.nat({ max: 9 }),
  });

const decision = (fc: FastCheck): Arbitrary<DecisionMove> =>
  fc.record({ type: decisionType(fc), id: fc.nat({ max: 3 }), timeout: fc.nat({ max: 4 }) });

const decisionType = (fc: FastCheck): Arbitrary<DecisionMove['type']> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('schedule' as const) },
    { weight: 4, arbitrary: fc.constant('timer' as const) },
    { weight: 2, arbitrary: fc.constant('cancelTimer' as const) },
    { weight: 4, arbitrary: fc.constantFrom('cancelActivity' as const, 'marker' as const) },
    { weight: 3, arbitrary: fc.constantFrom('complete' as const, 'fail' as const, 'cancel' as const) },
  );

const reporting = (fc: FastCheck): MoveOf<'report'> =>
  fc.record({
    kind: fc.constant('report' as const),
    token: fc.nat({ max: 3 }),
    how: fc.constantFrom('Heartbeat' as const, 'Completed' as const, 'Failed' as const, 'Canceled' as const),
    text: fc.boolean(),
  });

const asking = (fc: FastCheck): MoveOf<'ask'> =>
  fc.record({
    kind: fc.constant('ask' as const),
    what: fc.constantFrom<'signal' | 'cancel' | 'terminate'>(...SIGNALS, 'cancel', 'terminate'),
    run: whichOf(fc),
    named: fc.boolean(),
  });

// Often, for a run goes on after a signal.
const SIGNALS = ['signal', 'signal', 'signal', 'signal', 'signal'] as const;

const looking = (fc: FastCheck): MoveOf<'look'> =>
  fc.record({
    kind: fc.constant('look' as const),
    what: fc.constantFrom<Extract<Move, { kind: 'look' }>['what']>(
      'describe',
      'history',
      'domain',
      'workflow',
      'activity',
    ),
    n: whichOf(fc),
  });

const keeping = (fc: FastCheck): Arbitrary<Keeping> => {
  const of = (weight: number, ...how: readonly Keeping[]) => ({ weight, arbitrary: fc.constantFrom(...how) });
  return fc.oneof(
    of(12, 'undeprecate', 'delete'),
    of(3, 'ListDomains', 'ListWorkflowTypes', 'ListActivityTypes'),
    of(3, 'ListOpenWorkflowExecutions', 'ListClosedWorkflowExecutions'),
    of(3, 'CountOpenWorkflowExecutions', 'CountClosedWorkflowExecutions'),
    of(2, 'CountPendingDecisionTasks', 'CountPendingActivityTasks'),
    of(3, 'TagResource', 'UntagResource', 'ListTagsForResource'),
  );
};

const waiting = (fc: FastCheck): MoveOf<'wait'> =>
  fc.record({
    kind: fc.constant('wait' as const),
    millis: fc.oneof(fc.nat({ max: 1500 }), fc.constantFrom(0, 1000, 1999, 2000, 2001, 5000, 21_000)),
  });
