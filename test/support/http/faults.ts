import { type OperationName, SwfFake } from '../../../src/index.js';
import { CHARGE, domain, ORDER, start, taskList } from '../shop.js';
import type { Door, Said } from './doors.js';

type Row = readonly [op: OperationName, input: object, name: string, message: string];

/** What the SDK itself says of a fault that has no text. */
const SDK_OF_NO_TEXT = 'UnknownError';

const bare = { name: 'Bare', version: '1' };
const retention = { workflowExecutionRetentionPeriodInDays: '1' };
const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
const tags = Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: '' }));
const LONG = 'ü'.repeat(300);
const TWO_ERRORS =
  "2 validation errors detected: Value '' at 'domain' failed to satisfy constraint: Member must have length greater than " +
  `or equal to 1; Value '${LONG}' at 'taskList.name' failed to satisfy constraint: Member must have length less than or equal to 256`;
const ORDER_TEXT = 'WorkflowType=[name=Order, version=1]';

/** Calls that are refused in the world of `refused`: every fault of the API model, and those of any AWS service. */
export const REFUSED: readonly Row[] = [
  ['DescribeDomain', { name: 'nope' }, 'UnknownResourceFault', 'Unknown domain: nope'],
  ['RegisterDomain', { name: domain, ...retention }, 'DomainAlreadyExistsFault', domain],
  ['RegisterDomain', { name: 'third', ...retention }, 'LimitExceededFault', 'Limit on domains reached'],
  ['DeprecateDomain', { name: 'old' }, 'DomainDeprecatedFault', 'old'],
  ['RegisterWorkflowType', { domain, ...ORDER }, 'TypeAlreadyExistsFault', ORDER_TEXT],
  [
    'DeprecateActivityType',
    { domain, activityType: CHARGE },
    'TypeDeprecatedFault',
    'ActivityType=[name=Charge, version=1]',
  ],
  [
    'DeleteWorkflowType',
    { domain, workflowType: ORDER },
    'TypeNotDeprecatedFault',
    'The type is currently registered and cannot be deleted in its current state',
  ],
  [
    'StartWorkflowExecution',
    { domain, workflowId: 'x', workflowType: bare },
    'DefaultUndefinedFault',
    'defaultExecutionStartToCloseTimeout',
  ],
  [
    'StartWorkflowExecution',
    { domain, workflowId: 'order-7', workflowType: ORDER },
    'WorkflowExecutionAlreadyStartedFault',
    '',
  ],
  [
    'SignalWorkflowExecution',
    { domain, workflowId: 'x', signalName: 's' },
    'UnknownResourceFault',
    'Unknown execution, workflowId = x',
  ],
  ['TagResource', { resourceArn, tags }, 'TooManyTagsFault', '51 tags'],
  [
    'CountPendingDecisionTasks',
    { domain, taskList },
    'OperationNotPermittedFault',
    `User: arn:aws:iam::123456789012:root is not authorized to perform: swf:CountPendingDecisionTasks on resource: ${resourceArn}`,
  ],
  ['ListDomains', { registrationStatus: 'REGISTERED' }, 'ThrottlingException', 'Rate exceeded'],
  ['RespondActivityTaskCompleted', { taskToken: 'forged' }, 'ValidationException', 'Invalid token'],
  ['PollForActivityTask', { domain: '', taskList: { name: LONG } }, 'ValidationException', TWO_ERRORS],
];

const options = {
  limits: { domains: 2 },
  authorize: ({ action }: { readonly action: string }) => action !== 'swf:CountPendingDecisionTasks',
  inject: ({ action }: { readonly action: string }) =>
    action === 'swf:ListDomains' ? ({ fault: 'ThrottlingException' } as const) : undefined,
};

/** What a door says of every call of the table. */
export async function refusals(open: (swf: SwfFake) => Promise<Door>): Promise<readonly Said[]> {
  const swf = new SwfFake(options);
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  await swf.send('RegisterWorkflowType', { domain, ...bare });
  await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
  await swf.send('RegisterDomain', { name: 'old', ...retention });
  await swf.send('DeprecateDomain', { name: 'old' });
  await start(swf.client());
  const door = await open(swf);
  try {
    const said: Said[] = [];
    for (const [op, input] of REFUSED) said.push(textless(await door.call(op, input)));
    return said;
  } finally {
    await door.close();
  }
}

function textless(said: Said): Said {
  if (!('fault' in said) || said.fault.message !== SDK_OF_NO_TEXT) return said;
  return { fault: { ...said.fault, message: '' } };
}
