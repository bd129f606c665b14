import { SwfFake } from '../../../src/index.js';
import { domain, ORDER, shop, taskList } from '../../support/shop.js';
import type { Scenario, Work } from './scenario.js';

const poll = { domain, taskList, identity: 'worker' };

/** The polls of a worker that never has a task, each for 60 seconds of the fake's clock. */
const idlePolls: Scenario = {
  name: 'polls',
  unit: 'poll of a resident worker',
  count: 1_000_000,
  goal: 1,
  prepare() {
    const swf = shop({ idlePolls: 'exact' });
    const client = swf.client({ polls: 'long' });
    let ended = 0;
    return {
      async act() {
        for (let i = 0; i < 100; i += 1) {
          const waiting = client.pollForActivityTask(poll);
          swf.clock.advance('60s');
          if ((await waiting).startedEventId === 0) ended += 1;
        }
        return 100;
      },
      check: () => assertSome(ended, 'poll ended'),
      end: () => swf.close(),
    };
  },
};

/** Polls whose caller goes away, and as many with the signal of a worker that is never stopped. */
const abortedPolls: Scenario = {
  name: 'aborted-polls',
  unit: 'aborted poll, and one that ends',
  count: 200_000,
  goal: 1,
  prepare() {
    const swf = shop({ idlePolls: 'exact' });
    const client = swf.client({ polls: 'long' });
    const { signal } = new AbortController();
    let aborted = 0;
    return {
      async act() {
        for (let i = 0; i < 100; i += 1) {
          const own = new AbortController();
          const waiting = client.pollForActivityTask(poll, { abortSignal: own.signal });
          const other = client.pollForActivityTask(poll, { abortSignal: signal });
          own.abort();
          await waiting.catch(() => {
            aborted += 1;
          });
          swf.clock.advance('60s');
          await other;
        }
        return 100;
      },
      check: () => assertSome(aborted, 'poll was aborted'),
      end: () => swf.close(),
    };
  },
};

/** Polls that take a task after their caller has gone away. The task is lost until its run closes. */
const lostTasks: Scenario = {
  name: 'lost-tasks',
  unit: 'aborted poll that took a task',
  count: 200_000,
  goal: 1,
  prepare() {
    const swf = shopOfADay();
    const client = swf.client({ polls: 'long' });
    return withRuns(swf, async (workflowId) => {
      const caller = new AbortController();
      const waiting = client.pollForDecisionTask(poll, { abortSignal: caller.signal });
      caller.abort();
      await waiting.catch(() => undefined);
      await client.startWorkflowExecution({ domain, workflowId, workflowType: ORDER });
      await client.terminateWorkflowExecution({ domain, workflowId });
    });
  },
};

/** Workers that start, take one task from a list of their own, and are never heard of again. */
const vanishedWorkers: Scenario = {
  name: 'vanished-workers',
  unit: 'worker that took a task and vanished',
  count: 200_000,
  goal: 1,
  prepare() {
    const swf = shopOfADay();
    const client = swf.client({ polls: 'long' });
    return withRuns(swf, async (workflowId) => {
      const list = { name: `list of ${workflowId}` };
      const waiting = client.pollForDecisionTask({ domain, taskList: list, identity: `worker of ${workflowId}` });
      await client.startWorkflowExecution({ domain, workflowId, workflowType: ORDER, taskList: list });
      await waiting;
      await client.terminateWorkflowExecution({ domain, workflowId });
    });
  },
};

export const pollScenarios: readonly Scenario[] = [idlePolls, abortedPolls, lostTasks, vanishedWorkers];

function shopOfADay(): SwfFake {
  const swf = new SwfFake();
  swf.register({ domain, retention: '1d', workflows: { 'Order@1': {} } });
  return swf;
}

function withRuns(swf: SwfFake, one: (workflowId: string) => Promise<void>): Work {
  let runs = 0;
  return {
    async act() {
      for (let i = 0; i < 100; i += 1, runs += 1) await one(`order-${runs}`);
      swf.clock.advance('1d');
      return 100;
    },
    check: () => assertSome(runs - swf.runs().length, 'run was forgotten'),
    end: () => swf.close(),
  };
}

function assertSome(count: number, what: string): void {
  if (count === 0) throw new Error(`soak: no ${what}`);
}
