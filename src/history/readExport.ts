import { type ExportedHistory, joinPages, type RunOfHistory } from './historyPages.js';
import { type Recorded, readEvents } from './readHistory.js';

/** An exported history after its pages were joined. */
export interface Exported {
  /** All events, oldest first. */
  readonly history: readonly Recorded[];
  /** The run whose history it is, if the export has it. */
  readonly workflowExecution: RunOfHistory | undefined;
  /** True if the run has more events than were exported. */
  readonly continues: boolean;
}

/**
 * Joins the pages of a history into one list of events, oldest first. Returns the reason if events are missing, or are
 * in it twice.
 *
 * @throws TypeError if `exported` is no history.
 */
export function readExport(exported: ExportedHistory): Exported | string {
  const { events, workflowExecution, continues } = joinPages(exported);
  const history = readEvents(events).toSorted((a, b) => a.id - b.id);
  const stray = history.findIndex(({ id }, index) => id !== index + 1);
  return stray >= 0 ? strayText(history, stray) : { history, workflowExecution, continues };
}

function strayText(history: readonly Recorded[], index: number): string {
  const { id } = history[index] as Recorded;
  return id > index + 1
    ? `events are missing before event ${id}; export every page`
    : `event ${id} is in the history twice`;
}
