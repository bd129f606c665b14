import type { HistoryEvent } from '@aws-sdk/client-swf';

type Attributes = Readonly<Record<string, unknown>>;

/** An event without its id: its type, the seconds since the start, and its attributes. */
export type Line = readonly [type: string, seconds: number, attributes?: Attributes];

const BEGAN = Date.UTC(2026, 0, 5, 8, 30);
const member = (type: string): string => `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;

/** Returns events with ids from 1 on. */
export const historyOf = (lines: readonly Line[], timed = true): HistoryEvent[] =>
  lines.map(([type, seconds, attributes = {}], index) => ({
    eventId: index + 1,
    eventType: type as HistoryEvent['eventType'],
    eventTimestamp: (timed ? new Date(BEGAN + seconds * 1000) : undefined) as HistoryEvent['eventTimestamp'],
    [member(type)]: attributes,
  }));

const charge = { activityType: { name: 'Charge', version: '1' }, activityId: 'charge' };
const ship = { workflowId: 'ship-7', workflowType: { name: 'Ship', version: '2' } };
const shipment = {
  workflowExecution: { workflowId: 'ship-7', runId: 'run-of-ship-7' },
  workflowType: ship.workflowType,
};

/** An order with each kind of row and each status: it stays open. */
export const busyOrder: readonly Line[] = [
  ['WorkflowExecutionStarted', 0, startOf('{"order":7,"items":["book","lamp"]}')],
  ['DecisionTaskScheduled', 0, { taskList: { name: 'default' }, startToCloseTimeout: '60' }],
  ['DecisionTaskStarted', 0.2, { scheduledEventId: 2, identity: 'decider-1' }],
  ['DecisionTaskCompleted', 0.3, { scheduledEventId: 2, startedEventId: 3 }],
  ['ActivityTaskScheduled', 0.3, { ...charge, input: '{"cents":1200}', startToCloseTimeout: '60' }],
  ['MarkerRecorded', 0.3, { markerName: 'version', details: '2' }],
  ['ActivityTaskStarted', 12, { scheduledEventId: 5, identity: 'worker-1' }],
  [
    'ActivityTaskFailed',
    20,
    { scheduledEventId: 5, startedEventId: 7, reason: 'card declined', details: '{"code":51}' },
  ],
  ['DecisionTaskScheduled', 20, { taskList: { name: 'default' } }],
  ['DecisionTaskStarted', 20, { scheduledEventId: 9 }],
  ['DecisionTaskTimedOut', 80, { scheduledEventId: 9, startedEventId: 10, timeoutType: 'START_TO_CLOSE' }],
  ['DecisionTaskScheduled', 80, { taskList: { name: 'default' } }],
  ['DecisionTaskStarted', 81, { scheduledEventId: 12 }],
  ['DecisionTaskCompleted', 82, { scheduledEventId: 12, startedEventId: 13 }],
  ['ActivityTaskScheduled', 82, { ...charge, input: '{"cents":1200}' }],
  ['ActivityTaskStarted', 90, { scheduledEventId: 15 }],
  [
    'ActivityTaskTimedOut',
    150,
    { scheduledEventId: 15, startedEventId: 16, timeoutType: 'HEARTBEAT', details: 'half' },
  ],
  ['ActivityTaskScheduled', 150, { ...charge, input: '{"cents":1200}' }],
  ['ActivityTaskStarted', 155, { scheduledEventId: 18 }],
  ['ActivityTaskCompleted', 170, { scheduledEventId: 18, startedEventId: 19, result: '{"receipt":"r-1"}' }],
  ['StartChildWorkflowExecutionInitiated', 170, { ...ship, input: 'parcel' }],
  ['ChildWorkflowExecutionStarted', 171, { ...shipment, initiatedEventId: 21 }],
  ['TimerStarted', 171, { timerId: 'remind', startToFireTimeout: '259200' }],
  ['TimerStarted', 171, { timerId: 'late', startToFireTimeout: '3600' }],
  ['SignalExternalWorkflowExecutionInitiated', 171, { workflowId: 'stock', signalName: 'take', input: '1' }],
  [
    'ExternalWorkflowExecutionSignaled',
    172,
    { workflowExecution: { workflowId: 'stock', runId: 's' }, initiatedEventId: 25 },
  ],
  ['LambdaFunctionScheduled', 172, { id: 'tax', name: 'TaxOf', input: '1200' }],
  ['LambdaFunctionStarted', 173, { scheduledEventId: 27 }],
  ['LambdaFunctionFailed', 175, { scheduledEventId: 27, startedEventId: 28, reason: 'no rate' }],
  ['WorkflowExecutionSignaled', 200, { signalName: 'note', input: 'ring twice' }],
  ['ScheduleActivityTaskFailed', 200, { ...charge, cause: 'ACTIVITY_ID_ALREADY_IN_USE' }],
  ['TimerCanceled', 201, { timerId: 'late', startedEventId: 24 }],
  ['ChildWorkflowExecutionTerminated', 230, { ...shipment, initiatedEventId: 21, startedEventId: 22 }],
  ['TimerFired', 259_371, { timerId: 'remind', startedEventId: 23 }],
  ['DecisionTaskScheduled', 259_371, { taskList: { name: 'default' }, startToCloseTimeout: '60' }],
  ['DecisionTaskStarted', 259_372, { scheduledEventId: 35 }],
  ['DecisionTaskCompleted', 259_373, { scheduledEventId: 35, startedEventId: 36 }],
  [
    'ActivityTaskScheduled',
    259_373,
    { activityType: { name: 'Remind', version: '1' }, activityId: 'remind', scheduleToStartTimeout: '600' },
  ],
  [
    'ActivityTaskScheduled',
    259_373,
    { activityType: { name: 'Mail', version: '1' }, activityId: 'mail', startToCloseTimeout: '300' },
  ],
  ['ActivityTaskStarted', 259_380, { scheduledEventId: 39, identity: 'worker-2' }],
  ['RequestCancelExternalWorkflowExecutionInitiated', 259_380, { workflowId: 'stock' }],
  ['WorkflowExecutionCancelRequested', 259_380, {}],
];

function startOf(input: string): Attributes {
  return {
    workflowType: { name: 'Order', version: '1' },
    taskList: { name: 'default' },
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: '864000',
    taskStartToCloseTimeout: '60',
    input,
    tagList: ['gold', 'eu'],
    parentWorkflowExecution: { workflowId: 'basket-3', runId: 'run-of-basket-3' },
    parentInitiatedEventId: 11,
  };
}

/** Returns an order that charges every minute: six events a round. Each tenth charge times out, and each hundred rounds take a day. */
export function longOrder(length: number): readonly Line[] {
  const lines: Line[] = [['WorkflowExecutionStarted', 0, startOf('{}')]];
  for (let round = 0; lines.length < length; round += 1) lines.push(...roundFrom(lines.length + 1, round));
  return lines.slice(0, length);
}

function roundFrom(first: number, round: number): readonly Line[] {
  const at = round * 60 + Math.floor(round / 100) * 86_400;
  const refs = { scheduledEventId: first + 3, startedEventId: first + 4 };
  return [
    ['DecisionTaskScheduled', at, { taskList: { name: 'default' } }],
    ['DecisionTaskStarted', at, { scheduledEventId: first }],
    ['DecisionTaskCompleted', at, { scheduledEventId: first, startedEventId: first + 1 }],
    ['ActivityTaskScheduled', at, { ...charge, activityId: `charge-${round}`, input: `{"cents":${round}}` }],
    ['ActivityTaskStarted', at + 1, { scheduledEventId: first + 3 }],
    round % 10 === 9
      ? ['ActivityTaskTimedOut', at + 59, { ...refs, timeoutType: 'HEARTBEAT' }]
      : ['ActivityTaskCompleted', at + 59, { ...refs, result: 'ok' }],
  ];
}
