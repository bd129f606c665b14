import { describe, expect, it } from 'vitest';
import { type AccessRequest, type Limits, step } from '../../src/core/index.js';
import {
  type CauseRow,
  eventsFrom,
  expectCause,
  expectFailed,
  expectOrder,
  type Job,
  lengthOf,
  MARKER,
  throttled,
} from './failing.js';
import { begin, decision, respond, signal, takeDecision, terminate, world } from './world.js';

/** A run with a role, a Lambda function that is called `open`, and a decision task in hand. */
function job(limits?: Partial<Limits>): Job {
  const w = world(limits);
  terminate(w.s);
  const busy = begin(w.s, 'busy', { lambdaRole: 'role' });
  respond(w.s, takeDecision(w.s).taskToken as string, decision('ScheduleLambdaFunction', { id: 'open', name: 'f' }));
  signal(w.s);
  return { ...w, busy, token: takeDecision(w.s).taskToken as string };
}

const name = 'ScheduleLambdaFunction';
const valid = { id: 'new', name: 'f', control: 'c', input: '{}', startToCloseTimeout: '900' };
const failing = { name, valid, subject: ['id', 'name'], closes: false, ...MARKER };

/** In the order in which the service looks; nothing is denied here (docs/swf.md 3.13, 14.2). */
const ROWS: readonly CauseRow[] = [
  ['a function of that id is open', { attributes: { id: 'open' } }, 'ID_ALREADY_IN_USE'],
  ['as many functions are open', { limits: { openLambdaFunctions: 1 } }, 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED'],
  throttled('LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED'),
  throttled('LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION'),
];

describe(name, () => {
  it('is done if nothing is wrong with it', () => {
    const w = job();
    const from = lengthOf(w) + 1;
    respond(w.s, w.token, decision(name, valid));
    expect(eventsFrom(w, from)[1]).toEqual([
      'LambdaFunctionScheduled',
      { ...valid, decisionTaskCompletedEventId: from },
    ]);
  });

  it.each(ROWS.map((row) => [row[2], row[0], row] as const))('%s: %s', (_cause, _what, row) => {
    expectCause(job, failing, false, row);
    expectCause(job, failing, true, row);
  });

  it('has its causes in this order', () => {
    expectOrder(job, failing, ROWS);
  });

  it.each(ROWS.map(([, , cause]) => cause))('fails with %s on demand', (cause) => {
    expectFailed(job(), failing, valid, { inject: () => ({ cause }) }, cause);
  });

  // Its `*Failed` event knows no such cause: what it may do follows from the execution's role (docs/swf.md 3.13).
  it('asks for no right, and cannot be told to fail for want of one', () => {
    const { s, token } = job();
    const asked: AccessRequest[] = [];
    const input = { taskToken: token, decisions: [decision(name, valid)] };
    const grants = { authorize: (request: AccessRequest) => asked.push(request) > 0 && !request.action.endsWith(name) };
    expect(step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now).reply).toEqual({});
    expect(asked.map(({ action }) => action)).toEqual(['swf:RespondDecisionTaskCompleted']);
    const inject = ({ action }: AccessRequest) =>
      action.endsWith(name) ? { cause: 'OPERATION_NOT_PERMITTED' } : undefined;
    const other = job();
    const ask = () =>
      step(
        other.s,
        { op: 'RespondDecisionTaskCompleted', input: { ...input, taskToken: other.token }, grants: { inject } },
        other.s.now,
      );
    expect(ask).toThrow(
      "inject() returned the cause 'OPERATION_NOT_PERMITTED' for the decision 'ScheduleLambdaFunction', which never has it",
    );
  });
});
