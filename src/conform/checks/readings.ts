import type { Check } from '../story/check.js';
import { cancelTimer, complete, continueAsNew } from '../story/decisions.js';
import type { Doubt } from '../story/seen.js';

const CLOSED = ['WorkflowExecutionCompleted', 'CompleteWorkflowExecutionFailed'];

/** Returns a check that reads an assumption. */
export const reading = (
  id: string,
  reads: Doubt,
  doubt: number,
  question: string,
  rest: Pick<Check, 'story' | 'section' | 'seconds' | 'rows'>,
): Check => ({
  ...rest,
  id: `readings.${id}`,
  reads,
  question,
  rows: [...(rest.rows ?? []), `doubt ${doubt}`],
});

/** Checks that read which value of an assumption holds: of decisions and closes. */
export const READING_CHECKS: readonly Check[] = [
  reading(
    'closeAfterFailedDecision',
    'closeAfterFailedDecision',
    1,
    'Does a close succeed after a decision of the same batch that fails?',
    {
      section: '3.0',
      async story(ask) {
        const run = await ask.start();
        await run.decide(cancelTimer('nothing'), complete());
        const types = (
          await ask.eventually(
            () => run.types(5),
            (seen) => CLOSED.some((type) => seen.includes(type)),
          )
        ).split(' ');
        const succeeds = types.includes('WorkflowExecutionCompleted');
        const fails = types.includes('CompleteWorkflowExecutionFailed');
        ask.read('closeAfterFailedDecision', { succeeds, fails }, types.join(' '));
      },
    },
  ),
  reading('idlePoll', 'idlePollToken', 2, 'What is the taskToken of a poll that finds no task?', {
    section: '2.5',
    rows: ['moto 13'],
    seconds: 61,
    async story(ask) {
      const poll = (op: 'PollForDecisionTask' | 'PollForActivityTask') =>
        ask.hold(op, { domain: ask.domain, taskList: { name: ask.name('idle') } });
      const polls = Promise.all([poll('PollForDecisionTask'), poll('PollForActivityTask')]);
      if (ask.ground.pace.isVirtual) await ask.wait(60);
      const [decision, activity] = await polls;
      const tokens = [decision?.taskToken, activity?.taskToken];
      const absent = tokens.every((token) => token === undefined);
      ask.read('idlePollToken', { absent, empty: tokens.every((token) => token === '') }, tokens);
      await ask.expect('the decision poll', () => decision, { startedEventId: 0, previousStartedEventId: 0 });
      await ask.expect('the activity poll', () => activity, { startedEventId: 0 });
    },
  }),
  reading(
    'childPolicyOnContinueAsNew',
    'childPolicyOnContinueAsNew',
    3,
    'Is the child policy applied when a run continues as new?',
    {
      section: '3.6',
      async story(ask) {
        const run = await ask.start();
        await run.decide(ask.child('child'));
        const child = await run.child(ask.name('child'));
        await run.decide(continueAsNew({ taskList: { name: run.list } }));
        await run.successor();
        const types = await ask.eventually(
          () => child.types(),
          (seen) => seen.includes('Terminated'),
        );
        const ignored = types === 'WorkflowExecutionStarted DecisionTaskScheduled';
        ask.read(
          'childPolicyOnContinueAsNew',
          { applied: types.endsWith('WorkflowExecutionTerminated'), ignored },
          types,
        );
      },
    },
  ),
  reading(
    'missingActivityTimeouts',
    'missingActivityTimeouts',
    4,
    'Is an activity scheduled without a schedule-to-close and a heartbeat timeout?',
    {
      section: '3.1',
      rows: ['Floci 26'],
      async story(ask) {
        const seen: string[] = [];
        for (const [part, missing, cause] of MISSING_TIMEOUTS) {
          const run = await ask.start(part);
          const none = {
            scheduleToStartTimeout: 'NONE',
            scheduleToCloseTimeout: 'NONE',
            startToCloseTimeout: 'NONE',
            heartbeatTimeout: 'NONE',
          };
          await run.decide(
            ask.schedule('charge', { activityType: ask.ground.bareCharge, ...none, [missing]: undefined }),
          );
          const event = (await run.history()).find(({ id }) => id === 5);
          const failed = event?.type === 'ScheduleActivityTaskFailed' && event.attributes.cause === cause;
          const isNone = event?.type === 'ActivityTaskScheduled' && event.attributes[missing] === 'NONE';
          seen.push(failed ? 'fail' : isNone ? 'NONE' : `${event?.type} ${event?.attributes[missing]}`);
        }
        const all = (value: string) => seen.every((one) => one === value);
        ask.read('missingActivityTimeouts', { fail: all('fail'), NONE: all('NONE') }, seen.join(', '));
      },
    },
  ),
  reading(
    'cancelRequestedOnceClosed',
    'cancelRequestedOnceClosed',
    5,
    'Is cancelRequested still true once a run that was asked to cancel is closed?',
    {
      section: '2.4',
      async story(ask) {
        const run = await ask.start();
        await run.requestCancel();
        await run.decide(complete());
        const info = await ask.eventually(
          async () => (await run.describe()).executionInfo,
          (seen) => seen?.executionStatus === 'CLOSED',
        );
        const { cancelRequested } = info ?? {};
        ask.read(
          'cancelRequestedOnceClosed',
          { false: cancelRequested === false, kept: cancelRequested === true },
          cancelRequested,
        );
      },
    },
  ),
  reading(
    'previousStartedAfterTimeout',
    'previousStartedAfterTimeout',
    7,
    'Does previousStartedEventId name a decision task that timed out?',
    {
      section: '6.6',
      seconds: 1,
      async story(ask) {
        const run = await ask.start('run', { taskStartToCloseTimeout: '1' });
        await run.take();
        await ask.wait(1);
        await run.until('DecisionTaskTimedOut');
        const { previousStartedEventId } = await run.take();
        const seen = { completed: previousStartedEventId === 0, started: previousStartedEventId === 3 };
        ask.read('previousStartedAfterTimeout', seen, previousStartedEventId);
      },
    },
  ),
];

const MISSING_TIMEOUTS = [
  ['toClose', 'scheduleToCloseTimeout', 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED'],
  ['heartbeat', 'heartbeatTimeout', 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED'],
] as const;
