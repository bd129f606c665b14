import type { SWF } from '@aws-sdk/client-swf';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';

export const domain = 'shop';
export const taskList = { name: 'default' };
export const ORDER = { name: 'Order', version: '1' };
export const CHARGE = { name: 'Charge', version: '1' };

/** A fake with a domain, a workflow type and an activity type. */
export function shop(options: SwfFakeOptions = {}): SwfFake {
  const swf = new SwfFake(options);
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  return swf;
}

export const start = (client: Pick<SWF, 'startWorkflowExecution'>, workflowId = 'order-7', more: object = {}) =>
  client.startWorkflowExecution({ domain, workflowId, workflowType: ORDER, ...more });

export const schedule = (activityId = 'charge', more: object = {}) =>
  ({
    decisionType: 'ScheduleActivityTask',
    scheduleActivityTaskDecisionAttributes: { activityId, activityType: CHARGE, ...more },
  }) as const;

export const startTimer = (timerId: string, startToFireTimeout: string) =>
  ({ decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId, startToFireTimeout } }) as const;

export const complete = (result?: string) =>
  ({
    decisionType: 'CompleteWorkflowExecution',
    completeWorkflowExecutionDecisionAttributes: { ...(result !== undefined && { result }) },
  }) as const;

export const requestCancel = (activityId: string) =>
  ({
    decisionType: 'RequestCancelActivityTask',
    requestCancelActivityTaskDecisionAttributes: { activityId },
  }) as const;

export const cancelTimer = (timerId: string) =>
  ({ decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } }) as const;

export const child = (workflowId: string, more: object = {}) =>
  ({
    decisionType: 'StartChildWorkflowExecution',
    startChildWorkflowExecutionDecisionAttributes: { workflowId, workflowType: ORDER, ...more },
  }) as const;

export const lambda = (name: string) =>
  ({ decisionType: 'ScheduleLambdaFunction', scheduleLambdaFunctionDecisionAttributes: { id: name, name } }) as const;

/** The types of the events of the last run of a workflow, without those of decision tasks. */
export const story = (swf: SwfFake, workflowId = 'order-7'): readonly string[] =>
  swf
    .history({ workflowId })
    .map(({ eventType }) => String(eventType))
    .filter((type) => !type.startsWith('DecisionTask'));
