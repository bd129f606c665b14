import type { State } from '../../src/core/index.js';
import { type CauseRow, DENIED, MARKER, type Subject, throttled, UNSEEN, undefinedAt } from './failing.js';
import { LIST, ok, type } from './world.js';

/** The decisions that concern other runs, and why each can fail: docs/swf.md 14.2, in its order. */
export const CAUSES = {
  ContinueAsNewWorkflowExecution: [
    'UNHANDLED_DECISION',
    'WORKFLOW_TYPE_DEPRECATED',
    'WORKFLOW_TYPE_DOES_NOT_EXIST',
    'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
    'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
    'DEFAULT_TASK_LIST_UNDEFINED',
    'DEFAULT_CHILD_POLICY_UNDEFINED',
    'CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED',
    'OPERATION_NOT_PERMITTED',
  ],
  SignalExternalWorkflowExecution: [
    'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
    'OPERATION_NOT_PERMITTED',
  ],
  RequestCancelExternalWorkflowExecution: [
    'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    'REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
    'OPERATION_NOT_PERMITTED',
  ],
  StartChildWorkflowExecution: [
    'WORKFLOW_TYPE_DOES_NOT_EXIST',
    'WORKFLOW_TYPE_DEPRECATED',
    'OPEN_CHILDREN_LIMIT_EXCEEDED',
    'OPEN_WORKFLOWS_LIMIT_EXCEEDED',
    'CHILD_CREATION_RATE_EXCEEDED',
    'WORKFLOW_ALREADY_RUNNING',
    'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
    'DEFAULT_TASK_LIST_UNDEFINED',
    'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
    'DEFAULT_CHILD_POLICY_UNDEFINED',
    'OPERATION_NOT_PERMITTED',
  ],
} as const;

export type PeerDecision = keyof typeof CAUSES;

/** What is seen only when the step after the batch has its turn (docs/swf.md 6.9). */
export const LATE = ['WORKFLOW_ALREADY_RUNNING', 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'] as const;

/** Its `*Failed` event names the Initiated one, with 0 for none (docs/swf.md 3.0, 3.12). */
const INITIATES = { closes: false, ids: { initiatedEventId: 0 }, ...MARKER };

const SETTINGS = {
  taskList: LIST,
  executionStartToCloseTimeout: '100',
  taskStartToCloseTimeout: '10',
  childPolicy: 'ABANDON',
};

export const SUBJECTS: { readonly [D in PeerDecision]: Subject } = {
  ContinueAsNewWorkflowExecution: {
    valid: { ...SETTINGS, workflowTypeVersion: 'bare', input: 'i' },
    subject: [],
    closes: true,
    ...MARKER,
  },
  SignalExternalWorkflowExecution: {
    valid: { workflowId: 'kid', runId: 'r', signalName: 'go', input: 'i', control: 'c' },
    subject: ['workflowId', 'runId', 'control'],
    ...INITIATES,
  },
  RequestCancelExternalWorkflowExecution: {
    valid: { workflowId: 'kid', control: 'c' },
    subject: ['workflowId', 'control'],
    ...INITIATES,
  },
  StartChildWorkflowExecution: {
    valid: { ...SETTINGS, workflowId: 'new', workflowType: type('Bare'), control: 'c', input: 'i', tagList: ['t'] },
    subject: ['workflowType', 'workflowId', 'control'],
    ...INITIATES,
  },
};

// The order is that of a start (docs/swf.md 2.4).
const UNDEFINED: readonly CauseRow[] = [
  undefinedAt('executionStartToCloseTimeout', 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  undefinedAt('taskList', 'DEFAULT_TASK_LIST_UNDEFINED'),
  undefinedAt('taskStartToCloseTimeout', 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  undefinedAt('childPolicy', 'DEFAULT_CHILD_POLICY_UNDEFINED'),
];

const deprecateDomain = (s: State): void => void ok(s, 'DeprecateDomain', { name: 'shop' });
const ORDER = { domain: 'shop', workflowType: type('Order') };
const deprecateOrder = (s: State): void => void ok(s, 'DeprecateWorkflowType', ORDER);

function deleteOrder(s: State): void {
  deprecateOrder(s);
  ok(s, 'DeleteWorkflowType', ORDER);
}

/** The version that the run has: none is given. */
const same = { workflowTypeVersion: undefined };
const version = (workflowTypeVersion: string) => ({ workflowTypeVersion });

/** Each cause that the batch itself finds, in order: a lacking right first, a throttle last (docs/swf.md 3.6, 3.12). */
export const ROWS: { readonly [D in PeerDecision]: readonly CauseRow[] } = {
  ContinueAsNewWorkflowExecution: [
    DENIED,
    UNSEEN,
    ['no such version', { attributes: version('nope') }, 'WORKFLOW_TYPE_DOES_NOT_EXIST'],
    ['its own version is gone', { attributes: same, after: deleteOrder }, 'WORKFLOW_TYPE_DOES_NOT_EXIST'],
    ['the version is deprecated', { attributes: version('gone') }, 'WORKFLOW_TYPE_DEPRECATED'],
    ['its own version is deprecated', { attributes: same, after: deprecateOrder }, 'WORKFLOW_TYPE_DEPRECATED'],
    // Deprecating a domain deprecates its types (docs/swf.md 1.1).
    ['its domain is deprecated', { after: deprecateDomain }, 'WORKFLOW_TYPE_DEPRECATED'],
    ...UNDEFINED,
    throttled('CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED'),
  ],
  SignalExternalWorkflowExecution: [DENIED, throttled('SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED')],
  RequestCancelExternalWorkflowExecution: [
    DENIED,
    throttled('REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED'),
  ],
  StartChildWorkflowExecution: [
    DENIED,
    ['no such type', { attributes: { workflowType: type('Nope') } }, 'WORKFLOW_TYPE_DOES_NOT_EXIST'],
    ['no such version', { attributes: { workflowType: type('Bare', '2') } }, 'WORKFLOW_TYPE_DOES_NOT_EXIST'],
    ['the type is deprecated', { attributes: { workflowType: type('Gone') } }, 'WORKFLOW_TYPE_DEPRECATED'],
    ['its domain is deprecated', { after: deprecateDomain }, 'WORKFLOW_TYPE_DEPRECATED'],
    ...UNDEFINED,
    ['as many children are open', { limits: { openChildren: 1 } }, 'OPEN_CHILDREN_LIMIT_EXCEEDED'],
    // `busy` and its child.
    ['as many runs are open', { limits: { openExecutions: 2 } }, 'OPEN_WORKFLOWS_LIMIT_EXCEEDED'],
    throttled('CHILD_CREATION_RATE_EXCEEDED'),
  ],
};
