import { readFileSync } from 'node:fs';
import { ListDomainsCommand, SWFClient } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createState, instant, settle, step } from '../src/core/index.js';
import type { SwfFake } from '../src/index.js';
import { type AnyClient, commands, withConnectionLost } from '../src/property/index.js';
import { always, atMostOnce, event, judge, never, type Rule } from '../src/rules/index.js';
import { assertClosedWith } from '../src/testing/assert.js';
import { useSwf } from '../src/testing/jest.js';
import { domain, lambda, shop, start, taskList } from './support/shop.js';
import { ANSWER_NAMES, ANSWERS, type AnswerName } from './support/wrongAnswers.js';

// Every function that a user gives to the package is tried with every kind of answer: one that is not wanted is refused with
// a sentence, and never taken for 'yes'.

/** A function of the user that is tried here. */
interface Tried {
  /** The answers that are right. `'all'` if the answer has no effect, or becomes JSON. */
  readonly right: readonly AnswerName[] | 'all';
  /** The beginning of the sentence that refuses another answer. */
  readonly sentence?: RegExp;
  /** Gives the function to the package and lets it be called. */
  readonly use: (give: () => never) => unknown;
}

/** A function that another test tries: the file, and a text in it. */
type TriedElsewhere = readonly [file: string, text: string];

const registered = { registrationStatus: 'REGISTERED' } as const;
const ANSWERS_OF_SIMULATION = 'test/simulation/answers.test.ts';

/** Lets a promise that rejects fail the next call, which is not the failure that is looked for. */
async function settled(swf: SwfFake): Promise<void> {
  const error = await swf.idle().then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  if (error === undefined) return;
  expect(error.message).toBe('lost');
  await settled(swf);
}

const invariantOf = async (invariant: () => never): Promise<unknown> => {
  const swf = shop();
  const real = { swf, client: swf.client(), invariant };
  const [drawn] = fc
    .sample(
      commands(fc, { domain, workflows: ['Order@1'], maxCommands: 1, without: ['wait', 'cancel', 'terminate'] }),
      20,
    )
    .filter((list) => [...list].length > 0);
  return fc.asyncModelRun(() => ({ model: real, real }), drawn ?? []);
};

const dueTimers = (choose: () => never): unknown => {
  const state = createState({ seed: 1, now: instant(0) });
  const types = { defaultTaskList: taskList, defaultTaskStartToCloseTimeout: '10', defaultChildPolicy: 'TERMINATE' };
  const retention = { workflowExecutionRetentionPeriodInDays: '1' };
  const run = { domain, workflowId: 'order-7', workflowType: { name: 'Order', version: '1' } };
  step(state, { op: 'RegisterDomain', input: { name: domain, ...retention } }, instant(0));
  step(state, { op: 'RegisterWorkflowType', input: { domain, ...run.workflowType, ...types } }, instant(0));
  step(state, { op: 'StartWorkflowExecution', input: { ...run, executionStartToCloseTimeout: '60' } }, instant(0));
  return settle(state, instant(60_000), choose);
};

const actionOf = async (plan: (swf: SwfFake) => unknown): Promise<void> => {
  const swf = shop();
  plan(swf);
  swf.clock.advance('1s');
  await settled(swf);
};

const CONDITION = /^swfake: the condition of the rule 'x' returned .*; expected true or false/;

const judged = (rule: Rule): unknown => {
  const swf = shop();
  return judge([rule], swf.history(swf.scheduleActivity({ activity: 'Charge@1' })));
};

/** Each function by its entry point, its owner and its name in the list of the public API. */
const FUNCTIONS: Readonly<Record<string, Tried | TriedElsewhere>> = {
  'swfake/core Authorize Authorize': {
    right: ['true', 'false'],
    sentence: /^swfake: authorize\(\) returned .* for 'swf:ListDomains'; expected true or false/,
    use: (authorize) =>
      shop({ authorize })
        .client()
        .listDomains(registered)
        .catch((error: Error) => {
          if (error.name !== 'OperationNotPermittedFault') throw error;
        }),
  },
  'swfake Grants inject': {
    right: ['null', 'undefined'],
    sentence: /^swfake: inject\(\) returned .* for 'swf:ListDomains'; expected \{ fault: 'ThrottlingException' \}/,
    use: (inject) => shop({ inject }).client().listDomains(registered),
  },
  'swfake LambdaHandler LambdaHandler': {
    right: 'all',
    use: async (pack) => {
      const swf = shop({ lambda: { pack } });
      await start(swf.client(), 'order-7', { lambdaRole: 'arn:aws:iam::123456789012:role/lambda' });
      const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
      await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [lambda('pack')] });
      await swf.idle();
    },
  },
  'swfake RequestHandlerOptions loseConnection': {
    right: ['null', 'undefined'],
    sentence: /^swfake: loseConnection\(\) returned .*; expected 'request' or 'response' or undefined/,
    use: (loseConnection) => {
      const credentials = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };
      const requestHandler = shop().requestHandler({ loseConnection });
      const client = new SWFClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 });
      return client.send(new ListDomainsCommand(registered));
    },
  },
  'swfake SwfFake action of at': {
    right: 'all',
    use: (action) => actionOf((swf) => swf.at(new Date('2020-01-01T00:00:01Z'), action)),
  },
  'swfake SwfFake action of after': { right: 'all', use: (action) => actionOf((swf) => swf.after('1s', action)) },
  'swfake SwfFake action of when': { right: 'all', use: (action) => actionOf((swf) => swf.when(() => true, action)) },
  'swfake SwfFake condition of when': {
    right: ['true', 'false'],
    sentence: /^swfake: the condition of when\(\) returned .*; expected true or false/,
    use: (condition) => shop().when(condition, () => 0),
  },
  'swfake SwfFake listener of onChange': {
    right: 'all',
    use: async (listener) => {
      const swf = shop();
      swf.onChange(listener);
      void start(swf.client());
      await settled(swf);
    },
  },
  'swfake/core Choose Choose': {
    right: ['zero'],
    sentence: /^swfake: choose\(\) returned .*; expected an index below 1, or -1/,
    use: dueTimers,
  },
  'swfake/core Authorize explain': {
    right: ['a text', 'an empty text'],
    sentence: /^swfake: explain\(\) returned .* for 'swf:ListDomains'; expected a text/,
    use: (explain) => {
      const state = createState({ seed: 1, now: instant(0) });
      const authorize = Object.assign(() => false, { explain });
      return step(state, { op: 'ListDomains', input: registered, grants: { authorize } }, instant(0));
    },
  },
  'swfake/core Grants inject': {
    right: ['null', 'undefined'],
    sentence: /^swfake: inject\(\) returned .* for 'swf:ListDomains'; expected \{ fault: 'ThrottlingException' \}/,
    use: (inject) => {
      const state = createState({ seed: 1, now: instant(0) });
      return step(state, { op: 'ListDomains', input: registered, grants: { inject } }, instant(0));
    },
  },
  'swfake/coverage CoverageListener note': {
    right: 'all',
    use: async (note) => {
      const swf = shop({ coverage: { note } });
      void start(swf.client());
      await settled(swf);
    },
  },
  'swfake/replay ReplayAllOptions onProgress': ['test/replay/ids.test.ts', 'onProgress'],
  'swfake/replay ReplayOptions tolerate': ['test/replay/ids.test.ts', 'tolerate'],
  'swfake/rules AuditOptions onProgress': ['test/rules/families.test.ts', 'onProgress'],
  'swfake/rules Key Key': {
    right: [
      'a text',
      'an empty text',
      'true',
      'false',
      'null',
      'undefined',
      'zero',
      'a number',
      'NaN',
      'a BigInt',
      'an object',
      'a list',
      'a symbol',
    ],
    sentence: /^swfake: 'key' of the rule 'x' returned .*; expected a text, a number, a list/,
    use: (key) => judged(atMostOnce('x', 'WorkflowExecutionStarted', { key })),
  },
  'swfake/rules TypedPattern where': {
    right: ['true', 'false'],
    sentence: CONDITION,
    use: (where) => judged(never('x', { type: 'WorkflowExecutionStarted', where })),
  },
  'swfake/rules holds of always': {
    right: ['a text', 'an empty text', 'true', 'false', 'null', 'undefined'],
    sentence: /^swfake: the condition of the rule 'x' returned .*; expected true if it holds/,
    use: (holds) => judged(always('x', holds)),
  },
  'swfake/rules where of event': {
    right: ['true', 'false'],
    sentence: CONDITION,
    use: (where) => judged(never('x', event('WorkflowExecutionStarted', where))),
  },
  'swfake/property AnyClient send': {
    right: 'all',
    use: async (send) => {
      const client: AnyClient = { send };
      const poll = { input: {}, constructor: { name: 'ListDomainsCommand' } };
      await withConnectionLost(client, 'poll', () => client.send(poll as never)).catch(({ message }: Error) =>
        expect(message).toBe('lost'),
      );
    },
  },
  'swfake/property World invariant': {
    // A promise is awaited. `false` and a text say that the property does not hold.
    right: ['true', 'null', 'undefined', 'an empty text', 'a promise of true', 'a promise of a library'],
    sentence: /the invariant of the world (returned|does not hold: yes)|lost/,
    use: invariantOf,
  },
  'swfake/property act of withConnectionLost': {
    right: 'all',
    use: (act) =>
      withConnectionLost({ send: () => 0 }, 'poll', act).catch(({ message }: Error) => expect(message).toBe('lost')),
  },
  'swfake/simulation Activity Activity': [ANSWERS_OF_SIMULATION, 'an activity'],
  'swfake/simulation CheckDeterminismOptions report': [ANSWERS_OF_SIMULATION, 'the report of checkDeterminism()'],
  'swfake/simulation Decider Decider': [ANSWERS_OF_SIMULATION, 'a decider of simulate()'],
  'swfake/simulation Definition world': [ANSWERS_OF_SIMULATION, 'the world of simulate()'],
  'swfake/simulation Definition invariant': [ANSWERS_OF_SIMULATION, 'the invariant of simulate()'],
  'swfake/simulation Definition finalInvariant': [ANSWERS_OF_SIMULATION, 'the finalInvariant of harness()'],
  'swfake/simulation CrashPointOptions onProgress': [ANSWERS_OF_SIMULATION, 'the onProgress of everyCrashPoint()'],
  'swfake/simulation MinimizeOptions onProgress': [ANSWERS_OF_SIMULATION, 'the onProgress of minimize()'],
  'swfake/simulation PollLoop PollLoop': [ANSWERS_OF_SIMULATION, 'a poll loop'],
  'swfake/simulation Scenario clone': [ANSWERS_OF_SIMULATION, 'the clone of explore()'],
  'swfake/simulation SweepOptions onProgress': [ANSWERS_OF_SIMULATION, 'the onProgress of sweep()'],
  'swfake/simulation UpgradeScenario onProgress': [ANSWERS_OF_SIMULATION, 'the onProgress of everyUpgradePoint()'],
  'swfake/simulation UpgradeVersions from': [ANSWERS_OF_SIMULATION, 'the from of everyUpgradePoint()'],
  'swfake/simulation UpgradeVersions to': [ANSWERS_OF_SIMULATION, 'the to of everyUpgradePoint()'],
  'swfake/simulation WorldEffect effect': [ANSWERS_OF_SIMULATION, 'an effect of explore()'],
  'swfake/http FakeFor FakeFor': ['test/http/fakes.test.ts', 'answers InternalFailure while fakeFor() fails'],
  'swfake/http ServeOptions log': ['test/http/server.test.ts', 'log'],
  'swfake/assert TestHook TestHook': { right: 'all', use: (afterEach) => useSwf({ afterEach }) },
  'swfake/jest TestHook TestHook': { right: 'all', use: (afterEach) => useSwf({ afterEach }) },
};

/** Functions that the list of the public API does not show as such. */
const UNLISTED: Readonly<Record<string, Tried>> = {
  'asymmetricMatch() of an expected attribute': {
    right: ['true'],
    sentence:
      /^swfake: asymmetricMatch\(\) returned .*; expected true or false|the run to have the close status TERMINATED/,
    use: (asymmetricMatch) => {
      const swf = shop();
      const run = swf.scheduleActivity({ activity: 'Charge@1' });
      void swf.send('TerminateWorkflowExecution', { domain, workflowId: run.workflowId, reason: 'no money' });
      assertClosedWith(swf.history(run), 'TERMINATED', { reason: { asymmetricMatch } });
    },
  },
};

/** Types of functions that the package gives to the user. */
const GIVEN_TO_USERS = [
  'swfake/iam IamPolicy IamPolicy',
  'swfake/iam IamPolicy explain',
  'swfake/simulation CheckedDecider CheckedDecider',
];

const MEMBER = /^ {2}(?:readonly )?(\w+)\??: \(*\(.*\) => /;
const CALL = /^ {2}\(.*\): /;
const TYPE = /^ {2}type (\w+)(?:<.*>)? = \(.*\) => /;
const METHOD = /^ {2}(?:function )?(\w+)(?:<[^(]*>)?\((.*)\): /;
const PARAMETER = /(\w+)\??: \([^)]*\) => /g;

/** The functions that users give, by the list of the public API: members, types of functions, and parameters. */
function listedFunctions(): readonly string[] {
  const found: string[] = [];
  let [entry, owner] = ['', ''];
  for (const line of readFileSync('test/package/api.txt', 'utf8').split('\n')) {
    if (line.startsWith('# ')) entry = line.slice(2);
    else if (!line.startsWith(' ')) owner = line;
    const named = TYPE.exec(line)?.[1] ?? (line.endsWith(';') ? MEMBER.exec(line)?.[1] : undefined);
    if (named) found.push(`${entry} ${owner} ${named}`);
    const [, method, parameters = ''] = METHOD.exec(line) ?? [];
    const of = method === owner ? '' : `${owner} `;
    for (const [, parameter] of parameters.matchAll(PARAMETER)) found.push(`${entry} ${of}${parameter} of ${method}`);
    if (CALL.test(line)) found.push(`${entry} ${owner} ${owner}`);
    if (line.startsWith('  note(')) found.push(`${entry} ${owner} note`);
  }
  return found;
}

it('every function of the public API that a user gives is in the table', () => {
  const listed = listedFunctions().filter((name) => !GIVEN_TO_USERS.includes(name));
  expect(listed.toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted());
});

const tried = Object.entries({ ...FUNCTIONS, ...UNLISTED });

describe.each(tried.filter((row): row is [string, Tried] => !Array.isArray(row[1])))('%s', (_name, row) => {
  it.each(ANSWER_NAMES)('that answers %s', async (name) => {
    const give = vi.fn(ANSWERS[name]);
    const error = await Promise.resolve()
      .then(() => row.use(give as never))
      .then(
        () => undefined,
        (thrown: Error) => thrown,
      );
    expect(give).toHaveBeenCalled();
    if (row.right === 'all' || row.right.includes(name)) expect(error).toBeUndefined();
    else expect(error?.message).toMatch(row.sentence as RegExp);
  });
});

it.each(tried.filter((row): row is [string, TriedElsewhere] => Array.isArray(row[1])))(
  '%s is tried by another test',
  (_name, [file, text]) => expect(readFileSync(file, 'utf8')).toContain(text),
);
