import type { OperationName } from '../../src/core/index.js';
import { LIST, type Members, type } from '../faultTables/world.js';

/** What an input has to say so that a key has this value. */
export type KeyRow = readonly [key: string, value: string, said: Members];

const LISTED: readonly KeyRow[] = [['swf:taskList.name', 'shop', { taskList: { name: 'shop' } }]];
const tags = ['t0', 't1', 't2', 't3', 't4'];
// The reference writes these keys in two ways (docs/swf.md 2).
const TAGGED: readonly KeyRow[] = ['member.', ''].flatMap((part) =>
  tags.map((tag, i): KeyRow => [`swf:tagList.${part}${i}`, tag, { tagList: tags }]),
);
const ofType = (member: string): readonly KeyRow[] => [
  [`swf:${member}.name`, 'shop', { [member]: type('shop', 'shop') }],
  [`swf:${member}.version`, 'shop', { [member]: type('shop', 'shop') }],
];
const ofWorkflowType: readonly KeyRow[] = [
  ...ofType('workflowType'),
  ['swf:workflowTypeVersion', 'shop', { workflowType: type('shop', 'shop') }],
];
const NEW: readonly KeyRow[] = [
  ['swf:defaultTaskList.name', 'l', { defaultTaskList: { name: 'l' } }],
  ['swf:name', 'New', { name: 'New' }],
  ['swf:version', '2', { version: '2' }],
];
// Only one filter may be given.
const NO_FILTER = {
  tagFilter: undefined,
  typeFilter: undefined,
  executionFilter: undefined,
  closeStatusFilter: undefined,
};
const FILTERED: readonly KeyRow[] = [
  ['swf:tagFilter.tag', 't', { ...NO_FILTER, tagFilter: { tag: 't' } }],
  ['swf:typeFilter.name', 'Order', { ...NO_FILTER, typeFilter: type('Order', '1') }],
  ['swf:typeFilter.version', '1', { ...NO_FILTER, typeFilter: type('Order', '1') }],
];

/** The condition keys of every operation: docs/swf.md 2.7, column "IAM keys". */
export const KEYS_OF: { readonly [O in OperationName]: readonly KeyRow[] } = {
  CountClosedWorkflowExecutions: FILTERED,
  CountOpenWorkflowExecutions: FILTERED,
  CountPendingActivityTasks: LISTED,
  CountPendingDecisionTasks: LISTED,
  DeleteActivityType: ofType('activityType'),
  DeleteWorkflowType: ofWorkflowType,
  DeprecateActivityType: ofType('activityType'),
  DeprecateDomain: [],
  DeprecateWorkflowType: ofWorkflowType,
  DescribeActivityType: ofType('activityType'),
  DescribeDomain: [],
  DescribeWorkflowExecution: [],
  DescribeWorkflowType: ofWorkflowType,
  GetWorkflowExecutionHistory: [],
  ListActivityTypes: [],
  ListClosedWorkflowExecutions: FILTERED,
  ListDomains: [],
  ListOpenWorkflowExecutions: FILTERED,
  ListTagsForResource: [],
  ListWorkflowTypes: [],
  PollForActivityTask: LISTED,
  PollForDecisionTask: LISTED,
  RecordActivityTaskHeartbeat: [],
  RegisterActivityType: NEW,
  RegisterDomain: [],
  RegisterWorkflowType: NEW,
  RequestCancelWorkflowExecution: [],
  RespondActivityTaskCanceled: [],
  RespondActivityTaskCompleted: [],
  RespondActivityTaskFailed: [],
  RespondDecisionTaskCompleted: [],
  SignalWorkflowExecution: [],
  StartWorkflowExecution: [...TAGGED, ...LISTED, ...ofWorkflowType],
  TagResource: [],
  TerminateWorkflowExecution: [],
  UndeprecateActivityType: ofType('activityType'),
  UndeprecateDomain: [],
  UndeprecateWorkflowType: ofWorkflowType,
  UntagResource: [],
};

/** A decision that is done, the event that says so, and its condition keys: docs/swf.md 3.1, 3.6, 3.12. */
export interface DecisionRow {
  readonly valid: Members;
  readonly done: string;
  readonly keys: readonly KeyRow[];
}

const SETTINGS = {
  taskList: LIST,
  executionStartToCloseTimeout: '9',
  taskStartToCloseTimeout: '9',
  childPolicy: 'ABANDON',
};
const SETTINGS_KEYS: readonly KeyRow[] = [...TAGGED, ['swf:taskList.name', 'list', {}]];
const BARE: readonly KeyRow[] = [
  ['swf:workflowTypeVersion', 'bare', { workflowTypeVersion: 'bare' }],
  ['swf:workflowType.version', 'bare', { workflowTypeVersion: 'bare' }],
];

export const DECISIONS: Readonly<Record<string, DecisionRow>> = {
  ScheduleActivityTask: {
    valid: { activityId: 'new', activityType: type('Order') },
    done: 'ActivityTaskScheduled',
    keys: [
      ['swf:activityType.name', 'Order', {}],
      ['swf:activityType.version', '1', {}],
      ['swf:taskList.name', 'other', { taskList: { name: 'other' } }],
    ],
  },
  RequestCancelActivityTask: { valid: { activityId: 'open' }, done: 'ActivityTaskCancelRequested', keys: [] },
  CompleteWorkflowExecution: { valid: {}, done: 'WorkflowExecutionCompleted', keys: [] },
  FailWorkflowExecution: { valid: {}, done: 'WorkflowExecutionFailed', keys: [] },
  CancelWorkflowExecution: { valid: {}, done: 'WorkflowExecutionCanceled', keys: [] },
  ContinueAsNewWorkflowExecution: {
    valid: SETTINGS,
    done: 'WorkflowExecutionContinuedAsNew',
    keys: [...SETTINGS_KEYS, ...BARE],
  },
  RecordMarker: { valid: { markerName: 'm' }, done: 'MarkerRecorded', keys: [] },
  StartTimer: { valid: { timerId: 'new', startToFireTimeout: '1' }, done: 'TimerStarted', keys: [] },
  CancelTimer: { valid: { timerId: 'open' }, done: 'TimerCanceled', keys: [] },
  SignalExternalWorkflowExecution: {
    valid: { workflowId: 'kid', signalName: 'go' },
    done: 'SignalExternalWorkflowExecutionInitiated',
    keys: [],
  },
  RequestCancelExternalWorkflowExecution: {
    valid: { workflowId: 'kid' },
    done: 'RequestCancelExternalWorkflowExecutionInitiated',
    keys: [],
  },
  StartChildWorkflowExecution: {
    valid: { ...SETTINGS, workflowId: 'kid', workflowType: type('Order') },
    done: 'StartChildWorkflowExecutionInitiated',
    keys: [
      ...SETTINGS_KEYS,
      ['swf:workflowType.name', 'Order', {}],
      ['swf:workflowType.version', '1', {}],
      ['swf:workflowTypeVersion', '1', {}],
    ],
  },
  // Not to be denied: its `*Failed` event knows no such cause (docs/swf.md 3.0, 3.13).
  ScheduleLambdaFunction: { valid: { id: 'new', name: 'f' }, done: 'LambdaFunctionScheduled', keys: [] },
};
