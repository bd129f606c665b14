import type { LaneEntry, Lanes } from '../../render/html/pageData.js';

/** A row of the view: an entry, or a time in which nothing happens. `index` is that of the entry, or of the next one. */
export type LaneRow =
  | { readonly kind: 'entry'; readonly index: number; readonly entry: LaneEntry }
  | { readonly kind: 'idle'; readonly index: number; readonly millis: number };

/** A shorter time between two entries is not worth a row: each entry has its time. */
const SHORTEST_IDLE_MILLIS = 1000;

/** Returns the rows of entries that pass a filter: each entry, and before it the time since the one before, folded. */
export function laneRows(entries: readonly LaneEntry[], isShown: (entry: LaneEntry) => boolean): readonly LaneRow[] {
  const rows: LaneRow[] = [];
  let before: LaneEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    if (!isShown(entry)) continue;
    const millis = before ? entry.at - before.at : 0;
    if (millis >= SHORTEST_IDLE_MILLIS) rows.push({ kind: 'idle', index, millis });
    rows.push({ kind: 'entry', index, entry });
    before = entry;
  }
  return rows;
}

/** Returns true for an entry that a fault struck, or that got no answer that its caller wanted. */
export const isUnusual = ({ end, fault }: LaneEntry): boolean =>
  fault !== undefined || (end !== 'answered' && end !== 'happened');

/** Returns the filter for a text, in lower case: it looks for it in the lane, the operation, the text and the fault. */
export const mentions =
  (needle: string) =>
  ({ lane, op = '', text, fault = '', end }: LaneEntry): boolean =>
    [lane, op, text, fault, end].some((part) => part.toLowerCase().includes(needle));

/** Returns for each entry the ids of the events that were added to its history since the entry before. */
export function addedEvents(entries: readonly LaneEntry[]): readonly (readonly number[])[] {
  const counts = new Map<number, number>();
  return entries.map(({ events, history = 0 }) => {
    const before = counts.get(history) ?? 0;
    counts.set(history, Math.max(before, events));
    return Array.from({ length: Math.max(0, events - before) }, (_, i) => before + i + 1);
  });
}

/** Returns an operation in short: `Respond completed` for RespondActivityTaskCompleted. */
export function shortName(op: string): string {
  const short = op.replace(/(For)?(WorkflowExecution|ActivityTask|DecisionTask)(?=[A-Z]|$)/, '');
  const words = (short === '' ? op : short).split(/(?<=[a-z])(?=[A-Z])/);
  return words.map((word, i) => (i === 0 ? word : word.toLowerCase())).join(' ');
}

/** The columns of lanes in a row. */
export interface LaneColumns {
  /** The index of the lane of the service. */
  readonly service: number;
  /** Returns the index of the lane of an entry: that of the service if it names no lane. */
  of(entry: LaneEntry): number;
}

/** Returns the columns of lanes. */
export function laneColumns({ lanes }: Lanes): LaneColumns {
  const columns = new Map(lanes.map(({ name }, index) => [name, index]));
  const service = Math.max(
    0,
    lanes.findIndex(({ kind }) => kind === 'service'),
  );
  return { service, of: ({ lane }) => columns.get(lane) ?? service };
}
