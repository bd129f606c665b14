import { SWF, SWFClient } from '@aws-sdk/client-swf';
import { type ClientConfig, changesStack } from './clientConfig.js';
import type { Send } from './clientOptions.js';
import type { SwfRequestHandler } from './requestHandler.js';
import { type AnyCommand, createSdkSend } from './sdkCommand.js';

/** The two ways from a client to the fake. */
export interface ClientTarget {
  /** Calls the fake directly. */
  readonly send: Send;
  /** Answers the requests of the SDK, at the end of its middleware stack. Default: none, and no call takes the stack. */
  readonly requestHandler?: SwfRequestHandler;
}

type AnySend = (...args: readonly unknown[]) => unknown;

/**
 * Creates a real client of the SDK for the fake. No class of the SDK is patched.
 *
 * Its `send` calls the fake directly, which is fast. A call takes the SDK's own middleware stack, with the fake at its end,
 * if something could depend on that: an option such as `logger` or `retryStrategy`, or a middleware that was added.
 */
export function createClient({ send, requestHandler }: ClientTarget, region: string, config: ClientConfig): SWF {
  const credentials = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };
  const client = new SWF({ region, credentials, ...config, ...(requestHandler && { requestHandler }) });
  const usesStack = requestHandler ? stackUse(client, config) : () => false;
  const direct = createSdkSend(send) as AnySend;
  const choose: AnySend = (...args) =>
    usesStack(args[0] as AnyCommand) ? sdkSend().apply(client, [...args]) : direct(...args);
  client.send = choose as SWF['send'];
  return client;
}

// The method that a stub of SWFClient does not replace. It is read at each call: a test can mock the SDK at any time.
const sdkSend = (): AnySend => (Object.getPrototypeOf(SWFClient.prototype) as { readonly send: AnySend }).send;

/** The methods that change a middleware stack. */
const CHANGES = ['add', 'addRelativeTo', 'remove', 'removeByTag', 'use'] as const;

/** Returns a function that returns true if a command must take the stack. */
function stackUse(client: SWF, config: ClientConfig): (command: AnyCommand) => boolean {
  if (changesStack(config)) return () => true;
  const stack: Record<string, unknown> = client.middlewareStack as never;
  let changed = false;
  for (const name of CHANGES) {
    const change = stack[name] as AnySend;
    stack[name] = (...args: readonly unknown[]) => {
      changed = true;
      return change.apply(stack, [...args]);
    };
  }
  return (command) => changed || client.middlewareStack !== (stack as unknown) || hasMiddleware(command);
}

// The stack of a command is empty until a caller adds to it. `identify` lists what it has.
const hasMiddleware = ({ middlewareStack }: AnyCommand): boolean => (middlewareStack?.identify().length ?? 0) > 0;
