import { DOMAIN, type WalkCommand } from '../../src/property/walks/walkCommands.js';

/** The type of a walk's runs, and others: with every default, with few, with none, deprecated, and not there at all. */
export const WORKFLOW = { name: 'Workflow', version: '1' };
export const FULL = { name: 'Full', version: '1' };
export const BARE = { name: 'Bare', version: '1' };
export const OLD = { name: 'Old', version: '1' };
export const NONE = { name: 'None', version: '1' };

export const ROLE = 'arn:aws:iam::123456789012:role/lambda';

/** What has to be there, beyond the set-up of a walk, before a twisted one begins. */
export const TWISTED_SETUP: readonly WalkCommand[] = [
  {
    op: 'RegisterWorkflowType',
    input: {
      domain: DOMAIN,
      ...FULL,
      defaultTaskList: { name: 'list b' },
      defaultTaskPriority: '-2',
      defaultChildPolicy: 'REQUEST_CANCEL',
      defaultExecutionStartToCloseTimeout: '60',
      defaultTaskStartToCloseTimeout: '3',
      defaultLambdaRole: ROLE,
    },
  },
  { op: 'RegisterWorkflowType', input: { domain: DOMAIN, ...BARE, defaultExecutionStartToCloseTimeout: '9' } },
  { op: 'RegisterWorkflowType', input: { domain: DOMAIN, ...OLD } },
  { op: 'DeprecateWorkflowType', input: { domain: DOMAIN, workflowType: OLD } },
  // What a run can continue as: the same name.
  { op: 'RegisterWorkflowType', input: { domain: DOMAIN, ...WORKFLOW, version: 'bare' } },
  { op: 'RegisterWorkflowType', input: { domain: DOMAIN, ...WORKFLOW, version: '0' } },
  { op: 'DeprecateWorkflowType', input: { domain: DOMAIN, workflowType: { ...WORKFLOW, version: '0' } } },
  {
    op: 'RegisterActivityType',
    input: {
      domain: DOMAIN,
      ...FULL,
      defaultTaskList: { name: 'list a' },
      defaultTaskPriority: '2',
      defaultTaskScheduleToStartTimeout: '4',
      defaultTaskScheduleToCloseTimeout: '5',
      defaultTaskStartToCloseTimeout: '3',
      defaultTaskHeartbeatTimeout: '2',
    },
  },
  { op: 'RegisterActivityType', input: { domain: DOMAIN, ...BARE, defaultTaskHeartbeatTimeout: '2' } },
  { op: 'RegisterActivityType', input: { domain: DOMAIN, ...OLD } },
  { op: 'DeprecateActivityType', input: { domain: DOMAIN, activityType: OLD } },
];
