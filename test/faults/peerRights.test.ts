import { expect, it } from 'vitest';
import { type AccessRequest, step } from '../../src/core/index.js';
import { decision, LIST, takeDecision, type, world } from './world.js';

const tagList = ['a', 'b', 'c', 'd', 'e'];
const tags = Object.fromEntries(tagList.map((tag, i) => [`swf:tagList.member.${i}`, tag]));
const list = { 'swf:taskList.name': 'list' };
const order = { 'swf:workflowType.name': 'Order', 'swf:workflowType.version': '1' };
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
  expect(asked.map(({ action, context }) => [action, context])).toEqual([
    ['swf:RespondDecisionTaskCompleted', {}],
    ['swf:StartChildWorkflowExecution', { ...tags, ...list, ...order }],
    ['swf:StartChildWorkflowExecution', order],
    ['swf:SignalExternalWorkflowExecution', {}],
    ['swf:RequestCancelExternalWorkflowExecution', {}],
    ['swf:ContinueAsNewWorkflowExecution', { ...tags, ...list, 'swf:workflowTypeVersion': '1' }],
  ]);
  expect(told).toEqual(asked);
});

it('ContinueAsNew without attributes names nothing that a policy may look at', () => {
  const { s } = world();
  const asked: AccessRequest[] = [];
  const grants = { authorize: (request: AccessRequest) => asked.push(request) > 0 };
  const input = {
    taskToken: takeDecision(s).taskToken,
    decisions: [decision('ContinueAsNewWorkflowExecution')],
  };
  step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now);
  expect(asked.at(-1)).toMatchObject({ action: 'swf:ContinueAsNewWorkflowExecution', context: {} });
});
