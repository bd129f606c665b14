import { rowText } from '../../render/timelineRows.js';
import type { Occurrence } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/** Returns an event for a sentence: `#5 ActivityTaskCompleted charge`. In a family, the name of its run follows. */
export function eventText({ run, event }: Occurrence, { runs }: Scope): string {
  const row = run.rows.rowOf(event, false, 'short');
  const text = rowText({ ...row, refs: '', others: [] });
  return `${row.id} ${text}${runs.length > 1 ? ` of ${run.name}` : ''}`;
}
