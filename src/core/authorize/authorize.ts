import { domainArn, rootArn } from '../../tables/arns.js';
import { defaultMessage, type Fault, type FaultName, fault, isFaultName, similarFaultName } from '../model/faults.js';
import type { State } from '../model/state.js';
import {
  type AccessRequest,
  type Authorize,
  contextOf,
  type Grants,
  type Injection,
  withDefaultList,
} from './accessRequest.js';
import type { Call, DecisionRight, PseudoAction, Target } from './call.js';
import { injectionIn, isAllowed, reasonIn } from './grantAnswers.js';
import { type ConditionValuesByKey, keysOfDecision, principalIn, requestContextOf } from './requestContext.js';

type Context = () => ConditionValuesByKey;

/**
 * Returns the fault of an operation that is denied, or that fails because a failure is injected. Returns `undefined` if
 * it can go on.
 *
 * @throws TypeError if `authorize` or `inject` returns no answer of its kind, or `inject` a cause, which only a decision
 * can have, or a fault that SWF does not have.
 */
export function refusalOf(
  s: State,
  grants: Grants,
  action: string,
  target: Target,
  context: Context,
): Fault | undefined {
  if (!grants.authorize && !grants.inject) return undefined;
  const request = requestFor(s, grants, action, target, context);
  if (grants.authorize && !isAllowed(grants.authorize(request), action)) return denied(s, request, grants.authorize);
  return injectedFault(s, request, injectionIn(grants.inject?.(request), action));
}

function requestFor(s: State, grants: Grants, action: string, { domain }: Target, context: Context): AccessRequest {
  const { region, accountId } = s.config;
  const keys = requestContextOf(s, domain, context(), grants.requestContext);
  return { action, resource: domainArn(region, accountId, domain), context: keys };
}

// The text is that of the live service in 2016, which came with an AccessDeniedException. It does not show if the domain
// exists (docs/swf.md 2, 9.3 and 12, doubt 34).
const deniedText = ({ config }: State, { action, resource, context }: AccessRequest): string =>
  `User: ${principalIn(context) ?? rootArn(config.region, config.accountId)} is not authorized to perform: ${action} on resource: ${resource}`;

function denied(s: State, request: AccessRequest, { explain }: Authorize): Fault {
  const refused = fault(s.config.assumptions.deniedOperation, deniedText(s, request));
  return explain ? { ...refused, reason: reasonIn(explain(request), request.action) } : refused;
}

function injectedFault(s: State, request: AccessRequest, injection: Injection | undefined): Fault | undefined {
  if (!injection) return undefined;
  const { action } = request;
  if ('cause' in injection) {
    throw new TypeError(
      `swfake: inject() returned the cause '${injection.cause}' for the call '${action}', but only a decision fails with a ` +
        "cause; return { fault: 'ThrottlingException' } or another fault",
    );
  }
  const name: string = injection.fault;
  if (!isFaultName(name)) throw unknownFault(name, action);
  return fault(name, injection.message ?? messageOf(s, request, name));
}

const messageOf = (s: State, request: AccessRequest, name: FaultName): string =>
  name === 'AccessDeniedException' || name === 'OperationNotPermittedFault'
    ? deniedText(s, request)
    : defaultMessage(name, request.action);

function unknownFault(name: string, action: string): TypeError {
  const similar = similarFaultName(name);
  return new TypeError(
    `swfake: inject() returned the fault '${name}' for the call '${action}', but SWF has no fault of this name; ` +
      (similar
        ? `did you mean '${similar}'?`
        : "expected a fault of SWF such as 'LimitExceededFault', or of every AWS service such as 'ServiceUnavailable'"),
  );
}

/** Returns a call, as `decide` gets it: its target, its `pick`, and the permission for each decision. */
export function callOf(s: State, grants: Grants, target: Target, pick: number): Call {
  return {
    pick,
    target,
    decisionRight: (type, action, attributes) => {
      const asked = action.deniable ? grants : { ...grants, authorize: undefined };
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
  const { context: keys, ...asked } = requestFor(s, grants, `swf:${type}`, target, context);
  const request = { ...asked, context: keysOfDecision(keys) };
  if (grants.authorize && !isAllowed(grants.authorize(request), request.action))
    return { denied: true, cause: undefined };
  return { denied: false, cause: injectedCause(type, injectionIn(grants.inject?.(request), request.action)) };
}

function injectedCause(type: string, injection: Injection | undefined): string | undefined {
  if (!injection) return undefined;
  if ('cause' in injection) return injection.cause;
  throw new TypeError(
    `swfake: inject() returned the fault '${injection.fault}' for the decision '${type}', but a decision fails with a cause; ` +
      `return { cause } for 'swf:${type}', or the fault for 'swf:RespondDecisionTaskCompleted'`,
  );
}
