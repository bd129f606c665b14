import { OPERATIONS, type OperationName } from '../../../core/index.js';
import type { Check } from '../../story/check.js';

/** The required members of every operation (docs/swf.md 2.7). */
const REQUIRED: Readonly<Record<OperationName, string>> = {
  CountClosedWorkflowExecutions: 'domain',
  CountOpenWorkflowExecutions: 'domain startTimeFilter',
  CountPendingActivityTasks: 'domain taskList',
  CountPendingDecisionTasks: 'domain taskList',
  DeleteActivityType: 'domain activityType',
  DeleteWorkflowType: 'domain workflowType',
  DeprecateActivityType: 'domain activityType',
  DeprecateDomain: 'name',
  DeprecateWorkflowType: 'domain workflowType',
  DescribeActivityType: 'domain activityType',
  DescribeDomain: 'name',
  DescribeWorkflowExecution: 'domain execution',
  DescribeWorkflowType: 'domain workflowType',
  GetWorkflowExecutionHistory: 'domain execution',
  ListActivityTypes: 'domain registrationStatus',
  ListClosedWorkflowExecutions: 'domain',
  ListDomains: 'registrationStatus',
  ListOpenWorkflowExecutions: 'domain startTimeFilter',
  ListTagsForResource: 'resourceArn',
  ListWorkflowTypes: 'domain registrationStatus',
  PollForActivityTask: 'domain taskList',
  PollForDecisionTask: 'domain taskList',
  RecordActivityTaskHeartbeat: 'taskToken',
  RegisterActivityType: 'domain name version',
  RegisterDomain: 'name workflowExecutionRetentionPeriodInDays',
  RegisterWorkflowType: 'domain name version',
  RequestCancelWorkflowExecution: 'domain workflowId',
  RespondActivityTaskCanceled: 'taskToken',
  RespondActivityTaskCompleted: 'taskToken',
  RespondActivityTaskFailed: 'taskToken',
  RespondDecisionTaskCompleted: 'taskToken',
  SignalWorkflowExecution: 'domain workflowId signalName',
  StartWorkflowExecution: 'domain workflowId workflowType',
  TagResource: 'resourceArn tags',
  TerminateWorkflowExecution: 'domain workflowId',
  UndeprecateActivityType: 'domain activityType',
  UndeprecateDomain: 'name',
  UndeprecateWorkflowType: 'domain workflowType',
  UntagResource: 'resourceArn tagKeys',
};

const HEAD = /^(\d+) validation errors? detected: /;

/** Returns the errors of a ValidationException, in an order that does not depend on the service (docs/swf.md 9.5). */
export function errorsIn(message: string): readonly string[] {
  const [head = '', number = ''] = HEAD.exec(message) ?? [];
  return [number, ...message.slice(head.length).split('; ').toSorted()];
}

/** Checks of the required members of each operation: a request without any is refused, and names all of them. */
export const REQUIRED_CHECKS: readonly Check[] = OPERATIONS.map((op) => ({
  id: `required.${op}`,
  question: `Does ${op} name every required member that a request lacks?`,
  section: '9.5',
  rows: ['Floci 25'],
  async story(ask) {
    const members = REQUIRED[op].split(' ');
    const fault = await ask.fault(op, {} as never);
    await ask.expect('the fault', () => fault ?? 'no fault', { name: 'ValidationException', status: 400 });
    const errors = members.map(
      (member) => `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
    await ask.expect('the errors', () => errorsIn(fault?.message ?? ''), [
      String(members.length),
      ...errors.toSorted(),
    ]);
  },
}));
