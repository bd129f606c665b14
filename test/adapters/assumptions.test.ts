import { readFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, vi } from 'vitest';
import { ASSUMPTION_VALUES, type Assumptions } from '../../src/core/index.js';
import { serve } from '../../src/http/index.js';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';
import { CHARGE, child, complete, domain, ORDER, shop, start, taskList } from '../support/shop.js';

vi.setConfig({ testTimeout: 30_000 });

const CONFIG = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' },
  maxAttempts: 1,
};

/** A client, and what the test ends with it. */
interface Way {
  readonly client: sdk.SWF;
  readonly close: () => Promise<unknown>;
}

const open = (client: sdk.SWF, close = async (): Promise<unknown> => undefined): Way => ({ client, close });

const WAYS: Readonly<Record<string, (swf: SwfFake, polls: 'long' | 'immediate') => Promise<Way>>> = {
  client: async (swf, polls) => open(swf.client({ polls })),
  attach: async (swf, polls) => {
    const client = new sdk.SWF(CONFIG);
    const stub = swf.attach(mockClient(client), { polls });
    return open(client, async () => stub.restore());
  },
  requestHandler: async (swf, polls) => open(new sdk.SWF({ ...CONFIG, requestHandler: swf.requestHandler({ polls }) })),
  HTTP: async (swf, polls) => {
    const server = await serve(swf, { pollTimeout: polls === 'long' ? '60s' : '50ms' });
    const client = new sdk.SWF({ ...CONFIG, endpoint: server.url });
    return open(client, () => server.close());
  },
};

interface Row<A extends keyof Assumptions> {
  /** What the fake has beside the assumption. */
  readonly options?: SwfFakeOptions;
  readonly polls?: 'long';
  /** Calls the service, and returns what a caller sees. */
  readonly story: (client: sdk.SWF, swf: SwfFake) => Promise<unknown>;
  readonly seen: { readonly [R in Assumptions[A]]: unknown };
}

const poll = { domain, taskList };
const run = { domain, workflowId: 'order-7' };

async function decide(client: sdk.SWF, ...decisions: readonly sdk.Decision[]): Promise<void> {
  const { taskToken } = await client.pollForDecisionTask(poll);
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [...decisions] });
}

const seenOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'accepted',
    (error: Error) => error.name,
  );
const withoutMetadata = ({ $metadata: _, ...output }: sdk.PollForDecisionTaskCommandOutput): object => output;
const defined = (output: object): object => JSON.parse(JSON.stringify(output));
const eventsOf = (swf: SwfFake, from: number) =>
  swf
    .history(run)
    .slice(from - 1)
    .map(({ eventType }) => eventType);

const UNKNOWN_TIMER = {
  decisionType: 'CancelTimer',
  cancelTimerDecisionAttributes: { timerId: 'nope' },
} as const;
const continueAsNew = (attributes = {}): sdk.Decision => ({
  decisionType: 'ContinueAsNewWorkflowExecution',
  continueAsNewWorkflowExecutionDecisionAttributes: attributes,
});
const UNLIMITED = { executionStartToCloseTimeout: 'NONE' };
const SETTINGS = {
  taskList,
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: 'NONE',
  childPolicy: 'ABANDON',
} as const;
const SHORT = { taskList: { name: 'host' }, taskListScheduleToStartTimeout: '5' };

const DENIED =
  'is not authorized to perform: swf:ListDomains on resource: arn:aws:swf:us-east-1:123456789012:/domain/*';

/** Whether a poll waits for a task. */
function waits(swf: SwfFake): boolean {
  try {
    swf.assertNothingOpen();
    return false;
  } catch (error) {
    return /^ {2}poll /m.test((error as Error).message);
  }
}

/** A row for each assumption: a gap does not compile, neither does a reading without what is seen of it. */
const ROWS: { readonly [A in keyof Assumptions]: Row<A> } = {
  closeAfterFailedDecision: {
    async story(client, swf) {
      await start(client);
      await decide(client, UNKNOWN_TIMER, complete());
      return eventsOf(swf, 5);
    },
    seen: {
      succeeds: ['CancelTimerFailed', 'WorkflowExecutionCompleted'],
      fails: ['CancelTimerFailed', 'DecisionTaskScheduled', 'CompleteWorkflowExecutionFailed'],
    },
  },
  idlePollToken: {
    async story(client) {
      const decision = await client.pollForDecisionTask(poll);
      const activity = await client.pollForActivityTask(poll);
      return [decision, activity].map((output) => defined(withoutMetadata(output as never)));
    },
    seen: {
      absent: [{ previousStartedEventId: 0, startedEventId: 0 }, { startedEventId: 0 }],
      empty: [
        { taskToken: '', previousStartedEventId: 0, startedEventId: 0 },
        { taskToken: '', activityId: '', startedEventId: 0 },
      ],
    },
  },
  childPolicyOnContinueAsNew: {
    async story(client) {
      await start(client, 'order-7', { childPolicy: 'TERMINATE' });
      await decide(client, child('kid', { taskList: { name: 'kids' } }));
      await decide(client, continueAsNew());
      const startTimeFilter = { oldestDate: new Date(0) };
      const executionFilter = { workflowId: 'kid' };
      const { count } = await client.countOpenWorkflowExecutions({ domain, startTimeFilter, executionFilter });
      return `${count} open children`;
    },
    seen: { applied: '0 open children', ignored: '1 open children' },
  },
  missingActivityTimeouts: {
    async story(client, swf) {
      await client.registerActivityType({ domain, name: 'Bare', version: '1' });
      await start(client);
      const activityType = { ...CHARGE, name: 'Bare' };
      const scheduled = { activityId: 'a', activityType, taskList };
      await decide(client, {
        decisionType: 'ScheduleActivityTask',
        scheduleActivityTaskDecisionAttributes: scheduled,
      });
      const event = swf.history(run)[4];
      return event?.scheduleActivityTaskFailedEventAttributes?.cause ?? event?.activityTaskScheduledEventAttributes;
    },
    seen: {
      fail: 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED',
      NONE: expect.objectContaining({ scheduleToStartTimeout: 'NONE', heartbeatTimeout: 'NONE' }),
    },
  },
  cancelRequestedOnceClosed: {
    async story(client) {
      const { runId } = await start(client);
      await client.requestCancelWorkflowExecution(run);
      await client.terminateWorkflowExecution(run);
      const execution = { workflowId: 'order-7', runId };
      return (await client.describeWorkflowExecution({ domain, execution })).executionInfo?.cancelRequested;
    },
    seen: { false: false, kept: true },
  },
  previousStartedAfterTimeout: {
    async story(client, swf) {
      await start(client, 'order-7', { taskStartToCloseTimeout: '60' });
      await client.pollForDecisionTask(poll);
      swf.clock.advance('60s');
      const { previousStartedEventId } = await client.pollForDecisionTask(poll);
      return previousStartedEventId;
    },
    seen: { completed: 0, started: 3 },
  },
  unlimitedExecutions: {
    async story(client) {
      const type = { domain, name: 'Long', version: '1', defaultExecutionStartToCloseTimeout: 'NONE' };
      return [
        await seenOf(client.registerWorkflowType(type)),
        await seenOf(start(client, 'a', { executionStartToCloseTimeout: 'NONE' })),
        await seenOf(start(client, 'b', { executionStartToCloseTimeout: '31536001' })),
        await seenOf(start(client, 'c', { executionStartToCloseTimeout: '31536000' })),
      ];
    },
    seen: {
      refused: ['ValidationException', 'ValidationException', 'ValidationException', 'accepted'],
      accepted: ['accepted', 'accepted', 'accepted', 'accepted'],
    },
  },
  unlimitedSuccessors: {
    async story(client, swf) {
      await start(client, 'order-7', { taskStartToCloseTimeout: '60' });
      const started = await seenOf(decide(client, child('kid', { ...UNLIMITED, taskList: { name: 'kids' } })));
      // A refused batch leaves its task with the decider, so that it times out.
      swf.clock.advance('60s');
      return [started, await seenOf(decide(client, continueAsNew(UNLIMITED)))];
    },
    seen: { accepted: ['accepted', 'accepted'], refused: ['ValidationException', 'ValidationException'] },
  },
  workflowIdCharacters: {
    async story(client) {
      const workflowId = '22Vbo/3LT4=:1';
      const started = await seenOf(start(client, workflowId, { taskList: { name: 'others' } }));
      await start(client);
      const initiated = await seenOf(decide(client, child('a|b', { taskList: { name: 'kids' } })));
      const startTimeFilter = { oldestDate: new Date(0) };
      const filter = { domain, startTimeFilter, executionFilter: { workflowId } };
      const { count } = await client.countOpenWorkflowExecutions(filter);
      return [started, initiated, count];
    },
    seen: { accepted: ['accepted', 'accepted', 1], refused: ['ValidationException', 'ValidationException', 0] },
  },
  namesWithBannedCharacters: {
    story: async (client) => [
      await seenOf(client.registerWorkflowType({ domain, name: 'urn:order', version: '1' })),
      await seenOf(client.registerDomain({ name: 'arn', workflowExecutionRetentionPeriodInDays: '1' })),
      await seenOf(client.pollForActivityTask({ domain, taskList: { name: 'a/b' } })),
    ],
    seen: {
      refused: ['ValidationException', 'ValidationException', 'ValidationException'],
      accepted: ['accepted', 'accepted', 'accepted'],
    },
  },
  pollTokenForHistory: {
    async story(client) {
      const { runId } = await start(client);
      const { nextPageToken } = await client.pollForDecisionTask({ ...poll, maximumPageSize: 1 });
      const execution = { workflowId: 'order-7', runId };
      return seenOf(client.getWorkflowExecutionHistory({ domain, execution, nextPageToken }));
    },
    seen: { accepted: 'accepted', refused: 'ValidationException' },
  },
  closedWithoutRetention: {
    async story(client, swf) {
      const brief = 'brief';
      await client.registerDomain({ name: brief, workflowExecutionRetentionPeriodInDays: 'NONE' });
      await client.registerWorkflowType({ domain: brief, ...ORDER });
      const input = { domain: brief, workflowId: 'w', workflowType: ORDER, ...SETTINGS };
      const { runId } = await client.startWorkflowExecution(input);
      await client.terminateWorkflowExecution({ domain: brief, workflowId: 'w' });
      const read = () =>
        seenOf(client.getWorkflowExecutionHistory({ domain: brief, execution: { workflowId: 'w', runId } }));
      const atOnce = await read();
      swf.clock.advance('1ms');
      return [atOnce, await read()];
    },
    seen: { kept: ['accepted', 'UnknownResourceFault'], forgotten: ['UnknownResourceFault', 'UnknownResourceFault'] },
  },
  queuedStickyTask: {
    async story(client, swf) {
      await start(client);
      const first = await client.pollForDecisionTask(poll);
      await client.respondDecisionTaskCompleted({ taskToken: first.taskToken, ...SHORT });
      const signal = () => client.signalWorkflowExecution({ ...run, signalName: 'go' });
      await signal();
      await client.pollForDecisionTask({ domain, taskList: SHORT.taskList });
      await signal();
      swf.clock.advance('5s');
      return eventsOf(swf, 9);
    },
    seen: {
      runs: ['DecisionTaskScheduled', 'DecisionTaskTimedOut', 'DecisionTaskScheduled'],
      whenReady: ['DecisionTaskScheduled'],
    },
  },
  deniedOperation: {
    options: { authorize: ({ action }) => action !== 'swf:ListDomains' },
    async story(client) {
      const error = await client.listDomains({ registrationStatus: 'REGISTERED' }).catch((reason: Error) => reason);
      const { name, message, $fault, $metadata } = error as sdk.SWFServiceException;
      const isModeled = error instanceof sdk.OperationNotPermittedFault;
      return { name, message, $fault, status: $metadata.httpStatusCode, isModeled };
    },
    seen: {
      OperationNotPermittedFault: {
        name: 'OperationNotPermittedFault',
        message: expect.stringContaining(DENIED),
        $fault: 'client',
        status: 400,
        isModeled: true,
      },
      AccessDeniedException: {
        name: 'AccessDeniedException',
        message: expect.stringMatching(
          /^User: arn:\S+ is not authorized to perform: swf:ListDomains on resource: \S+$/,
        ),
        $fault: 'client',
        status: 400,
        isModeled: false,
      },
    },
  },
  abandonedPoll: {
    polls: 'long',
    async story(client, swf) {
      const caller = new AbortController();
      const given = client.pollForDecisionTask({ ...poll, identity: 'gone' }, { abortSignal: caller.signal });
      await vi.waitUntil(() => waits(swf));
      caller.abort();
      await expect(given).rejects.toMatchObject({ name: 'AbortError' });
      // A server learns a little later that the connection has ended; a poll that can still take a task goes on to wait.
      await vi.waitUntil(() => !waits(swf)).catch(() => undefined);
      await swf.send('StartWorkflowExecution', { ...run, workflowType: ORDER });
      const { taskToken } = await swf.send('PollForDecisionTask', { ...poll, identity: 'next' });
      return taskToken === undefined ? 'lost' : 'taken by the next';
    },
    seen: { releases: 'taken by the next', takesTask: 'lost' },
  },
};

type Entry = readonly [name: keyof Assumptions, row: Row<keyof Assumptions>];
const ENTRIES = Object.entries(ROWS) as unknown as readonly Entry[];
const readings = (name: keyof Assumptions): readonly string[] => ASSUMPTION_VALUES[name];
const seenIn = ({ seen }: Row<keyof Assumptions>, reading: string) =>
  (seen as Readonly<Record<string, unknown>>)[reading];

const fakeWith = ([name, { options }]: Entry, reading: string): SwfFake =>
  // A default need not be given.
  shop({ ...options, ...(reading !== readings(name)[0] && { assumptions: { [name]: reading } }) });

const CASES = ENTRIES.flatMap((entry) => readings(entry[0]).map((reading) => [entry[0], reading, entry] as const));

describe.each(Object.entries(WAYS))('through %s', (_way, connect) => {
  it.each(CASES)('%s: %s', async (_name, reading, entry) => {
    const [, row] = entry;
    const swf = fakeWith(entry, reading);
    const { client, close } = await connect(swf, row.polls ?? 'immediate');
    try {
      expect(await row.story(client, swf)).toEqual(seenIn(row, reading));
      expect(swf.checkInvariants()).toEqual([]);
    } finally {
      swf.close();
      await close();
    }
  });
});

describe('each assumption', () => {
  const readme = readFileSync('README.md', 'utf8').split('\n');
  const evidence = readFileSync('docs/swf.md', 'utf8').split('\n');
  const names = Object.keys(ASSUMPTION_VALUES) as readonly (keyof Assumptions)[];

  it('has a row here, in the order of its type', () => {
    expect(Object.keys(ROWS)).toEqual(names);
  });

  it.each(ENTRIES)('%s has two readings, which a caller can tell apart', (name, row) => {
    const [first = '', second = '', ...more] = readings(name);
    expect(more).toEqual([]);
    expect(seenIn(row, first)).not.toEqual(seenIn(row, second));
  });

  it.each(names)('%s has a row in the README, with its default first, and one in docs/swf.md 12', (name) => {
    const [usual, other] = readings(name);
    expect(readme.filter((line) => line.startsWith(`| \`${name}\` | \`${usual}\`, \`${other}\` |`))).toHaveLength(1);
    const row = evidence.filter((line) => line.includes(`| \`${name}\` | \`${usual}\` | \`${other}\` |`));
    expect(row).toHaveLength(1);
    const [doubt] = /\d+/.exec(row[0] ?? '') ?? [];
    expect(evidence.filter((line) => line.startsWith(`### Doubt ${doubt}:`))).toHaveLength(1);
  });
});

it('a fake takes several at once, and each of them holds', async () => {
  const swf = new SwfFake({ assumptions: { idlePollToken: 'empty', namesWithBannedCharacters: 'accepted' } });
  swf.register({ domain: 'urn:shop' });
  expect(await swf.client().pollForActivityTask({ domain: 'urn:shop', taskList })).toMatchObject({ taskToken: '' });
});
