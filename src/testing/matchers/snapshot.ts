import { rowEventOf, rowText, TimelineRows } from '../../render/timelineRows.js';
import { historyOf } from './matchers.js';

/** The message for a negated `toMatchHistorySnapshot()`. */
export const NO_NEGATED_SNAPSHOT =
  'swfake: .not.toMatchHistorySnapshot() is not possible: a snapshot is written by the first run, and later runs must equal it';

/**
 * Returns a text of a history that is the same in every test run: times count from the first event, and each run id has
 * a name.
 */
export function snapshotOf(received: unknown): string {
  const history = historyOf(received, 'toMatchHistorySnapshot');
  const names = new Map<string, string>();
  const named = (text: string): string => [...names].reduce((line, [id, name]) => line.replaceAll(id, name), text);
  for (const id of runIdsIn(history)) names.set(id, `<run ${names.size + 1}>`);
  // Without columns, since one longer time would change the spaces of every line.
  const events = history.map(rowEventOf);
  const timeline = new TimelineRows(events);
  const rows = events.map((event) => timeline.rowOf(event, true, 'whole'));
  return named(rows.map((row) => `${row.id} ${row.time} ${rowText(row)}`).join('\n'));
}

function runIdsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (/runId$/i.test(name) && typeof member === 'string') found.add(member);
    else collect(member, found);
  }
}
