import { checkNames, checkValue } from '../args/checkOptions.js';
import { checkPages } from '../history/checkPages.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { readHistory } from '../history/readHistory.js';
import { rowLines, TimelineRows } from './timelineRows.js';
import type { ValueStyle } from './values.js';

export { durationText } from './durationText.js';
export type { TimelineEvent } from './timelineRows.js';

/** Options of a timeline. */
export interface TimelineOptions {
  /** `true` shows every attribute; `false` leaves out timeouts, task lists, child policies and some ids. Default `false`. */
  readonly all?: boolean;
  /** How values are shown: `'short'`, `'whole'` or `'exact'`. Default `'short'`: a value of over 200 characters is cut. */
  readonly values?: ValueStyle;
}

/**
 * Returns a history as text: a line for each event. A line has the id, the time since the first event, the type, the subject
 * (like an activity id), the ids of other events in brackets, and the other attributes. JSON in a text is shown as JSON, a
 * value of over 200 characters is cut, and run ids are shortened: see `values` of the options.
 *
 * `exported` is what `replay()` takes: events of the SDK, the output of the AWS CLI, or pages.
 *
 * @throws TypeError if `exported` is no history of SWF, or if its pages have an event twice.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { timeline } from 'swfake/render';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('1m');
 * const lines = timeline(swf.history(run)).split('\n');
 * equal(lines[4], '#5  +0s   ActivityTaskScheduled Charge-1 activityType=Charge@1 input="card 7"');
 * equal(lines[5], '#6  +30s  ActivityTaskTimedOut Charge-1 (5, 0) timeoutType=SCHEDULE_TO_START');
 * ```
 */
export function timeline(exported: ExportedHistory, options: TimelineOptions = {}): string {
  checkNames('timeline()', options, { all: true, values: true });
  checkValue('values', options.values, ['short', 'whole', 'exact']);
  const { all = false, values = 'short' } = options;
  const ordered = readHistory(exported).toSorted((a, b) => a.id - b.id);
  checkPages(exported, 'call timeline() for each');
  return rowLines(new TimelineRows(ordered).rowsOf(ordered, all, values)).join('\n');
}
