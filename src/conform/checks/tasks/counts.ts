import type { Check } from '../../story/check.js';

/** Checks of the counts of tasks that wait. */
export const COUNT_CHECKS: readonly Check[] = [
  {
    id: 'polls.count.decisions',
    question: 'Does CountPendingDecisionTasks count the tasks that wait, and not the started ones?',
    section: '8.3',
    async story(ask) {
      const list = { taskList: { name: ask.name('queue') } };
      const run = ask.run(ask.name('a'), (await ask.start('a', list)).runId, ask.name('queue'));
      await ask.start('b', list);
      const count = () => ask.call('CountPendingDecisionTasks', { domain: ask.domain, taskList: { name: run.list } });
      await ask.expect('before a poll', count, { count: 2, truncated: false });
      await run.take();
      await ask.expect('after a poll', count, { count: 1, truncated: false });
    },
  },
  {
    id: 'polls.count.activities',
    question: 'Does CountPendingActivityTasks count the tasks that wait, and not the started ones?',
    section: '8.3',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('a'), ask.schedule('b'));
      const count = () => ask.call('CountPendingActivityTasks', { domain: ask.domain, taskList: { name: ask.list } });
      await ask.expect('before a poll', count, { count: 2, truncated: false });
      await run.work();
      await ask.expect('after a poll', count, { count: 1, truncated: false });
    },
  },
  ...(['CountPendingDecisionTasks', 'CountPendingActivityTasks'] as const).map(
    (op): Check => ({
      id: `polls.count.unused.${op}`,
      question: `Does ${op} answer zero for a list that was never used?`,
      section: '8.3',
      async story(ask) {
        const taskList = { name: ask.name('unused') };
        await ask.expect('the count', () => ask.call(op, { domain: ask.domain, taskList }), {
          count: 0,
          truncated: false,
        });
      },
    }),
  ),
];
