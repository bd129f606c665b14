// Access control with the JSON policies of IAM.
import type { PolicyDocument } from './document.js';
import { type PolicyRequest, readPolicy } from './statements.js';

export type { ConditionContext } from './conditions.js';
export type {
  ConditionBlock,
  ConditionOperator,
  ConditionValues,
  PolicyDocument,
  PolicyStatement,
} from './document.js';
export type { SwfConditionKey } from './names.js';
export type { PolicyRequest } from './statements.js';

/**
 * Returns a function that decides by IAM policies whether a request is allowed. Pass it as `authorize` to a fake or to
 * one of its clients. A policy is an object or JSON text.
 *
 * The policies are evaluated together. A Deny that applies wins over an Allow, and a request to which no statement
 * applies is denied (IAM User Guide, "Policy evaluation logic"). Known are the String, Arn, Bool and Null condition
 * operators, with `ForAnyValue:`, `ForAllValues:` and `IfExists`. Policy variables are not known, and neither are
 * numbers, dates and IP addresses as conditions.
 *
 * @throws TypeError if a policy has an unknown element, operator, action of SWF or condition key of SWF, or a policy
 * variable. The message has its place: `policy.Statement[0].Condition`.
 *
 * @example
 * ```ts
 * import { rejects } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { iamPolicy } from 'swfake/iam';
 *
 * const authorize = iamPolicy({
 *   Version: '2012-10-17',
 *   Statement: {
 *     Effect: 'Allow',
 *     Action: 'swf:StartWorkflowExecution',
 *     Resource: 'arn:aws:swf:*:123456789012:/domain/shop',
 *     Condition: { StringEquals: { 'swf:workflowType.name': 'Order' } },
 *   },
 * });
 *
 * const swf = new SwfFake();
 * const domain = 'shop';
 * swf.register({ domain, workflows: { 'Order@1': {}, 'Refund@1': {} } });
 * const client = swf.client({ authorize });
 * const start = (name: string) =>
 *   client.startWorkflowExecution({ domain, workflowId: name, workflowType: { name, version: '1' } });
 *
 * await start('Order');
 * await rejects(start('Refund'), { name: 'OperationNotPermittedFault' });
 * ```
 */
export function iamPolicy(
  ...policies: readonly [PolicyDocument | string, ...(PolicyDocument | string)[]]
): (request: PolicyRequest) => boolean {
  const statements = policies.flatMap((policy, i) =>
    readPolicy(policy, policies.length > 1 ? `policies[${i}]` : 'policy'),
  );
  const denials = statements.filter(({ effect }) => effect === 'Deny');
  const allowances = statements.filter(({ effect }) => effect === 'Allow');
  return (request) =>
    !denials.some(({ applies }) => applies(request)) && allowances.some(({ applies }) => applies(request));
}
