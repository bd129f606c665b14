import type { OperationName } from '../../../core/index.js';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';

type Members = Readonly<Record<string, unknown>>;

const long = (length: number): string => 'x'.repeat(length);
const atMost = (length: number): string => `Member must have length less than or equal to ${length}`;
const atLeast = (length: number): string => `Member must have length greater than or equal to ${length}`;

interface Broken {
  readonly part: string;
  readonly op: OperationName;
  /** The path to the member. */
  readonly path: string;
  readonly constraint: string;
  readonly section: string;
  input(ask: Asker): Members;
}

const start = (ask: Asker): Members => ({
  domain: ask.domain,
  workflowId: ask.name('run'),
  workflowType: ask.ground.order,
});

const text = (op: OperationName, path: string, most: number, input: (ask: Asker) => Members): Broken => ({
  part: `${op}.${path}`,
  op,
  path,
  constraint: atMost(most),
  section: '10.1',
  input: (ask) => ({ ...input(ask), [path]: path.endsWith('Timeout') ? '1'.repeat(most + 1) : long(most + 1) }),
});

const signal = (ask: Asker): Members => ({ domain: ask.domain, workflowId: ask.name('run'), signalName: 'go' });
const run = (ask: Asker): Members => ({ domain: ask.domain, workflowId: ask.name('run') });
const list = (ask: Asker): Members => ({ domain: ask.domain, taskList: { name: ask.list } });
const token = (): Members => ({ taskToken: 'x' });
const types = (ask: Asker): Members => ({ domain: ask.domain, registrationStatus: 'REGISTERED' });
const activity = (ask: Asker): Members => ({ domain: ask.domain, name: ask.name('type'), version: '1' });

const TEXTS: readonly Broken[] = [
  text('StartWorkflowExecution', 'workflowId', 256, start),
  text('StartWorkflowExecution', 'input', 32_768, start),
  text('StartWorkflowExecution', 'taskStartToCloseTimeout', 8, start),
  text('SignalWorkflowExecution', 'signalName', 256, signal),
  text('SignalWorkflowExecution', 'input', 32_768, signal),
  text('SignalWorkflowExecution', 'runId', 64, signal),
  text('TerminateWorkflowExecution', 'reason', 256, run),
  text('TerminateWorkflowExecution', 'details', 32_768, run),
  text('PollForDecisionTask', 'identity', 256, list),
  text('PollForActivityTask', 'identity', 256, list),
  text('RespondActivityTaskFailed', 'reason', 256, token),
  text('RespondActivityTaskCompleted', 'result', 32_768, token),
  text('RespondActivityTaskCanceled', 'details', 32_768, token),
  text('RespondDecisionTaskCompleted', 'taskToken', 1024, token),
  text('RespondDecisionTaskCompleted', 'executionContext', 32_768, token),
  text('RecordActivityTaskHeartbeat', 'details', 2048, token),
  text('ListWorkflowTypes', 'nextPageToken', 2048, types),
  text('ListActivityTypes', 'name', 256, types),
  text('RegisterActivityType', 'description', 1024, activity),
  text('RegisterActivityType', 'version', 64, activity),
];

const POLICIES = 'TERMINATE REQUEST_CANCEL ABANDON'.split(' ');
const enumOf = (values: readonly string[]): string => `Member must satisfy enum value set: [${values.join(', ')}]`;

const OTHERS: readonly Broken[] = [
  {
    part: 'pageSize.most',
    op: 'ListWorkflowTypes',
    path: 'maximumPageSize',
    constraint: 'Member must have value less than or equal to 1000',
    section: '5.4',
    input: (ask) => ({ ...types(ask), maximumPageSize: 1001 }),
  },
  {
    part: 'pageSize.least',
    op: 'ListActivityTypes',
    path: 'maximumPageSize',
    constraint: 'Member must have value greater than or equal to 0',
    section: '5.4',
    input: (ask) => ({ ...types(ask), maximumPageSize: -1 }),
  },
  {
    part: 'registrationStatus',
    op: 'ListDomains',
    path: 'registrationStatus',
    constraint: enumOf(['REGISTERED', 'DEPRECATED']),
    section: '9.4',
    input: () => ({ registrationStatus: 'OPEN' }),
  },
  {
    part: 'tags',
    op: 'StartWorkflowExecution',
    path: 'tagList',
    constraint: atMost(5),
    section: '2.4',
    input: (ask) => ({ ...start(ask), tagList: ['a', 'b', 'c', 'd', 'e', 'f'] }),
  },
  {
    part: 'emptyWorkflowId',
    op: 'StartWorkflowExecution',
    path: 'workflowId',
    constraint: atLeast(1),
    section: '9.4',
    input: (ask) => ({ ...start(ask), workflowId: '' }),
  },
  {
    part: 'emptyListName',
    op: 'PollForDecisionTask',
    path: 'taskList.name',
    constraint: atLeast(1),
    section: '9.4',
    input: (ask) => ({ domain: ask.domain, taskList: { name: '' } }),
  },
  {
    part: 'emptyMarkerName',
    op: 'RespondDecisionTaskCompleted',
    path: 'decisions.2.member.recordMarkerDecisionAttributes.markerName',
    constraint: atLeast(1),
    section: '3.0',
    input: () => ({ taskToken: 'x', decisions: ['first', ''].map(marker) }),
  },
];

const marker = (markerName: string): Members => ({
  decisionType: 'RecordMarker',
  recordMarkerDecisionAttributes: { markerName },
});

const escaped = (part: string): string => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const broken = ({ part, op, path, constraint, section, input }: Broken): Check => ({
  id: `constraints.${part}`,
  question: `Does ${op} refuse a ${path} that is against "${constraint}"?`,
  section,
  rows: ['Floci 25'],
  async story(ask) {
    const end = escaped(` at '${path}' failed to satisfy constraint: ${constraint}`);
    const message = new RegExp(`^1 validation error detected: Value '[^]*'${end}$`);
    await ask.expectFault(op, input(ask) as never, { name: 'ValidationException', message });
  },
});

// The order of the values in the text is that of the service, which is known for some enums only.
const childPolicy: Check = {
  id: 'constraints.childPolicy',
  question: 'Does StartWorkflowExecution refuse a child policy that does not exist, and list those that do?',
  section: '9.4',
  async story(ask) {
    const fault = await ask.fault('StartWorkflowExecution', { ...start(ask), childPolicy: 'KEEP' } as never);
    await ask.expect('the fault', () => fault ?? 'no fault', { name: 'ValidationException', status: 400 });
    const values = /enum value set: \[([^\]]*)\]$/.exec(fault?.message ?? '')?.[1] ?? '';
    await ask.expect('the child policies', () => values.split(', ').toSorted(), POLICIES.toSorted());
  },
};

const wrongType: Check = {
  id: 'constraints.wrongType',
  question: 'Is a number where a text belongs a SerializationException?',
  section: '9.3',
  rows: ['moto 15'],
  story: (ask) => ask.expectFault('DescribeDomain', { name: 5 as never }, { name: 'SerializationException' }),
};

/** Checks of lengths, ranges and enums. */
export const CONSTRAINT_CHECKS: readonly Check[] = [...[...TEXTS, ...OTHERS].map(broken), childPolicy, wrongType];
