import {
  atLeast,
  atMost,
  broken,
  misformed,
  NOT_NULL,
  type Row,
  SECONDS,
  SECONDS_OR_NONE,
  STD_NAME,
  WHOLE,
} from './table.js';
import { attributesOf, decision, type Members, type } from './world.js';

/** Batches that are refused as a whole, and why. */

const LONG = 'x'.repeat(257);
export const marker = decision('RecordMarker', { markerName: 'm' });
export const timer = (more: Members = {}) => decision('StartTimer', { timerId: 't', startToFireTimeout: '1', ...more });
const close = decision('CompleteWorkflowExecution');
const DECISION_TYPES =
  '[CompleteWorkflowExecution, StartTimer, RequestCancelExternalWorkflowExecution, SignalExternalWorkflowExecution, CancelTimer, RecordMarker, ScheduleActivityTask, ContinueAsNewWorkflowExecution, ScheduleLambdaFunction, FailWorkflowExecution, RequestCancelActivityTask, StartChildWorkflowExecution, CancelWorkflowExecution]';
const unknownType = [
  'Nope',
  'decisions.2.member.decisionType',
  `Member must satisfy enum value set: ${DECISION_TYPES}`,
] as const;
export const at = (n: number, decisionType: string, member: string) =>
  `decisions.${n}.member.${attributesOf(decisionType)}.${member}`;

const batch = (...decisions: readonly Members[]): Members => ({ decisions });

// The first phase of a batch: the model's constraints (docs/swf.md 3.0).
export const brokenBatches: readonly Row[] = [
  broken('a type of decision is unknown', batch(marker, { decisionType: 'Nope' }), unknownType),
  broken('a decision has no type', batch({}), [null, 'decisions.1.member.decisionType', NOT_NULL]),
  broken('an attribute is missing', batch(decision('RecordMarker', {})), [
    null,
    at(1, 'RecordMarker', 'markerName'),
    NOT_NULL,
  ]),
  broken(
    'a structure that is not asked for is bad',
    batch(marker, { ...close, ...decision('CancelTimer', {}), decisionType: 'CompleteWorkflowExecution' }),
    [null, at(2, 'CancelTimer', 'timerId'), NOT_NULL],
  ),
  broken('a reason is too long', batch(decision('FailWorkflowExecution', { reason: LONG })), [
    LONG,
    at(1, 'FailWorkflowExecution', 'reason'),
    atMost(256),
  ]),
  broken(
    'two decisions are bad, and the closing one is not the last',
    batch(close, { decisionType: 'Nope' }, timer({ timerId: '' })),
    unknownType,
    ['', at(3, 'StartTimer', 'timerId'), atLeast(1)],
  ),
];

const inBatch = (what: string, decisionType: string, member: string, value: string, rule: string): Row =>
  misformed(
    what,
    batch(
      marker,
      decision(decisionType, {
        ...(decisionType === 'StartTimer'
          ? { timerId: 't', startToFireTimeout: '1' }
          : { activityId: 'a', activityType: type('Order') }),
        [member]: value,
      }),
    ),
    [value, at(2, decisionType, member), rule],
  );

export const misformedBatches: readonly Row[] = [
  inBatch('an activity id is none', 'ScheduleActivityTask', 'activityId', 'a:b', STD_NAME),
  inBatch('a timeout is no duration', 'ScheduleActivityTask', 'heartbeatTimeout', '1.5', SECONDS_OR_NONE),
  inBatch('a priority is no number', 'ScheduleActivityTask', 'taskPriority', '1e3', WHOLE),
  inBatch('a timer id is none', 'StartTimer', 'timerId', 'a/b', STD_NAME),
  inBatch('a timer would never fire', 'StartTimer', 'startToFireTimeout', 'NONE', SECONDS),
  inBatch('a timer fired before it began', 'StartTimer', 'startToFireTimeout', '-1', SECONDS),
];

const rejected = (what: string, message: string, ...decisions: readonly Members[]): Row => [
  what,
  { input: { decisions } },
  'ValidationException',
  message,
];

const unspecified = (decisionType: string): Row =>
  rejected(
    `${decisionType} has no attributes`,
    `${decisionType}DecisionAttributes must be specified for decision of type ${decisionType}`,
    marker,
    { decisionType },
  );

const CLOSE = 'Close must be last decision in list';
// The second phase: sentences of the service's own (docs/swf.md 3.0).
export const rejectedBatches: readonly Row[] = [
  ...[
    'ScheduleActivityTask',
    'RequestCancelActivityTask',
    'RecordMarker',
    'StartTimer',
    'CancelTimer',
    'SignalExternalWorkflowExecution',
    'RequestCancelExternalWorkflowExecution',
    'StartChildWorkflowExecution',
    'ScheduleLambdaFunction',
  ].map(unspecified),
  rejected('Complete is not the last', CLOSE, close, marker),
  rejected('Fail is not the last', CLOSE, decision('FailWorkflowExecution'), marker),
  rejected('Cancel is not the last', CLOSE, decision('CancelWorkflowExecution'), marker),
  rejected('ContinueAsNew is not the last', CLOSE, decision('ContinueAsNewWorkflowExecution'), marker),
  rejected('two decisions close', CLOSE, close, decision('FailWorkflowExecution')),
];
