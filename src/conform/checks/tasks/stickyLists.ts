import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { mark } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

/** Starts a run, and answers its first task with a list for the next ones. */
async function overridden(ask: Asker, seconds?: string, more: object = {}) {
  const run = await ask.start('run', more);
  const other = ask.name('other');
  const task = await run.take();
  const timeout = seconds === undefined ? {} : { taskListScheduleToStartTimeout: seconds };
  await run.respond(task, [], { taskList: { name: other }, ...timeout });
  return { run, other };
}

/** Checks of the list that a response sets for the decision tasks of its run. */
export const STICKY_CHECKS: readonly Check[] = [
  {
    id: 'stickyLists.temporary',
    question: 'Do the next decision tasks come to the list of the response, with its timeout?',
    section: '6.7',
    rows: ['Floci 12'],
    async story(ask) {
      const { run, other } = await overridden(ask, '100');
      const shown = { taskList: { name: other }, taskListScheduleToStartTimeout: '100' };
      await ask.expect('DecisionTaskCompleted', () => run.last('DecisionTaskCompleted'), shown);
      await run.signal();
      const scheduled = { taskList: { name: other }, scheduleToStartTimeout: '100' };
      await ask.expect('DecisionTaskScheduled', () => run.last('DecisionTaskScheduled'), scheduled);
      const next = await run.take({ taskList: { name: other } });
      await ask.expect('the task', () => next.startedEventId, 7);
    },
  },
  {
    id: 'stickyLists.timeout',
    question: 'Does a task on a temporary list time out with SCHEDULE_TO_START, and the next one come to the old list?',
    section: '6.7',
    rows: ['Floci 12'],
    seconds: 1,
    async story(ask) {
      const { run } = await overridden(ask, '1');
      await run.signal();
      await ask.wait(1);
      await run.until('DecisionTaskTimedOut');
      const types = 'WorkflowExecutionSignaled DecisionTaskScheduled DecisionTaskTimedOut DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(5), types);
      const timedOut = { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 6, startedEventId: 0 };
      await ask.expect('the timeout', () => run.last('DecisionTaskTimedOut'), timedOut);
      const scheduled = { taskList: { name: run.list }, scheduleToStartTimeout: 'NONE' };
      await ask.expect('the next task', () => run.last('DecisionTaskScheduled'), scheduled);
      await run.take();
    },
  },
  {
    id: 'stickyLists.slow',
    question: 'Does a start-to-close timeout of a decision task end a temporary list?',
    section: '6.7',
    seconds: 1,
    async story(ask) {
      const { run, other } = await overridden(ask, '100', { taskStartToCloseTimeout: '1' });
      await run.signal();
      await run.take({ taskList: { name: other } });
      await ask.wait(1);
      await run.until('DecisionTaskTimedOut');
      const scheduled = { taskList: { name: run.list }, scheduleToStartTimeout: 'NONE' };
      await ask.expect('the next task', () => run.last('DecisionTaskScheduled'), scheduled);
    },
  },
  {
    id: 'stickyLists.lasting',
    question: 'Is a list without a timeout in force for good, also after a decision task timed out?',
    section: '6.7',
    seconds: 1,
    async story(ask) {
      const { run, other } = await overridden(ask, undefined, { taskStartToCloseTimeout: '1' });
      const shown = { taskList: { name: other }, taskListScheduleToStartTimeout: ABSENT };
      await ask.expect('DecisionTaskCompleted', () => run.last('DecisionTaskCompleted'), shown);
      await run.signal();
      await run.take({ taskList: { name: other } });
      await ask.wait(1);
      await run.until('DecisionTaskTimedOut');
      const scheduled = { taskList: { name: other }, scheduleToStartTimeout: 'NONE' };
      await ask.expect('the next task', () => run.last('DecisionTaskScheduled'), scheduled);
      await run.respond(await run.take({ taskList: { name: other } }), []);
      await run.signal();
      await run.until('DecisionTaskScheduled', 4);
      await ask.expect('the task after that', () => run.last('DecisionTaskScheduled'), scheduled);
    },
  },
  {
    id: 'stickyLists.stays',
    question: 'Does a temporary list stay in force after a response that names none?',
    section: '6.7',
    async story(ask) {
      const { run, other } = await overridden(ask, '100');
      await run.signal();
      await run.respond(await run.take({ taskList: { name: other } }), [mark('seen')]);
      await run.signal();
      const scheduled = { taskList: { name: other }, scheduleToStartTimeout: '100' };
      await ask.expect('DecisionTaskScheduled', () => run.last('DecisionTaskScheduled'), scheduled);
    },
  },
  {
    id: 'stickyLists.queued',
    question: 'Does a task stay on its list that was scheduled before the response?',
    section: '6.7',
    async story(ask) {
      const run = await ask.start();
      const task = await run.take();
      await run.signal();
      await run.respond(task, [], { taskList: { name: ask.name('other') } });
      const next = await run.take();
      await ask.expect('the task on the old list', () => next.startedEventId, 7);
    },
  },
];
