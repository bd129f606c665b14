import { SWF, type SWFClientConfig } from '@aws-sdk/client-swf';
import { sendOf } from './command.js';
import type { DoorOptions, Send } from './types.js';

/** What `client()` takes: the door's options, and anything that the SDK's client takes. */
export type ClientOptions = DoorOptions & SWFClientConfig;

/** A real client whose `send` leads to the fake: nothing is patched, and it needs no region and no credentials. */
export function clientOf(send: Send, region: string, config: SWFClientConfig): SWF {
  const client = new SWF({ region, credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' }, ...config });
  client.send = sendOf(send) as SWF['send'];
  return client;
}
