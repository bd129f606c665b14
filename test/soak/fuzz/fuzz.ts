import { type SwfServer, serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { connected, headersFor, type RawResponse, requestText, sent, untilClosed } from '../../support/http/raw.js';
import { CHARGE, domain, ORDER, schedule, taskList } from '../../support/shop.js';
import { type Call, type Malformed, malformed } from './requests.js';

export interface Tally {
  /** How often each status was answered; 0 is a connection that was closed without a word. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many were good enough to change something: or nobody would see what the others change. */
  readonly changed: number;
  /** What must not be: each with the seed that repeats it. */
  readonly wrong: readonly string[];
}

/** A fake with something of everything in it, and good calls to spoil. */
async function world(): Promise<{ readonly swf: SwfFake; readonly calls: readonly Call[] }> {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const execution = { domain, workflowId: 'order-7' };
  const { runId = '' } = await swf.send('StartWorkflowExecution', { ...execution, workflowType: ORDER });
  const { taskToken = '' } = await swf.send('PollForDecisionTask', { domain, taskList });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: [schedule('a'), schedule('b')] });
  const task = await swf.send('PollForActivityTask', { domain, taskList });
  const since = { startTimeFilter: { oldestDate: 0, latestDate: 2_000_000_000 } };
  const calls = [
    {
      op: 'RegisterDomain',
      input: { name: 'other', workflowExecutionRetentionPeriodInDays: '7', tags: [{ key: 'k' }] },
    },
    { op: 'RegisterWorkflowType', input: { domain, name: 'Return', version: '1', defaultTaskList: taskList } },
    { op: 'StartWorkflowExecution', input: { ...execution, workflowType: ORDER, tagList: ['a'], input: 'x' } },
    { op: 'SignalWorkflowExecution', input: { ...execution, runId, signalName: 's', input: 'x' } },
    { op: 'PollForDecisionTask', input: { domain, taskList: { name: 'nobody' }, identity: 'me', maximumPageSize: 5 } },
    { op: 'PollForActivityTask', input: { domain, taskList: { name: 'nobody' }, identity: 'me' } },
    { op: 'RecordActivityTaskHeartbeat', input: { taskToken: task.taskToken, details: 'd' } },
    { op: 'RespondDecisionTaskCompleted', input: { taskToken, decisions: [schedule('c')], executionContext: 'c' } },
    {
      op: 'GetWorkflowExecutionHistory',
      input: { domain, execution: { workflowId: 'order-7', runId }, maximumPageSize: 3 },
    },
    {
      op: 'ListOpenWorkflowExecutions',
      input: { domain, ...since, typeFilter: { name: 'Order' }, reverseOrder: true },
    },
    { op: 'CountPendingActivityTasks', input: { domain, taskList } },
    { op: 'DescribeActivityType', input: { domain, activityType: CHARGE } },
  ];
  return { swf, calls };
}

/** Sends so many malformed requests, one after the other, and looks at the fake after each. */
export async function fuzz(
  first: number,
  count: number,
  progress: (done: number) => void = () => undefined,
): Promise<Tally> {
  const { swf, calls } = await world();
  await using server = await serve(swf, { requestTimeout: '150ms', pollTimeout: '5ms' });
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  let changed = 0;
  const slow = new Set<Promise<void>>();
  const seen = (seed: number, { status, body }: RawResponse): void => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status >= 500 || /InternalFailure/.test(body)) wrong.push(`seed ${seed}: ${status} ${body}`);
  };
  let before = await observed(swf);
  for (let seed = first; seed < first + count; seed += 1) {
    progress(seed - first);
    const request = malformed(seed, calls);
    const answer = play(server, request).then((response) => {
      seen(seed, response);
      return response;
    });
    // One that never ends asks for nothing, and need not be waited for before the next.
    if (request.pace === 'endless') {
      const done = answer.then(() => void slow.delete(done));
      slow.add(done);
      if (slow.size >= 50) await Promise.race(slow);
      continue;
    }
    const { status } = await answer;
    const after = await observed(swf);
    if (status !== 200 && request.pace !== 'torn' && after !== before)
      wrong.push(`seed ${seed}: ${status}, yet changed`);
    if (after !== before) changed += 1;
    before = after;
  }
  await Promise.all(slow);
  const well = await sent(server.port, requestText('POST', '/', good, `{"name":"${domain}"}`));
  if (well.status !== 200) wrong.push(`after ${count} requests a good one is answered ${well.status} ${well.body}`);
  wrong.push(...swf.checkInvariants().map((violation) => JSON.stringify(violation)));
  return { statuses, changed, wrong };
}

const good = { host: 'localhost', connection: 'close', ...headersFor('DescribeDomain') };

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

async function play({ port }: SwfServer, { bytes, pace }: Malformed): Promise<RawResponse> {
  const socket = await connected(port);
  const answer = untilClosed(socket);
  if (pace === 'whole') socket.end(bytes);
  if (pace === 'torn') socket.write(bytes.subarray(0, bytes.length / 2), () => socket.destroy());
  if (pace === 'endless') socket.write(bytes.subarray(0, bytes.length - 1));
  if (pace === 'pieces') {
    const size = Math.ceil(bytes.length / 4);
    for (let at = 0; at < bytes.length && socket.writable; at += size) {
      socket.write(bytes.subarray(at, at + size));
      await pause(1);
    }
    socket.end();
  }
  return answer;
}

/** Everything that anybody can ask the fake for. */
async function observed(swf: SwfFake): Promise<string> {
  const statuses = ['REGISTERED', 'DEPRECATED'] as const;
  const lists = statuses.flatMap((registrationStatus) => [
    swf.send('ListDomains', { registrationStatus }),
    swf.send('ListWorkflowTypes', { domain, registrationStatus }),
    swf.send('ListActivityTypes', { domain, registrationStatus }),
  ]);
  const answers = (await Promise.all(lists)).map(({ $metadata: _, ...answer }) => answer);
  return JSON.stringify([swf.clock.now(), swf.runs(), answers]);
}
