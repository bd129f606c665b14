import type { ExportedHistory } from '../../history/historyPages.js';
import { type Recorded, readHistory } from '../../history/readHistory.js';
import { timeline } from '../../render/timeline.js';
import { rowLines, TimelineRows } from '../../render/timelineRows.js';

/** The number of events, or of lines, up to which a message shows all of them. */
const SHORT = 100;

/** Returns true if a message shows the whole list. */
export const isShort = (list: readonly unknown[]): boolean => list.length <= SHORT;

/** The advice for the events that a message leaves out. */
export const SEE_ALL = 'print all events with timeline(history)';

const FIRST = 5;
const LAST = 60;
const MOST_OF_INTEREST = 30;

/**
 * Returns the timeline of a history. Of more than 100 events, only the first and the last events are shown, and the events
 * with the given ids, up to 30 of them. A line says how many events are left out.
 */
export function shortTimeline(history: ExportedHistory, ids: readonly number[] = []): string {
  const events = readHistory(history).toSorted((a, b) => a.id - b.id);
  if (isShort(events)) return timeline(history);
  const shown = shownEvents(events, new Set(ids.slice(0, MOST_OF_INTEREST)));
  const rows = new TimelineRows(events);
  const lines = rowLines(shown.map(({ event }) => rows.rowOf(event, false, 'short')));
  return lines.flatMap((line, index) => [...omission(shown, index), line]).join('\n');
}

interface Shown {
  readonly event: Recorded;
  /** Its index in the history. */
  readonly at: number;
}

const shownEvents = (events: readonly Recorded[], ids: ReadonlySet<number>): readonly Shown[] =>
  events
    .map((event, at) => ({ event, at }))
    .filter(({ event, at }) => at < FIRST || at >= events.length - LAST || ids.has(event.id));

function omission(shown: readonly Shown[], index: number): readonly string[] {
  const left = (shown[index]?.at ?? 0) - (shown[index - 1]?.at ?? -1) - 1;
  if (left === 0) return [];
  const text = `… ${left} ${left === 1 ? 'event is' : 'events are'} left out`;
  // The advice once: before the first omission, no event is left out.
  return [shown[index - 1]?.at === index - 1 ? `${text}: ${SEE_ALL}` : text];
}

/** Returns the first lines of a text of many lines, and how many are left out. */
export function firstLines(text: string, most: number, advice: string): string {
  const lines = text.split('\n');
  if (lines.length <= most) return text;
  const left = lines.length - most;
  const more = left === 1 ? '1 more line is' : `${left} more lines are`;
  return [...lines.slice(0, most), `… ${more} left out: ${advice}`].join('\n');
}
