import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { type SwfServer, serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';
import { awsCli, boto3, lines, ran } from '../support/http/programs.js';

/** What an order comes to, whoever plays it. */
const TYPES = [
  'WorkflowExecutionStarted',
  'DecisionTaskScheduled',
  'DecisionTaskStarted',
  'DecisionTaskCompleted',
  'ActivityTaskScheduled',
  'ActivityTaskStarted',
  'ActivityTaskCompleted',
  'DecisionTaskScheduled',
  'DecisionTaskStarted',
  'DecisionTaskCompleted',
  'WorkflowExecutionCompleted',
];
const REFUSED =
  'An error occurred (UnknownResourceFault) when calling the DescribeDomain operation: Unknown domain: nope';

let swf: SwfFake;
let server: SwfServer;
beforeEach(async () => {
  swf = new SwfFake();
  server = await serve(swf);
});
afterEach(() => server.close());

const kept = () => swf.history({ workflowId: 'order-7' });

describe('boto3', () => {
  it('plays an order to its end, with a decider and a worker that wait for their tasks', async (context) => {
    await boto3(context);
    const { out, err } = await ran('python3', 'test/support/http/order.py', server.url);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      closed: 1,
      open: 0,
      status: ['COMPLETED'],
      sizes: [4, 4, 3],
      types: TYPES,
      refused: REFUSED,
    });
    expect(kept().at(-1)).toMatchObject({
      workflowExecutionCompletedEventAttributes: { result: 'charged card 7' },
    });
    expect(swf.checkInvariants()).toEqual([]);
  }, 120_000);
});

describe('a client of boto3 that was forked', () => {
  it('loses its connection, and neither process gets an answer of the other', async (context) => {
    await boto3(context);
    swf.register({ domain: 'shop' });
    const log: string[] = [];
    const logged = await serve(swf, { pollTimeout: '2s', log: (line) => log.push(line) });
    context.onTestFinished(() => logged.close());
    const { out, err } = await ran('python3', 'test/support/http/forked.py', logged.url);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual(['shop', 'shop', 'shop']);
    expect(log.filter((line) => line.includes('Create the client after the fork'))).toHaveLength(1);
    expect(log.filter((line) => line.includes("200 nothing to 'child'"))).toHaveLength(1);
  }, 60_000);
});

type Aws = (operation: string, ...words: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;

/** Opens a shell for the time of a test. It runs one call of the AWS CLI at a time, and returns what that prints. */
function shell({ onTestFinished }: TestContext): Aws {
  const cli = lines('test/support/http/cli.py');
  onTestFinished(() => cli.end());
  return async (operation, ...words) => {
    const where = ['--endpoint-url', server.url, '--output', 'json'];
    const [code, out, err] = (await cli.ask(['swf', operation, ...where, ...words])) as [number, string, string];
    if (code !== 0) throw new Error(err.trim());
    return out === '' ? {} : JSON.parse(out);
  };
}

const domain = ['--domain', 'shop'];
const list = ['--task-list', 'name=main'];
const since = ['--start-time-filter', 'oldestDate=0'];

/** Registers what an order is made of. */
async function register(aws: Aws): Promise<void> {
  await aws('register-domain', '--name', 'shop', '--workflow-execution-retention-period-in-days', '1');
  const defaults = ['--default-task-list', 'name=main', '--default-child-policy', 'TERMINATE'];
  const timeouts = [
    '--default-execution-start-to-close-timeout',
    '3600',
    '--default-task-start-to-close-timeout',
    '60',
  ];
  await aws(
    'register-workflow-type',
    ...domain,
    '--name',
    'Order',
    '--workflow-version',
    '1',
    ...defaults,
    ...timeouts,
  );
  const none = ['heartbeat', 'schedule-to-close', 'schedule-to-start', 'start-to-close'].flatMap((name) => [
    `--default-task-${name}-timeout`,
    'NONE',
  ]);
  await aws(
    'register-activity-type',
    ...domain,
    '--name',
    'Charge',
    '--activity-version',
    '1',
    ...list.map(asDefault),
    ...none,
  );
}

const asDefault = (word: string): string => word.replace('--task-list', '--default-task-list');

async function decide(aws: Aws, decision: object): Promise<void> {
  const { taskToken } = await aws('poll-for-decision-task', ...domain, ...list, '--identity', 'decider');
  const decisions = JSON.stringify([decision]);
  await aws('respond-decision-task-completed', '--task-token', String(taskToken), '--decisions', decisions);
}

async function work(aws: Aws): Promise<void> {
  const { taskToken, input } = await aws('poll-for-activity-task', ...domain, ...list, '--identity', 'worker');
  const token = ['--task-token', String(taskToken)];
  expect(await aws('record-activity-task-heartbeat', ...token, '--details', 'half')).toEqual({
    cancelRequested: false,
  });
  await aws('respond-activity-task-completed', ...token, '--result', `charged ${input}`);
}

describe('the AWS CLI', () => {
  it('plays an order to its end, call by call', async (context) => {
    await awsCli(context);
    const aws = shell(context);
    await register(aws);
    // It waits in a shell of its own until the order comes.
    const decided = decide(shell(context), {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityId: 'charge',
        activityType: { name: 'Charge', version: '1' },
        input: 'card 7',
      },
    });
    const order = ['--workflow-id', 'order-7', '--workflow-type', 'name=Order,version=1'];
    const { runId } = await aws('start-workflow-execution', ...domain, ...order);
    await decided;
    await work(aws);
    await decide(aws, {
      decisionType: 'CompleteWorkflowExecution',
      completeWorkflowExecutionDecisionAttributes: { result: 'done' },
    });

    expect(await aws('count-open-workflow-executions', ...domain, ...since)).toEqual({ count: 0, truncated: false });
    expect(await aws('count-closed-workflow-executions', ...domain, ...since)).toEqual({ count: 1, truncated: false });
    expect(await aws('list-closed-workflow-executions', ...domain, ...since)).toMatchObject({
      executionInfos: [{ execution: { workflowId: 'order-7', runId }, closeStatus: 'COMPLETED' }],
    });
    // The CLI turns the pages by itself.
    const execution = ['--execution', `workflowId=order-7,runId=${runId}`];
    const { events } = await aws('get-workflow-execution-history', ...domain, ...execution, '--page-size', '4');
    expect((events as { eventType: string }[]).map(({ eventType }) => eventType)).toEqual(TYPES);
    await expect(aws('describe-domain', '--name', 'nope')).rejects.toThrow(REFUSED);
    expect(swf.checkInvariants()).toEqual([]);
  }, 240_000);
});
