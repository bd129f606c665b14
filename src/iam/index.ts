/** Access control by the JSON that IAM takes: what a policy allows on AWS it allows here. */
import type { PolicyDocument } from './document.js';
import { type PolicyRequest, readPolicy } from './statements.js';

export type { Context } from './conditions.js';
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
 * The rights that policies give together, to be used as `authorize`: a Deny that applies wins, then an Allow, and whatever
 * no statement is about is denied (IAM User Guide, "Policy evaluation logic"). A policy may be JSON text. It is a pure
 * function of the request.
 * @throws TypeError if a policy has an element, an operator, an action or a key that is not known here.
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
