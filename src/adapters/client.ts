import { SWF, type SWFClientConfig } from '@aws-sdk/client-swf';
import type { Send } from './clientOptions.js';
import { createSdkSend } from './sdkCommand.js';

/** Creates a real client of the SDK whose `send` calls the fake. No class of the SDK is patched. */
export function createClient(send: Send, region: string, config: SWFClientConfig): SWF {
  const client = new SWF({ region, credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' }, ...config });
  client.send = createSdkSend(send) as SWF['send'];
  return client;
}
