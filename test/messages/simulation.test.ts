import type { Decision } from '@aws-sdk/client-swf';
import { never } from '../../src/rules/index.js';
import {
  type CheckDeterminismOptions,
  checkDeterminism,
  type Decider,
  type Definition,
  everyCrashPoint,
  everyUpgradePoint,
  harness,
  minimize,
  type PlannedFault,
  type PollLoop,
  type SimulationResult,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import { checkSimulationModule } from '../../src/simulation/simulationModule.js';
import { chargesTwice, forgetsRefund, order, quietStart, start } from '../simulation/sample.js';
import { child, complete, lambda, schedule, shop, startTimer } from '../support/shop.js';
import { sources } from '../support/sources.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;
const none = (): Decision[] => [];
const flow = (decider: Decider, more: Partial<Definition> = {}): Definition => ({
  workflows: { 'Flow@1': decider },
  ...more,
});

const planned = (fault: unknown) => () => simulate(order, { start: quietStart, plan: [fault as PlannedFault] });
const defined = (definition: unknown) => () => harness(wrong(definition));
const started = (more: unknown) => () => harness(flow(none)).run(wrong({ workflow: 'Flow@1', ...Object(more) }));

/** A text without what other tables have: the state of the run, and its timeline. */
function own(text: string, { ended, timeline }: SimulationResult): string {
  const state = 'why' in ended ? text.replace(ended.why, 'STATE') : text;
  return timeline === '' ? state : state.replace(timeline, 'TIMELINE');
}

const problemOf = async (definition: Definition, more: object = {}): Promise<string> => {
  const result = await simulate(definition, { start: { workflow: 'Flow@1' }, schedule: [], ...more });
  return own(String(result.problem), result);
};

const work: Decider = () => [schedule('work')];
/** Makes the decisions at the first task, and completes at the next one. */
const once =
  (...decisions: readonly Decision[]): Decider =>
  ({ events }) =>
    events.length === 3 ? decisions : [complete()];
const limited: Partial<Definition> = {
  defaults: {
    workflows: { 'Flow@1': { timeouts: { decision: '1m' } } },
    activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } },
  },
};
const hangs = () => new Promise<never>(() => undefined);
/** A poll loop that calls SWF without waiting for anything. */
const busy: PollLoop = async (client) => {
  for (;;) await client.describeDomain({ name: 'test' });
};
const activities = { 'Charge@1': hangs };

async function reportOf(fault?: PlannedFault): Promise<string> {
  const plan = fault && [fault];
  const result = await simulate(chargesTwice, { start: quietStart, schedule: [], ...(plan && { plan }) });
  return asserted(result, result);
}

/** Asserts a result and returns its report, or throws the error with its own message. */
function asserted(result: { assert(): void }, simulation: SimulationResult | undefined): string {
  const withoutOthers = (text: string): string => (simulation ? own(text, simulation) : text);
  try {
    result.assert();
  } catch (error) {
    (error as Error).message = withoutOthers((error as Error).message);
    throw error;
  }
  return withoutOthers(String(result));
}

async function swept(p: number, more: object = {}): Promise<string> {
  const plan = [
    { fault: 'crash', p },
    { fault: 'throttle', nth: 5000 },
  ] as const;
  const result = await sweep(chargesTwice, { start: quietStart, plan, seeds: p === 0 ? 2 : 2000, ...more });
  return asserted(result, result.failed);
}

async function points(definition: typeof order, more: object = {}, from = quietStart): Promise<string> {
  const result = await everyCrashPoint(definition, from, more);
  const first = result.undisturbed.ok ? result.failed[0]?.outcome : result.undisturbed;
  return asserted(result, first);
}

/** The finding of a decider that decides differently the second time. */
async function finding(decider: (call: number) => unknown, options: CheckDeterminismOptions = {}): Promise<unknown> {
  const { events, ...task } = await decisionTask();
  let calls = 0;
  const checked = checkDeterminism(
    (() => {
      calls += 1;
      return decider(calls);
    }) as Decider,
    options,
  );
  return checked({ ...task, events });
}

async function decisionTask() {
  const swf = shop({ seed: 1 });
  const { domain, taskList } = { domain: 'shop', taskList: { name: 'default' } };
  await swf
    .client()
    .startWorkflowExecution({ domain, workflowId: 'order-7', workflowType: { name: 'Order', version: '1' } });
  return wrong(await swf.client().pollForDecisionTask({ domain, taskList })) as Parameters<Decider>[0];
}

const seen: Decider = ({ events }) => [complete(events[0]?.eventType)];
const byEvents = async (options: CheckDeterminismOptions) =>
  checkDeterminism(seen, options)({ ...(await decisionTask()), previousStartedEventId: 3 });

async function changesTask(): Promise<unknown> {
  const task = await decisionTask();
  return checkDeterminism((given) => {
    given.events.pop();
    return [];
  })(task);
}

const upgraded = (more: object) => {
  const version = () => flow(none);
  return everyUpgradePoint({ from: version, to: version }, wrong({ start: { workflow: 'Flow@1' }, ...more }));
};

const rows: readonly Row[] = [
  ['a misspelt fault', planned({ fault: 'trottle' }), "swfake: unknown fault 'trottle'; did you mean 'throttle'?"],
  [
    'an unknown fault',
    planned({ fault: 'earthquake' }),
    "swfake: unknown fault 'earthquake'; expected one of 'throttle', 'lost request', 'lost response', 'duplicate delivery', 'empty poll', 'abandoned poll', 'crash', 'crash before', 'crash after', 'zombie worker', 'slow decider', 'clock jump', 'many timers'",
  ],
  [
    'a fault without a name',
    planned({}),
    "swfake: unknown fault undefined; expected one of 'throttle', 'lost request', 'lost response', 'duplicate delivery', 'empty poll', 'abandoned poll', 'crash', 'crash before', 'crash after', 'zombie worker', 'slow decider', 'clock jump', 'many timers'",
  ],
  [
    'a misspelt member of a fault',
    planned({ fault: 'throttle', opp: 'x' }),
    "swfake: unknown member of a fault 'opp'; did you mean 'op'?",
  ],
  [
    'a misspelt operation',
    planned({ fault: 'throttle', op: 'SignalWorkflowExecutoin' }),
    "swfake: unknown operation 'SignalWorkflowExecutoin'; did you mean 'SignalWorkflowExecution'?",
  ],
  [
    'an operation that is a number',
    planned({ fault: 'throttle', op: 7 }),
    "swfake: unknown operation 7; expected the name of one, such as 'CountClosedWorkflowExecutions'",
  ],
  [
    'nth and p',
    planned({ fault: 'throttle', p: 1, nth: 1 }),
    "swfake: fault 'throttle' has both nth and p; give one of them",
  ],
  [
    'nth from zero',
    planned({ fault: 'throttle', nth: 0 }),
    "swfake: nth of fault 'throttle' was given as 0; expected a whole number from 1",
  ],
  [
    'a fraction as count',
    planned({ fault: 'many timers', count: 1.5 }),
    "swfake: count of fault 'many timers' was given as 1.5; expected a whole number from 1",
  ],
  [
    'a probability in percent',
    planned({ fault: 'throttle', p: 50 }),
    "swfake: p of fault 'throttle' was given as 50; expected a number from 0 to 1",
  ],
  [
    'a clock jump without by',
    planned({ fault: 'clock jump' }),
    "swfake: by of fault 'clock jump' was given as undefined; expected a duration such as '2m'",
  ],
  [
    'a fault for a number',
    planned({ fault: 'slow decider', for: 3 }),
    "swfake: the duration 3 has no unit; did you mean '3s'?",
  ],
  [
    'a member of another fault',
    planned({ fault: 'crash', by: '2m' }),
    "swfake: fault 'crash' has no 'by'; only 'clock jump' has it",
  ],
  [
    'a plan that is no list',
    () => simulate(order, { start: quietStart, plan: wrong('crash') }),
    "swfake: plan was given as 'crash'; expected a list of faults, such as [{ fault: 'crash' }]",
  ],
  [
    'a seed in a text',
    () => simulate(order, { start: quietStart, seed: wrong('7') }),
    "swfake: seed was given as '7'; expected a whole number from 0 to 2^53 - 1, for example 1",
  ],
  [
    'a schedule in a text',
    () => simulate(order, { start: quietStart, schedule: wrong('0') }),
    "swfake: schedule was given as '0'; expected a list of steps that wait, { step, after }, such as 'schedule' of a result",
  ],
  [
    'a schedule of an earlier version',
    () => simulate(order, { start: quietStart, schedule: wrong([3, 0]) }),
    "swfake: an entry of 'schedule' was given as 3; expected a list of steps that wait, { step, after }, such as 'schedule' of " +
      'a result; a schedule of numbers is of an earlier version: run its seed again',
  ],
  [
    'a schedule of texts',
    () => simulate(order, { start: quietStart, schedule: wrong(['first']) }),
    "swfake: an entry of 'schedule' was given as 'first'; expected a list of steps that wait, { step, after }, such as " +
      "'schedule' of a result",
  ],
  [
    'a step that waits for nothing',
    () => simulate(order, { start: quietStart, schedule: wrong([{ step: 'the end' }]) }),
    "swfake: 'after' of an entry of 'schedule' was given as undefined; expected the address of a step",
  ],
  [
    'a step that waits twice',
    () =>
      simulate(order, {
        start: quietStart,
        schedule: [
          { step: 'the end', after: 'the start' },
          { step: 'the end', after: 'the middle' },
        ],
      }),
    "swfake: a second entry of 'schedule' for one step was given as 'the end'; expected one entry for each step",
  ],
  [
    'a passed simulation to minimize',
    async () => minimize(await simulate(order, { start: quietStart })),
    'swfake: minimize() got a simulation that passed; expected one that failed',
  ],
  [
    'a simulation of a harness to minimize',
    async () => minimize(await harness(order).run(quietStart)),
    'swfake: minimize() cannot repeat this result; expected one of simulate(), sweep(), everyCrashPoint() or ' +
      'everyUpgradePoint()',
  ],
  [
    'no run to minimize in',
    async () => minimize(await simulate(order, { start: quietStart }), { maxRuns: 0 }),
    'swfake: maxRuns was given as 0; expected a whole number from 1',
  ],
  [
    'a fraction of a run to minimize in',
    () => sweep(order, { start: quietStart, seeds: 1, minimizeRuns: 0.5 }),
    'swfake: minimizeRuns was given as 0.5; expected a whole number from 0',
  ],
  [
    'a minimized simulation that has nothing to leave out',
    async () => {
      const failed = await simulate(flow(none), { start: { workflow: 'Flow@1' } });
      return own(String(await minimize(failed)), failed);
    },
    [
      'the run is stuck: no further step is possible.',
      'STATE',
      '',
      'it comes without a fault, an outside event or a wait of a step',
      '',
      'What happens:',
      '',
      '   1. +0s  starter calls StartWorkflowExecution.',
      '   2. +0s  decider-1 calls PollForDecisionTask for decision 1.',
      '   3. +0s  decider-1 calls RespondDecisionTaskCompleted for decision 1: no decision.',
      '   4. +0s  The simulation ends: the run is stuck: no further step is possible.',
      '',
      'Reproduce with:',
      '',
      "test('Flow@1: the run is stuck: no further step is possible.', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Flow@1' },",
      '    schedule: [],',
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'a fault at no address',
    planned({ fault: 'crash', at: 7 }),
    "swfake: at of fault 'crash' was given as 7; expected an address from 'fired' of a result",
  ],
  [
    'a sweep without seeds',
    () => sweep(order, wrong({ start: quietStart })),
    'swfake: seeds was given as undefined; expected a whole number from 1',
  ],
  [
    'a search that is guided by a text',
    () => sweep(order, wrong({ start: quietStart, seeds: 1, guided: 'yes' })),
    "swfake: guided was given as 'yes'; expected true or false",
  ],
  [
    'a corpus without a guided search',
    () => sweep(order, { start: quietStart, seeds: 1, corpus: wrong({}) }),
    "swfake: 'corpus' is for a guided search; add 'guided: true', or leave it out",
  ],
  [
    'a corpus that is none',
    () => sweep(order, { start: quietStart, seeds: 1, guided: true, corpus: wrong({ entries: [] }) }),
    "swfake: the corpus is no corpus of a guided search; expected 'guided.corpus' of the result of sweep()",
  ],
  [
    'a corpus of a later version',
    () =>
      sweep(order, { start: quietStart, seeds: 1, guided: true, corpus: wrong({ kind: 'swfake corpus', version: 2 }) }),
    "swfake: the corpus has version 2, but this swfake reads version 1; expected 'guided.corpus' of the result of sweep()",
  ],
  [
    'a damaged corpus',
    () =>
      sweep(order, {
        start: quietStart,
        seeds: 1,
        guided: true,
        corpus: wrong({ kind: 'swfake corpus', version: 1, entries: [{}] }),
      }),
    "swfake: the corpus is damaged: entry 1 is none of a guided search; expected 'guided.corpus' of the result of sweep()",
  ],
  [
    'outcomes in a text',
    () => simulate(order, { start: quietStart, outcomes: wrong('timeout') }),
    "swfake: outcomes was given as 'timeout'; expected an object of lists by type, such as { 'Charge@1': ['timeout'] }",
  ],
  [
    'outcomes that are no list',
    () => simulate(order, { start: quietStart, outcomes: wrong({ 'Charge@1': 'timeout' }) }),
    "swfake: the list for 'Charge@1' in 'outcomes' was given as 'timeout'; expected a list, such as ['timeout']",
  ],
  [
    'a result that is an error',
    () => simulate(order, { start: quietStart, outcomes: { 'Charge@1': [{ result: new Error('declined') }] } }),
    "swfake: result in an outcome of 'Charge@1' was given as the error 'Error: declined'; expected a text, or a value that becomes JSON",
  ],
  [
    'outcomes of a misspelt type',
    () => simulate(order, { start: quietStart, outcomes: { 'Chrage@1': ['timeout'] } }),
    "swfake: the type 'Chrage@1' in 'outcomes' is not one of 'activities'; did you mean 'Charge@1'?",
  ],
  [
    'outcomes of an unknown type',
    () => simulate(flow(none, { activities }), { start: { workflow: 'Flow@1' }, outcomes: { 'Pack@1': ['timeout'] } }),
    "swfake: the type 'Pack@1' in 'outcomes' is not one of 'activities'; expected one of 'Charge@1'",
  ],
  [
    'outcomes without activities',
    () => simulate(flow(none), { start: { workflow: 'Flow@1' }, outcomes: { 'Pack@1': ['timeout'] } }),
    "swfake: the type 'Pack@1' in 'outcomes' is not one of 'activities'; the definition has none",
  ],
  [
    'a domain that is a number',
    defined({ workflows: {}, domain: 7 }),
    "swfake: domain was given as 7; expected the name of a domain, such as 'test'",
  ],
  [
    'defaults in a list',
    defined({ workflows: {}, defaults: { activities: ['Charge@1'] } }),
    'swfake: defaults.activities was given as ["Charge@1"]; expected an object of settings by type, such as { \'Charge@1\': {} }',
  ],
  [
    'options of the fake in a text',
    defined({ workflows: {}, fake: 'fast' }),
    "swfake: fake was given as 'fast'; expected an object of options of SwfFake",
  ],
  [
    'expected failures in a text',
    defined({ workflows: {}, expectedFailures: 'ValidationException' }),
    "swfake: expectedFailures was given as 'ValidationException'; expected a list of names, such as ['ValidationException']",
  ],
  [
    'an expected failure that is no name',
    defined({ workflows: {}, expectedFailures: [7] }),
    "swfake: an entry of 'expectedFailures' was given as 7; expected the name of a fault, such as 'ValidationException', or the cause of a failed decision",
  ],
  [
    'a misspelt cause',
    defined({ workflows: {}, expectedFailures: ['TIMER_ID_UNKNOW'] }),
    "swfake: unknown entry 'TIMER_ID_UNKNOW' of 'expectedFailures'; did you mean 'TIMER_ID_UNKNOWN'?",
  ],
  [
    'a misspelt fault that is expected',
    defined({ workflows: {}, expectedFailures: ['Validation'] }),
    "swfake: unknown entry 'Validation' of 'expectedFailures'; did you mean 'ValidationError'?",
  ],
  [
    'an unknown cause',
    defined({ workflows: {}, expectedFailures: ['EARTHQUAKE'] }),
    "swfake: unknown entry 'EARTHQUAKE' of 'expectedFailures'; expected the name of a fault, such as 'ValidationException', or the cause of a failed decision",
  ],
  [
    'tags in a text',
    started({ tagList: 'gold' }),
    "swfake: 'tagList' of 'start' was given as 'gold'; expected a list of tags, such as ['gold']",
  ],
  [
    'events that are no list',
    started({ events: { signal: 'cancel' } }),
    'swfake: \'start.events\' was given as {"signal":"cancel"}; expected a list of events, such as [{ signal: \'cancel\' }]',
  ],
  [
    'an async invariant',
    () => problemOf(flow(none, { invariant: async () => true })),
    'swfake: invariant() returned a promise; expected true or undefined if it holds; false or a text, or a thrown error, if it fails. It must answer at once: make it a function that is not async',
  ],
  [
    'an invariant that returns its error',
    () => problemOf(flow(none, { invariant: () => new Error('charged twice') })),
    "swfake: invariant() returned the error 'Error: charged twice'; expected true or undefined if it holds; false or a text, or a thrown error, if it fails. Throw an error that the test must see",
  ],
  [
    'an async world',
    () => problemOf(flow(none, { world: async () => [] })),
    'swfake: world() returned a promise; expected the world, such as { charged: 0 }. It must answer at once: make it a function that is not async',
  ],
  [
    'an async report of progress',
    () => everyCrashPoint(order, quietStart, { maxPoints: 1, onProgress: async () => undefined }),
    'swfake: onProgress() returned a promise; expected undefined. It must answer at once: make it a function that is not async',
  ],
  [
    'an async definition',
    () =>
      simulate(
        wrong(async () => order),
        { start: quietStart },
      ),
    'swfake: definition() returned a promise; expected a definition, such as { workflows }. It must answer at once: make it a function that is not async',
  ],
  [
    'a module without a start',
    () => checkSimulationModule(wrong({ definition: order })),
    "swfake: the module has no 'start'; expected { definition, start, plan }",
  ],
  [
    'an async version',
    () => everyUpgradePoint({ from: () => flow(none), to: wrong(async () => flow(none)) }, { start: quietStart }),
    'swfake: to() returned a promise; expected a version, such as { workflows, activities }. It must answer at once: make it a function that is not async',
  ],
  [
    'a version with a world',
    () => everyUpgradePoint({ from: () => flow(none), to: () => flow(none, { world: none }) }, { start: quietStart }),
    "swfake: unknown option 'world' of the version 'to' of everyUpgradePoint(); write it into the scenario, since it is one for both versions",
  ],
  [
    'a rollback that is no flag',
    () => upgraded({ rollback: 3 }),
    'swfake: rollback was given as 3; expected true or false',
  ],
  [
    'tasks of a rolling deployment without versions',
    () => upgraded({ only: { takenBy: 'from' } }),
    "swfake: 'takenBy' of 'only' was given as 'from'; expected a list of versions, such as ['from', 'to']",
  ],
  [
    'a poll loop that is not async',
    () => problemOf(flow(none, { workers: { cards: wrong(() => undefined) } })),
    "poll loop 'cards' failed: TypeError: swfake: the poll loop 'cards' returned undefined; expected a promise: make it an async function",
  ],
  [
    'an activity that returns its error',
    () =>
      problemOf(
        flow(work, {
          activities: { 'Charge@1': () => new Error('declined') },
          defaults: { activities: { 'Charge@1': {} } },
        }),
      ),
    "activity 'Charge@1' of worker-1 failed: TypeError: swfake: the activity 'Charge@1' returned the error 'Error: declined'; expected a text, or a value that becomes JSON; an error must be thrown. Throw an error that the test must see",
  ],
  [
    'a decider that is none',
    () => checkDeterminism(wrong([])),
    'swfake: the decider of checkDeterminism() was given as []; expected a function',
  ],
  [
    'a result that SWF refuses',
    () =>
      problemOf(flow(once(schedule('charge')), { activities: { 'Charge@1': () => 'x'.repeat(40_000) }, ...limited })),
    [
      'SWF refused RespondActivityTaskCompleted of worker-1 (ValidationException):',
      `  worker-1: RespondActivityTaskCompleted of the activity 'charge' was refused (ValidationException: 1 validation error detected: Value '${'x'.repeat(44)}…${'x'.repeat(65)}' at 'result' failed to satisfy constraint: Member must have length less than or equal to 32768).`,
      "Correct the call. If the run copes with the refusal, add 'ValidationException' to 'expectedFailures' of the definition.",
    ].join('\n'),
  ],
  [
    'two answers that SWF refuses',
    () =>
      problemOf(
        flow(once(schedule('charge'), schedule('again')), {
          activities: { 'Charge@1': () => ({ long: 'x'.repeat(40_000) }) },
          ...limited,
        }),
      ).then((text) => text.split('\n')[0]),
    'SWF refused 2 calls, the first one was RespondActivityTaskCompleted of worker-1 (ValidationException):',
  ],
  [
    'many answers that SWF refuses',
    async () => {
      const result = await simulate(
        flow(() => [complete(), complete()], limited),
        { start: { workflow: 'Flow@1' } },
      );
      return result
        .report()
        .split('\n')
        .find((line) => line.startsWith('  and '));
    },
    '  and 5 more',
  ],
  [
    'a poll that is refused',
    async () => {
      const authorize = ({ action }: { readonly action: string }) => action !== 'swf:PollForDecisionTask';
      const { refused } = await simulate(flow(none, { fake: { authorize } }), { start: { workflow: 'Flow@1' } });
      return refused[0]?.text.replace(/\(Oper.*/, '(FAULT).');
    },
    'PollForDecisionTask of decider-1 was refused (FAULT).',
  ],
  [
    'decisions that SWF refuses for ever',
    () => problemOf(flow(() => [complete(), complete()], limited)),
    'SWF refused 10 calls of the run, and the simulation ended.\nSTATE',
  ],
  [
    'an activity type that is not registered',
    () => problemOf(flow(() => [schedule('charge')])),
    [
      "ScheduleActivityTaskFailed (event 5): the type 'Charge@1' is not registered; no type is registered",
      "Add an activity type to 'activities' of the definition, or to 'defaults.activities' if a poll loop does its work.",
      "If the run copes with the failure, add 'ACTIVITY_TYPE_DOES_NOT_EXIST' to 'expectedFailures' of the definition.",
    ].join('\n'),
  ],
  [
    'a workflow type that is not registered',
    () => problemOf(flow(() => [child('refund')])),
    [
      "StartChildWorkflowExecutionFailed (event 5): the type 'Order@1' is not registered; registered are 'Flow@1'",
      "Add a workflow type to 'workflows' of the definition, or to 'defaults.workflows' if it needs no decider.",
      "If the run copes with the failure, add 'WORKFLOW_TYPE_DOES_NOT_EXIST' to 'expectedFailures' of the definition.",
    ].join('\n'),
  ],
  [
    'a Lambda function that is not registered',
    () => problemOf(flow(() => [lambda('pack')], { defaults: { workflows: { 'Flow@1': { lambdaRole: 'role' } } } })),
    [
      "LambdaFunctionFailed (event 7): the Lambda function 'pack' is not registered; no function is registered",
      "Add a Lambda function to 'lambda' in 'fake' of the definition.",
      "If the run copes with the failure, add 'ResourceNotFoundException' to 'expectedFailures' of the definition.",
    ].join('\n'),
  ],
  [
    'a misspelt member of a definition',
    defined({ workflow: {} }),
    "swfake: unknown option 'workflow' of the definition of harness(); did you mean 'workflows'?",
  ],
  [
    'deciders in a function',
    defined({ workflows: none }),
    "swfake: workflows was given as the function 'none'; expected an object of functions by name",
  ],
  [
    'deciders in a text',
    defined({ workflows: 'Flow@1' }),
    "swfake: workflows was given as 'Flow@1'; expected an object of functions by name",
  ],
  [
    'a decider that is no function',
    defined({ workflows: { 'Flow@1': [] } }),
    "swfake: 'Flow@1' in workflows was given as []; expected a decider, a function",
  ],
  [
    'an activity that is no function',
    defined({ workflows: {}, activities: { 'Charge@1': 'ok' } }),
    "swfake: 'Charge@1' in activities was given as 'ok'; expected an activity, a function",
  ],
  [
    'an event that is none',
    started({ events: [{ after: '1h' }] }),
    'swfake: an event of \'start.events\' was given as {"after":"1h"}; expected one of { signal: \'name\' }, { cancel: true } and { terminate: true }',
  ],
  [
    'a type that is not registered',
    () => harness(flow(none)).run({ workflow: 'Order@1' }),
    "swfake: SWF refused to start workflow 'Order@1' with UnknownResourceFault: Unknown type: WorkflowType=[name=Order, version=1]",
  ],
  ['a run that never closes', () => problemOf(flow(none)), 'the run is stuck: no further step is possible.\nSTATE'],
  [
    'a run that takes too long',
    () =>
      problemOf(
        flow(work, {
          activities: { 'Charge@1': (_task, ctx) => ctx.sleep('3d') },
          defaults: { activities: { 'Charge@1': {} } },
        }),
        { maxVirtual: '2d' },
      ),
    "the run did not close within maxVirtual '2d'.\nSTATE",
  ],
  [
    'a run that spins',
    () => problemOf(flow(none, { workers: { cards: busy } })),
    'the run took 10,000 steps while no time passed.\nSTATE',
  ],
  [
    'a run that times out',
    () => problemOf(flow(none, { defaults: { workflows: { 'Flow@1': { timeouts: { execution: '1h' } } } } })),
    'the run reached its execution timeout',
  ],
  [
    'a history that is full',
    () => problemOf(flow(() => [startTimer('again', '1')], { fake: { limits: { historyEvents: 20 } } })),
    'SWF terminated the run at event 21: its history has as many events as SWF allows',
  ],
  [
    'an invariant that is false',
    () => problemOf(flow(none, { invariant: () => false })),
    'invariant violated: the invariant returned false',
  ],
  [
    'an invariant that throws',
    () =>
      problemOf(
        flow(none, {
          invariant: () => {
            throw new Error('charged twice');
          },
        }),
      ),
    'invariant violated: charged twice',
  ],
  [
    'a rule that is broken',
    () =>
      problemOf(
        flow(() => [complete()]),
        { rules: [never('no end', 'WorkflowExecutionCompleted')] },
      ),
    [
      "rule broken: 'no end' in run: #5 WorkflowExecutionCompleted happened (certain at 2020-01-01T00:00:00.000Z)",
      '  #2  +0s  DecisionTaskScheduled',
      '  #3  +0s  DecisionTaskStarted (2) identity=decider-1',
      '  #4  +0s  DecisionTaskCompleted (2, 3)',
      '  #5  +0s  WorkflowExecutionCompleted',
    ].join('\n'),
  ],
  [
    'a decider that throws',
    () =>
      problemOf(
        flow(() => {
          throw new Error('no such state');
        }),
      ),
    "the decider of 'Flow@1' failed: Error: no such state",
  ],
  [
    'a poll loop that throws',
    () =>
      problemOf(
        flow(none, {
          workers: {
            cards: async () => {
              throw new Error('no card');
            },
          },
        }),
      ),
    "poll loop 'cards' failed: Error: no card",
  ],
  [
    'an activity that hangs',
    () => problemOf(flow(work, { activities })),
    "swfake: activity 'Charge@1' of worker-1 ran for 1 second of real time without an end or a call; in a simulation, wait with ctx.sleep('5s'), or with calls of the client that the code got",
  ],
  [
    'a poll loop that hangs',
    () => problemOf(flow(none, { workers: { cards: hangs } })),
    "swfake: poll loop 'cards' ran for 1 second of real time without an end or a call; in a simulation, wait with ctx.sleep('5s'), or with calls of the client that the code got",
  ],
  ['a simulated Lambda function that hangs', hangingLambda, 'the run took 10,000 steps while no time passed.\nSTATE'],
  [
    'a simulation that passes',
    () => reportOf(),
    [
      'passed',
      '',
      'TIMELINE',
      '',
      'Reproduce with:',
      '',
      "test('Order@1', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      '    schedule: [],',
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'a simulation that fails',
    () => reportOf({ fault: 'crash', nth: 4 }),
    [
      'invariant violated: charged 2 times',
      '',
      'TIMELINE',
      '',
      'Reproduce with:',
      '',
      "test('Order@1: invariant violated: charged 2 times', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      '    schedule: [],',
      "    plan: [{ fault: 'crash', nth: 4 }],",
      '  });',
      '  result.assert();',
      '});',
      '',
      'minimize(result) finds what the failure needs.',
    ].join('\n'),
  ],
  [
    'a fault that does not strike',
    () => reportOf({ fault: 'throttle', nth: 5000 }),
    [
      'passed',
      '',
      'TIMELINE',
      'did not strike: throttle (nth 5000)',
      '',
      'Reproduce with:',
      '',
      "test('Order@1', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      '    schedule: [],',
      "    plan: [{ fault: 'throttle', nth: 5000 }],",
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'a sweep that passes',
    () => swept(0),
    ['passed: 2 runs, seeds 1 to 2', 'did not strike: crash (p 0)', 'did not strike: throttle (nth 5000)'].join('\n'),
  ],
  [
    'a sweep that fails',
    () => swept(0.05),
    [
      'seed 5 failed (run 5 of 2000)',
      'struck 4 times: crash (p 0.05)',
      'did not strike: throttle (nth 5000)',
      'seed 5 repeats the run before it was minimized',
      '',
      'invariant violated: charged 2 times',
      '',
      'minimized in 4 runs to 1 of 1 fault',
      "it needs the fault 'crash' at RespondActivityTaskCompleted for activity 'Charge-1'",
      '',
      'What happens:',
      '',
      '   1. +0s  starter calls StartWorkflowExecution.',
      '   2. +0s  decider-1 calls PollForDecisionTask for decision 1.',
      "   3. +0s  decider-1 calls RespondDecisionTaskCompleted for decision 1: ScheduleActivityTask 'Charge-1'.",
      "   4. +0s  worker-1 calls PollForActivityTask for activity 'Charge-1'.",
      "   5. +0s  [crash] worker-1 crashes before it calls RespondActivityTaskCompleted for activity 'Charge-1'.",
      '   6. +1m  SWF: ActivityTaskTimedOut Charge-1 START_TO_CLOSE.',
      '   7. +1m  decider-1 calls PollForDecisionTask for decision 2.',
      "   8. +1m  decider-1 calls RespondDecisionTaskCompleted for decision 2: ScheduleActivityTask 'Charge-2'.",
      "   9. +1m  worker-2 calls PollForActivityTask for activity 'Charge-2'.",
      '  10. +1m  The simulation ends: invariant violated: charged 2 times.',
      '',
      'Reproduce with:',
      '',
      "test('Order@1: invariant violated: charged 2 times', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      "    plan: [{ fault: 'crash', at: \"RespondActivityTaskCompleted for activity 'Charge-1'\" }],",
      '    schedule: [],',
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'a sweep that fails, and does not minimize',
    () => swept(0.05, { minimizeRuns: 0 }),
    [
      'seed 5 failed (run 5 of 2000)',
      'struck 4 times: crash (p 0.05)',
      'did not strike: throttle (nth 5000)',
      '',
      'invariant violated: charged 2 times',
      '',
      'TIMELINE',
      'did not strike: throttle (nth 5000)',
      '',
      'Reproduce with:',
      '',
      "test('Order@1, seed 5', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      "    plan: [{ fault: 'crash', p: 0.05 }, { fault: 'throttle', nth: 5000 }],",
      '    seed: 5,',
      '  });',
      '  result.assert();',
      '});',
      '',
      'minimize(result) finds what the failure needs.',
    ].join('\n'),
  ],
  ['crash points that pass', () => points(order), 'tried 50 crash points, 0 failed'],
  [
    'crash points that are not all tried',
    () => points(order, { maxPoints: 1 }),
    'tried 1 crash point, 0 failed, 49 not tried (maxPoints is 1)',
  ],
  [
    'crash points that fail',
    () => points(chargesTwice),
    [
      'tried 50 crash points, 1 failed',
      '  crash at RespondActivityTaskCompleted of worker-1: invariant violated: charged 2 times',
      '',
      'invariant violated: charged 2 times',
      '',
      'minimized in 3 runs to 1 of 1 fault',
      "it needs the fault 'crash' at RespondActivityTaskCompleted for activity 'Charge-1'",
      '',
      'What happens:',
      '',
      '   1. +0s  starter calls StartWorkflowExecution.',
      '   2. +0s  decider-1 calls PollForDecisionTask for decision 1.',
      "   3. +0s  decider-1 calls RespondDecisionTaskCompleted for decision 1: ScheduleActivityTask 'Charge-1'.",
      "   4. +0s  worker-1 calls PollForActivityTask for activity 'Charge-1'.",
      "   5. +0s  [crash] worker-1 crashes before it calls RespondActivityTaskCompleted for activity 'Charge-1'.",
      '   6. +1m  SWF: ActivityTaskTimedOut Charge-1 START_TO_CLOSE.',
      '   7. +1m  decider-1 calls PollForDecisionTask for decision 2.',
      "   8. +1m  decider-1 calls RespondDecisionTaskCompleted for decision 2: ScheduleActivityTask 'Charge-2'.",
      "   9. +1m  worker-2 calls PollForActivityTask for activity 'Charge-2'.",
      '  10. +1m  The simulation ends: invariant violated: charged 2 times.',
      '',
      'Reproduce with:',
      '',
      "test('Order@1: invariant violated: charged 2 times', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7' },",
      '    schedule: [],',
      "    plan: [{ fault: 'crash', at: \"RespondActivityTaskCompleted for activity 'Charge-1'\" }],",
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'crash points of a run that fails anyway',
    () => points(forgetsRefund, { seed: 3, minimizeRuns: 0 }, start),
    [
      'tried 52 crash points, 46 failed; the run without a loss failed:',
      '',
      'invariant violated: it was canceled, and the money is not back',
      '',
      'TIMELINE',
      '',
      'Reproduce with:',
      '',
      "test('Order@1, seed 3', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1', workflowId: 'order-7', events: [{ signal: 'cancel' }] },",
      '    seed: 3,',
      '  });',
      '  result.assert();',
      '});',
      '',
      'minimize(result) finds what the failure needs.',
    ].join('\n'),
  ],
  [
    'a decider that counts its calls',
    () => finding((call) => [startTimer('nap', String(call))]),
    [
      "swfake: the decider decided differently on a second call, with another time, other random numbers and another task token (decision task 3 of run 'order-7')",
      '  StartTimer nap startToFireTimeout="1"',
      '    startToFireTimeout: first "1", then "2"',
    ].join('\n'),
  ],
  [
    'a decider that throws the second time',
    () =>
      finding((call) => {
        if (call > 1) throw new Error('twice');
        return [];
      }),
    [
      "swfake: the decider decided differently on a second call, with another time, other random numbers and another task token (decision task 3 of run 'order-7')",
      '+ the decider threw Error: twice',
    ].join('\n'),
  ],
  [
    'a decider with another context each time',
    () => finding((call) => ({ decisions: [], executionContext: `${call}` })),
    [
      "swfake: the decider decided differently on a second call, with another time, other random numbers and another task token (decision task 3 of run 'order-7')",
      '  RespondDecisionTaskCompleted',
      '    executionContext: first "1", then "2"',
    ].join('\n'),
  ],
  [
    'a decider that relies on the order of events',
    () => byEvents({ reversed: true }),
    [
      "swfake: the decider decided differently from the history with its newest event first (decision task 3 of run 'order-7')",
      '  CompleteWorkflowExecution result="WorkflowExecutionStarted"',
      '    result: first "WorkflowExecutionStarted", then "DecisionTaskStarted"',
    ].join('\n'),
  ],
  [
    'a decider that needs the whole history',
    () => byEvents({ sincePrevious: true }),
    [
      "swfake: the decider decided differently from only the events since the previous decision task (decision task 3 of run 'order-7')",
      '  CompleteWorkflowExecution result="WorkflowExecutionStarted"',
      '    result: first "WorkflowExecutionStarted", then "DecisionTaskStarted"',
    ].join('\n'),
  ],
  [
    'a decider that changes its task',
    changesTask,
    [
      "swfake: the decider changed its task (decision task 3 of run 'order-7')",
      '    task.events[2]: was {"eventTimestamp":"2020-01-01T00:00:00.000Z","eventType":"DecisionTaskStarted","eventId":3,"decisionTaskStartedEventAttributes":{"scheduledEventId":2}}, is none',
    ].join('\n'),
  ],
  [
    'a decider that returns one decision',
    () => finding(() => complete()),
    'swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned {"decisionType":"CompleteWorkflowExecution","completeWorkflowExecutionDecisionAttributes":{}}; put the decision into a list',
  ],
  [
    'a decider that returns nothing',
    () => finding(() => undefined),
    'swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned undefined; return [] to make no decision',
  ],
  [
    'a decision without a type',
    () => finding(() => [{}]),
    'swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned [{}]; give every decision a decisionType',
  ],
];

function hangingLambda(): Promise<string> {
  const call = {
    decisionType: 'ScheduleLambdaFunction',
    scheduleLambdaFunctionDecisionAttributes: { id: 'pack', name: 'pack' },
  } as const;
  const defaults = { workflows: { 'Flow@1': { lambdaRole: 'role' } } };
  const once: Decider = ({ events }) => (events.length > 3 ? [] : [call]);
  return problemOf(flow(once, { fake: { lambda: { pack: hangs } }, defaults: wrong(defaults) }));
}

/** The files of a folder, without those of another table. */
const filesOf = (folder: string): readonly string[] =>
  sources
    .map(({ path }) => path)
    .filter((path) => path.startsWith(`${folder}/`) && !path.startsWith('src/simulation/explore/'));

messageTable('a simulation', {
  of: ['src/simulation', 'src/deciders', 'src/results'].flatMap(filesOf),
  rows,
  builders: { unknownName: 0, invalidMember: 3, wrongValue: 2, wrongAnswer: 2, checkList: 2, checkObject: 2 },
  sentencesOf: [
    'src/simulation/crashPoints.ts',
    'src/simulation/lint/checkDeterminism.ts',
    'src/simulation/problem.ts',
    'src/simulation/model/unregistered.ts',
  ],
  unreached: [
    ['type missing', 'a kind of cause, and no sentence'],
    ['socket hang up', 'the error of Node, as a worker gets it'],
    ['new Error(String(error))', 'the value that user code threw'],
    [
      'it ran for 1 second of real time without an end',
      'an error that `problem` has: see the Lambda function that hangs',
    ],
  ],
});
