import type { Check } from '../story/check.js';
import { cancelTimer, complete, mark, timer } from '../story/decisions.js';

type Rest = Pick<Check, 'story' | 'section' | 'seconds'>;

const inferred = (rule: string, part: string, question: string, rest: Rest): Check => ({
  ...rest,
  id: `inferred.${part}`,
  reads: `inferred: ${rule}`,
  question,
});

const LIST = 'the list of the task after a failed decision';
const ALONE = 'a list timeout without a list';
const ONE_TASK = 'the decision task of a batch with failures';
const RUN_FIRST = 'a run and its tasks that are due at one time';

/** Checks of two more doubts. */
export const MORE_DOUBT_CHECKS: readonly Check[] = [
  {
    id: 'doubts.emptyRunId',
    reads: 'doubt 18',
    question: 'Does a signal with an empty run id reach the open run?',
    section: '2.4',
    rows: ['doubt 18'],
    async story(ask) {
      const { workflowId } = await ask.start();
      const signal = { domain: ask.domain, workflowId, runId: '', signalName: 'go', input: 'now' };
      const fault = await ask.fault('SignalWorkflowExecution', signal);
      ask.read('doubt 18', { 'as if absent': fault === undefined, refused: fault !== undefined }, fault);
    },
  },
  {
    id: 'doubts.countsOfClosed',
    reads: 'doubt 25',
    question: 'Do the open timers and children stay in openCounts once the run is closed?',
    section: '7.4',
    rows: ['doubt 25'],
    async story(ask) {
      const run = await ask.start('run', { childPolicy: 'ABANDON' });
      await run.decide(timer('day', 100), ask.child('child'));
      await run.child(ask.name('child'));
      await run.decide(complete());
      const isClosed = (seen: {
        readonly executionInfo?: { readonly executionStatus?: string | undefined } | undefined;
      }) => seen.executionInfo?.executionStatus === 'CLOSED';
      const { openCounts } = await ask.eventually(() => run.describe(), isClosed);
      const counts = [openCounts?.openTimers, openCounts?.openChildWorkflowExecutions];
      ask.read('doubt 25', { stay: counts.join() === '1,1', fall: counts.includes(0) }, counts);
    },
  },
];

/** Checks that read rules which docs/swf.md only infers. The first reading is that of the fake. */
export const INFERRED_CHECKS: readonly Check[] = [
  inferred(
    LIST,
    'listAfterFailure',
    'To which list comes the task after a failed decision, if the response names a list?',
    {
      section: '6.10',
      async story(ask) {
        const run = await ask.start();
        const other = ask.name('other');
        await run.respond(await run.take(), [cancelTimer('nothing')], { taskList: { name: other } });
        await run.until('DecisionTaskScheduled', 2);
        const list = ((await run.last('DecisionTaskScheduled'))?.taskList as { readonly name?: string } | undefined)
          ?.name;
        ask.read(`inferred: ${LIST}`, { 'the new list': list === other, 'the old list': list === run.list }, list);
      },
    },
  ),
  inferred(ALONE, 'listTimeoutAlone', 'Is a taskListScheduleToStartTimeout without a taskList refused?', {
    section: '6.10',
    async story(ask) {
      const run = await ask.start();
      const { taskToken } = await run.take();
      const fault = await ask.fault('RespondDecisionTaskCompleted', {
        taskToken,
        taskListScheduleToStartTimeout: '10',
      });
      const refused = fault?.name === 'ValidationException';
      ask.read(`inferred: ${ALONE}`, { refused, accepted: fault === undefined }, fault);
    },
  }),
  inferred(ONE_TASK, 'taskAfterFailures', 'Where is the decision task of a batch in which two decisions fail?', {
    section: '3.0',
    async story(ask) {
      const run = await ask.start();
      await run.decide(cancelTimer('a'), cancelTimer('b'), mark('c'));
      const types = await run.types(5);
      const [behind, between] = [
        'CancelTimerFailed CancelTimerFailed MarkerRecorded DecisionTaskScheduled',
        'CancelTimerFailed DecisionTaskScheduled CancelTimerFailed MarkerRecorded',
      ];
      ask.read(`inferred: ${ONE_TASK}`, { 'behind the batch': types === behind, 'at once': types === between }, types);
    },
  }),
  inferred(
    RUN_FIRST,
    'runGoesFirst',
    'Is the timeout of the run alone written if a timer and an activity are due at the same time?',
    {
      section: '7.1',
      seconds: 2,
      async story(ask) {
        const run = await ask.start('run', { executionStartToCloseTimeout: '2' });
        await run.decide(timer('day', 2), ask.schedule('charge', { scheduleToStartTimeout: '2' }));
        await ask.wait(2);
        await run.until('WorkflowExecutionTimedOut');
        const types = await run.types(7);
        const alone = types === 'WorkflowExecutionTimedOut';
        const others = /^(TimerFired|ActivityTaskTimedOut)/.test(types) && types.endsWith('WorkflowExecutionTimedOut');
        ask.read(`inferred: ${RUN_FIRST}`, { 'the run alone': alone, 'the others first': others }, types);
      },
    },
  ),
];
