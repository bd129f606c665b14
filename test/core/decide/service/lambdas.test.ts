import { describe, expect, it } from 'vitest';
import {
  type Change,
  fork,
  instant,
  runNumber,
  runningLambdas,
  type State,
  settle,
  step,
} from '../../../../src/core/index.js';
import { begin, decision, ok, respond, START, takeDecision, terminate, world } from '../../../faultTables/world.js';

const LAMBDAS = { name: 'lambdas' };
const at = (seconds: number) => instant(START + 1000 * seconds);
const typesOf = (changes: readonly Change[]): readonly string[] =>
  changes.map((change) => (change.kind === 'event' ? change.event.type : change.kind));

describe('a Lambda function', () => {
  const lambda = { run: runNumber(4), scheduledId: 5 } as never;

  function packing(more: object = {}): State {
    const { s } = world();
    begin(s, 'pack', { taskList: LAMBDAS, lambdaRole: 'arn:aws:iam::123456789012:role/swf' });
    const attributes = { id: 'pack', name: 'pack-it', ...more };
    respond(
      s,
      takeDecision(s, { taskList: LAMBDAS }).taskToken as string,
      decision('ScheduleLambdaFunction', attributes),
    );
    return s;
  }

  it('is an effect when it starts, with {} for no input', () => {
    expect(settle(packing(), START).effects).toEqual([{ kind: 'invoke lambda', lambda, name: 'pack-it', input: '{}' }]);
    const [effect] = settle(packing({ input: '[1]' }), START).effects;
    expect(effect?.input).toBe('[1]');
  });

  it.each([
    [{ result: '1' }, 'LambdaFunctionCompleted', { result: '1' }],
    [{ reason: 'R', details: 'd' }, 'LambdaFunctionFailed', { reason: 'R', details: 'd' }],
  ] as const)('ends by its outcome %j', (outcome, eventType, attributes) => {
    const s = packing();
    settle(s, START);
    const { reply, changes } = step(s, { lambda, outcome } as never, START);
    expect(reply).toEqual({});
    expect(typesOf(changes)).toEqual([eventType, 'DecisionTaskScheduled']);
    expect(changes[0]).toMatchObject({
      event: { attributes: { scheduledEventId: 5, startedEventId: 6, ...attributes } },
    });
  });

  it('changes nothing once it has timed out, after 15 minutes unless it has a timeout, or its run has closed', () => {
    const outcome = { result: '1' };
    const s = packing();
    settle(s, at(899));
    const { changes } = settle(s, at(900));
    expect(typesOf(changes)).toEqual(['time passed', 'LambdaFunctionTimedOut', 'DecisionTaskScheduled']);
    expect(step(s, { lambda, outcome } as never, s.now).changes).toEqual([]);
    const closed = packing({ startToCloseTimeout: '5' });
    settle(closed, START);
    terminate(closed, 'pack');
    expect(step(closed, { lambda, outcome } as never, at(6)).changes.map(({ kind }) => kind)).toEqual(['time passed']);
  });

  it('whose id is in use again does not end by the outcome of the first one', () => {
    const s = packing();
    settle(s, START);
    step(s, { lambda, outcome: { result: '1' } } as never, START);
    const again = decision('ScheduleLambdaFunction', { id: 'pack', name: 'pack-it' });
    respond(s, takeDecision(s, { taskList: LAMBDAS }).taskToken as string, again);
    settle(s, START);
    expect(step(s, { lambda, outcome: { result: '2' } } as never, START).changes).toEqual([]);
    const startTimeFilter = { oldestDate: 0 };
    const filter = { domain: 'shop', startTimeFilter, executionFilter: { workflowId: 'pack' } };
    const [run] = ok(s, 'ListOpenWorkflowExecutions', filter).executionInfos ?? [];
    const { openCounts } = ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution: run?.execution });
    expect(openCounts.openLambdaFunctions).toBe(1);
  });

  // What a loaded state must call again.
  it('runs from its start to its end, and no longer than its run', () => {
    const s = packing({ input: '[1]' });
    expect(runningLambdas(s)).toEqual([]);
    settle(s, at(3));
    const effect = { kind: 'invoke lambda', lambda, name: 'pack-it', input: '[1]' };
    expect(runningLambdas(s)).toEqual([{ effect, at: START }]);
    const ended = fork(s);
    step(ended, { lambda, outcome: { result: '1' } } as never, at(3));
    expect(runningLambdas(ended)).toEqual([]);
    terminate(s, 'pack');
    expect(runningLambdas(s)).toEqual([]);
  });

  it('fails to start in a run without a role (docs/swf.md 3.13)', () => {
    const { s } = world();
    const attributes = { id: 'pack', name: 'pack-it' };
    respond(s, takeDecision(s).taskToken as string, decision('ScheduleLambdaFunction', attributes));
    const { changes, effects } = settle(s, START);
    expect(typesOf(changes)).toEqual(['delivered', 'StartLambdaFunctionFailed', 'DecisionTaskScheduled']);
    expect(changes[1]).toMatchObject({
      event: {
        attributes: {
          scheduledEventId: 5,
          cause: 'ASSUME_ROLE_FAILED',
          message: 'No IAM role is attached to the current workflow execution.',
        },
      },
    });
    expect([effects, runningLambdas(s)]).toEqual([[], []]);
  });
});
