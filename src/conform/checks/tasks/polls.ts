import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { SOME_TEXT } from '../../story/match.js';
import type { TargetRun } from '../../story/targetRun.js';

/** Starts runs whose decision tasks come to one list, in this order. */
async function queue(ask: Asker, parts: Readonly<Record<string, object>>): Promise<TargetRun> {
  let run: TargetRun | undefined;
  for (const [part, more] of Object.entries(parts)) {
    run = await ask.start(part, { taskList: { name: ask.name('queue') }, ...more });
    await ask.ground.pace.pause();
  }
  const last = run as TargetRun;
  return ask.run(last.workflowId, last.runId, ask.name('queue'));
}

/** Takes decision tasks. Returns the parts of the names of their runs. */
async function taken(run: TargetRun, count: number): Promise<readonly string[]> {
  const parts: string[] = [];
  for (let done = 0; done < count; done += 1) {
    const { workflowExecution } = await run.take();
    parts.push(String(workflowExecution?.workflowId?.split('.').at(-1)));
  }
  return parts;
}

/** Schedules activities one by one, each with a batch of its own. */
async function activities(ask: Asker, more: Readonly<Record<string, object>>): Promise<TargetRun> {
  const run = await ask.start();
  for (const [activityId, settings] of Object.entries(more)) {
    await run.decide(ask.schedule(activityId, settings));
    await run.signal();
    await ask.ground.pace.pause();
  }
  return run;
}

const heldPoll = (op: 'PollForDecisionTask' | 'PollForActivityTask'): Check => ({
  id: `polls.held.${op}`,
  question: `Does ${op} wait, and return a task as soon as there is one?`,
  section: '2.5',
  rows: ['Floci 22'],
  seconds: 1,
  async story(ask) {
    const run = await ask.start('first');
    const list = op === 'PollForDecisionTask' ? ask.name('second') : ask.list;
    const held = ask.hold(op, { domain: ask.domain, taskList: { name: list } });
    await ask.wait(1);
    if (op === 'PollForDecisionTask') await ask.start('second');
    else await run.decide(ask.schedule('charge'));
    const task = await held;
    const workflowExecution = { workflowId: op === 'PollForDecisionTask' ? list : run.workflowId };
    await ask.expect('the task', () => task, { taskToken: SOME_TEXT, workflowExecution });
  },
});

const ORDER: readonly Check[] = [
  {
    id: 'polls.priority.decisions',
    question: 'Does a decision task of a higher priority come first?',
    section: '6.8',
    rows: ['Floci 22'],
    async story(ask) {
      const run = await queue(ask, { low: { taskPriority: '-5' }, plain: {}, high: { taskPriority: '5' } });
      const parts = await taken(run, 3);
      await ask.expect('the order', () => parts, ['high', 'plain', 'low']);
    },
  },
  {
    id: 'polls.priority.activities',
    question: 'Does an activity task of a higher priority come first?',
    section: '6.8',
    async story(ask) {
      const run = await activities(ask, { low: { taskPriority: '-5' }, plain: {}, high: { taskPriority: '5' } });
      const ids = [(await run.work()).activityId, (await run.work()).activityId, (await run.work()).activityId];
      await ask.expect('the order', () => ids, ['high', 'plain', 'low']);
    },
  },
  {
    id: 'polls.arrival.activities',
    question: 'Do activity tasks come in the order of their scheduling, whatever the age of their runs?',
    section: '2.5',
    rows: ['Floci 27'],
    async story(ask) {
      const old = await ask.start('old');
      const young = await ask.start('young');
      await young.decide(ask.schedule('first'));
      await ask.ground.pace.pause();
      await old.decide(ask.schedule('second'));
      const ids = [(await old.work()).activityId, (await old.work()).activityId];
      await ask.expect('the order', () => ids, ['first', 'second']);
    },
  },
  {
    id: 'polls.arrival.decisions',
    question: 'Do decision tasks come in the order of their scheduling?',
    section: '2.5',
    async story(ask) {
      const run = await queue(ask, { a: {}, b: {}, c: {} });
      const parts = await taken(run, 3);
      await ask.expect('the order', () => parts, ['a', 'b', 'c']);
    },
  },
  {
    id: 'polls.arrival.queued',
    question: 'Does a decision task that waited behind another keep the place of its scheduling?',
    section: '6.1',
    async story(ask) {
      const run = await queue(ask, { a: {} });
      const task = await run.take();
      await run.signal();
      await ask.ground.pace.pause();
      await queue(ask, { b: {} });
      await run.respond(task, []);
      const parts = await taken(run, 2);
      await ask.expect('the order', () => parts, ['a', 'b']);
    },
  },
];

/** Checks of polls and their order. */
export const POLL_CHECKS: readonly Check[] = [
  heldPoll('PollForDecisionTask'),
  heldPoll('PollForActivityTask'),
  ...ORDER,
];
