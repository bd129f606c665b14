import { readEvents } from '../../../src/history/readHistory.js';

const SECOND = 1_577_836_800;

/** An event to write: its type, the seconds since the first event, its attributes. */
export type Entry = readonly [type: string, seconds: number, attributes?: object];

/** Returns events in the form of the SDK, with ids from `firstId` on. */
export const sdkEvents = (entries: readonly Entry[], firstId = 1) =>
  entries.map(([type, seconds, attributes = {}], index) => ({
    eventId: firstId + index,
    eventType: type,
    eventTimestamp: SECOND + seconds,
    [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`]: attributes,
  }));

/** Returns the same events as the model reads them. */
export const recorded = (entries: readonly Entry[], firstId?: number) => readEvents(sdkEvents(entries, firstId));

/** The time of a number of seconds after the first event, in milliseconds since the epoch. */
export const timeAt = (seconds: number): number => (SECOND + seconds) * 1000;
