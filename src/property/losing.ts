import { type AnyCommand, operationOf } from '../sdk/command.js';

/** As much of an SDK client as it takes to lose something on its way. */
export interface AnyClient {
  send: (...args: never[]) => unknown;
}

/**
 * What is lost: the task that a `poll` was answered with, so that nobody has it; the `request` of a response, which never
 * arrives; or the `answer` to it, which was carried out all the same.
 */
export type Loss = 'poll' | 'request' | 'answer';

type Send = (...args: readonly unknown[]) => unknown;
type Callback = (error: unknown) => void;

/**
 * Does `act`, and loses the first thing of that kind which the client sends meanwhile: the caller gets the error of a
 * connection that broke. If `act` rejects with that error, its process is taken for dead, and this resolves.
 */
export async function losing(client: AnyClient, loss: Loss, act: () => unknown): Promise<void> {
  const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const mend = breakOnce(client, loss, broken);
  try {
    await act();
  } catch (error) {
    if (!isCausedBy(error, broken)) throw error;
  } finally {
    mend();
  }
}

/** Puts a line that breaks once in the place of the client's own; the result puts that back. */
function breakOnce(client: AnyClient, loss: Loss, broken: Error): () => void {
  const own = Object.getOwnPropertyDescriptor(client, 'send');
  const send = client.send as Send;
  let whole = true;
  const line: Send = (...args) => {
    if (!whole || !isMeant(loss, args[0] as AnyCommand)) return send.apply(client, [...args]);
    whole = false;
    const callback = args.find((arg) => typeof arg === 'function') as Callback | undefined;
    const others = args.filter((arg) => arg !== callback);
    return failing(loss === 'request' ? undefined : send.apply(client, others), broken, callback);
  };
  Object.defineProperty(client, 'send', { value: line, configurable: true, writable: true, enumerable: true });
  return () => {
    if (own) Object.defineProperty(client, 'send', own);
    else Reflect.deleteProperty(client, 'send');
  };
}

// A fault gets lost like any other answer.
function failing(sent: unknown, broken: Error, callback: Callback | undefined): Promise<never> | undefined {
  const fail = (): never => {
    throw broken;
  };
  const failed = Promise.resolve(sent).then(fail, fail);
  if (!callback) return failed;
  failed.catch(callback);
  return undefined;
}

const isMeant = (loss: Loss, command: AnyCommand): boolean =>
  operationOf(command).startsWith(loss === 'poll' ? 'PollFor' : 'Respond');

const isCausedBy = (error: unknown, cause: Error): boolean =>
  error === cause || (error instanceof Error && error.cause !== undefined && isCausedBy(error.cause, cause));
