import { describe, expect, it } from 'vitest';
import { createState, type Limits, type OperationName, type State, step } from '../../../../src/core/index.js';
import { START, type } from '../../../faultTables/world.js';

const SETTINGS = {
  taskList: { name: 'list' },
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: '60',
  childPolicy: 'ABANDON',
};

/** A state with the domain `shop`, the type Order of both kinds and the open run `w`. */
function account(limits: Partial<Limits>) {
  const s: State = createState({ seed: 1, now: START, limits });
  const call = (op: OperationName, input: object) => step(s, { op, input }, START).reply;
  const register = (name: string) => call('RegisterDomain', { name, workflowExecutionRetentionPeriodInDays: '1' });
  const registerType = (kind: 'Workflow' | 'Activity', name: string) =>
    call(`Register${kind}Type`, { domain: 'shop', ...type(name) });
  const start = (workflowId: string) =>
    call('StartWorkflowExecution', { domain: 'shop', workflowId, workflowType: type('Order'), ...SETTINGS });
  register('shop');
  registerType('Workflow', 'Order');
  registerType('Activity', 'Order');
  start('w');
  return { call, register, registerType, start };
}

const reached = (message: string) => ({ fault: 'LimitExceededFault', message });

describe('a quota is full at its number, not before (docs/swf.md 10.1)', () => {
  it('of domains, deprecated ones included', () => {
    const { call, register } = account({ domains: 2 });
    expect(register('second')).toEqual({});
    expect(register('third')).toEqual(reached('Limit on domains reached'));
    call('DeprecateDomain', { name: 'second' });
    expect(register('third')).toEqual(reached('Limit on domains reached'));
  });

  it.each([
    ['Workflow', { workflowTypes: 2 }],
    ['Activity', { activityTypes: 2 }],
  ] as const)('of %s types, deprecated ones included, but no deleted one', (kind, limits) => {
    const { call, registerType } = account(limits);
    const named = (name: string) => ({ domain: 'shop', [`${kind.toLowerCase()}Type`]: type(name) });
    const full = reached(`Limit on ${kind}Type per domain reached`);
    expect(registerType(kind, 'Second')).toEqual({});
    expect(registerType(kind, 'Third')).toEqual(full);
    call(`Deprecate${kind}Type`, named('Second'));
    expect(registerType(kind, 'Third')).toEqual(full);
    call(`Delete${kind}Type`, named('Second'));
    expect(registerType(kind, 'Third')).toEqual({});
  });

  it('of open executions, and a closed one makes room', () => {
    const { call, start } = account({ openExecutions: 2 });
    expect(start('second')).toHaveProperty('runId');
    expect(start('third')).toEqual(reached('Limit on open workflow executions per domain reached'));
    call('TerminateWorkflowExecution', { domain: 'shop', workflowId: 'w' });
    expect(start('third')).toHaveProperty('runId');
  });
});

describe('lists are in the order of names, whatever the order of registration', () => {
  const NAMES = ['zebra', 'b', 'aa', 'order-10', 'c', 'order-9', 'a', 'ab', 'Z'];
  const SORTED = ['Z', 'a', 'aa', 'ab', 'b', 'c', 'order-10', 'order-9', 'zebra'];
  const registered = { registrationStatus: 'REGISTERED' };

  it('domains', () => {
    const { call, register } = account({});
    for (const name of NAMES) register(name);
    const named = (more: object) => {
      const { domainInfos } = call('ListDomains', { ...registered, ...more }) as { domainInfos: { name: string }[] };
      return domainInfos.map(({ name }) => name);
    };
    const sorted = SORTED.toSpliced(8, 0, 'shop');
    expect(named({})).toEqual(sorted);
    expect(named({ reverseOrder: true })).toEqual(sorted.toReversed());
    expect(named({ maximumPageSize: 2 })).toEqual(['Z', 'a']);
  });

  it.each(['Workflow', 'Activity'] as const)('%s types, and of one name by version', (kind) => {
    const { call, registerType } = account({});
    for (const name of NAMES) registerType(kind, name);
    const member = `${kind.toLowerCase()}Type`;
    for (const version of ['2', '10', '1.5']) call(`Register${kind}Type`, { domain: 'shop', ...type('b', version) });
    const { typeInfos } = call(`List${kind}Types`, { domain: 'shop', ...registered }) as unknown as {
      typeInfos: Readonly<Record<string, { name: string; version: string }>>[];
    };
    const shown = typeInfos.map((info) => `${info[member]?.name}@${info[member]?.version}`);
    const names = SORTED.flatMap((name) => (name === 'b' ? ['b@1', 'b@1.5', 'b@10', 'b@2'] : [`${name}@1`]));
    expect(shown).toEqual(['Order@1', ...names]);
  });
});

it('of two runs that closed at the same time, the one that was started later comes first (docs/swf.md 8.2)', () => {
  const { call, start } = account({});
  for (const workflowId of ['a', 'b', 'c']) start(workflowId);
  for (const workflowId of ['b', 'a', 'c']) call('TerminateWorkflowExecution', { domain: 'shop', workflowId });
  const { executionInfos } = call('ListClosedWorkflowExecutions', {
    domain: 'shop',
    closeTimeFilter: { oldestDate: START },
  }) as { executionInfos: { execution: { workflowId: string } }[] };
  expect(executionInfos.map(({ execution }) => execution.workflowId)).toEqual(['c', 'b', 'a']);
});

it('the state keeps copies: what a caller passed can be changed by the caller, and changes nothing', () => {
  const { call, start } = account({});
  start('before');
  const input = {
    domain: 'shop',
    workflowId: 'copied',
    workflowType: { ...type('Order') },
    ...SETTINGS,
    taskList: { name: 'list' },
    tagList: ['red'],
  };
  const { runId } = call('StartWorkflowExecution', input) as { runId: string };
  input.tagList[0] = 'blue';
  input.taskList.name = 'other';
  input.workflowType.name = 'Other';
  const execution = { workflowId: 'copied', runId };
  expect(call('DescribeWorkflowExecution', { domain: 'shop', execution })).toMatchObject({
    executionInfo: { tagList: ['red'], workflowType: type('Order') },
    executionConfiguration: { taskList: { name: 'list' } },
  });
});
