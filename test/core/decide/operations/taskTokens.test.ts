import { describe, expect, it } from 'vitest';
import { fork, type OperationName, type State, settle, step } from '../../../../src/core/index.js';
import {
  LIST,
  ok,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  terminate,
  world,
} from '../../../faultTables/world.js';

const INVALID = { fault: 'ValidationException', message: 'Invalid token' };
const answer = (s: State, op: OperationName, taskToken: string) => step(s, { op, input: { taskToken } }, s.now).reply;
const take = (s: State, pick: number): string => {
  const { reply } = step(s, { op: 'PollForActivityTask', input: { domain: 'shop', taskList: LIST }, pick }, s.now);
  return (reply as { readonly taskToken: string }).taskToken;
};

// Forks make the same tokens of the same ids, but their histories go on differently.
describe('the token of a fork is invalid in another one (docs/swf.md 5.1)', () => {
  it('in which another task was started at its place', () => {
    const { s } = world();
    respond(s, takeDecision(s).taskToken as string, schedule('a'), schedule('b'));
    const other = fork(s);
    const [ours, theirs] = [take(s, 0), take(other, 1)];
    expect(answer(other, 'RespondActivityTaskCompleted', ours)).toEqual(INVALID);
    expect(answer(s, 'RespondActivityTaskCompleted', theirs)).toEqual(INVALID);
    expect(answer(s, 'RespondActivityTaskCompleted', ours)).toEqual({});
  });

  it('in which another event has its place, or none', () => {
    const { s } = world();
    respond(s, takeDecision(s).taskToken as string, schedule('a'));
    const [shorter, other] = [fork(s), fork(s)];
    const token = takeActivity(s);
    signal(other);
    for (const one of [shorter, other]) expect(answer(one, 'RecordActivityTaskHeartbeat', token)).toEqual(INVALID);
  });

  it('in which a task of the other kind was started at its place', () => {
    const { s } = world();
    respond(s, takeDecision(s).taskToken as string, schedule('a'));
    signal(s);
    const other = fork(s);
    const decider = takeDecision(s).taskToken as string;
    const worker = takeActivity(other);
    expect(answer(other, 'RespondDecisionTaskCompleted', decider)).toEqual(INVALID);
    expect(answer(s, 'RespondActivityTaskCompleted', worker)).toEqual(INVALID);
    expect(answer(s, 'RespondDecisionTaskCompleted', decider)).toEqual({});
    expect(answer(other, 'RespondActivityTaskCompleted', worker)).toEqual({});
  });
});

describe('a token names its task after the task has closed, too', () => {
  it('an activity task, then its run', () => {
    const { s, busy } = world();
    respond(s, takeDecision(s).taskToken as string, schedule('a'));
    const token = takeActivity(s);
    expect(answer(s, 'RespondDecisionTaskCompleted', token)).toEqual(INVALID);
    expect(answer(s, 'RespondActivityTaskCompleted', token)).toEqual({});
    expect(answer(s, 'RespondActivityTaskCompleted', token)).toEqual({
      fault: 'UnknownResourceFault',
      message: 'Unknown activity, scheduledEventId = 5',
    });
    terminate(s);
    expect(answer(s, 'RespondActivityTaskCompleted', token)).toEqual({
      fault: 'UnknownResourceFault',
      message: `Unknown execution: WorkflowExecution=[workflowId=busy, runId=${busy}]`,
    });
  });

  it('a decision task, then its run', () => {
    const { s, busy } = world();
    const token = takeDecision(s).taskToken as string;
    expect(answer(s, 'RespondActivityTaskFailed', token)).toEqual(INVALID);
    respond(s, token);
    settle(s, s.now);
    expect(answer(s, 'RespondDecisionTaskCompleted', token)).toEqual({
      fault: 'UnknownResourceFault',
      message: 'Unknown decision task, scheduledEventId = 2',
    });
    terminate(s);
    expect(answer(s, 'RespondDecisionTaskCompleted', token)).toEqual({
      fault: 'UnknownResourceFault',
      message: `Unknown execution: WorkflowExecution=[workflowId=busy, runId=${busy}]`,
    });
  });
});

it('a poll of a domain that there is not finds no task and no list', () => {
  const { s } = world();
  const unknown = { fault: 'UnknownResourceFault', message: 'Unknown domain: nope' };
  for (const op of ['PollForDecisionTask', 'PollForActivityTask', 'CountPendingDecisionTasks'] as const) {
    expect(step(s, { op, input: { domain: 'nope', taskList: LIST } }, s.now).reply).toEqual(unknown);
  }
  expect(ok(s, 'CountPendingDecisionTasks', { domain: 'shop', taskList: LIST })).toEqual({
    count: 1,
    truncated: false,
  });
});
