import { contextOf, domainArn, type Grants, type Injection, withDefaultList } from './access.js';
import type { Call, DecisionRight, PseudoAction, Target } from './decide/plan.js';
import { type Fault, fault, usualText } from './faults.js';
import type { State } from './state.js';

type Context = () => Readonly<Record<string, string>>;

/** Why the caller may not do this now: a right that is missing, or a trouble that was planned. */
export function refusalOf(
  s: State,
  grants: Grants,
  action: string,
  target: Target,
  context: Context,
): Fault | undefined {
  if (!grants.authorize && !grants.inject) return undefined;
  const { region, accountId } = s.config;
  const request = { action, resource: domainArn(region, accountId, target.domain), context: context() };
  if (grants.authorize && !grants.authorize(request)) return denied(accountId, action, request.resource);
  return injectedFault(action, grants.inject?.(request));
}

// AWS's text is not known; this is what an IAM denial usually says. It tells nothing about the domain (swf-behaviour 2).
const denied = (accountId: string, action: string, resource: string): Fault =>
  fault(
    'OperationNotPermittedFault',
    `User: arn:aws:iam::${accountId}:root is not authorized to perform: ${action} on resource: ${resource}`,
  );

function injectedFault(action: string, injection: Injection | undefined): Fault | undefined {
  if (!injection) return undefined;
  if ('cause' in injection) {
    throw new TypeError(`swfake: inject gave a cause for ${action}, which is no decision; give { fault } instead`);
  }
  return fault(injection.fault, injection.message ?? usualText(injection.fault, action));
}

/** What a command knows of its caller. */
export function callOf(s: State, grants: Grants, target: Target, pick: number): Call {
  return {
    pick,
    target,
    decisionRight: (type, action, attributes) => {
      const asked = action.deniable ? grants : { inject: grants.inject };
      return decisionRight(s, asked, target, type, () => seenOf(s, target, action, attributes));
    },
  };
}

function seenOf(s: State, { task }: Target, { conditionKeys, defaultsFrom }: PseudoAction, attributes: object) {
  const type = task && defaultsFrom?.(s, task.run, attributes as never);
  return contextOf(conditionKeys, withDefaultList(attributes, type));
}

const EVERY_RIGHT: DecisionRight = { denied: false, cause: undefined };

function decisionRight(s: State, grants: Grants, target: Target, type: string, context: Context): DecisionRight {
  if (!grants.authorize && !grants.inject) return EVERY_RIGHT;
  const { region, accountId } = s.config;
  const resource = domainArn(region, accountId, target.domain);
  const request = { action: `swf:${type}`, resource, context: context() };
  if (grants.authorize && !grants.authorize(request)) return { denied: true, cause: undefined };
  return { denied: false, cause: injectedCause(type, grants.inject?.(request)) };
}

function injectedCause(type: string, injection: Injection | undefined): string | undefined {
  if (!injection) return undefined;
  if ('cause' in injection) return injection.cause;
  throw new TypeError(`swfake: inject gave a fault for the decision ${type}; a decision fails with { cause } instead`);
}
