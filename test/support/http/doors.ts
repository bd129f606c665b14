import * as sdk from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { serve } from '../../../src/http/index.js';
import type { OperationName, SwfFake } from '../../../src/index.js';
import { lines } from './programs.js';

export type Said =
  /** The client is older than the operation. */
  | { readonly unknown: string }
  | { readonly output: object }
  | { readonly fault: { readonly name: string; readonly message: string } };

/** A way into a fake: it carries calls, and brings back what a user of that way would see, without `$metadata`. */
export interface Door {
  call(op: OperationName, input: object): Promise<Said>;
  close(): Promise<void>;
}

const CONFIG = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' },
  maxAttempts: 1,
};

export const SDK_DOORS: Readonly<Record<string, (swf: SwfFake) => Promise<Door>>> = {
  client: async (swf) => doorOf(swf.client()),
  attach: async (swf) => {
    const client = new sdk.SWFClient(CONFIG);
    swf.attach(mockClient(client));
    return doorOf(client);
  },
  requestHandler: async (swf) => doorOf(new sdk.SWFClient({ ...CONFIG, requestHandler: swf.requestHandler() })),
  'HTTP with the SDK': async (swf) => {
    const server = await serve(swf, { pollTimeout: '50ms' });
    return doorOf(new sdk.SWFClient({ ...CONFIG, endpoint: server.url }), () => server.close());
  },
};

type AnyCommand = new (input: unknown) => Parameters<sdk.SWFClient['send']>[0];

function doorOf(client: Pick<sdk.SWFClient, 'send'>, close = async (): Promise<void> => undefined): Door {
  const call = async (op: OperationName, input: object): Promise<Said> => {
    const Command = (sdk as unknown as Record<string, AnyCommand>)[`${op}Command`];
    if (!Command) throw new Error(`the SDK has no ${op}`);
    try {
      const { $metadata: _, ...output } = await client.send(new Command(input));
      return { output: JSON.parse(JSON.stringify(output)) };
    } catch (error) {
      if (!(error instanceof sdk.SWFServiceException)) throw error;
      return { fault: { name: error.name, message: error.message } };
    }
  };
  return { call, close };
}

/** A process of Python that lives as long as the door. */
export async function botoDoor(swf: SwfFake): Promise<Door> {
  const server = await serve(swf, { pollTimeout: '50ms' });
  const python = lines('test/support/http/door.py', server.url);
  return {
    call: async (op, input) => (await python.ask([op, input])) as Said,
    close: async () => {
      python.end();
      await server.close();
    },
  };
}
