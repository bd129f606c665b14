import type { ExportedHistory } from './historyPages.js';

/**
 * Rejects a list of pages with an event in two places: a list of histories looks like a list of pages, and would be shown as
 * one history. `advice` says what to do with several histories.
 *
 * @throws TypeError if two entries have an event of the same id.
 */
export function checkPages(exported: ExportedHistory, advice: string): void {
  const placeOf = new Map<number, number>();
  for (const [index, page] of idsOfPages(exported).entries()) {
    for (const id of page) {
      const place = placeOf.get(id) ?? index;
      if (place !== index) throw twice(id, [place, index], advice);
      placeOf.set(id, index);
    }
  }
}

const twice = (id: number, [first, second]: readonly [number, number], advice: string): TypeError =>
  new TypeError(
    `swfake: event ${id} is in entry ${first + 1} and in entry ${second + 1} of the list; expected the pages of one history; for several histories, ${advice}`,
  );

/** Returns the event ids of each page of a list of pages. A list of events has no pages. */
const idsOfPages = (exported: ExportedHistory): readonly (readonly number[])[] =>
  Array.isArray(exported) ? exported.map((page: unknown) => eventsIn(page).map(idOf)) : [];

function eventsIn(page: unknown): readonly unknown[] {
  if (Array.isArray(page)) return page;
  const { events }: { readonly events?: unknown } = Object(page);
  return Array.isArray(events) ? events : [];
}

function idOf(event: unknown): number {
  const { eventId }: { readonly eventId?: unknown } = Object(event);
  return Number(eventId);
}
