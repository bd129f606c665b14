import type { OperationName } from '../core/index.js';
import type { Send, SendOptions } from './clientOptions.js';

/** A command of the SDK: the part that a client of the fake needs. */
export interface AnyCommand {
  readonly input: unknown;
  /** The name of the operation is its third entry; SDKs before 2025 have none. */
  readonly schema?: unknown;
  /** The middleware of this one command. */
  readonly middlewareStack?: { identify(): readonly string[] };
}

type Callback = (error: unknown, output?: unknown) => void;

/** Returns `send` with the signatures of the SDK's clients: with or without options, with a promise or a callback. */
export function createSdkSend(send: Send) {
  return (command: AnyCommand, second?: SendOptions | Callback, third?: Callback): Promise<unknown> | undefined => {
    const callback = typeof second === 'function' ? second : third;
    const options = typeof second === 'function' ? undefined : second;
    const output = send(operationOf(command), command.input as never, options);
    if (!callback) return output;
    output.then(
      (result) => callback(null, result),
      (error: unknown) => callback(error),
    );
    return undefined;
  };
}

/** Returns the operation that a command calls. It works for commands of any copy and any version of the SDK. */
export function operationOf(command: AnyCommand): OperationName {
  const { schema } = command;
  // The name of the class is always there, but a minifier changes it: the schema is read first.
  if (Array.isArray(schema) && typeof schema[2] === 'string') return schema[2] as OperationName;
  return command.constructor.name.replace(/Command$/, '') as OperationName;
}
