import { type Grants, isFault, type OperationName } from '../core/index.js';
import type { Answer, Caller } from '../shell/call.js';
import type { Shell } from '../shell/shell.js';
import type { ClientOptions, Send } from './clientOptions.js';
import { warnOfOtherAttributes } from './decisionWarnings.js';
import { exceptionOf, metadataOf } from './exceptions.js';
import { fromSdk, toSdk } from './sdkForm.js';

/** Creates the function through which a client of the SDK calls the fake. */
export function createSend(shell: Shell, grants: Grants, options: ClientOptions = {}): Send {
  const { polls = 'immediate' } = options;
  const own = grantsOf(grants, options);
  const send = (op: OperationName, input: unknown, options?: { abortSignal?: AbortSignal | undefined }) => {
    const caller: Caller = { polls, grants: own, signal: options?.abortSignal };
    try {
      if (op === 'RespondDecisionTaskCompleted') warnOfOtherAttributes(input);
      const answer = shell.dispatch(op, fromSdk(input), caller);
      return answer instanceof Promise ? answer.then((later) => outputOf(shell, later)) : promiseOf(shell, answer);
    } catch (error) {
      return Promise.reject(error);
    }
  };
  return send as Send;
}

/** Returns the permissions of a client: its own `authorize`, or else that of the fake, and the condition keys of both. */
export const grantsOf = (grants: Grants, { authorize, requestContext }: ClientOptions): Grants => ({
  ...grants,
  ...(authorize && { authorize }),
  ...(requestContext && { requestContext: { ...grants.requestContext, ...requestContext } }),
});

function promiseOf(shell: Shell, answer: Answer): Promise<object> {
  if (isFault(answer)) return Promise.reject(exceptionOf(answer, requestIdOf(shell)));
  return Promise.resolve(outputOf(shell, answer));
}

function outputOf(shell: Shell, answer: Answer): object {
  if (isFault(answer)) throw exceptionOf(answer, requestIdOf(shell));
  const output = toSdk(answer);
  output.$metadata = metadataOf(200, requestIdOf(shell));
  return output;
}

/** Returns the id of the current request: a UUID, as the service's. The same calls give the same ids. */
export const requestIdOf = (shell: Shell): string =>
  `00000000-0000-4000-8000-${(TWELVE_DIGITS + shell.heldTasks.calls).toString(16).slice(1)}`;

// A one in front of twelve hexadecimal digits.
const TWELVE_DIGITS = 2 ** 48;
