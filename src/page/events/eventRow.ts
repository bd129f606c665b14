import type { Recorded } from '../../history/readHistory.js';
import { TimelineRows } from '../../render/timelineRows.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { contains, excerptAround } from '../shared/marks.js';
import { type Thing, thingText } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';
import { memberText } from './eventIndex.js';

/** The texts of an event in a list. */
export interface EventRow {
  readonly id: string;
  readonly since: string;
  /** The time in UTC, and the whole time since the start. */
  readonly time: string;
  readonly type: string;
  readonly subject: string;
  readonly others: string;
}

// A subject needs the whole history: here, the rows of the model have it.
const WITHOUT_SUBJECTS = new TimelineRows([]);

/** Returns the texts of an event in a list. If a search found it by a text that is not shown, that text is shown first. */
export function eventRow(event: Recorded, { began }: LoadedRun, thing: Thing | undefined, needle: string): EventRow {
  const { refs, others } = WITHOUT_SUBJECTS.rowOf(event, false, 'short');
  const row = {
    id: `#${event.id}`,
    since: sinceText(event.at, began),
    time: `${utcText(event.at)} ${sinceText(event.at, began)}`.trim(),
    type: event.type,
    subject: thing && thing.row.name !== '' ? thingText(thing.row) : '',
    others: [refs, ...others].filter((text) => text !== '').join(' '),
  };
  const shown = [row.id, row.type, row.subject, row.others];
  if (shown.some((text) => contains(text, needle))) return row;
  return { ...row, others: [foundIn(event, needle), row.others].filter((text) => text !== '').join(' ') };
}

function foundIn({ attributes }: Recorded, needle: string): string {
  for (const [name, value] of Object.entries(attributes)) {
    const excerpt = excerptAround(`${name}=${memberText(name, value)}`, needle);
    if (excerpt !== undefined) return excerpt;
  }
  return '';
}
