import type { Asker } from '../story/asker.js';
import type { Check } from '../story/check.js';
import { complete, signalTo } from '../story/decisions.js';
import type { Doubt } from '../story/seen.js';

type Rest = Pick<Check, 'story' | 'section' | 'seconds' | 'registersDomain'>;

const doubt = (number: number, part: string, question: string, rest: Rest): Check => ({
  ...rest,
  id: `doubts.${part}`,
  reads: `doubt ${number}`,
  question,
  rows: [`doubt ${number}`],
});
const named = (number: number): Doubt => `doubt ${number}`;

const BARE = {
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: '60',
  childPolicy: 'TERMINATE',
} as const;

/** Registers a domain with a type, and deprecates it. */
async function deprecatedDomain(ask: Asker) {
  const domain = `${ask.ground.run}-${ask.id.replaceAll('.', '-')}`;
  const type = { name: 'Order', version: '1' };
  await ask.ground.registerDomain(domain, {}, ask.calls);
  await ask.ground.register('Workflow', type, {}, { log: ask.calls, domain });
  await ask.call('DeprecateDomain', { name: domain });
  return { domain, type };
}

/** Checks that read the behaviour where no assumption has another value. The first reading is that of the fake. */
export const DOUBT_CHECKS: readonly Check[] = [
  doubt(6, 'deprecatedDomain', 'With which fault does a deprecated domain refuse a start?', {
    section: '2.4',
    registersDomain: true,
    async story(ask) {
      const { domain, type } = await deprecatedDomain(ask);
      const start = { domain, workflowId: 'order', workflowType: type, ...BARE, taskList: { name: 'default' } };
      const name = (await ask.fault('StartWorkflowExecution', start))?.name;
      const readings = ['DomainDeprecatedFault', 'TypeDeprecatedFault', 'UnknownResourceFault'];
      ask.read(named(6), Object.fromEntries(readings.map((one) => [one, one === name])), name);
    },
  }),
  doubt(8, 'signalOfClosingBatch', 'Does the signal of a batch that closes its run still reach its target?', {
    section: '6.9',
    async story(ask) {
      const target = await ask.start('target');
      const sender = await ask.start('sender');
      await sender.decide(signalTo(target.workflowId), complete());
      const types = await ask.eventually(
        () => target.types(3),
        (seen) => seen !== '',
      );
      ask.read(named(8), { delivered: types === 'WorkflowExecutionSignaled', dropped: types === '' }, types);
    },
  }),
  ...(['ABANDON', 'TERMINATE'] as const).map((childPolicy) =>
    doubt(
      8,
      `childOfClosingBatch.${childPolicy}`,
      `Does a child start of a batch that closes its parent, under ${childPolicy}?`,
      {
        section: '6.9',
        async story(ask) {
          const parent = await ask.start('parent', { childPolicy });
          await parent.decide(ask.child('child'), complete());
          const query = {
            domain: ask.domain,
            startTimeFilter: { oldestDate: new Date(0) },
            executionFilter: { workflowId: ask.name('child') },
          };
          const count = async () => {
            const open = await ask.call('CountOpenWorkflowExecutions', query);
            const closed = await ask.call('CountClosedWorkflowExecutions', query);
            return Number(open.count) + Number(closed.count);
          };
          const seen = await ask.eventually(count, (runs) => runs > 0);
          const readings: [string, boolean][] = [
            ['starts', seen === 1],
            ['does not start', seen === 0],
          ];
          ask.read(named(8), Object.fromEntries(childPolicy === 'ABANDON' ? readings : readings.reverse()), seen);
        },
      },
    ),
  ),
  doubt(12, 'badDuration', 'With which fault is a timeout refused that is no number?', {
    section: '0.3',
    async story(ask) {
      const type = { domain: ask.domain, name: ask.name('type'), version: '1' };
      const fault = await ask.fault('RegisterActivityType', { ...type, defaultTaskHeartbeatTimeout: 'soon' });
      if (fault === undefined) ask.ground.noteRegistered('Activity', type);
      const isValidation = fault?.name === 'ValidationException';
      ask.read(
        named(12),
        { ValidationException: isValidation, 'another fault': fault !== undefined && !isValidation },
        fault,
      );
    },
  }),
  doubt(14, 'undeprecatedTypes', 'Does UndeprecateDomain register the types of the domain again?', {
    section: '2.1',
    registersDomain: true,
    async story(ask) {
      const { domain, type } = await deprecatedDomain(ask);
      await ask.call('UndeprecateDomain', { name: domain });
      const { typeInfo } = await ask.call('DescribeWorkflowType', { domain, workflowType: type });
      const status = typeInfo?.status;
      ask.read(named(14), { no: status === 'DEPRECATED', yes: status === 'REGISTERED' }, status);
    },
  }),
  doubt(15, 'plainHeartbeat', 'Does a heartbeat without details keep the details of the one before?', {
    section: '7.1',
    seconds: 2,
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge', { heartbeatTimeout: '2' }));
      const { taskToken } = await run.work();
      await ask.call('RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
      await ask.call('RecordActivityTaskHeartbeat', { taskToken });
      await ask.wait(2);
      await run.until('ActivityTaskTimedOut');
      const details = (await run.last('ActivityTaskTimedOut'))?.details;
      ask.read(named(15), { kept: details === 'half', cleared: details === undefined }, details);
    },
  }),
  doubt(16, 'startedOrUndefined', 'Which fault comes first: a default that is missing, or an open run?', {
    section: '2.4',
    async story(ask) {
      const run = await ask.start();
      const start = { domain: ask.domain, workflowId: run.workflowId, workflowType: ask.ground.bareOrder };
      const name = (await ask.fault('StartWorkflowExecution', start))?.name;
      const readings = ['DefaultUndefinedFault', 'WorkflowExecutionAlreadyStartedFault'];
      ask.read(named(16), Object.fromEntries(readings.map((one) => [one, one === name])), name);
    },
  }),
  doubt(20, 'countOfQueued', 'Does CountPendingDecisionTasks count a task that waits behind a started one?', {
    section: '8.3',
    async story(ask) {
      const run = await ask.start();
      await run.take();
      await run.signal();
      const query = { domain: ask.domain, taskList: { name: run.list } };
      const count = async () => (await ask.call('CountPendingDecisionTasks', query)).count;
      const seen = await ask.eventually(count, (tasks) => tasks === 1);
      ask.read(named(20), { yes: seen === 1, no: seen === 0 }, seen);
    },
  }),
  doubt(21, 'listInDescription', 'Does DescribeWorkflowExecution show a lasting list that a response set?', {
    section: '6.7',
    async story(ask) {
      const run = await ask.start();
      const other = ask.name('other');
      await run.respond(await run.take(), [], { taskList: { name: other } });
      const list = async () => (await run.describe()).executionConfiguration?.taskList?.name;
      const seen = await ask.eventually(list, (name) => name === other);
      ask.read(named(21), { no: seen === run.list, yes: seen === other }, seen);
    },
  }),
  doubt(23, 'unaskedCancel', 'Does ActivityTaskCanceled show 0 for a cancel request that there was not?', {
    section: '2.5',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      const { taskToken } = await run.work();
      await ask.call('RespondActivityTaskCanceled', { taskToken });
      const attributes = (await run.until('ActivityTaskCanceled')).find(({ type }) => type === 'ActivityTaskCanceled');
      const seen = attributes?.attributes.latestCancelRequestedEventId;
      ask.read(named(23), { '0': seen === 0, absent: attributes !== undefined && seen === undefined }, seen);
    },
  }),
  doubt(24, 'latestAfterScheduling', 'Does the scheduling of an activity alone set latestActivityTaskTimestamp?', {
    section: '2.4',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      const latest = async () => (await run.describe()).latestActivityTaskTimestamp;
      const seen = await ask.eventually(latest, (at) => at !== undefined);
      ask.read(named(24), { yes: seen !== undefined, no: seen === undefined }, seen);
    },
  }),
  doubt(26, 'policyInTermination', "Which childPolicy does a run show that its parent's policy terminates?", {
    section: '7.6',
    async story(ask) {
      const parent = await ask.start('parent');
      await parent.decide(ask.child('child', { childPolicy: 'ABANDON' }));
      const child = await parent.child(ask.name('child'));
      await parent.terminate();
      const terminated = (await child.until('WorkflowExecutionTerminated')).at(-1)?.attributes.childPolicy;
      ask.read(
        named(26),
        { 'its own': terminated === 'ABANDON', "its parent's": terminated === 'TERMINATE' },
        terminated,
      );
    },
  }),
  doubt(27, 'idTwiceInOneBatch', 'Does the second of two activities with one id in one batch fail?', {
    section: '3.1',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'), ask.schedule('charge'));
      const types = await run.types(5);
      const fails = types === 'ActivityTaskScheduled ScheduleActivityTaskFailed DecisionTaskScheduled';
      ask.read(named(27), { fails, 'is scheduled': types === 'ActivityTaskScheduled ActivityTaskScheduled' }, types);
    },
  }),
];
