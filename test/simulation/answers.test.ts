import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { mustFinish, plans, simulations } from '../../src/property/index.js';
import {
  checkDeterminism,
  type Decision,
  type DecisionTask,
  type Definition,
  everyCrashPoint,
  everyUpgradePoint,
  explore,
  harness,
  minimize,
  type Scenario,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import { ANSWERS as ALL_ANSWERS } from '../support/wrongAnswers.js';

// What a function of the user answers where a plain answer is wanted. Tests under Vitest and Jest are not type-checked.

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

const start = { workflow: 'Flow@1' };
const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const schedule: Decision = {
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: 'charge', activityType: { name: 'Charge', version: '1' } },
};
const decider: Definition['workflows'][string] = ({ events }) => {
  if (events.length === 3) return [schedule];
  return events.some(({ eventType }) => /^ActivityTask(Completed|Failed)$/.test(String(eventType))) ? [complete] : [];
};
const definition: Definition = { workflows: { 'Flow@1': decider }, activities: { 'Charge@1': () => 'charged' } };
const scenario: Scenario = { workflows: definition.workflows, activities: { 'Charge@1': {} }, start };

// To answer nothing is right in some places, and has its own tests.
const { undefined: _, ...ANSWERS }: Readonly<Record<string, () => unknown>> = ALL_ANSWERS;

const promises: readonly string[] = [
  'a promise of true',
  'a promise of false',
  'a promise that rejects',
  'a promise of a library',
];
const others: readonly string[] = [
  'an Error',
  'zero',
  'a number',
  'NaN',
  'a BigInt',
  'an object',
  'a list',
  'a function',
  'a symbol',
];

/** A function of the user: the answers that are refused, how it is used, and the beginning of the sentence. */
interface Tried {
  readonly refused: readonly string[];
  readonly sentence: RegExp;
  readonly use: (answer: () => unknown) => unknown;
  /** The answers that are tried. Default: all. */
  readonly answers?: readonly string[];
}

const thrownBy = async (use: () => unknown): Promise<unknown> => {
  try {
    return await use();
  } catch (error) {
    return error;
  }
};
/** The error with which a decider or a worker ended a simulation. */
const endOf = async (tried: Definition): Promise<unknown> => {
  const { ended } = await simulate(tried, { start });
  return ended.how === 'threw' ? ended.error : ended;
};
const decidedBy = (answer: () => unknown) => ({ 'Flow@1': wrong(answer) });
const anyTask = { events: [], workflowExecution: { workflowId: 'order-7' } } as unknown as DecisionTask;

const TRIED: Readonly<Record<string, Tried>> = {
  'the invariant of simulate()': {
    refused: [...promises, ...others],
    sentence: /^swfake: invariant\(\) returned /,
    use: (invariant) => simulate({ ...definition, invariant }, { start }),
  },
  'the finalInvariant of harness()': {
    refused: [...promises, ...others],
    sentence: /^swfake: finalInvariant\(\) returned /,
    use: (finalInvariant) => harness({ ...definition, finalInvariant }).run(start),
  },
  'the invariant of explore()': {
    refused: [...promises, ...others],
    sentence: /^swfake: invariant\(\) returned /,
    use: (invariant) => explore({ ...scenario, invariant }),
  },
  'the finalInvariant of explore()': {
    refused: [...promises, ...others],
    sentence: /^swfake: finalInvariant\(\) returned /,
    use: (finalInvariant) => explore({ ...scenario, finalInvariant }),
  },
  'the world of simulate()': {
    refused: [...promises, 'an Error'],
    sentence: /^swfake: world\(\) returned .*; expected the world, such as \{ charged: 0 \}/,
    use: (world) => simulate({ ...definition, world }, { start }),
  },
  'the world of explore()': {
    refused: [...promises, 'an Error'],
    sentence: /^swfake: world\(\) returned /,
    use: (world) => explore({ ...scenario, world }),
  },
  'the clone of explore()': {
    refused: [...promises, 'an Error'],
    sentence: /^swfake: clone\(\) returned .*; expected a copy of the world|^swfake: clone\(\) returned /,
    use: (clone) =>
      explore({ ...scenario, world: () => ({}), clone: wrong(clone), outcomes: { 'Charge@1': [{ effect: () => 1 }] } }),
  },
  'an effect of explore()': {
    refused: promises,
    sentence: /^swfake: effect\(\) returned a promise; expected undefined\. It must answer at once/,
    use: (effect) => explore({ ...scenario, world: () => ({}), outcomes: { 'Charge@1': [{ effect }] } }),
  },
  'a decider of simulate()': {
    // A promise is awaited, and then holds no list of decisions. Nothing at all is no decision.
    refused: Object.keys(ANSWERS).filter((answer) => answer !== 'null' && answer !== 'a promise that rejects'),
    sentence: /^swfake: a decider must return a list of decisions, each with its decisionType, or \{ decisions \}, but/,
    use: (answer) => endOf({ ...definition, workflows: decidedBy(answer) }),
  },
  'a decider of explore()': {
    refused: Object.keys(ANSWERS).filter((answer) => answer !== 'null'),
    sentence:
      /^swfake: a decider must return a list of decisions|^swfake: the decider of 'Flow@1' returned a promise; /,
    use: (answer) => explore({ ...scenario, workflows: decidedBy(answer) }),
  },
  'a decider of checkDeterminism()': {
    refused: Object.keys(ANSWERS).filter((answer) => answer !== 'a promise that rejects'),
    sentence: /^swfake: a decider must return a list of decisions, each with its decisionType, or \{ decisions \}, but/,
    use: (answer) => checkDeterminism(wrong(answer))(wrong(anyTask)),
  },
  'the report of checkDeterminism()': {
    refused: promises,
    sentence: /^swfake: report\(\) returned a promise; expected undefined\. It must answer at once/,
    use: (report) => {
      let calls = 0;
      const moody = () => {
        calls += 1;
        return calls === 1 ? [] : [complete];
      };
      return checkDeterminism(moody, { report })(wrong(anyTask));
    },
  },
  'an activity': {
    // Any other answer becomes the result of the task, as text or as JSON.
    refused: ['an Error', 'a function', 'a symbol'],
    sentence:
      /^swfake: the activity 'Charge@1' returned .*; expected a text, or a value that becomes JSON; an error must/,
    use: (work) => endOf({ ...definition, activities: { 'Charge@1': work } }),
  },
  'an async activity': {
    refused: ['an Error', 'a function', 'a symbol'],
    sentence: /^swfake: the activity 'Charge@1' returned /,
    use: (work) => endOf({ ...definition, activities: { 'Charge@1': async () => work() } }),
  },
  'a poll loop': {
    refused: Object.keys(ANSWERS).filter((answer) => !promises.includes(answer)),
    sentence: /^swfake: the poll loop 'cards' returned .*; expected a promise: make it an async function/,
    use: (loop) => endOf({ ...definition, workers: { cards: wrong(loop) } }),
  },
  'the result of an outcome of simulate()': {
    refused: [...promises, 'an Error', 'a BigInt', 'a function', 'a symbol'],
    sentence:
      /^swfake: result in an outcome of 'Charge@1' was given as .*; expected a text, or a value that becomes JSON/,
    use: (answer) => simulate(definition, { start, outcomes: { 'Charge@1': [{ result: answer() }] } }),
  },
  'the result of an outcome of explore()': {
    refused: [...promises, 'an Error', 'a BigInt', 'a function', 'a symbol'],
    sentence: /^swfake: result in an outcome of 'Charge@1' was given as /,
    use: (answer) => explore({ ...scenario, outcomes: { 'Charge@1': [{ result: answer() }] } }),
  },
  'the onProgress of sweep()': {
    refused: promises,
    sentence: /^swfake: onProgress\(\) returned a promise; expected undefined\. It must answer at once/,
    // It is called after 256 runs; what is refused, and what passes, is decided as for everyCrashPoint().
    answers: [...promises, 'an Error', 'zero'],
    use: (onProgress) => sweep({ workflows: { 'Flow@1': () => [complete] } }, { start, seeds: 256, onProgress }),
  },
  'the onProgress of everyCrashPoint()': {
    refused: promises,
    sentence: /^swfake: onProgress\(\) returned a promise; /,
    use: (onProgress) => everyCrashPoint(definition, start, { maxPoints: 1, onProgress }),
  },
  'the onProgress of minimize()': {
    refused: promises,
    sentence: /^swfake: onProgress\(\) returned a promise; /,
    use: async (onProgress) => {
      const stuck = await simulate({ workflows: { 'Flow@1': () => [] } }, { start, schedule: [] });
      return minimize(stuck, { onProgress });
    },
  },
  'the onProgress of everyUpgradePoint()': {
    refused: promises,
    sentence: /^swfake: onProgress\(\) returned a promise; /,
    use: (onProgress) =>
      everyUpgradePoint({ from: () => definition, to: () => definition }, { start, maxPoints: 1, onProgress }),
  },
  'the from of everyUpgradePoint()': {
    refused: Object.keys(ANSWERS).filter((answer) => answer !== 'an object'),
    sentence: /^swfake: from\(\) returned .*; expected a version, such as \{ workflows, activities \}/,
    use: (from) => everyUpgradePoint({ from: wrong(from), to: () => definition }, { start }),
  },
  'the to of everyUpgradePoint()': {
    refused: Object.keys(ANSWERS).filter((answer) => answer !== 'an object'),
    sentence: /^swfake: to\(\) returned .*; expected a version, such as \{ workflows, activities \}/,
    use: (to) => everyUpgradePoint({ from: () => definition, to: wrong(to) }, { start }),
  },
};

describe.each(Object.entries(TRIED))('%s', (_name, { refused, sentence, use, answers }) => {
  it.each(answers ?? Object.keys(ANSWERS))('that answers %s', async (answer) => {
    const give = vi.fn(ANSWERS[answer] as () => unknown);
    const result = await thrownBy(() => use(give));
    const message = result instanceof TypeError ? result.message : '';
    expect(give).toHaveBeenCalled();
    if (refused.includes(answer)) expect(message).toMatch(sentence);
    else expect(message).not.toMatch(/^swfake: .* (returned|was given as) /);
  });
});

describe('an invariant', () => {
  it('that answers false or a text has failed, and with true, undefined, null or an empty text it holds', async () => {
    const problemOf = async (answer: unknown) =>
      (await simulate({ ...definition, finalInvariant: () => answer }, { start })).problem;
    expect(await problemOf(false)).toBe('invariant violated: the invariant returned false');
    expect(await problemOf('never paid')).toBe('invariant violated: never paid');
    for (const answer of [true, undefined, null, '']) expect(await problemOf(answer)).toBeUndefined();
  });
});

/** A misspelt or wrong member, and what the message says of it. */
const MEMBERS: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['a definition', () => harness(wrong({ ...definition, invariants: 1 })), /'invariants' .*mean 'invariant'\?/],
  ['a definition that is none', () => harness(wrong(undefined)), /the definition of harness\(\) was given undefined/],
  ['a definition without workflows', () => harness(wrong({})), /workflows was given as undefined; expected an object/],
  ['workflows in a list', () => harness(wrong({ workflows: [decider] })), /workflows was given as \[/],
  ['a domain', () => harness({ ...definition, domain: wrong(7) }), /domain was given as 7; expected the name/],
  ['defaults', () => harness({ ...definition, defaults: wrong({ activity: {} }) }), /'activity' of defaults/],
  [
    'defaults of a kind',
    () => harness({ ...definition, defaults: wrong({ activities: ['Charge@1'] }) }),
    /defaults\.activities was given as \["Charge@1"\]/,
  ],
  ['fake', () => harness({ ...definition, fake: wrong('fast') }), /fake was given as 'fast'/],
  ['an option of fake', () => harness({ ...definition, fake: wrong({ sed: 1 }) }), /'sed' .*did you mean 'seed'\?/],
  [
    'expectedFailures',
    () => harness({ ...definition, expectedFailures: wrong('ValidationException') }),
    /expectedFailures was given as 'ValidationException'; expected a list/,
  ],
  [
    'expectedFailures that is a function',
    () => explore({ ...scenario, expectedFailures: wrong(() => ['TIMER_ID_UNKNOWN']) }),
    /expectedFailures was given as the function /,
  ],
  [
    'a misspelt cause',
    () => explore({ ...scenario, expectedFailures: ['TIMER_ID_UNKNOW'] }),
    /unknown entry 'TIMER_ID_UNKNOW' of 'expectedFailures'; did you mean 'TIMER_ID_UNKNOWN'\?/,
  ],
  ['a scenario', () => explore(wrong({ ...scenario, law: () => true })), /unknown option 'law' of the scenario/],
  ['a scenario without workflows', () => explore(wrong({ start })), /workflows was given as undefined/],
  [
    'activities of a scenario',
    () => explore({ ...scenario, activities: wrong('Charge@1') }),
    /activities was given as/,
  ],
  ['timeouts of a scenario', () => explore({ ...scenario, timeouts: wrong('decision') }), /timeouts was given as/],
  [
    'an entry of timeouts',
    () => explore({ ...scenario, timeouts: wrong(['run']) }),
    /an entry of 'timeouts' was given as/,
  ],
  [
    'outcomes of a type',
    () => explore({ ...scenario, outcomes: wrong({ 'Charge@1': 'timeout' }) }),
    /the list for 'Charge@1' in 'outcomes' was given as 'timeout'; expected a list/,
  ],
  [
    'an outcome',
    () => explore({ ...scenario, outcomes: wrong({ 'Charge@1': [{ efect: () => 1 }] }) }),
    /'efect' .*did you mean 'effect'\?/,
  ],
  [
    'an effect',
    () => explore({ ...scenario, outcomes: wrong({ 'Charge@1': [{ effect: 'charge' }] }) }),
    /effect in an outcome of 'Charge@1' was given as 'charge'; expected a function/,
  ],
  ['maxSteps', () => explore(scenario, { maxSteps: wrong('9') }), /maxSteps was given as '9'; expected a whole number/],
  ['maxStates', () => explore(scenario, { maxStates: 0 }), /maxStates was given as 0; expected a whole number from 1/],
  ['a path', () => explore(scenario, { path: '0.x' }), /path was given as '0.x'; expected the path of a finding/],
  ['a run', () => simulate(definition, { start: wrong({ ...start, imput: '1' }) }), /'imput' .*did you mean 'input'\?/],
  ['no run', () => simulate(definition, wrong({})), /start was given undefined/],
  [
    'events',
    () => simulate(definition, { start: { ...start, events: wrong({}) } }),
    /'start.events' was given as \{\}/,
  ],
  [
    'no event',
    () => simulate(definition, { start: { ...start, events: wrong([null]) } }),
    /'start.events' was given null/,
  ],
  [
    'a signal without a name',
    () => simulate(definition, { start: { ...start, events: wrong([{ signal: 7 }]) } }),
    /was given as \{"signal":7\}; expected one of \{ signal: 'name' \}/,
  ],
  [
    'a cancel request that is none',
    () => simulate(definition, { start: { ...start, events: wrong([{ cancel: false }]) } }),
    /was given as \{"cancel":false\}; expected one of/,
  ],
  ['a seed', () => simulate(definition, { start, seed: wrong('7') }), /seed was given as '7'; expected a whole number/],
  [
    'a schedule',
    () => simulate(definition, { start, schedule: wrong('0') }),
    /schedule was given as '0'; expected a list/,
  ],
  ['a choice', () => simulate(definition, { start, schedule: wrong([-1]) }), /an entry of 'schedule' was given as -1/],
  ['maxVirtual', () => simulate(definition, { start, maxVirtual: wrong(30) }), /the duration 30 has no unit/],
  [
    'a plan',
    () => simulate(definition, { start, plan: wrong({ fault: 'crash' }) }),
    /plan was given as \{"fault":"crash"\}/,
  ],
  ['no fault', () => simulate(definition, { start, plan: wrong([null]) }), /unknown fault undefined/],
  [
    'a member of another fault',
    () => simulate(definition, { start, plan: wrong([{ fault: 'crash', by: '2m' }]) }),
    /fault 'crash' has no 'by'; only 'clock jump' has it/,
  ],
  [
    'outcomes of a type without an activity',
    () => simulate(definition, { start, outcomes: { 'Chrage@1': ['timeout'] } }),
    /the type 'Chrage@1' in 'outcomes' is not one of 'activities'; did you mean 'Charge@1'\?/,
  ],
  [
    'no seeds',
    () => sweep(definition, wrong({ start })),
    /seeds was given as undefined; expected a whole number from 1/,
  ],
  [
    'no seed at all',
    () => sweep(definition, { start, seeds: 0 }),
    /seeds was given as 0; expected a whole number from 1/,
  ],
  ['the first seed', () => sweep(definition, { start, seeds: 1, from: -1 }), /from was given as -1/],
  ['maxPoints', () => everyCrashPoint(definition, start, { maxPoints: 0 }), /maxPoints was given as 0/],
  ['a plan of crash points', () => everyCrashPoint(definition, start, wrong({ plan: [] })), /unknown option 'plan' of/],
  [
    'a decider',
    () => checkDeterminism(wrong([])),
    /the decider of checkDeterminism\(\) was given as \[\]; expected a function/,
  ],
  [
    'options of plans()',
    () => plans(fc, wrong({ maxFault: 1 })),
    /'maxFault' of plans\(\); did you mean 'maxFaults'\?/,
  ],
  ['maxFaults', () => plans(fc, { maxFaults: -1 }), /maxFaults was given as -1/],
  [
    'a start',
    () => simulations(fc, wrong({ start: 'Flow@1' })),
    /start was given as 'Flow@1'; expected a run, such as/,
  ],
  [
    'a simulation',
    () => mustFinish(definition, wrong({ start, sed: 1 })),
    /'sed' of simulate\(\); did you mean 'seed'\?/,
  ],
];

describe('a wrong member is refused', () => {
  it.each(MEMBERS)('%s', async (_what, use, message) => {
    const error = await thrownBy(use);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(/^swfake: /);
    expect((error as Error).message).toMatch(message);
  });
});

describe('the task token of a decider', () => {
  // JavaScript lets a decider return the input that it would send to the service.
  const answering = (more: object): Definition => ({
    workflows: { 'Flow@1': () => wrong({ decisions: [complete], ...more }) },
  });
  const problemWith = async (more: object): Promise<string | undefined> =>
    (await simulate(answering(more), { start })).problem;

  it('is that of the task, whatever the answer has as one', async () => {
    expect(await problemWith({ taskToken: undefined })).toBeUndefined();
    expect(await problemWith({ taskToken: 'of another task' })).toBeUndefined();
  });
});

describe('the argument of an invariant', () => {
  it('can be spread into another object', async () => {
    const invariant: Definition['invariant'] = (seen) => {
      const { history, now, world } = { ...seen };
      return Array.isArray(history) && now instanceof Date && world === 'shop';
    };
    const { problem } = await simulate({ ...definition, world: () => 'shop', invariant }, { start });
    expect(problem).toBeUndefined();
    expect(explore({ ...scenario, world: () => ({}), invariant: (seen) => 'history' in { ...seen } }).findings).toEqual(
      [],
    );
  });
});
