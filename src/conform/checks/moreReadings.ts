import type { Asker } from '../story/asker.js';
import type { Check } from '../story/check.js';
import { continueAsNew } from '../story/decisions.js';
import type { Doubt } from '../story/seen.js';
import type { SeenFault } from '../target/answers.js';
import { reading } from './readings.js';

const readingOf = (fault: SeenFault | undefined) => ({
  accepted: fault === undefined,
  refused: fault?.name === 'ValidationException',
});

/** Notes if a start was accepted or refused. */
async function readStart(ask: Asker, doubt: Doubt, more: object): Promise<void> {
  const start = { domain: ask.domain, workflowId: ask.name('run'), workflowType: ask.ground.order, ...more };
  const fault = await ask.fault('StartWorkflowExecution', start);
  ask.read(doubt, readingOf(fault), fault);
  if (fault === undefined)
    await ask.call('TerminateWorkflowExecution', { domain: ask.domain, workflowId: start.workflowId });
}

/** Checks that read which value of an assumption holds: of names, tokens, lists and polls. */
export const MORE_READING_CHECKS: readonly Check[] = [
  reading('pageTokenLifetime', 'pageTokenLifetime', 9, 'Is a page token still valid after 61 seconds?', {
    section: '5.3',
    seconds: 62,
    async story(ask) {
      const run = await ask.start();
      const query = { domain: ask.domain, execution: run.execution, maximumPageSize: 1 };
      const { nextPageToken } = await ask.call('GetWorkflowExecutionHistory', query);
      await ask.wait(61);
      const fault = await ask.fault('GetWorkflowExecutionHistory', { ...query, nextPageToken });
      const hasEnded = fault?.message === 'Specified token has exceeded its maximum lifetime';
      ask.read('pageTokenLifetime', { longer: fault === undefined, '60 seconds': hasEnded }, fault);
    },
  }),
  reading('unlimitedExecutions', 'unlimitedExecutions', 11, 'Can a type have the execution timeout NONE?', {
    section: '7.2',
    async story(ask) {
      const defaults = { defaultExecutionStartToCloseTimeout: 'NONE' };
      const type = { domain: ask.domain, name: ask.name('type'), version: '1' };
      // A type and not a run: an emulator that takes it may fail at each run that it then looks at.
      const fault = await ask.fault('RegisterWorkflowType', { ...type, ...defaults });
      ask.read('unlimitedExecutions', readingOf(fault), fault);
      if (fault === undefined) ask.ground.noteRegistered('Workflow', type);
    },
  }),
  reading(
    'unlimitedSuccessors',
    'unlimitedSuccessors',
    11,
    'Can a run continue as new with the execution timeout NONE?',
    {
      section: '7.2',
      async story(ask) {
        const run = await ask.start();
        const { taskToken } = await run.take();
        const close = continueAsNew({ executionStartToCloseTimeout: 'NONE', taskList: { name: run.list } });
        const fault = await ask.fault('RespondDecisionTaskCompleted', { taskToken, decisions: [close] });
        const refused = fault?.name === 'ValidationException';
        ask.read('unlimitedSuccessors', { accepted: fault === undefined, refused }, fault);
        if (fault === undefined) await (await run.successor()).terminate();
      },
    },
  ),
  reading('workflowIdCharacters', 'workflowIdCharacters', 13, 'Can a workflow id have a colon and a slash?', {
    section: '0.3',
    story: (ask) => readStart(ask, 'workflowIdCharacters', { workflowId: ask.name('a:b/c') }),
  }),
  reading('namesWithBannedCharacters', 'namesWithBannedCharacters', 13, 'Can a task list have a name with a colon?', {
    section: '0.3',
    story: (ask) => readStart(ask, 'namesWithBannedCharacters', { taskList: { name: ask.name('a:b') } }),
  }),
  reading(
    'pollTokenForHistory',
    'pollTokenForHistory',
    28,
    'Does GetWorkflowExecutionHistory take the page token of a poll?',
    {
      section: '5.3',
      async story(ask) {
        const run = await ask.start();
        const { nextPageToken } = await run.take({ maximumPageSize: 1 });
        const query = { domain: ask.domain, execution: run.execution, nextPageToken };
        const fault = await ask.fault('GetWorkflowExecutionHistory', query);
        const refused = fault?.message === 'Invalid token';
        ask.read(
          'pollTokenForHistory',
          { accepted: fault === undefined && nextPageToken !== undefined, refused },
          fault,
        );
      },
    },
  ),
  reading(
    'queuedStickyTask',
    'queuedStickyTask',
    33,
    'Does the schedule-to-start timeout of a decision task run while it waits behind another?',
    {
      section: '6.10',
      rows: ['Floci 12'],
      seconds: 3,
      async story(ask) {
        const run = await ask.start();
        const other = { taskList: { name: ask.name('other') } };
        await run.respond(await run.take(), [], { ...other, taskListScheduleToStartTimeout: '3' });
        await run.signal();
        await run.take(other);
        await run.signal();
        await ask.wait(3);
        const types = await run.types(9);
        const timedOut = types.includes('DecisionTaskTimedOut');
        const waits = types === 'DecisionTaskScheduled';
        ask.read('queuedStickyTask', { runs: timedOut, whenReady: waits }, types);
      },
    },
  ),
  reading('abandonedPoll', 'abandonedPoll', 35, 'Can a poll take a task after its caller went away?', {
    section: '2.5',
    seconds: 1,
    async story(ask) {
      const left = new AbortController();
      const poll = ask.hold(
        'PollForDecisionTask',
        { domain: ask.domain, taskList: { name: ask.name('run') } },
        left.signal,
      );
      await ask.wait(1);
      left.abort();
      await poll;
      await ask.wait(1);
      const run = await ask.start();
      const task = await ask.pollOnce('PollForDecisionTask', { domain: ask.domain, taskList: { name: run.list } });
      const types = await run.types();
      const seen = {
        releases: task !== undefined,
        takesTask: task === undefined && types.includes('DecisionTaskStarted'),
      };
      ask.read('abandonedPoll', seen, types);
    },
  }),
];
