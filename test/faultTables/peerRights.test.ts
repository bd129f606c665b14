import { describe, expect, it } from 'vitest';
import { type AccessRequest, type OperationName, type State, step } from '../../src/core/index.js';
import { swfKeys } from '../support/swfKeys.js';
import { decision, LIST, type Members, takeDecision, type, world } from './world.js';

const tagList = ['a', 'b', 'c', 'd', 'e'];
const tags = Object.fromEntries(
  tagList.flatMap((tag, i) => [
    [`swf:tagList.member.${i}`, tag],
    [`swf:tagList.${i}`, tag],
  ]),
);
const list = { 'swf:taskList.name': 'list' };
const version = { 'swf:workflowType.version': '1', 'swf:workflowTypeVersion': '1' };
const order = { 'swf:workflowType.name': 'Order', ...version };
const OTHER = { name: 'other' };
const BARE = type('Bare');
const NO_TYPE = type('Nope');
const kid = { workflowId: 'kid', workflowType: type('Order') };

// Swf-behaviour 3.6, 3.12; the external decisions have none (2.7 names no key of theirs).
it('access control is asked for each decision that concerns other runs, with what a policy may look at', () => {
  const { s } = world();
  const asked: AccessRequest[] = [];
  const told: AccessRequest[] = [];
  const decisions = [
    decision('StartChildWorkflowExecution', { ...kid, taskList: LIST, tagList }),
    decision('StartChildWorkflowExecution', kid),
    decision('SignalExternalWorkflowExecution', { workflowId: 'kid', runId: 'r', signalName: 'go' }),
    decision('RequestCancelExternalWorkflowExecution', { workflowId: 'kid' }),
    decision('ContinueAsNewWorkflowExecution', { workflowTypeVersion: '1', taskList: LIST, tagList }),
  ];
  const grants = {
    authorize: (request: AccessRequest) => asked.push(request) > 0,
    inject: (request: AccessRequest) => void told.push(request),
  };
  const input = { taskToken: takeDecision(s).taskToken, decisions };
  expect(step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now).reply).toEqual({});
  expect(asked.map(({ action, context }) => [action, swfKeys(context)])).toEqual([
    ['swf:RespondDecisionTaskCompleted', {}],
    ['swf:StartChildWorkflowExecution', { ...tags, ...list, ...order }],
    ['swf:StartChildWorkflowExecution', { ...order, ...list }],
    ['swf:SignalExternalWorkflowExecution', {}],
    ['swf:RequestCancelExternalWorkflowExecution', {}],
    ['swf:ContinueAsNewWorkflowExecution', { ...tags, ...list, ...version }],
  ]);
  expect(told).toEqual(asked);
});

// A list that its type was registered with counts as given (Developer Guide, "Amazon SWF IAM Policies").
describe('the task list that a policy sees', () => {
  const bare = { workflowId: 'kid', workflowType: type('Bare') };
  const ACTIVITY = { activityId: 'a', activityType: type('Order') };
  const ROWS: readonly (readonly [what: string, decision: Members, list: string | undefined])[] = [
    ['the default', decision('ContinueAsNewWorkflowExecution'), 'list'],
    ['the default', decision('StartChildWorkflowExecution', kid), 'list'],
    ['the default', decision('ScheduleActivityTask', ACTIVITY), 'list'],
    ['the one that is given', decision('ContinueAsNewWorkflowExecution', { taskList: OTHER }), 'other'],
    ['the one that is given', decision('StartChildWorkflowExecution', { ...kid, taskList: OTHER }), 'other'],
    ['the one that is given', decision('ScheduleActivityTask', { ...ACTIVITY, taskList: OTHER }), 'other'],
    ['none, for the type has none', decision('StartChildWorkflowExecution', bare), undefined],
    ['none, for the type has none', decision('ScheduleActivityTask', { ...ACTIVITY, activityType: BARE }), undefined],
    ['none, without a type', decision('ContinueAsNewWorkflowExecution', { workflowTypeVersion: 'no' }), undefined],
    ['none, without a type', decision('ScheduleActivityTask', { ...ACTIVITY, activityType: NO_TYPE }), undefined],
  ];

  it.each(ROWS.map(([what, { decisionType, ...said }, seen]) => [decisionType, what, said, seen] as const))(
    '%s: %s',
    (decisionType, _what, said, seen) => {
      const { s } = world();
      const input = { taskToken: takeDecision(s).taskToken, decisions: [{ decisionType, ...said }] };
      expect(listSeen(s, 'RespondDecisionTaskCompleted', input)).toBe(seen);
    },
  );

  it.each([
    ['the default', { workflowType: type('Order') }, 'list'],
    ['the one that is given', { workflowType: type('Order'), taskList: OTHER }, 'other'],
    ['none, for the type has none', { workflowType: BARE }, undefined],
    ['none, without a type', { workflowType: NO_TYPE }, undefined],
    ['none, without a domain', { workflowType: type('Order'), domain: 'nope' }, undefined],
  ])('StartWorkflowExecution: %s', (_what, said, seen) => {
    const { s } = world();
    expect(listSeen(s, 'StartWorkflowExecution', { domain: 'shop', workflowId: 'new', ...said })).toBe(seen);
  });
});

/** The `swf:taskList.name` of the last request that access control is asked about. */
function listSeen(s: State, op: OperationName, input: Members): unknown {
  const asked: AccessRequest[] = [];
  step(s, { op, input, grants: { authorize: (request) => asked.push(request) > 0 } }, s.now);
  return asked.at(-1)?.context['swf:taskList.name'];
}

it('ContinueAsNew without attributes names nothing else that a policy may look at', () => {
  const { s } = world();
  const asked: AccessRequest[] = [];
  const grants = { authorize: (request: AccessRequest) => asked.push(request) > 0 };
  const input = {
    taskToken: takeDecision(s).taskToken,
    decisions: [decision('ContinueAsNewWorkflowExecution')],
  };
  step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now);
  const { action, context } = asked.at(-1) as AccessRequest;
  expect([action, swfKeys(context)]).toEqual(['swf:ContinueAsNewWorkflowExecution', list]);
});
