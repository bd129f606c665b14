import { describe, expect, it } from 'vitest';
import { type AccessRequest, type Grants, OPERATIONS, step } from '../../src/core/index.js';
import { OPS, type Op } from '../../src/property/constraintViolations.js';
import { snapshot } from '../core/validate/snapshot.js';
import { onlySwfKeys, swfKeys } from '../support/swfKeys.js';
import {
  decision,
  LIST,
  type Members,
  ok,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  type,
  world,
} from './world.js';

const DOMAIN = 'arn:aws:swf:us-east-1:123456789012:/domain/';
const domain = 'shop';
const registered = { 'swf:name': 'New', 'swf:version': '1', 'swf:defaultTaskList.name': 'list' };
const workflow = {
  'swf:workflowType.name': 'Order',
  'swf:workflowType.version': '1',
  'swf:workflowTypeVersion': '1',
};
const activity = { 'swf:activityType.name': 'Order', 'swf:activityType.version': '1' };
const ALWAYS = { oldestDate: 0 };
const onTag = { 'swf:tagFilter.tag': 't' };
const onType = { 'swf:typeFilter.name': 'Order', 'swf:typeFilter.version': '1' };
const onList = { 'swf:taskList.name': 'list' };
const tagged = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].flatMap((tag, i) => [
    [`swf:tagList.member.${i}`, tag],
    [`swf:tagList.${i}`, tag],
  ]),
);
const started = { domain, workflowId: 'new', workflowType: type('Order'), taskList: LIST };

/** What policies may look at: the condition keys of docs/swf.md 2.7. Those of every request are elsewhere. */
const ROWS: readonly (readonly [Op, (w: Tokens) => Members, context: Readonly<Record<string, string>>, all?: '*'])[] = [
  ['UndeprecateDomain', () => ({ name: domain }), {}],
  ['ListDomains', () => ({ registrationStatus: 'REGISTERED' }), {}, '*'],
  ['TagResource', () => ({ resourceArn: `${DOMAIN}shop`, tags: [] }), {}],
  ['UntagResource', () => ({ resourceArn: `${DOMAIN}shop`, tagKeys: [] }), {}],
  ['ListTagsForResource', () => ({ resourceArn: `${DOMAIN}shop` }), {}],
  ['UndeprecateWorkflowType', () => ({ domain, workflowType: type('Order') }), workflow],
  ['UndeprecateActivityType', () => ({ domain, activityType: type('Order') }), activity],
  ['DeleteWorkflowType', () => ({ domain, workflowType: type('Order') }), workflow],
  ['DeleteActivityType', () => ({ domain, activityType: type('Order') }), activity],
  ['ListWorkflowTypes', () => ({ domain, registrationStatus: 'REGISTERED' }), {}],
  ['ListActivityTypes', () => ({ domain, registrationStatus: 'REGISTERED' }), {}],
  ['ListOpenWorkflowExecutions', () => ({ domain, startTimeFilter: ALWAYS, tagFilter: { tag: 't' } }), onTag],
  ['ListClosedWorkflowExecutions', () => ({ domain, closeTimeFilter: ALWAYS, typeFilter: type('Order') }), onType],
  ['CountOpenWorkflowExecutions', () => ({ domain, startTimeFilter: ALWAYS, tagFilter: { tag: 't' } }), onTag],
  ['CountClosedWorkflowExecutions', () => ({ domain, closeTimeFilter: ALWAYS, typeFilter: type('Order') }), onType],
  ['CountPendingDecisionTasks', () => ({ domain, taskList: LIST }), onList],
  ['CountPendingActivityTasks', () => ({ domain, taskList: LIST }), onList],
  ['RegisterDomain', () => ({ name: domain, workflowExecutionRetentionPeriodInDays: '1' }), {}],
  ['DescribeDomain', () => ({ name: domain }), {}],
  ['DeprecateDomain', () => ({ name: domain }), {}],
  ['RegisterWorkflowType', () => ({ domain, ...type('New'), defaultTaskList: LIST }), registered],
  ['RegisterActivityType', () => ({ domain, ...type('New'), defaultTaskList: LIST }), registered],
  ['DescribeWorkflowType', () => ({ domain, workflowType: type('Order') }), workflow],
  ['DescribeActivityType', () => ({ domain, activityType: type('Order') }), activity],
  ['DeprecateWorkflowType', () => ({ domain, workflowType: type('Order') }), workflow],
  ['DeprecateActivityType', () => ({ domain, activityType: type('Order') }), activity],
  [
    'StartWorkflowExecution',
    () => ({ ...started, tagList: ['a', 'b', 'c', 'd', 'e'] }),
    { ...workflow, ...onList, ...tagged },
  ],
  ['SignalWorkflowExecution', () => ({ domain, workflowId: 'busy', signalName: 'go' }), {}],
  ['RequestCancelWorkflowExecution', () => ({ domain, workflowId: 'busy' }), {}],
  ['TerminateWorkflowExecution', () => ({ domain, workflowId: 'busy' }), {}],
  ['DescribeWorkflowExecution', () => ({ domain, execution: { workflowId: 'w', runId: 'r' } }), {}],
  ['GetWorkflowExecutionHistory', () => ({ domain, execution: { workflowId: 'w', runId: 'r' } }), {}],
  ['PollForDecisionTask', () => ({ domain, taskList: LIST }), onList],
  ['PollForActivityTask', () => ({ domain, taskList: LIST }), onList],
  ['RespondDecisionTaskCompleted', ({ decider }) => ({ taskToken: decider }), {}],
  ['RecordActivityTaskHeartbeat', ({ worker }) => ({ taskToken: worker }), {}],
  ['RespondActivityTaskCompleted', ({ worker }) => ({ taskToken: worker }), {}],
  ['RespondActivityTaskFailed', ({ worker }) => ({ taskToken: worker }), {}],
  ['RespondActivityTaskCanceled', ({ worker }) => ({ taskToken: worker }), {}],
];

interface Tokens {
  readonly decider: string;
  readonly worker: string;
}

function tasks(s: ReturnType<typeof world>['s']): Tokens {
  respond(s, takeDecision(s).taskToken as string, schedule('charge'));
  signal(s);
  return { decider: takeDecision(s).taskToken as string, worker: takeActivity(s) };
}

/** Grants that allow everything and remember what they were asked. */
function remembering(): Grants & { readonly asked: AccessRequest[]; readonly told: AccessRequest[] } {
  const asked: AccessRequest[] = [];
  const told: AccessRequest[] = [];
  return {
    asked,
    told,
    authorize: (request) => asked.push(request) > 0,
    inject: (request) => void told.push(request),
  };
}

describe('access control is asked once, with what a policy may look at', () => {
  it('for every operation', () => {
    expect(ROWS.map(([op]) => op).sort()).toEqual([...OPS].sort());
  });

  it.each(ROWS.map(([op, input, context, all = 'shop']) => [op, input, context, all] as const))(
    '%s',
    (op, input, context, all) => {
      const { s } = world();
      const grants = remembering();
      step(s, { op, input: input(tasks(s)), grants }, s.now);
      const request = { action: `swf:${op}`, resource: `${DOMAIN}${all}`, context };
      expect(grants.asked.map(onlySwfKeys)).toEqual([request]);
      expect(grants.told).toEqual(grants.asked);
    },
  );

  it('for a token, which names the domain of its run', () => {
    const { s } = world();
    const { taskToken } = ok(s, 'PollForDecisionTask', { domain: 'old', taskList: LIST });
    const grants = remembering();
    step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken }, grants }, s.now);
    expect(grants.asked.map(({ resource }) => resource)).toEqual([`${DOMAIN}old`]);
  });

  it('for every decision, which is an action of its own (docs/swf.md 3.0, 3.1)', () => {
    const { s } = world();
    const grants = remembering();
    const { decider } = tasks(s);
    const decisions = [
      schedule('new', { taskList: LIST }),
      schedule('newer'),
      decision('RecordMarker', { markerName: 'm' }),
      decision('StartTimer', { timerId: 't', startToFireTimeout: '1' }),
      decision('CompleteWorkflowExecution'),
    ];
    step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken: decider, decisions }, grants }, s.now);
    expect(grants.asked.map(({ action, context }) => [action, swfKeys(context)])).toEqual([
      ['swf:RespondDecisionTaskCompleted', {}],
      ['swf:ScheduleActivityTask', { ...activity, ...onList }],
      // Its type gives the list (Developer Guide, "Amazon SWF IAM Policies").
      ['swf:ScheduleActivityTask', { ...activity, ...onList }],
      ['swf:RecordMarker', {}],
      ['swf:StartTimer', {}],
      ['swf:CompleteWorkflowExecution', {}],
    ]);
    expect(new Set(grants.asked.map(({ resource }) => resource))).toEqual(new Set([`${DOMAIN}shop`]));
    expect(grants.told).toEqual(grants.asked);
  });
});

describe('what cannot be', () => {
  it.each(ROWS.map(([op, input]) => [op, input] as const))('%s: a cause of a decision is refused', (op, input) => {
    const { s } = world();
    const given = input(tasks(s));
    const before = snapshot(s);
    const grants = { inject: () => ({ cause: 'UNHANDLED_DECISION' }) };
    const sentence =
      `swfake: inject() returned the cause 'UNHANDLED_DECISION' for the call 'swf:${op}', but only a decision fails with a ` +
      "cause; return { fault: 'ThrottlingException' } or another fault";
    expect(() => step(s, { op, input: given, grants }, s.now)).toThrow(new TypeError(sentence));
    expect(snapshot(s)).toEqual(before);
  });

  it('is no operation of the service: all 39 are answered', () => {
    expect(OPS.toSorted()).toEqual(OPERATIONS.toSorted());
    expect(OPS).toHaveLength(39);
  });
});
