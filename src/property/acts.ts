import type { OperationName } from '../core/index.js';
import type { DecisionMove, Keeping } from './moves.js';

/** A command that a move became, with what made it. */
export interface Act {
  readonly op: OperationName;
  readonly input: unknown;
  readonly denied?: boolean;
}

/** What a walk registers besides what is there. */
export type Extra = 'domain' | 'workflow' | 'activity';

export const DOMAIN = 'd';
export const listOf = (n: number): { name: string } => ({ name: n === 4 ? 'list b' : 'list a' });
const TIMEOUTS = ['NONE', '0', '1', '2', '5'];
const timeoutOf = (n: number): string => TIMEOUTS[n % TIMEOUTS.length] as string;
export const WORKFLOW = { name: 'Workflow', version: '1' };
export const ACTIVITY = { name: 'Activity', version: '1' };

/** What has to be there before a walk begins. */
export const SETUP: readonly Act[] = [
  { op: 'RegisterDomain', input: { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' } },
  {
    op: 'RegisterWorkflowType',
    input: {
      domain: DOMAIN,
      ...WORKFLOW,
      defaultTaskList: listOf(0),
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '3600',
      defaultTaskStartToCloseTimeout: '10',
    },
  },
  { op: 'RegisterActivityType', input: { domain: DOMAIN, ...ACTIVITY, defaultTaskList: listOf(0) } },
];

export function deprecate(what: Extra, name: string): Act {
  if (what === 'domain') return { op: 'DeprecateDomain', input: { name } };
  const type = { name, version: '1' };
  if (what === 'workflow') return { op: 'DeprecateWorkflowType', input: { domain: DOMAIN, workflowType: type } };
  return { op: 'DeprecateActivityType', input: { domain: DOMAIN, activityType: type } };
}

const ARN = `arn:aws:swf:us-east-1:123456789012:/domain/${DOMAIN}`;

/** What keeps domains and types, and what counts and lists. */
export function keep(op: Exclude<Keeping, 'undeprecate' | 'delete'>, n: number): Act {
  const key = `key ${n}`;
  const [startTimeFilter, executionFilter] = [{ oldestDate: 0 }, { workflowId: `w${n}` }];
  const listed = { registrationStatus: n % 2 === 0 ? 'REGISTERED' : 'DEPRECATED', reverseOrder: n > 2 };
  const inputs: Readonly<Record<typeof op, object>> = {
    ListDomains: listed,
    ListWorkflowTypes: { domain: DOMAIN, ...listed },
    ListActivityTypes: { domain: DOMAIN, ...listed },
    ListOpenWorkflowExecutions: { domain: DOMAIN, startTimeFilter, executionFilter },
    ListClosedWorkflowExecutions: { domain: DOMAIN, closeTimeFilter: startTimeFilter, reverseOrder: n > 2 },
    CountOpenWorkflowExecutions: { domain: DOMAIN, startTimeFilter },
    CountClosedWorkflowExecutions: { domain: DOMAIN, startTimeFilter, executionFilter },
    CountPendingDecisionTasks: { domain: DOMAIN, taskList: listOf(n) },
    CountPendingActivityTasks: { domain: DOMAIN, taskList: listOf(n) },
    TagResource: { resourceArn: ARN, tags: [{ key, value: 'v' }] },
    UntagResource: { resourceArn: ARN, tagKeys: [key] },
    ListTagsForResource: { resourceArn: ARN },
  };
  return { op, input: inputs[op] };
}

export function start(workflow: number, list: number, short: boolean): Act {
  const input = {
    domain: DOMAIN,
    workflowId: `w${workflow}`,
    workflowType: WORKFLOW,
    taskList: listOf(list),
    ...(short && { executionStartToCloseTimeout: '20', taskStartToCloseTimeout: '2', taskPriority: '1' }),
  };
  return { op: 'StartWorkflowExecution', input };
}

export const poll = (task: 'decision' | 'activity', list: number): Act => ({
  op: task === 'decision' ? 'PollForDecisionTask' : 'PollForActivityTask',
  input: { domain: DOMAIN, taskList: listOf(list), identity: 'walker' },
});

export function decisionOf({ type, id, timeout }: DecisionMove): object {
  const activityId = `activity ${id % 2}`;
  const timerId = `timer ${id % 2}`;
  switch (type) {
    case 'schedule':
      return {
        decisionType: 'ScheduleActivityTask',
        scheduleActivityTaskDecisionAttributes: {
          activityType: ACTIVITY,
          activityId,
          taskPriority: String(id),
          scheduleToStartTimeout: timeoutOf(timeout === 1 ? id : 0),
          scheduleToCloseTimeout: timeoutOf(timeout < 4 ? 0 : 4),
          startToCloseTimeout: timeoutOf(id === 0 ? 3 : 0),
          ...(timeout !== 2 && { heartbeatTimeout: timeoutOf(timeout === 3 ? id + 1 : 0) }),
        },
      };
    case 'cancelActivity':
      return { decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId } };
    case 'marker':
      return { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: `marker ${id}` } };
    case 'timer':
      return {
        decisionType: 'StartTimer',
        startTimerDecisionAttributes: { timerId, startToFireTimeout: String(2 * timeout) },
      };
    case 'cancelTimer':
      return { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } };
    case 'complete':
      return { decisionType: 'CompleteWorkflowExecution' };
    case 'fail':
      return { decisionType: 'FailWorkflowExecution', failWorkflowExecutionDecisionAttributes: { reason: 'no' } };
    case 'cancel':
      return { decisionType: 'CancelWorkflowExecution', cancelWorkflowExecutionDecisionAttributes: { details: 'yes' } };
  }
}
