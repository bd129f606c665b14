import type fc from 'fast-check';

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
export function moves(f: typeof fc, length: { minLength: number; maxLength: number }): fc.Arbitrary<Move[]> {
  const n = f.nat({ max: 5 });
  const list = f.nat({ max: 4 });
  const what = f.constantFrom('domain', 'workflow', 'activity');
  const type = f.oneof(
    { weight: 8, arbitrary: f.constant<DecisionMove['type']>('schedule') },
    { weight: 4, arbitrary: f.constant<DecisionMove['type']>('timer') },
    { weight: 2, arbitrary: f.constant<DecisionMove['type']>('cancelTimer') },
    { weight: 4, arbitrary: f.constantFrom<DecisionMove['type']>('cancelActivity', 'marker') },
    { weight: 3, arbitrary: f.constantFrom<DecisionMove['type']>('complete', 'fail', 'cancel') },
  );
  const decision = f.record({ type, id: f.nat({ max: 3 }), timeout: f.nat({ max: 4 }) });
  const decide = f.record({
    kind: f.constant('decide' as const),
    token: f.nat({ max: 3 }),
    decisions: f.array(decision, { minLength: 1, maxLength: 4 }),
    denied: f.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
    list: f.nat({ max: 9 }),
  });
  const how = f.constantFrom<'Heartbeat' | 'Completed' | 'Failed' | 'Canceled'>(
    'Heartbeat',
    'Completed',
    'Failed',
    'Canceled',
  );
  const keeping = f.oneof(
    { weight: 12, arbitrary: f.constantFrom<Keeping>('undeprecate', 'delete') },
    { weight: 3, arbitrary: f.constantFrom<Keeping>('ListDomains', 'ListWorkflowTypes', 'ListActivityTypes') },
    { weight: 3, arbitrary: f.constantFrom<Keeping>('ListOpenWorkflowExecutions', 'ListClosedWorkflowExecutions') },
    { weight: 3, arbitrary: f.constantFrom<Keeping>('CountOpenWorkflowExecutions', 'CountClosedWorkflowExecutions') },
    { weight: 2, arbitrary: f.constantFrom<Keeping>('CountPendingDecisionTasks', 'CountPendingActivityTasks') },
    { weight: 3, arbitrary: f.constantFrom<Keeping>('TagResource', 'UntagResource', 'ListTagsForResource') },
  );
  const millis = f.oneof(f.nat({ max: 1500 }), f.constantFrom(0, 1000, 1999, 2000, 2001, 5000, 21_000));
  return f.array(
    f.oneof(
      { weight: 2, arbitrary: f.record({ kind: f.constant('register' as const), what, n }) },
      { weight: 2, arbitrary: f.record({ kind: f.constant('deprecate' as const), n }) },
      {
        weight: 3,
        arbitrary: f.record({
          kind: f.constant('start' as const),
          workflow: f.nat({ max: 2 }),
          list,
          short: f.boolean(),
        }),
      },
      {
        weight: 18,
        arbitrary: f.record({ kind: f.constant('poll' as const), task: f.constantFrom('decision', 'activity'), list }),
      },
      { weight: 18, arbitrary: decide },
      {
        weight: 10,
        arbitrary: f.record({ kind: f.constant('report' as const), token: f.nat({ max: 3 }), how, text: f.boolean() }),
      },
      {
        weight: 5,
        arbitrary: f.record({
          kind: f.constant('ask' as const),
          what: f.constantFrom('signal', 'signal', 'signal', 'signal', 'signal', 'cancel', 'terminate'),
          run: n,
          named: f.boolean(),
        }),
      },
      {
        weight: 3,
        arbitrary: f.record({
          kind: f.constant('look' as const),
          what: f.constantFrom('describe', 'history', 'domain', 'workflow', 'activity'),
          n,
        }),
      },
      { weight: 8, arbitrary: f.record({ kind: f.constant('keep' as const), how: keeping, n }) },
      { weight: 4, arbitrary: f.record({ kind: f.constant('wait' as const), millis }) },
    ),
    { ...length, size: 'max' },
  ) as fc.Arbitrary<Move[]>;
}
