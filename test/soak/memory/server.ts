import { serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { complete, domain, ORDER, schedule, taskList } from '../../support/shop.js';
import { Caller } from '../load/clients.js';
import type { Scenario } from './scenario.js';

interface Task {
  readonly taskToken?: string;
  readonly events?: readonly { readonly eventType: string }[];
}

const WORKERS = 8;
const WORKFLOWS = 50;

/**
 * A server on the real clock with its console and its log, and clients that start workflows, decide and work. Each worker
 * leaves after a while: another with a new identity and new connections takes its place.
 */
export const server: Scenario = {
  name: 'serve',
  unit: 'call over HTTP',
  goal: 1,
  async prepare(part = 1) {
    const swf = new SwfFake({ clock: 'real' });
    swf.register({ domain, retention: 'NONE', workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
    let lines = 0;
    const log = (): void => {
      lines += 1;
    };
    const served = await serve(swf, { ui: true, log, pollTimeout: '20ms' });
    let generation = 0;
    let calls = 0;
    return {
      async act() {
        generation += 1;
        const caller = new Caller(served.port);
        await Promise.all(
          Array.from({ length: WORKERS }, (_, n) => worker(caller, `worker-${generation}-${n}`, WORKFLOWS * part)),
        );
        caller.close();
        calls += caller.calls;
        return caller.calls;
      },
      check() {
        const left = swf.runs().length;
        if (lines < calls || left > WORKERS) throw new Error(`soak: ${calls} calls, ${lines} lines, ${left} runs`);
      },
      async end() {
        await served.close();
        swf.close();
      },
    };
  },
};

/** Carries out workflows one after the other. The tasks that it takes can be those of the other workers. */
async function worker(caller: Caller, identity: string, workflows: number): Promise<void> {
  const poll = { domain, taskList, identity };
  for (let n = 0; n < workflows; n += 1) {
    const workflowId = `order-of-${identity}-${n}`;
    await caller.call('StartWorkflowExecution', { domain, workflowId, workflowType: ORDER });
    await decide(caller, poll);
    await work(caller, poll);
    await decide(caller, poll);
  }
  // Another worker may have found no task where this one has left some.
  while ((await decide(caller, poll)) || (await work(caller, poll)));
}

/** Polls for a decision task, and responds to it. Returns false if there is none. */
async function decide(caller: Caller, poll: object): Promise<boolean> {
  const { taskToken, events } = await caller.call<Task>('PollForDecisionTask', poll);
  const isLast = events?.some(({ eventType }) => eventType === 'ActivityTaskCompleted');
  const decisions = [isLast ? complete() : schedule()];
  if (taskToken) await caller.call('RespondDecisionTaskCompleted', { taskToken, decisions });
  return taskToken !== undefined;
}

/** Polls for an activity task, and responds to it. Returns false if there is none. */
async function work(caller: Caller, poll: object): Promise<boolean> {
  const { taskToken } = await caller.call<Task>('PollForActivityTask', poll);
  if (taskToken) await caller.call('RespondActivityTaskCompleted', { taskToken, result: 'charged' });
  return taskToken !== undefined;
}
