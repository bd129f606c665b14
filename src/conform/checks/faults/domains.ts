import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { SOME_TEXT } from '../../story/match.js';

const own = (ask: Asker): string => `${ask.ground.run}-${ask.id.replaceAll('.', '-')}`;

/** Registers a domain of this check, with a workflow type and an activity type. */
async function registered(ask: Asker, deprecate: boolean): Promise<string> {
  const domain = own(ask);
  await ask.ground.registerDomain(domain, {}, ask.calls);
  const defaults = {
    defaultExecutionStartToCloseTimeout: '60',
    defaultTaskStartToCloseTimeout: '60',
    defaultChildPolicy: 'TERMINATE',
    defaultTaskList: { name: 'default' },
  };
  await ask.ground.register('Workflow', { name: 'Order', version: '1' }, defaults, { log: ask.calls, domain });
  await ask.ground.register('Activity', { name: 'Charge', version: '1' }, {}, { log: ask.calls, domain });
  if (deprecate) await ask.call('DeprecateDomain', { name: domain });
  return domain;
}

const activityType = { name: 'Charge', version: '1' };

const ON_DEPRECATED = {
  ListActivityTypes: { registrationStatus: 'DEPRECATED' },
  ListWorkflowTypes: { registrationStatus: 'DEPRECATED' },
  ListOpenWorkflowExecutions: { startTimeFilter: { oldestDate: new Date(0) } },
  ListClosedWorkflowExecutions: { startTimeFilter: { oldestDate: new Date(0) } },
  CountOpenWorkflowExecutions: { startTimeFilter: { oldestDate: new Date(0) } },
  CountClosedWorkflowExecutions: { startTimeFilter: { oldestDate: new Date(0) } },
  CountPendingDecisionTasks: { taskList: { name: 'default' } },
  CountPendingActivityTasks: { taskList: { name: 'default' } },
} as const;

const WITH_OWN: readonly Check[] = [
  {
    id: 'domains.deprecate',
    question: 'Is a domain deprecated only once, with its name as the text of the fault?',
    section: '2.1',
    registersDomain: true,
    async story(ask) {
      const name = await registered(ask, true);
      const { domainInfo } = await ask.call('DescribeDomain', { name });
      await ask.expect('the status', () => domainInfo?.status, 'DEPRECATED');
      await ask.expectFault('DeprecateDomain', { name }, { name: 'DomainDeprecatedFault', message: name });
      const again = { name, workflowExecutionRetentionPeriodInDays: '1' };
      await ask.expectFault('RegisterDomain', again, { name: 'DomainAlreadyExistsFault', message: name });
    },
  },
  {
    id: 'domains.deprecatesTypes',
    question: 'Are the types of a domain deprecated with it?',
    section: '1.1',
    rows: ['Floci 19'],
    registersDomain: true,
    async story(ask) {
      const domain = await registered(ask, true);
      const { typeInfo } = await ask.call('DescribeActivityType', { domain, activityType });
      await ask.expect('the status of the type', () => typeInfo?.status, 'DEPRECATED');
    },
  },
  {
    id: 'domains.undeprecate',
    question: 'Is a domain registered again by UndeprecateDomain?',
    section: '2.1',
    registersDomain: true,
    async story(ask) {
      const name = await registered(ask, true);
      await ask.call('UndeprecateDomain', { name });
      const { domainInfo } = await ask.call('DescribeDomain', { name });
      await ask.expect('the status', () => domainInfo?.status, 'REGISTERED');
      await ask.expectFault('UndeprecateDomain', { name }, { name: 'DomainAlreadyExistsFault', message: name });
      await ask.call('DeprecateDomain', { name });
    },
  },
  {
    id: 'domains.runsGoOn',
    question: 'Does a run of a deprecated domain go on: polls, responses, signals, the end?',
    section: '1.1',
    registersDomain: true,
    async story(ask) {
      const domain = await registered(ask, false);
      const start = { domain, workflowId: 'order', workflowType: { name: 'Order', version: '1' } };
      const { runId = '' } = await ask.call('StartWorkflowExecution', start);
      await ask.call('DeprecateDomain', { name: domain });
      const task = (await ask.poll('PollForDecisionTask', { domain, taskList: { name: 'default' } })) as {
        readonly taskToken: string;
      };
      await ask.call('RespondDecisionTaskCompleted', { taskToken: task.taskToken, decisions: [] });
      await ask.call('SignalWorkflowExecution', { domain, workflowId: 'order', signalName: 'go' });
      await ask.call('TerminateWorkflowExecution', { domain, workflowId: 'order' });
      const execution = { workflowId: 'order', runId };
      const types = async () =>
        (await ask.call('GetWorkflowExecutionHistory', { domain, execution })).events?.map(
          ({ eventType }) => eventType,
        );
      await ask.expect('the last events', async () => (await types())?.slice(-3), [
        'WorkflowExecutionSignaled',
        'DecisionTaskScheduled',
        'WorkflowExecutionTerminated',
      ]);
    },
  },
  ...Object.entries(ON_DEPRECATED).map(
    ([op, input]): Check => ({
      id: `domains.visible.${op}`,
      question: `Does ${op} answer in a deprecated domain?`,
      section: '8.1',
      rows: ['moto 10'],
      registersDomain: true,
      async story(ask) {
        const domain = await registered(ask, true);
        const fault = await ask.fault(op as keyof typeof ON_DEPRECATED, { domain, ...input } as never);
        await ask.expect('the fault', () => fault?.name, undefined);
      },
    }),
  ),
  {
    id: 'domains.arn',
    question: 'Is the ARN of a domain arn:PARTITION:swf:REGION:ACCOUNT:/domain/NAME?',
    section: '1.1',
    async story(ask) {
      const { domainInfo } = await ask.call('DescribeDomain', { name: ask.domain });
      const arn = /^arn:aws[a-z-]*:swf:[a-z0-9-]+:\d{12}:\/domain\/(.+)$/.exec(domainInfo?.arn ?? '');
      await ask.expect('the name in the ARN', () => arn?.[1] ?? domainInfo?.arn, ask.domain);
    },
  },
  {
    id: 'domains.again',
    question: 'Does RegisterDomain refuse a name that exists, with the name as the text?',
    section: '2.1',
    async story(ask) {
      const name = ask.domain;
      const again = { name, workflowExecutionRetentionPeriodInDays: '1' };
      await ask.expectFault('RegisterDomain', again, { name: 'DomainAlreadyExistsFault', message: name });
    },
  },
  {
    id: 'domains.registered',
    question: 'Does UndeprecateDomain refuse a domain that is registered?',
    section: '2.1',
    async story(ask) {
      const name = ask.domain;
      await ask.expectFault('UndeprecateDomain', { name }, { name: 'DomainAlreadyExistsFault', message: name });
    },
  },
  {
    id: 'domains.list',
    question: 'Does ListDomains show the domain under its status, in the order of the names?',
    section: '2.1',
    async story(ask) {
      const names: string[] = [];
      let nextPageToken: string | undefined;
      do {
        const page = {
          registrationStatus: 'REGISTERED',
          ...(nextPageToken !== undefined && { nextPageToken }),
        } as const;
        const answer = await ask.call('ListDomains', page);
        names.push(...(answer.domainInfos ?? []).map(({ name = '' }) => name));
        nextPageToken = answer.nextPageToken;
      } while (nextPageToken);
      await ask.expect('the domain', () => names.find((name) => name === ask.domain), ask.domain);
      await ask.expect('the order', () => names, names.toSorted());
    },
  },
];

const TAGS: readonly Check[] = [
  {
    id: 'tags.tooManyAtOnce',
    question: 'Does RegisterDomain refuse more than 50 tags, and register nothing?',
    section: '2.6',
    registersDomain: true,
    async story(ask) {
      const name = own(ask);
      const tags = Array.from({ length: 51 }, (_, index) => ({ key: `key ${index}`, value: '' }));
      const input = { name, tags, workflowExecutionRetentionPeriodInDays: '1' };
      await ask.expectFault('RegisterDomain', input, { name: 'TooManyTagsFault', message: SOME_TEXT });
      const message = `Unknown domain: ${name}`;
      await ask.expectFault('DescribeDomain', { name }, { name: 'UnknownResourceFault', message });
    },
  },
  {
    id: 'tags.domain',
    question: 'Can a domain be tagged, and the tag be taken away?',
    section: '2.6',
    async story(ask) {
      const resourceArn = String((await ask.call('DescribeDomain', { name: ask.domain })).domainInfo?.arn);
      const key = ask.name('key');
      const value = async () =>
        (await ask.call('ListTagsForResource', { resourceArn })).tags?.find((tag) => tag.key === key)?.value;
      await ask.call('TagResource', { resourceArn, tags: [{ key, value: 'a' }] });
      await ask.expect('the value', value, 'a');
      await ask.call('TagResource', { resourceArn, tags: [{ key, value: 'b' }] });
      await ask.expect('the value after a second call', value, 'b');
      await ask.call('UntagResource', { resourceArn, tagKeys: [key, 'unknown'] });
      await ask.expect('the value after UntagResource', value, undefined);
    },
  },
  {
    id: 'tags.tooMany',
    question: 'Does TagResource refuse more than 50 tags?',
    section: '2.6',
    async story(ask) {
      const resourceArn = String((await ask.call('DescribeDomain', { name: ask.domain })).domainInfo?.arn);
      const tags = Array.from({ length: 51 }, (_, index) => ({ key: ask.name(String(index)), value: '' }));
      await ask.expectFault('TagResource', { resourceArn, tags }, { name: 'TooManyTagsFault', message: SOME_TEXT });
      const tagKeys = tags.map(({ key }) => key);
      const kept = (await ask.call('ListTagsForResource', { resourceArn })).tags ?? [];
      await ask.expect('the tags that were kept', () => kept.filter(({ key = '' }) => tagKeys.includes(key)), []);
      await ask.call('UntagResource', { resourceArn, tagKeys });
    },
  },
];

/** Checks of domains and their tags. */
export const DOMAIN_CHECKS: readonly Check[] = [...WITH_OWN, ...TAGS];
