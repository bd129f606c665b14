import { checkNames, checkValue } from '../args/checkOptions.js';
import { attributesKey } from '../core/index.js';
import { type ExportedHistory, type HistoryLike, joinPages } from './historyPages.js';
import { isTimed, readEvents } from './readHistory.js';

/** Options of `exportHistory()`. */
export interface ExportOptions {
  /**
   * The form of timestamps, as in the setting `cli_timestamp_format` of the AWS CLI. `'iso8601'` is the default of AWS CLI
   * version 2: `2020-01-01T00:00:01.250000+00:00`. `'wire'` is the default of version 1: seconds since the epoch, 1577836801.25.
   * Default `'iso8601'`.
   */
  readonly timestamps?: 'iso8601' | 'wire';
}

/** An event as the AWS CLI prints it, with its attributes in the member for its type. */
export interface ExportedEvent {
  /** The time of the event: a text of ISO 8601, or a number of seconds since the epoch. */
  readonly eventTimestamp: string | number;
  /** The type of the event, like `ActivityTaskScheduled`. */
  readonly eventType: string;
  /** The id of the event. */
  readonly eventId: number;
  /** The attributes of the event, in the member for its type. */
  readonly [attributes: `${string}EventAttributes`]: Readonly<Record<string, unknown>>;
}

/**
 * Returns a history as `aws swf get-workflow-execution-history` prints it, in UTC: `JSON.stringify()` makes a file of it.
 * `replay()`, `verifyHistory()` and the commands of `swfake` read it back. The events keep their order.
 *
 * @throws TypeError if `history` is no history, an event has no valid timestamp or an option is unknown.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { exportHistory, SwfFake } from 'swfake';
 * import { verifyHistory } from 'swfake/replay';
 *
 * const swf = new SwfFake({ startTime: new Date('2020-01-01T00:00:00Z') });
 * const run = swf.scheduleActivity({ activity: 'Charge@1' });
 * const text = JSON.stringify(exportHistory(swf.history(run)), null, 4);
 *
 * const { events } = JSON.parse(text);
 * equal(events[0].eventTimestamp, '2020-01-01T00:00:00+00:00');
 * equal(verifyHistory(events).verdict, 'verified');
 * ```
 */
export function exportHistory(
  history: ExportedHistory,
  options: ExportOptions = {},
): { readonly events: readonly ExportedEvent[] } {
  checkNames('exportHistory()', options, { timestamps: true });
  checkValue('timestamps', options.timestamps, ['iso8601', 'wire']);
  const format = options.timestamps === 'wire' ? (millis: number) => millis / 1000 : isoText;
  // The events are checked here, so that a message names the right entry.
  const { events } = joinPages(history);
  readEvents(events);
  return { events: events.map((event) => exportedEvent(event, format)) };
}

function exportedEvent(event: HistoryLike, format: (millis: number) => string | number): ExportedEvent {
  const [recorded] = readEvents([event]);
  if (!recorded || !isTimed(recorded)) {
    throw new TypeError(
      `swfake: event ${event?.eventId} of the history has no valid eventTimestamp; expected a Date, seconds since the epoch or a text of ISO 8601`,
    );
  }
  const { id: eventId, type: eventType, at, attributes } = recorded;
  const member = attributesKey(eventType);
  const isGiven = Object.hasOwn(event, member);
  return {
    eventTimestamp: format(at),
    eventType,
    eventId,
    ...(isGiven && { [member]: JSON.parse(JSON.stringify(attributes)) as object }),
  } as ExportedEvent;
}

// Python's isoformat(): microseconds, or no fraction for a whole second.
const isoText = (millis: number): string =>
  new Date(millis)
    .toISOString()
    .replace(/(\.\d{3})Z$/, '$1000+00:00')
    .replace('.000000', '');
