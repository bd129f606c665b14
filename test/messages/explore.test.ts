import type { Decision } from '@aws-sdk/client-swf';
import { type Decider, type ExploreOptions, explore, type Scenario } from '../../src/simulation/index.js';
import { forgetful, mended, order } from '../simulation/exploreSample.js';
import { cancelTimer, child, complete, lambda, requestCancel, schedule, startTimer } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

type Decide = (events: Parameters<Decider>[0]['events']) => Decision[];
const workflow = (decide: Decide, more: object = {}): Scenario =>
  wrong({
    workflows: { 'Order@1': wrong(({ events }: Parameters<Decider>[0]) => decide(events)) },
    start: { workflow: 'Order@1', workflowId: 'order-7' },
    ...more,
  });
/** Makes the decisions at the first task, and none later. */
const first =
  (...decisions: readonly Decision[]): Decide =>
  (events) =>
    events.length > 3 ? [] : [...decisions];

/** The report without histories: other tables have those. */
const withoutHistory = (text: string): string => text.replaceAll(/( ?#\d+ .*\n)+/g, 'TIMELINE\n');

function asserted(scenario: Scenario<never>, options: ExploreOptions = {}): string {
  const result = explore(wrong(scenario), options);
  try {
    result.assert();
  } catch (error) {
    (error as Error).message = withoutHistory((error as Error).message);
    throw error;
  }
  return withoutHistory(String(result));
}

/** The steps that a scenario has, each once, without the numbers of decision tasks. Every history is a finding, so that its steps are shown. */
function stepsOf(scenario: Scenario, finals: (types: readonly (string | undefined)[]) => string): string {
  const shown = {
    finalInvariant: ({ history }: { history: readonly { eventType?: string }[] }) =>
      finals(history.map(({ eventType }) => eventType)),
  };
  const { findings } = explore(Object.assign({}, scenario, shown) as Scenario);
  return [...new Set(findings.flatMap(({ steps }) => steps.map((step) => step.replace(/task \d+/, 'task N'))))]
    .toSorted()
    .join('\n');
}

const last = (types: readonly (string | undefined)[]): string => String(types.slice(-4));

const activities = workflow(
  (events) => {
    const has = (type: string) => events.some(({ eventType }) => eventType === type);
    if (!has('ActivityTaskScheduled')) return [schedule('charge', { startToCloseTimeout: '30' })];
    if (/ActivityTask(Completed|Failed|Canceled|TimedOut)/.test(String(events.map(({ eventType }) => eventType))))
      return [complete()];
    return has('WorkflowExecutionSignaled') && !has('ActivityTaskCancelRequested') ? [requestCancel('charge')] : [];
  },
  {
    start: { workflow: 'Order@1', workflowId: 'order-7', events: [{ signal: 'cancel' }] },
    outcomes: {
      'Charge@1': [{ effect: () => undefined, result: 'paid' }, { reason: 'declined' }, 'canceled', 'timeout', {}],
    },
  },
);
const others = workflow(first(child('refund')), {
  start: { workflow: 'Order@1', workflowId: 'order-7', events: [{ cancel: true, after: '1h' }] },
});
const timeouts = workflow(first(), {
  defaults: { workflows: { 'Order@1': { timeouts: { decision: '30s', execution: '1m' } } } },
  timeouts: ['decision', 'execution'],
});

const late = workflow(first(schedule('charge')), {
  start: { workflow: 'Order@1', workflowId: 'order-7', events: [{ terminate: true }] },
  outcomes: { 'Charge@1': [{ effect: () => undefined }] },
});
const time = workflow(
  first(startTimer('day', '86400'), lambda('pack'), schedule('charge', { scheduleToStartTimeout: '60' })),
  {
    defaults: { workflows: { 'Order@1': { lambdaRole: 'role', timeouts: { decision: '30s', execution: '2d' } } } },
    outcomes: { pack: ['timeout', {}], 'Charge@1': ['timeout'] },
  },
);

/** A decider that decides differently whenever it is called. */
function moody(): string {
  let calls = 0;
  return asserted(
    wrong(
      workflow(() => {
        calls += 1;
        if (calls === 1) throw new Error('in a bad mood');
        return [complete()];
      }),
    ),
  );
}

/** The path on which the decider forgets the refund. */
const FORGOTTEN = '0.0.0.0.0.1.0.1.1.0.0';

const rows: readonly Row[] = [
  [
    'a scenario without findings',
    () => asserted(wrong(workflow(() => [complete()]))),
    'explored all 3 states, 2 steps deep: no findings',
  ],
  [
    'a scenario with a finding',
    () => asserted(wrong(order(forgetful)), { path: FORGOTTEN }),
    [
      'took the 11 steps of the path: 1 finding',
      '',
      'final invariant broken: canceled, charged 1, refunded 0',
      "   1. a decider gets decision task 2 of run 'order-7'",
      "   2. the decider completes decision task 2: ScheduleActivityTask 'Charge'",
      "   3. a worker gets activity 'Charge'",
      "   4. the worker of activity 'Charge' applies its effect and completes",
      "   5. a decider gets decision task 8 of run 'order-7'",
      "   6. signal 'cancel' arrives",
      "   7. the decider completes decision task 8: ScheduleActivityTask 'Ship', StartTimer 'remind'",
      "   8. a worker gets activity 'Ship'",
      "   9. the worker of activity 'Ship' completes",
      "  10. a decider gets decision task 11 of run 'order-7'",
      '  11. the decider completes decision task 11: CompleteWorkflowExecution',
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0.0.0.0.0.1.0.1.1.0.0' })",
    ].join('\n'),
  ],
  [
    'the path of a finding',
    () => asserted(wrong(order(forgetful)), { path: '0.0' }),
    'took the 2 steps of the path: no findings',
  ],
  [
    'a bound that is reached',
    () => asserted(wrong(order(mended)), { maxStates: 50 }),
    'explored 50 states, not all (maxSteps or maxStates was reached), 6 steps deep: no findings',
  ],
  [
    'the steps of an activity',
    () => stepsOf(activities, last),
    [
      "30s pass: activity 'charge' times out (start-to-close)",
      "a decider gets decision task N of run 'order-7'",
      "a worker gets activity 'charge'",
      "signal 'cancel' arrives",
      'the decider completes decision task N: CompleteWorkflowExecution',
      "the decider completes decision task N: RequestCancelActivityTask 'charge'",
      "the decider completes decision task N: ScheduleActivityTask 'charge'",
      "the worker of activity 'charge' applies its effect and completes: 'paid'",
      "the worker of activity 'charge' fails: 'declined'",
      "the worker of activity 'charge' never responds",
    ].join('\n'),
  ],
  [
    'the steps of a cancel request',
    () => stepsOf({ ...activities, outcomes: { 'Charge@1': ['canceled'] } }, String),
    [
      "a decider gets decision task N of run 'order-7'",
      "a worker gets activity 'charge'",
      "event 5 of run 'order-7' takes effect: cancel activity",
      "event 7 of run 'order-7' takes effect: cancel activity",
      "signal 'cancel' arrives",
      'the decider completes decision task N: CompleteWorkflowExecution',
      "the decider completes decision task N: RequestCancelActivityTask 'charge'",
      "the decider completes decision task N: ScheduleActivityTask 'charge'",
      "the worker of activity 'charge' responds that it is canceled",
    ].join('\n'),
  ],
  [
    'the steps of late work',
    () => stepsOf(late, last),
    [
      "a decider gets decision task N of run 'order-7'",
      'a termination arrives',
      "a worker gets activity 'charge'",
      "the decider completes decision task N: ScheduleActivityTask 'charge'",
      'the decider completes decision task N: no decisions',
      "the worker of activity 'charge' applies its effect after the end of the task",
      "the worker of activity 'charge' applies its effect and completes",
    ].join('\n'),
  ],
  [
    'the steps of timeouts',
    () => stepsOf(timeouts, last),
    [
      "1m pass: run 'order-7' times out",
      "30s pass: a decision task of run 'order-7' times out (start-to-close)",
      "30s pass: run 'order-7' times out",
      "a decider gets decision task N of run 'order-7'",
      'the decider completes decision task N: no decisions',
    ].join('\n'),
  ],
  [
    'the steps of time',
    () => stepsOf(time, last),
    [
      "1m pass: activity 'charge' times out (schedule-to-start)",
      "23h59m pass: timer 'day' fires",
      "Lambda function 'pack' completes",
      "a decider gets decision task N of run 'order-7'",
      "event 6 of run 'order-7' takes effect: start lambda",
      "the decider completes decision task N: StartTimer 'day', ScheduleLambdaFunction 'pack', ScheduleActivityTask 'charge'",
      'the decider completes decision task N: no decisions',
    ].join('\n'),
  ],
  [
    'the steps of other tasks',
    () => stepsOf(others, last),
    [
      '1h pass',
      'a cancel request arrives',
      "a decider gets decision task N of run 'order-7'",
      "a decider gets decision task N of run 'refund'",
      "event 5 of run 'order-7' takes effect: start child",
      "event 5 of run 'refund' takes effect: start child",
      "the decider completes decision task N: StartChildWorkflowExecution 'refund'",
      'the decider completes decision task N: no decisions',
    ].join('\n'),
  ],
  [
    'a decider that waits for nothing',
    () => asserted(wrong(workflow(first()))),
    [
      'explored all 3 states, 2 steps deep: 1 finding',
      '',
      "stuck: run 'order-7' is open, and no further step is possible, except its execution timeout of 31536000 seconds",
      "   1. a decider gets decision task 2 of run 'order-7'",
      '   2. the decider completes decision task 2: no decisions',
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0.0' })",
    ].join('\n'),
  ],
  [
    'a decider that throws',
    () =>
      asserted(
        wrong(
          workflow(() => {
            throw new Error('no such state');
          }),
        ),
      ),
    [
      'explored all 2 states, 1 step deep: 1 finding',
      '',
      'decider throws: Order@1: no such state',
      "   1. a decider gets decision task 2 of run 'order-7'",
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0' })",
    ].join('\n'),
  ],
  [
    'a decision that fails',
    () => asserted(wrong(workflow((events) => (events.length > 3 ? [complete()] : [cancelTimer('nap')])))),
    [
      'explored all 5 states, 4 steps deep: 1 finding',
      '',
      "failed decision: CancelTimerFailed of 'nap': TIMER_ID_UNKNOWN",
      "   1. a decider gets decision task 2 of run 'order-7'",
      "   2. the decider completes decision task 2: CancelTimer 'nap'",
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0.0' })",
    ].join('\n'),
  ],
  [
    'a response that SWF refuses',
    () => asserted(wrong(workflow(() => [{ decisionType: 'StartTimer' }]))),
    [
      'explored all 3 states, 2 steps deep: 1 finding',
      '',
      'refused answer: ValidationException: StartTimerDecisionAttributes must be specified for decision of type StartTimer',
      "   1. a decider gets decision task 2 of run 'order-7'",
      '   2. the decider completes decision task 2: StartTimer',
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0.0' })",
    ].join('\n'),
  ],
  [
    'a result that SWF refuses',
    () => {
      const scenario = { ...activities, outcomes: { 'Charge@1': [{ result: 'x'.repeat(40_000) }] } };
      return explore(scenario).findings[0]?.message;
    },
    `RespondActivityTaskCompleted of activity 'charge': ValidationException: 1 validation error detected: Value '${'x'.repeat(44)}…${'x'.repeat(65)}' at 'result' failed to satisfy constraint: Member must have length less than or equal to 32768`,
  ],
  [
    'a signal that SWF refuses',
    () => {
      const start = { workflow: 'Order@1', events: [{ signal: '' }] };
      return explore(workflow(first(), { start })).findings[0]?.message;
    },
    "SignalWorkflowExecution of signal '': ValidationException: 1 validation error detected: Value '' at 'signalName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'an effect that is asynchronous',
    () => explore(wrong({ ...activities, outcomes: { 'Charge@1': [{ effect: async () => undefined }] } })),
    'swfake: effect() returned a promise; expected undefined. It must answer at once: make it a function that is not async',
  ],
  [
    'a copy of the world that is none',
    () =>
      explore(
        wrong({ ...activities, clone: () => undefined, outcomes: { 'Charge@1': [{ effect: () => undefined }] } }),
      ),
    'swfake: clone() returned undefined; expected a copy of the world',
  ],
  [
    'activities in a text',
    () => explore(wrong({ ...activities, activities: 'Charge@1' })),
    "swfake: activities was given as 'Charge@1'; expected an object with the names of types, such as { 'Charge@1': {} }",
  ],
  [
    'timeouts in a text',
    () => explore(wrong({ ...activities, timeouts: 'decision' })),
    "swfake: timeouts was given as 'decision'; expected a list of 'decision' and 'execution'",
  ],
  [
    'a path that is none',
    () => explore(activities, { path: '0.x' }),
    "swfake: path was given as '0.x'; expected the path of a finding, such as '0.2.1'",
  ],
  [
    'independent in a text',
    () => explore(activities, { independent: wrong('yes') }),
    "swfake: independent was given as 'yes'; expected true or false",
  ],
  [
    'an exploration with independent events',
    () => {
      const signals = (events: Parameters<Decide>[0]) =>
        events.flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
      const decide: Decide = (events) => (signals(events).length < 2 ? [] : [complete(String(signals(events)))]);
      const start = { workflow: 'Order@1', events: [{ signal: 'pay' }, { signal: 'pack' }] };
      return String(explore(workflow(decide, { start }), { independent: true }));
    },
    [
      'explored all 19 states, saved 10, 4 steps deep: no findings',
      '36 answers to other orders were compared',
      'the order matters in Order@1: WorkflowExecutionSignaled pay, WorkflowExecutionSignaled pack',
    ].join('\n'),
  ],
  [
    'an invariant that is false',
    () => asserted(wrong(workflow(first(), { invariant: () => false }))),
    [
      'explored all 1 state, 0 steps deep: 1 finding',
      '',
      'invariant broken: the invariant returned false',
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '' })",
    ].join('\n'),
  ],
  [
    'a decider that is asynchronous',
    () => asserted(wrong(workflow(wrong(async () => [])))),
    "swfake: the decider of 'Order@1' returned a promise; explore() needs deciders that return their decisions at once",
  ],
  [
    'a decider that is not deterministic',
    moody,
    "swfake: the finding 'decider throws: Order@1: in a bad mood' did not appear again on path '0'; make deciders, effects and invariants pure",
  ],
  [
    'a child without a decider',
    () =>
      asserted(
        wrong(
          workflow(
            first(
              wrong({
                decisionType: 'StartChildWorkflowExecution',
                startChildWorkflowExecutionDecisionAttributes: {
                  workflowId: 'refund',
                  workflowType: { name: 'Refund', version: '1' },
                },
              }),
            ),
            { defaults: { workflows: { 'Refund@1': {} } } },
          ),
        ),
      ),
    [
      'explored all 9 states, 6 steps deep: 1 finding',
      '',
      "decider throws: Refund@1: swfake: workflow type 'Refund@1' has no decider; add it to the workflows of the scenario",
      "   1. a decider gets decision task 2 of run 'order-7'",
      "   2. the decider completes decision task 2: StartChildWorkflowExecution 'refund'",
      "   3. event 5 of run 'order-7' takes effect: start child",
      "   4. a decider gets decision task 2 of run 'refund'",
      "Run 'order-7':",
      'TIMELINE',
      "Run 'refund':",
      'TIMELINE',
      "Reproduce with: explore(scenario, { path: '0.0.0.0' })",
    ].join('\n'),
  ],
  [
    'a path of another scenario',
    () => asserted(wrong(order(mended)), { path: '0.7' }),
    "swfake: step 2 of path '0.7' does not exist; use the scenario of the finding, and deciders and effects that are pure",
  ],
];

messageTable('explore()', {
  of: ['src/simulation/explore'],
  rows,
  builders: { wrongValue: 2, wrongAnswer: 2, checkList: 2, checkObject: 2 },
  unreached: [
    ['has no decider; add it', 'the message of a finding: see the child without a decider'],
    ['there is no run with workflow id', 'a scenario always starts its run'],
  ],
  sentencesOf: ['answer', 'arrive', 'take'].map((name) => `src/simulation/explore/moves/${name}.ts`),
});
