import { referredType } from '../../tables/subjects.js';
import type { CoreEvent } from '../model/events.js';
import { HISTORY_RULES } from './rules.js';
import type { Report } from './violation.js';

/** Checks that every reference of an event points back to an event of the right type. 0 means none (docs/swf.md 4). */
export function checkReferences(events: readonly CoreEvent[], event: CoreEvent, report: Report): void {
  for (const [name, id] of Object.entries(event.attributes as Readonly<Record<string, unknown>>)) {
    const type = referredType(event.type, name);
    if (type === undefined || id === 0) continue;
    const target = events[Number(id) - 1];
    if (target !== undefined && Number(id) < event.id && target.type === type) continue;
    const detail = `event ${event.id} ${event.type}.${name} = ${String(id)}`;
    report({ rule: HISTORY_RULES.reference, detail });
  }
}
