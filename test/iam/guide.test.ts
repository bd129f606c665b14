import { describe, expect, it } from 'vitest';
import { type Grants, settle, step } from '../../src/core/index.js';
import { iamPolicy, type PolicyStatement } from '../../src/iam/index.js';
import { SwfFake } from '../../src/index.js';
import { decision, historyOf, LIST, type Members, ok, schedule, type } from '../faultTables/world.js';
import { desk, type Outcome, outcomeOf, policy } from './scenes.js';

// The examples of the Developer Guide, "Amazon SWF IAM Policies", and what its text says of each. Where it shows but a part
// of a policy, the rest is what the sentence before it says.

const domainArn = (name: string): string => `arn:aws:swf:*:123456789012:/domain/${name}`;
const START = 'swf:StartWorkflowExecution';

const allowing = (...statements: readonly Partial<PolicyStatement>[]): Grants => ({
  authorize: iamPolicy(policy(...statements)),
});

/** A state with the domains department1, department2 and sandbox, each with types and task lists. */
function departments() {
  const { s } = desk();
  const defaults = {
    defaultExecutionStartToCloseTimeout: '9',
    defaultChildPolicy: 'ABANDON',
    defaultTaskStartToCloseTimeout: '9',
  };
  for (const domain of ['department1', 'department2', 'sandbox']) {
    ok(s, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
    for (const version of ['version1', 'version2']) {
      ok(s, 'RegisterWorkflowType', { domain, ...type('workflow1', version), ...defaults, defaultTaskList: LIST });
    }
    ok(s, 'RegisterWorkflowType', { domain, ...type('listless'), ...defaults });
  }
  return s;
}

const start = (domain: string, more: Members = {}): Members => ({
  domain,
  workflowId: 'w',
  workflowType: type('workflow1', 'version2'),
  ...more,
});

const startOutcome = (grants: Grants, domain: string, more: Members = {}): Outcome =>
  outcomeOf(departments(), 'StartWorkflowExecution', start(domain, more), grants);

describe('"Writing policies": full account access across all regions', () => {
  const grants = allowing({ Action: 'swf:*', Resource: domainArn('*') });

  it('lets the actor call any action in any domain', () => {
    for (const domain of ['department1', 'sandbox']) expect(startOutcome(grants, domain)).toBe('done');
    expect(outcomeOf(departments(), 'ListDomains', { registrationStatus: 'REGISTERED' }, grants)).toBe('done');
    expect(outcomeOf(departments(), 'DeprecateDomain', { name: 'sandbox' }, grants)).toBe('done');
  });

  it('may be restricted to a region by its name in place of the first wildcard', async () => {
    const authorize = iamPolicy(policy({ Action: 'swf:*', Resource: 'arn:aws:swf:us-east-1:123456789012:/domain/*' }));
    const started = async (region: string): Promise<unknown> => {
      const swf = new SwfFake({ region });
      swf.register({ domain: 'shop', workflows: { 'workflow1@version2': {} } });
      return swf.client({ authorize }).startWorkflowExecution(start('shop') as never);
    };
    await expect(started('us-east-1')).resolves.toMatchObject({ runId: expect.any(String) });
    await expect(started('eu-west-1')).rejects.toMatchObject({ name: 'OperationNotPermittedFault' });
  });
});

describe('"Domain Permissions"', () => {
  it('any action, but only in department1', () => {
    const grants = allowing({ Action: 'swf:*', Resource: domainArn('department1') });
    expect(startOutcome(grants, 'department1')).toBe('done');
    expect(startOutcome(grants, 'department2')).toBe('denied');
    expect(outcomeOf(departments(), 'ListDomains', { registrationStatus: 'REGISTERED' }, grants)).toBe('denied');
  });

  it.each([
    ['a statement for each', [domainArn('department1'), domainArn('department2')].map((Resource) => ({ Resource }))],
    ['a wildcard', [{ Resource: domainArn('department*') }]],
  ])('department1 and department2, by %s', (_how, statements) => {
    const grants = allowing(...statements.map(({ Resource }) => ({ Action: 'swf:*', Resource })));
    expect(['department1', 'department2', 'sandbox'].map((domain) => startOutcome(grants, domain))).toEqual([
      'done',
      'done',
      'denied',
    ]);
  });
});

describe('"API Permissions and Constraints"', () => {
  const inDepartment1 = (Condition?: object): Grants =>
    allowing({
      Action: START,
      Resource: domainArn('department1'),
      ...(Condition && { Condition }),
    } as Partial<PolicyStatement>);

  it('only StartWorkflowExecution, and no other action', () => {
    const grants = inDepartment1();
    expect(startOutcome(grants, 'department1')).toBe('done');
    expect(outcomeOf(departments(), 'DescribeDomain', { name: 'department1' }, grants)).toBe('denied');
  });

  it('only version2 of workflow1', () => {
    const grants = inDepartment1({
      StringEquals: { 'swf:workflowType.name': 'workflow1', 'swf:workflowType.version': 'version2' },
    });
    expect(startOutcome(grants, 'department1')).toBe('done');
    expect(startOutcome(grants, 'department1', { workflowType: type('workflow1', 'version1') })).toBe('denied');
    expect(startOutcome(grants, 'department1', { workflowType: type('listless', 'version2') })).toBe('denied');
  });

  const listless = { workflowType: type('listless') };

  it('a parameter that is constrained, and optional: StringEqualsIfExists', () => {
    const grants = inDepartment1({ StringEqualsIfExists: { 'swf:taskList.name': 'task_list_name' } });
    const list = (name: string) => ({ ...listless, taskList: { name } });
    expect(startOutcome(grants, 'department1', list('task_list_name'))).toBe('done');
    expect(startOutcome(grants, 'department1', list('another'))).toBe('denied');
    // Allowed, and refused for a default that is missing.
    expect(startOutcome(grants, 'department1', listless)).toBe('refused');
  });

  it('a parameter that StringEquals asks for, given by the request or by the type (the note under "Condition")', () => {
    const grants = inDepartment1({ StringEquals: { 'swf:taskList.name': LIST.name } });
    expect(startOutcome(grants, 'department1')).toBe('done');
    expect(startOutcome(grants, 'department1', { taskList: { name: 'another' } })).toBe('denied');
    expect(startOutcome(grants, 'department1', listless)).toBe('denied');
  });

  const OK_TAGS = ['some_ok_tag', 'another_ok_tag'];
  const tagged = (grants: Grants, ...tagList: readonly string[]): Outcome =>
    startOutcome(grants, 'department1', tagList.length > 0 ? { tagList } : {});

  it('the tags, not recommended: only the first element is constrained', () => {
    const grants = inDepartment1({ StringEqualsIfExists: { 'swf:tagList.member.0': OK_TAGS } });
    for (const tag of OK_TAGS) expect(tagged(grants, tag)).toBe('done');
    expect(tagged(grants)).toBe('done');
    expect(tagged(grants, 'a_bad_tag')).toBe('denied');
    expect(tagged(grants, 'some_ok_tag', 'a_bad_tag')).toBe('done');
  });

  it('the tags, by a list of one element', () => {
    const grants = inDepartment1({
      StringEqualsIfExists: { 'swf:tagList.member.0': OK_TAGS },
      Null: { 'swf:tagList.member.1': 'true' },
    });
    for (const tag of OK_TAGS) expect(tagged(grants, tag)).toBe('done');
    expect(tagged(grants)).toBe('done');
    expect(tagged(grants, 'a_bad_tag')).toBe('denied');
    expect(tagged(grants, 'some_ok_tag', 'another_ok_tag')).toBe('denied');
  });
});

describe('"Pseudo API Permissions and Constraints"', () => {
  const answer: Partial<PolicyStatement> = { Action: 'swf:RespondDecisionTaskCompleted', Resource: domainArn('*') };
  const scheduling = (operator: 'StringEquals' | 'StringEqualsIfExists'): Partial<PolicyStatement> => ({
    Action: 'swf:ScheduleActivityTask',
    Condition: { [operator]: { 'swf:activityType.name': 'Order' } },
  });
  const marker = decision('RecordMarker', { markerName: 'm' });

  /** The events that a batch leads to. */
  function events(grants: Grants, ...decisions: readonly Members[]): readonly unknown[] {
    const { s, token, run } = desk();
    const { length } = historyOf(s, 'busy', run);
    step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken: token, decisions }, grants }, s.now);
    settle(s, s.now);
    return historyOf(s, 'busy', run)
      .slice(length)
      .map(({ eventType }) => eventType);
  }

  const bare = schedule('bare', { activityType: type('Bare') });

  it.each(['StringEquals', 'StringEqualsIfExists'] as const)('only activities of one type, by %s', (operator) => {
    expect(events(allowing(answer, scheduling(operator)), schedule('new'), bare, marker)).toEqual([
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'ScheduleActivityTaskFailed',
      'RecordMarkerFailed',
      'DecisionTaskScheduled',
    ]);
  });

  it('a decision needs a right of its own', () => {
    expect(events(allowing(answer), marker)).toEqual([
      'DecisionTaskCompleted',
      'RecordMarkerFailed',
      'DecisionTaskScheduled',
    ]);
  });

  it('and without the right to answer there is no decision', () => {
    expect(events(allowing(scheduling('StringEquals')), schedule('new'))).toEqual([]);
  });

  it('all decisions: swf:* in place of swf:ScheduleActivityTask', () => {
    expect(events(allowing(answer, { Action: 'swf:*' }), schedule('new'), marker)).toEqual([
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'MarkerRecorded',
    ]);
  });
});

it('"Service Model Limitations": what a policy allows can still be an invalid request', () => {
  const { s } = desk();
  const wanted = {
    'swf:typeFilter.name': 'workflow_name',
    'swf:typeFilter.version': 'workflow_version',
    'swf:tagFilter.tag': 'some_tag',
  };
  const grants = allowing({ Action: 'swf:ListOpenWorkflowExecutions', Condition: { StringEquals: wanted } });
  const typeFilter = type('workflow_name', 'workflow_version');
  const input = { domain: 'shop', startTimeFilter: { oldestDate: 0 }, typeFilter };
  expect(outcomeOf(s, 'ListOpenWorkflowExecutions', input, grants)).toBe('denied');
  const both = { ...input, tagFilter: { tag: 'some_tag' } };
  expect(step(s, { op: 'ListOpenWorkflowExecutions', input: both, grants }, s.now).reply).toMatchObject({
    fault: 'ValidationException',
  });
});

// Developer Guide, "Basic Principles".
it('an auditor reads in any domain, a starter starts in one: rights are of a door', async () => {
  const swf = new SwfFake();
  swf.register({ domain: 'shop', workflows: { 'workflow1@version2': {} } });
  const read = ['swf:Count*', 'swf:Describe*', 'swf:Get*', 'swf:List*'];
  const auditor = swf.client({ authorize: iamPolicy(policy({ Action: read })) });
  const starter = swf.client({ authorize: iamPolicy(policy({ Action: START, Resource: domainArn('shop') })) });
  const denied = { name: 'OperationNotPermittedFault' };
  const startTimeFilter = { oldestDate: new Date(0) };
  const count = { domain: 'shop', startTimeFilter };
  await expect(auditor.startWorkflowExecution(start('shop') as never)).rejects.toMatchObject(denied);
  await expect(starter.countOpenWorkflowExecutions(count)).rejects.toMatchObject(denied);
  await starter.startWorkflowExecution(start('shop') as never);
  await expect(auditor.countOpenWorkflowExecutions(count)).resolves.toMatchObject({ count: 1 });
  await expect(swf.client().countOpenWorkflowExecutions(count)).resolves.toMatchObject({ count: 1 });
});
