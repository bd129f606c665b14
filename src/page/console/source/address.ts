import type { ViewName } from '../../../render/html/pageData.js';
import { hashOf, type Place, placeIn } from '../../shared/place.js';

/** The pages of the console that are no page of a run. */
export const PAGES = ['executions', 'lists', 'calls', 'start'] as const;
/** The name of such a page. */
export type PageName = (typeof PAGES)[number];

/** A place in the console. */
export type Address = { readonly page: PageName } | { readonly page: 'run'; readonly place: Place };

/** The views of a run in the console. */
export const RUN_VIEWS: readonly ViewName[] = ['summary', 'timeline', 'events', 'state'];

/** Returns what the part of an address after # shows. The views of a run have the addresses of the report page. */
export function addressIn(hash: string): Address {
  const given = new URLSearchParams(hash.slice(1));
  if (given.has('run')) {
    const home: Place = { view: 'summary', run: 0 };
    return { page: 'run', place: placeIn(hash, home, RUN_VIEWS, Number.MAX_SAFE_INTEGER) };
  }
  return { page: PAGES.find((page) => page === given.get('page')) ?? 'executions' };
}

/** Returns the address of a page. */
export const pageHash = (page: PageName): string => `#page=${page}`;

/** Returns the address of a run. */
export const runHash = (run: number): string => hashOf({ view: 'summary', run });

const TOKEN = 'token';

/** Returns the token in the part of an address after #. */
export const tokenIn = (hash: string): string | undefined => new URLSearchParams(hash.slice(1)).get(TOKEN) ?? undefined;
