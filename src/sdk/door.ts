import { type Grants, isFault, type OperationName } from '../core/index.js';
import type { Answer, Caller } from '../shell/answer.js';
import type { Shell } from '../shell/shell.js';
import { exceptionOf, metadataOf } from './errors.js';
import { fromSdk, toSdk } from './reply.js';
import type { DoorOptions, Send } from './types.js';

/** A way into the fake that speaks the SDK's language; every door of the SDK leads through one. */
export function doorOf(shell: Shell, grants: Grants, { polls = 'immediate', authorize }: DoorOptions = {}): Send {
  const rights = rightsOf(grants, authorize);
  const send = (op: OperationName, input: unknown, options?: { abortSignal?: AbortSignal | undefined }) => {
    const caller: Caller = { polls, grants: rights, signal: options?.abortSignal };
    try {
      const answer = shell.dispatch(op, fromSdk(input), caller);
      return answer instanceof Promise ? answer.then((late) => outputOf(shell, late)) : settled(shell, answer);
    } catch (error) {
      return Promise.reject(error);
    }
  };
  return send as Send;
}

/** The rights of a door go before those of the fake. */
export const rightsOf = (grants: Grants, authorize: Grants['authorize']): Grants =>
  authorize ? { ...grants, authorize } : grants;

function settled(shell: Shell, answer: Answer): Promise<object> {
  if (isFault(answer)) return Promise.reject(exceptionOf(answer, requestId(shell)));
  return Promise.resolve(outputOf(shell, answer));
}

function outputOf(shell: Shell, answer: Answer): object {
  if (isFault(answer)) throw exceptionOf(answer, requestId(shell));
  const output = toSdk(answer);
  output.$metadata = metadataOf(200, requestId(shell));
  return output;
}

// In the form of the service's ids, and the same whenever the same calls are made.
export const requestId = (shell: Shell): string =>
  `00000000-0000-4000-8000-${shell.hands.calls.toString(16).padStart(12, '0')}`;
