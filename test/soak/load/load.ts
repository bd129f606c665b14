import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HistoryEvent } from '@aws-sdk/client-swf';
import { serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { complete, domain, ORDER, schedule, taskList } from '../../support/shop.js';
import { Caller } from './clients.js';

/** How many tasks of a kind there were, and what became of them. */
export interface Balance {
  readonly scheduled: number;
  readonly closed: number;
  readonly open: number;
}

export interface Load {
  readonly calls: number;
  readonly decisions: Balance;
  readonly activities: Balance;
  /** Tasks that two polls were given. */
  readonly twice: readonly string[];
  readonly violations: readonly unknown[];
}

interface Task {
  readonly taskToken?: string;
  readonly events?: readonly { readonly eventType: string }[];
}

const ACTIVITIES_OF_A_RUN = 3;
const poll = { domain, taskList };

/** So many clients poll and respond at once, half of them deciders, until somebody has had enough. */
export async function load(clients: number, enough: (calls: number) => boolean): Promise<Load> {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const server = await serve(swf);
  const caller = new Caller(server.port);
  const handed = new Set<string>();
  const twice: string[] = [];
  let orders = 0;
  const going = (): boolean => !enough(caller.calls);
  const taken = ({ taskToken = '' }: Task): boolean => {
    if (taskToken === '') return false;
    if (handed.has(taskToken)) twice.push(taskToken);
    handed.add(taskToken);
    return true;
  };
  const order = () => {
    orders += 1;
    return caller.call('StartWorkflowExecution', { domain, workflowId: `order-${orders}`, workflowType: ORDER });
  };
  const decide = async (): Promise<void> => {
    const task = await caller.call<Task>('PollForDecisionTask', poll);
    if (!taken(task)) return;
    const done = task.events?.filter(({ eventType }) => eventType === 'ActivityTaskCompleted').length ?? 0;
    const ended = done === ACTIVITIES_OF_A_RUN;
    const decisions = [ended ? complete() : schedule(`charge-${done}`)];
    await caller.call('RespondDecisionTaskCompleted', { taskToken: task.taskToken, decisions });
    if (ended) await order();
  };
  const work = async (): Promise<void> => {
    const task = await caller.call<Task>('PollForActivityTask', poll);
    if (!taken(task)) return;
    await caller.call('RecordActivityTaskHeartbeat', { taskToken: task.taskToken });
    await caller.call('RespondActivityTaskCompleted', { taskToken: task.taskToken, result: 'charged' });
  };
  const client = async (step: () => Promise<void>): Promise<void> => {
    while (going()) await step();
  };
  for (let n = 0; n < clients; n += 1) await order();
  const ended = Promise.all(Array.from({ length: clients }, (_, n) => client(n % 2 === 0 ? decide : work)));
  while (going()) await new Promise((resolve) => setTimeout(resolve, 10));
  // Whoever still waits for a task hears that there is none.
  const released = setInterval(() => swf.clock.advance('60s'), 10);
  await ended.finally(() => clearInterval(released));
  caller.close();
  await server.close();
  const { calls } = caller;
  return { calls, twice, violations: swf.checkInvariants(), ...balancesOf(swf) };
}

function balancesOf(swf: SwfFake): Pick<Load, 'decisions' | 'activities'> {
  const events = swf.runs().flatMap(({ workflowId, runId }) => swf.history({ workflowId, runId }));
  const open = swf.runs({ status: 'OPEN' }).map(({ openActivities }) => openActivities);
  const waiting = swf
    .runs({ status: 'OPEN' })
    .map(({ workflowId, runId }) => openDecision(swf.history({ workflowId, runId })));
  return {
    decisions: balanceOf(events, 'Decision', sum(waiting)),
    activities: balanceOf(events, 'Activity', sum(open)),
  };
}

function balanceOf(events: readonly HistoryEvent[], kind: string, open: number): Balance {
  const count = (pattern: RegExp): number => events.filter(({ eventType = '' }) => pattern.test(eventType)).length;
  const closed = count(new RegExp(`^${kind}Task(Completed|Failed|Canceled|TimedOut)$`));
  return { scheduled: count(new RegExp(`^${kind}TaskScheduled$`)), closed, open };
}

/** Whether the last decision task of a run is still to be answered: a run has one at most. */
function openDecision(history: readonly HistoryEvent[]): number {
  const last = history.findLast(({ eventType = '' }) => /^DecisionTask(Scheduled|Completed|TimedOut)$/.test(eventType));
  return last?.eventType === 'DecisionTaskScheduled' ? 1 : 0;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** How many calls the same clients make to a server that answers `{}` to everything. */
export async function bareCalls(clients: number, enough: (calls: number) => boolean): Promise<number> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const caller = new Caller((server.address() as AddressInfo).port);
  const client = async (): Promise<void> => {
    while (!enough(caller.calls)) await caller.call('PollForActivityTask', poll);
  };
  await Promise.all(Array.from({ length: clients }, client));
  caller.close();
  await new Promise((resolve) => server.close(resolve));
  return caller.calls;
}
