import type { OperationName } from '../core/index.js';
import type { Send, SendOptions } from './types.js';

/** As much of an SDK command as a door needs. */
export interface AnyCommand {
  readonly input: unknown;
  readonly schema?: unknown;
}

type Callback = (error: unknown, output?: unknown) => void;

/** `send` as the SDK's clients have it: with options or without, a promise or a callback. */
export function sendOf(send: Send) {
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

// Never `instanceof`: two copies of client-swf may meet. The schema survives minifying, but SDKs before 2025 have none;
// the name of the class is there in all of them.
export function operationOf(command: AnyCommand): OperationName {
  const { schema } = command;
  if (Array.isArray(schema) && typeof schema[2] === 'string') return schema[2] as OperationName;
  return command.constructor.name.replace(/Command$/, '') as OperationName;
}
