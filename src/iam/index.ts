// Access control with the JSON policies of IAM.
import type { PolicyDocument, PolicyExport } from './document.js';
import { explanation } from './explain.js';
import { applies, type PolicyRequest, readPolicy } from './statements.js';

export type {
  ConditionBlock,
  ConditionOperator,
  ConditionValues,
  PolicyDocument,
  PolicyExport,
  PolicyStatement,
} from './document.js';
export type { SwfConditionKey } from './names.js';
export type { PolicyRequest } from './statements.js';
export type { ConditionContext } from './variables.js';

/** A function that decides by IAM policies whether a request is allowed: an `authorize` of a fake or of a client. */
export interface IamPolicy {
  /** Returns true if the policies allow the request. */
  (request: PolicyRequest): boolean;
  /**
   * Returns why the policies allow or deny the request: which statement decides, or which condition does not hold and
   * which condition key is missing.
   */
  readonly explain: (request: PolicyRequest) => string;
}

/**
 * Returns a function that decides by IAM policies whether a request is allowed. Pass it as `authorize` to a fake or to
 * one of its clients. A policy is an object, JSON text, or what IAM returns for `get-policy-version` or
 * `get-role-policy`.
 *
 * The policies are evaluated together. A Deny that applies wins over an Allow, and a request to which no statement
 * applies is denied (IAM User Guide, "Policy evaluation logic"). All condition operators are evaluated, and policy
 * variables too. A statement that can only concern other services is skipped.
 *
 * The context of a request has the keys of SWF and those that AWS adds to every request. Set others with the option
 * `requestContext` of the fake or the client: `{ 'aws:SourceIp': '10.0.0.7' }`. The `cause` of the exception of a denied
 * call says which statement denied it, or which condition key was missing.
 *
 * @throws TypeError if a policy has an unknown element, operator, action of SWF or condition key of SWF. The message has
 * its place: `policy.Statement[0].Condition`.
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
  ...policies: readonly [PolicyDocument | PolicyExport | string, ...(PolicyDocument | PolicyExport | string)[]]
): IamPolicy {
  const statements = policies.flatMap((policy, i) =>
    readPolicy(policy, policies.length > 1 ? `policies[${i}]` : 'policy'),
  );
  const denials = statements.filter(({ effect }) => effect === 'Deny');
  const allowances = statements.filter(({ effect }) => effect === 'Allow');
  const isAllowed = (request: PolicyRequest): boolean =>
    !denials.some((denial) => applies(denial, request)) && allowances.some((allowance) => applies(allowance, request));
  return Object.assign(isAllowed, { explain: (request: PolicyRequest) => explanation(statements, request) });
}
