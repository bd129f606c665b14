import { expect } from 'vitest';
import { type ConditionContext, iamPolicy, type PolicyDocument } from '../../src/iam/index.js';
import { VERSION } from './scenes.js';

export const SHOP = 'arn:aws:swf:us-east-1:123456789012:/domain/shop';

/** Any JSON at all: what a test wants to be refused has no type. */
export const any = (value: unknown): PolicyDocument => value as PolicyDocument;

/** Whether a policy allows a request. */
export const asks = (
  document: unknown,
  { action = 'swf:StartTimer', resource = SHOP, context = {} as ConditionContext } = {},
): boolean => iamPolicy(any(document))({ action, resource, context });

/** A statement that allows everything, if it does not say otherwise. */
export const statement = (more: object = {}): object => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });

/** A policy of the latest version of the language. */
export const document = (...statements: readonly object[]): object => ({ Version: VERSION, Statement: statements });

/** Whether a condition holds, by the statement that it is in: an Allow and a Deny must agree. */
export function holds(operator: string, key: string, wanted: unknown, context: ConditionContext): boolean {
  const Condition = { [operator]: { [key]: wanted } };
  const allowed = asks(document(statement({ Condition })), { context });
  const denied = !asks(document(statement(), statement({ Effect: 'Deny', Condition })), { context });
  expect(denied).toBe(allowed);
  return allowed;
}
