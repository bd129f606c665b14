import type { OperationName } from '../../core/index.js';
import { ACTIVITY, WORKFLOW } from './sampleDecisions.js';

/** A command that a walk sends. */
export interface WalkCommand {
  /** The operation that it calls. */
  readonly op: OperationName;
  /** The input of the operation. */
  readonly input: unknown;
  /** True if the caller has no permission for the decisions in it. Default false. */
  readonly denied?: boolean;
}

/** The kinds of things that a walk registers during its moves. */
export type RegistrationKind = 'domain' | 'workflow' | 'activity';

/** The domain of the walk. */
export const DOMAIN = 'd';
/** Returns one of two task lists: `list b` for 4, otherwise `list a`. */
export const taskListOf = (n: number): { name: string } => ({ name: n === 4 ? 'list b' : 'list a' });

/** The commands that register the domain and the types before a walk begins. */
export const SETUP: readonly WalkCommand[] = [
  { op: 'RegisterDomain', input: { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' } },
  {
    op: 'RegisterWorkflowType',
    input: {
      domain: DOMAIN,
      ...WORKFLOW,
      defaultTaskList: taskListOf(0),
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '3600',
      defaultTaskStartToCloseTimeout: '10',
    },
  },
  { op: 'RegisterActivityType', input: { domain: DOMAIN, ...ACTIVITY, defaultTaskList: taskListOf(0) } },
];

/** Returns a command that deprecates a domain or a type. */
export function deprecate(what: RegistrationKind, name: string): WalkCommand {
  if (what === 'domain') return { op: 'DeprecateDomain', input: { name } };
  const type = { name, version: '1' };
  if (what === 'workflow') return { op: 'DeprecateWorkflowType', input: { domain: DOMAIN, workflowType: type } };
  return { op: 'DeprecateActivityType', input: { domain: DOMAIN, activityType: type } };
}

/** Returns a command that starts a run. A `short` run has short timeouts and a priority. */
export function start(workflow: number, list: number, short: boolean): WalkCommand {
  const input = {
    domain: DOMAIN,
    workflowId: `w${workflow}`,
    workflowType: WORKFLOW,
    taskList: taskListOf(list),
    ...(short && { executionStartToCloseTimeout: '20', taskStartToCloseTimeout: '2', taskPriority: '1' }),
  };
  return { op: 'StartWorkflowExecution', input };
}

/** Returns a command that polls for a task. */
export const poll = (task: 'decision' | 'activity', list: number): WalkCommand => ({
  op: task === 'decision' ? 'PollForDecisionTask' : 'PollForActivityTask',
  input: { domain: DOMAIN, taskList: taskListOf(list), identity: 'walker' },
});
