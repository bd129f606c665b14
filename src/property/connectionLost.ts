import { type AnyCommand, operationOf } from '../adapters/sdkCommand.js';
import { checkValue, requireFunction } from '../args/checkOptions.js';

/** A client of the SDK, or any object with its `send` method. */
export interface AnyClient {
  /** Sends a command of the SDK. `withConnectionLost()` replaces this method for a while. */
  send: (...args: never[]) => unknown;
}

/**
 * The call that loses its connection.
 *
 * - `poll`: a poll. The service has started the task that it returned, but no worker has it.
 * - `request`: a `Respond…` call, before it reaches the service.
 * - `response`: a `Respond…` call, after the service has carried it out.
 */
export type LostCall = 'poll' | 'request' | 'response';

const LOST_CALLS: readonly LostCall[] = ['poll', 'request', 'response'];

type Send = (...args: readonly unknown[]) => unknown;
type Callback = (error: unknown) => void;

/**
 * Runs `act`, and loses the connection of the first call of that kind that the client sends meanwhile. The caller gets
 * the error of a lost connection: `socket hang up`, with the code `ECONNRESET`. If `act` rejects with this error, or
 * with an error that it caused, the promise resolves: the process of the worker has crashed.
 *
 * @throws the error of `act`, if it is another one.
 * @throws TypeError if `act` is no function, or `loss` is another value.
 */
export async function withConnectionLost(client: AnyClient, loss: LostCall, act: () => unknown): Promise<void> {
  requireFunction('the function of withConnectionLost()', act);
  if (!LOST_CALLS.includes(loss)) checkValue('the call that withConnectionLost() loses', String(loss), LOST_CALLS);
  const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const restore = loseOnce(client, loss, broken);
  try {
    await act();
  } catch (error) {
    if (!isCausedBy(error, broken)) throw error;
  } finally {
    restore();
  }
}

/** Replaces `send` of the client by one that fails once. Returns a function that restores the client. */
function loseOnce(client: AnyClient, loss: LostCall, broken: Error): () => void {
  const own = Object.getOwnPropertyDescriptor(client, 'send');
  const send = client.send as Send;
  let isLost = false;
  const losing: Send = (...args) => {
    if (isLost || !isOfKind(loss, args[0] as AnyCommand)) return send.apply(client, [...args]);
    isLost = true;
    const callback = args.find((arg) => typeof arg === 'function') as Callback | undefined;
    const others = args.filter((arg) => arg !== callback);
    return failing(loss === 'request' ? undefined : send.apply(client, others), broken, callback);
  };
  Object.defineProperty(client, 'send', { value: losing, configurable: true, writable: true, enumerable: true });
  return () => {
    if (own) Object.defineProperty(client, 'send', own);
    else Reflect.deleteProperty(client, 'send');
  };
}

// If the service replies with a fault, the fault is lost too.
function failing(sent: unknown, broken: Error, callback: Callback | undefined): Promise<never> | undefined {
  const fail = (): never => {
    throw broken;
  };
  const failed = Promise.resolve(sent).then(fail, fail);
  if (!callback) return failed;
  failed.catch(callback);
  return undefined;
}

const isOfKind = (loss: LostCall, command: AnyCommand): boolean =>
  operationOf(command).startsWith(loss === 'poll' ? 'PollFor' : 'Respond');

const isCausedBy = (error: unknown, cause: Error): boolean =>
  error === cause || (error instanceof Error && error.cause !== undefined && isCausedBy(error.cause, cause));
