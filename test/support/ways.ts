import { SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { type AnyCommand, operationOf } from '../../src/adapters/sdkCommand.js';
import { serve } from '../../src/http/index.js';
import type { SwfFake } from '../../src/index.js';

/** A client that reaches a fake in one way. */
export interface Way {
  readonly client: SWFClient;
  /** True if the SDK tries again after a fault that it takes for transient. */
  readonly retries: boolean;
  close(): Promise<void>;
}

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, maxAttempts: 2 };
const nothing = async (): Promise<void> => undefined;

/** Every way to connect. The client of each of them makes two attempts where it retries. */
export const WAYS: Readonly<Record<string, (swf: SwfFake) => Way | Promise<Way>>> = {
  send: (swf) => {
    const send = (command: AnyCommand) => swf.send(operationOf(command), command.input as never);
    return { client: { send } as unknown as SWFClient, retries: false, close: nothing };
  },
  client: (swf) => ({ client: swf.client(), retries: false, close: nothing }),
  'client with retries': (swf) => ({ client: swf.client({ maxAttempts: 2 }), retries: true, close: nothing }),
  attach: (swf) => {
    const client = new SWFClient(CONFIG);
    const stub = swf.attach(mockClient(client));
    return { client, retries: false, close: async () => void stub.restore() };
  },
  requestHandler: (swf) => {
    const client = new SWFClient({ ...CONFIG, requestHandler: swf.requestHandler() });
    return { client, retries: true, close: nothing };
  },
  HTTP: async (swf) => {
    const server = await serve(swf);
    return { client: new SWFClient({ ...CONFIG, endpoint: server.url }), retries: true, close: () => server.close() };
  },
};

/** Sends a command of any type. */
export const sendAny = ({ client }: Way, command: unknown): Promise<unknown> =>
  (client as unknown as { send(command: unknown): Promise<unknown> }).send(command);

/** Opens one way to a fake, and closes it when `use` has ended. */
export async function withWay<T>(name: string, swf: SwfFake, use: (way: Way) => Promise<T>): Promise<T> {
  const way = await (WAYS[name] as (typeof WAYS)[string])(swf);
  try {
    return await use(way);
  } finally {
    await way.close();
  }
}
