import type { OperationName } from '../../../core/index.js';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';

type Members = Readonly<Record<string, unknown>>;

const NOW = { oldestDate: new Date(0) };
const LIST = { taskList: { name: 'unknown' } };
const TYPE = { name: 'Unknown', version: '1' };
const RUN = { workflowId: 'unknown', runId: '22unknownunknownunknownunknownunknownunknown0=' };

/** The operations with a domain, with the other members that they require. */
const WITH_DOMAIN: Readonly<Partial<Record<OperationName, Members>>> = {
  CountClosedWorkflowExecutions: { startTimeFilter: NOW },
  CountOpenWorkflowExecutions: { startTimeFilter: NOW },
  CountPendingActivityTasks: LIST,
  CountPendingDecisionTasks: LIST,
  DeleteActivityType: { activityType: TYPE },
  DeleteWorkflowType: { workflowType: TYPE },
  DeprecateActivityType: { activityType: TYPE },
  DeprecateWorkflowType: { workflowType: TYPE },
  DescribeActivityType: { activityType: TYPE },
  DescribeWorkflowExecution: { execution: RUN },
  DescribeWorkflowType: { workflowType: TYPE },
  GetWorkflowExecutionHistory: { execution: RUN },
  ListActivityTypes: { registrationStatus: 'REGISTERED' },
  ListClosedWorkflowExecutions: { startTimeFilter: NOW },
  ListOpenWorkflowExecutions: { startTimeFilter: NOW },
  ListWorkflowTypes: { registrationStatus: 'REGISTERED' },
  PollForActivityTask: LIST,
  PollForDecisionTask: LIST,
  RegisterActivityType: TYPE,
  RegisterWorkflowType: TYPE,
  RequestCancelWorkflowExecution: { workflowId: 'unknown' },
  SignalWorkflowExecution: { workflowId: 'unknown', signalName: 'go' },
  StartWorkflowExecution: { workflowId: 'unknown', workflowType: TYPE },
  TerminateWorkflowExecution: { workflowId: 'unknown' },
  UndeprecateActivityType: { activityType: TYPE },
  UndeprecateWorkflowType: { workflowType: TYPE },
};

const BY_NAME = ['DescribeDomain', 'DeprecateDomain', 'UndeprecateDomain'] as const;

const unknownDomain = (op: OperationName, input: (domain: string) => Members): Check => ({
  id: `unknown.domain.${op}`,
  question: `Does ${op} refuse a domain that does not exist, and name it?`,
  section: '2',
  async story(ask) {
    const domain = ask.name('domain');
    await ask.expectFault(op, input(domain) as never, {
      name: 'UnknownResourceFault',
      message: `Unknown domain: ${domain}`,
    });
  },
});

const ofType = (kind: 'Activity' | 'Workflow', op: OperationName): Check => ({
  id: `unknown.type.${op}`,
  question: `Does ${op} refuse a type that is not registered, and name it?`,
  section: '2',
  async story(ask) {
    const type = { name: ask.name('type'), version: '7' };
    const input = { domain: ask.domain, [`${kind.toLowerCase()}Type`]: type, workflowId: ask.name('run') };
    if (op !== 'StartWorkflowExecution') Reflect.deleteProperty(input, 'workflowId');
    await ask.expectFault(op, input as never, {
      name: 'UnknownResourceFault',
      message: `Unknown type: ${kind}Type=[name=${type.name}, version=7]`,
    });
  },
});

const TYPE_OPS = (['Activity', 'Workflow'] as const).flatMap((kind) =>
  (['Delete', 'Deprecate', 'Describe', 'Undeprecate'] as const).map((verb) => [kind, `${verb}${kind}Type`] as const),
);

const runTexts = (workflowId: string) => ({
  byRunId: `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${RUN.runId}]`,
  open: `Unknown execution, workflowId = ${workflowId}`,
});

const ofRun = (op: OperationName, more: Members, by: 'byRunId' | 'open'): Check => ({
  id: `unknown.run.${op}.${by}`,
  question: `Does ${op} refuse ${by === 'open' ? 'a workflow id without an open run' : 'a run id that does not exist'}, and name it?`,
  section: '2',
  rows: ['Floci 13'],
  async story(ask) {
    const workflowId = ask.name('run');
    const ids = by === 'open' ? { workflowId } : { workflowId, runId: RUN.runId };
    const input = op === 'DescribeWorkflowExecution' || op === 'GetWorkflowExecutionHistory' ? { execution: ids } : ids;
    await ask.expectFault(op, { domain: ask.domain, ...input, ...more } as never, {
      name: 'UnknownResourceFault',
      message: runTexts(workflowId)[by],
    });
  },
});

const RUN_OPS = [
  ['RequestCancelWorkflowExecution', {}],
  ['SignalWorkflowExecution', { signalName: 'go' }],
  ['TerminateWorkflowExecution', {}],
] as const;

async function unknownArn(ask: Asker, op: 'ListTagsForResource' | 'TagResource' | 'UntagResource', more: Members) {
  const { domainInfo } = await ask.call('DescribeDomain', { name: ask.domain });
  const resourceArn = String(domainInfo?.arn).replace(/\/domain\/.*$/, `/domain/${ask.name('domain')}`);
  await ask.expectFault(op, { resourceArn, ...more } as never, { name: 'UnknownResourceFault' });
}

const TAG_OPS = [
  ['ListTagsForResource', {}],
  ['TagResource', { tags: [{ key: 'team', value: 'a' }] }],
  ['UntagResource', { tagKeys: ['team'] }],
] as const;

/** Checks of what does not exist: domains, types, runs. */
export const UNKNOWN_CHECKS: readonly Check[] = [
  ...Object.entries(WITH_DOMAIN).map(([op, more]) =>
    unknownDomain(op as OperationName, (domain) => ({ domain, ...more })),
  ),
  ...BY_NAME.map((op) => unknownDomain(op, (name) => ({ name }))),
  ...TYPE_OPS.map(([kind, op]) => ofType(kind, op)),
  ofType('Workflow', 'StartWorkflowExecution'),
  ...RUN_OPS.flatMap(([op, more]) => [ofRun(op, more, 'byRunId'), ofRun(op, more, 'open')]),
  ofRun('DescribeWorkflowExecution', {}, 'byRunId'),
  ofRun('GetWorkflowExecutionHistory', {}, 'byRunId'),
  ...TAG_OPS.map(
    ([op, more]): Check => ({
      id: `unknown.domain.${op}`,
      question: `Does ${op} refuse the ARN of a domain that does not exist?`,
      section: '2.6',
      story: (ask) => unknownArn(ask, op, more),
    }),
  ),
];
