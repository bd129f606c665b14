import { defaultMessage, type Fault, fault } from '../model/faults.js';
import type { State } from '../model/state.js';
import { contextOf, domainArn, type Grants, type Injection, withDefaultList } from './accessRequest.js';
import type { Call, DecisionRight, PseudoAction, Target } from './call.js';

type Context = () => Readonly<Record<string, string>>;

/**
 * Returns the fault of an operation that is denied, or that fails because a failure is injected. Returns `undefined` if
 * it can go on.
 *
 * @throws TypeError if `inject` returns a cause, which only a decision can have.
 */
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

// The text of SWF is unknown, so this is the usual text of IAM. It does not show if the domain exists (docs/swf.md 2).
const denied = (accountId: string, action: string, resource: string): Fault =>
  fault(
    'OperationNotPermittedFault',
    `User: arn:aws:iam::${accountId}:root is not authorized to perform: ${action} on resource: ${resource}`,
  );

function injectedFault(action: string, injection: Injection | undefined): Fault | undefined {
  if (!injection) return undefined;
  if ('cause' in injection) {
    throw new TypeError(
      `swfake: inject() returned the cause '${injection.cause}' for the call '${action}', but only a decision fails with a ` +
        "cause; return { fault: 'ThrottlingException' } or another fault",
    );
  }
  return fault(injection.fault, injection.message ?? defaultMessage(injection.fault, action));
}

/** Returns a call, as `decide` gets it: its target, its `pick`, and the permission for each decision. */
export function callOf(s: State, grants: Grants, target: Target, pick: number): Call {
  return {
    pick,
    target,
    decisionRight: (type, action, attributes) => {
      const asked = action.deniable ? grants : { inject: grants.inject };
      return decisionRight(s, asked, target, type, () => decisionContext(s, target, action, attributes));
    },
  };
}

function decisionContext(
  s: State,
  { task }: Target,
  { conditionKeys, defaultsFrom }: PseudoAction,
  attributes: object,
) {
  const type = task && defaultsFrom?.(s, task.run, attributes as never);
  return contextOf(conditionKeys, withDefaultList(attributes, type));
}

const ALLOWED: DecisionRight = { denied: false, cause: undefined };

function decisionRight(s: State, grants: Grants, target: Target, type: string, context: Context): DecisionRight {
  if (!grants.authorize && !grants.inject) return ALLOWED;
  const { region, accountId } = s.config;
  const resource = domainArn(region, accountId, target.domain);
  const request = { action: `swf:${type}`, resource, context: context() };
  if (grants.authorize && !grants.authorize(request)) return { denied: true, cause: undefined };
  return { denied: false, cause: injectedCause(type, grants.inject?.(request)) };
}

function injectedCause(type: string, injection: Injection | undefined): string | undefined {
  if (!injection) return undefined;
  if ('cause' in injection) return injection.cause;
  throw new TypeError(
    `swfake: inject() returned the fault '${injection.fault}' for the decision '${type}', but a decision fails with a cause; ` +
      `return { cause } for 'swf:${type}', or the fault for 'swf:RespondDecisionTaskCompleted'`,
  );
}
