import { expect } from 'vitest';
import { ORDER, taskList } from '../../support/shop.js';
import { child, complete, decision, Play, schedule, timer } from '../play.js';
import type { Rival } from '../rival.js';

const CLOSES = [
  ['CompleteWorkflowExecution', 'WorkflowExecutionCompleted'],
  ['FailWorkflowExecution', 'WorkflowExecutionFailed'],
  ['CancelWorkflowExecution', 'WorkflowExecutionCanceled'],
] as const;

/** What closes a run, and who is told. */
export function closing({ row }: Rival): void {
  for (const [type, closed] of CLOSES) {
    row(1, `${type} succeeds though an activity, a timer and a child are open`, async () => {
      const play = await Play.begun();
      await play.decide(schedule('charge'), schedule('ship'), timer('late'), child('kid'));
      await play.work();
      await play.decide(decision(type));
      expect(play.told().at(-1)).toEqual([closed, { decisionTaskCompletedEventId: 13 }]);
    });
    row(1, `${type} fails where a second decision task is scheduled`, async () => {
      const play = await Play.begun();
      const token = await play.take();
      await play.signal();
      await play.respond(token, decision(type));
      expect(play.told().at(-1)).toEqual([
        `${type}Failed`,
        { cause: 'UNHANDLED_DECISION', decisionTaskCompletedEventId: 6 },
      ]);
    });
  }

  row(2, 'ContinueAsNewWorkflowExecution fails where a second decision task is scheduled', async () => {
    const play = await Play.begun();
    const token = await play.take();
    await play.signal();
    await play.respond(token, decision('ContinueAsNewWorkflowExecution', { taskList }));
    expect(play.last('ContinueAsNewWorkflowExecutionFailed')).toEqual({
      cause: 'UNHANDLED_DECISION',
      decisionTaskCompletedEventId: 6,
    });
    expect(play.swf.runs()).toMatchObject([{ workflowId: 'order-7', status: 'OPEN' }]);
  });

  row(5, 'a termination by the API has its cause', async () => {
    const play = await Play.begun();
    await play.terminate('order-7', { reason: 'enough' });
    const told = { childPolicy: 'TERMINATE', cause: 'OPERATOR_INITIATED', reason: 'enough' };
    expect(play.last('WorkflowExecutionTerminated')).toEqual(told);
  });

  row(18, 'what was open when an execution closed stays in its counts', async () => {
    const play = await Play.begun();
    await play.decide(schedule('charge'), timer('late'));
    await play.signal();
    await play.decide(complete);
    const { openCounts, executionInfo } = await play.describe();
    expect(executionInfo?.closeStatus).toBe('COMPLETED');
    expect(openCounts).toMatchObject({ openActivityTasks: 1, openTimers: 1, openDecisionTasks: 0 });
  });

  /** An order-7 with that child policy and an open child `kid`, which waits for news. */
  const parent = async (childPolicy: string): Promise<Play> => {
    const play = new Play();
    await play.start('order-7', { childPolicy });
    await play.decide(child('kid'));
    await play.respond(await play.take('kid'));
    return play;
  };

  row(20, 'a child that the policy asks to cancel is told by whom', async () => {
    const play = await parent('REQUEST_CANCEL');
    await play.decide(complete);
    expect(play.told('kid', 5)).toEqual([
      [
        'WorkflowExecutionCancelRequested',
        {
          cause: 'CHILD_POLICY_APPLIED',
          externalWorkflowExecution: { workflowId: 'order-7', runId: play.runId('order-7') },
          externalInitiatedEventId: 0,
        },
      ],
      ['DecisionTaskScheduled', expect.objectContaining({ taskList: { name: 'kid' } })],
    ]);
  });

  for (const [own, override, told] of [
    ['TERMINATE', 'ABANDON', []],
    ['TERMINATE', 'REQUEST_CANCEL', ['WorkflowExecutionCancelRequested', 'DecisionTaskScheduled']],
    ['ABANDON', 'TERMINATE', ['WorkflowExecutionTerminated']],
  ] as const) {
    row(21, `the policy ${override} of a termination goes before the ${own} of the execution`, async () => {
      const play = await parent(own);
      await play.terminate('order-7', { childPolicy: override });
      expect(play.last('WorkflowExecutionTerminated')).toMatchObject({ childPolicy: override });
      expect(play.types('kid', 5)).toEqual(told);
    });
  }

  row(23, 'a parent is told the details with which its child was canceled', async () => {
    const play = await parent('TERMINATE');
    await play.signal('kid');
    await play.respond(await play.take('kid'), decision('CancelWorkflowExecution', { details: 'as asked' }));
    expect(play.last('ChildWorkflowExecutionCanceled')).toEqual({
      workflowExecution: { workflowId: 'kid', runId: play.runId('kid') },
      workflowType: ORDER,
      initiatedEventId: 5,
      startedEventId: 6,
      details: 'as asked',
    });
  });
}
