import { describe, expect, it } from 'vitest';
import {
  type Change,
  createState,
  type Due,
  instant,
  type OperationName,
  type State,
  settle,
  step,
} from '../../src/core/index.js';

const domain = 'shop';
const taskList = { name: 'default' };
const ORDER = { name: 'Order', version: '1' };
const DEFAULTS = {
  defaultTaskList: taskList,
  defaultExecutionStartToCloseTimeout: '3600',
  defaultTaskStartToCloseTimeout: '600',
  defaultChildPolicy: 'TERMINATE',
};

const call = (s: State, op: OperationName, input: object) => step(s, { op, input }, s.now);

const timer = (timerId: string) => ({
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId, startToFireTimeout: '60' },
});

const child = {
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId: 'kid', workflowType: ORDER },
};

/** A state at 0 s with two timers that are due at 60 s, and an after-batch step that starts a child. */
function waiting(): State {
  const s = createState({ seed: 1, now: instant(0) });
  call(s, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  call(s, 'RegisterWorkflowType', { domain, ...ORDER, ...DEFAULTS });
  call(s, 'StartWorkflowExecution', { domain, workflowId: 'order-7', workflowType: ORDER });
  const { reply } = call(s, 'PollForDecisionTask', { domain, taskList });
  const { taskToken } = reply as { readonly taskToken: string };
  call(s, 'RespondDecisionTaskCompleted', { taskToken, decisions: [timer('a'), timer('b'), child] });
  return s;
}

const isDeadline = (one: Due | undefined): boolean => one !== undefined && 'at' in one;
const kinds = (due: readonly Due[]): readonly string[] => due.map(({ kind }) => kind);
const eventTypes = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) => (change.kind === 'event' ? [change.event.type] : []));

const END = instant(60_000);

describe('settle() with a choice', () => {
  it('shows after-batch steps beside a deadline of the same millisecond, and takes them first if they are chosen', () => {
    const s = waiting();
    const seen: (readonly string[])[] = [];
    const { changes } = settle(s, END, (due) => {
      seen.push(kinds(due));
      if (!due.some(isDeadline)) return -1;
      return due.findIndex((one) => !isDeadline(one)) === -1 ? 0 : due.findIndex((one) => !isDeadline(one));
    });
    expect(seen).toEqual([['start child'], ['timer', 'timer'], ['timer', 'start child'], ['timer']]);
    expect(eventTypes(changes)).toEqual([
      'TimerFired',
      'DecisionTaskScheduled',
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'ChildWorkflowExecutionStarted',
      'TimerFired',
    ]);
  });

  it('shows no after-batch step beside a deadline of a later time', () => {
    const seen: (readonly string[])[] = [];
    settle(waiting(), END, (due) => {
      seen.push(kinds(due));
      return 0;
    });
    expect(seen).toEqual([['start child'], ['timer', 'timer'], ['timer']]);
  });

  it.each([
    ['deadlines only', (due: readonly Due[]) => (due.every(isDeadline) ? -1 : 0)],
    [
      'a deadline and an after-batch step',
      (due: readonly Due[]) => (due.some(isDeadline) && !due.every(isDeadline) ? -1 : due.some(isDeadline) ? 0 : -1),
    ],
  ])('does not hold back %s', (_what, choose) => {
    const s = waiting();
    expect(() => settle(s, END, choose)).toThrow(
      /^swfake: choose\(\) returned -1; expected an index below 2, or -1 to hold after-batch steps while no deadline is due$/,
    );
  });

  it('holds after-batch steps back while no deadline is due, and time passes', () => {
    const s = waiting();
    const { changes } = settle(s, instant(59_999), () => -1);
    expect(changes).toEqual([{ kind: 'time passed', now: 59_999 }]);
    expect(kinds(s.deliveries)).toEqual(['start child']);
  });
});

describe('the changes of what is due', () => {
  it('say of each after-batch step that it is delivered, and of no deadline', () => {
    const { changes } = settle(waiting(), END);
    expect(changes.filter(({ kind }) => kind === 'delivered')).toHaveLength(1);
    expect(eventTypes(changes).filter((type) => type === 'TimerFired')).toHaveLength(2);
  });

  it('say nothing of deliveries if only deadlines are due', () => {
    const s = waiting();
    settle(s, instant(1));
    const { changes } = settle(s, instant(3_600_000));
    expect(eventTypes(changes)).toContain('WorkflowExecutionTimedOut');
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['time passed', 'event']));
  });
});
