import { SWF, type SWFClientConfig } from '@aws-sdk/client-swf';
import { sleep } from './sleep.js';
import type { Target } from './target.js';

/** Where a target is. */
export interface Place {
  /** The URL of an emulator. Absent for the service itself. */
  readonly endpoint?: string | undefined;
  /** The region. Default: that of the SDK's configuration; `us-east-1` for an emulator. */
  readonly region?: string | undefined;
  /** The longest time of a call, in milliseconds. Default 15 seconds. */
  readonly callMillis?: number | undefined;
}

// Five calls a second stay below every bucket (docs/swf.md 10.3).
const LIVE_GAP_MILLIS = 200;
const READ_AGAIN_MILLIS = 150;
// A timer of the service is late by up to 123 ms (docs/swf.md 7.1); an emulator on a busy machine by more.
const SLACK_MILLIS = 300;
const CREDENTIALS = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };

/** Returns true for an address of AWS: there everything costs, and stays. */
export const isOfAws = (endpoint: string | undefined): boolean =>
  endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);

/** Returns a service that is reached over the network as a target. */
export function networkTarget({ endpoint, region, callMillis = 15_000 }: Place): Target {
  const isLive = isOfAws(endpoint);
  const config: SWFClientConfig = {
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
    ...(isLive ? region !== undefined && { region } : { region: region ?? 'us-east-1', credentials: CREDENTIALS }),
  };
  return {
    name: endpoint ?? `Amazon SWF${region === undefined ? '' : ` in ${region}`}`,
    isLive,
    callGapMillis: isLive ? LIVE_GAP_MILLIS : 0,
    connect: (signal) => {
      const client = new SWF(config);
      return {
        client,
        close: () => client.destroy(),
        pace: {
          isVirtual: false,
          patienceMillis: isLive ? 10_000 : 2000,
          callMillis,
          latenessMillis: 1000,
          pause: () => sleep(READ_AGAIN_MILLIS, signal),
          wait: (seconds) => sleep(seconds * 1000 + SLACK_MILLIS, signal),
        },
      };
    },
  };
}
