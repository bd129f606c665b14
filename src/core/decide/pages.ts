import { type CoreEvent, toHistoryEvent } from '../events.js';
import { expiredPageToken, type Fault, invalidToken } from '../faults.js';
import { type EventId, NO_EVENT, runNumber } from '../ids.js';
import type { Run } from '../run.js';
import type { State } from '../state.js';
import { type PageKind, type PageRef, pageOf, pageToken } from '../tokens.js';
import type { HistoryEvent } from '../types.js';

/** The service's own page size, and the largest that a caller may ask for (swf-behaviour 5.4). */
const FULL_PAGE = 1000;

export interface PageRequest {
  readonly maximumPageSize?: number | undefined;
  readonly reverseOrder?: boolean | undefined;
}

/** The part of a history that is read, page by page: as it was when the first page was. */
export interface Extent {
  readonly kind: PageKind;
  readonly run: Run;
  readonly from: number;
  readonly upTo: number;
  readonly offset: number;
}

export interface Page {
  readonly events: readonly HistoryEvent[];
  readonly nextPageToken?: string;
}

/** Pages are filled; the last one has no token, even if it is exactly full (swf-behaviour 5.4). */
export function pageAt(s: State, extent: Extent, { maximumPageSize = 0, reverseOrder = false }: PageRequest): Page {
  const { kind, run, from, upTo, offset } = extent;
  const end = offset + (maximumPageSize || FULL_PAGE);
  const total = upTo - from + 1;
  const slice = reverseOrder
    ? run.events.slice(upTo - Math.min(end, total), upTo - offset).reverse()
    : run.events.slice(from - 1 + offset, from - 1 + Math.min(end, total));
  const events = slice.map((event: CoreEvent) => toHistoryEvent(event));
  if (end >= total) return { events };
  const ref = { run: run.number, upTo: upTo as EventId, offset: end, issuedAt: s.now };
  return { events, nextPageToken: pageToken(s.config.secret, kind, ref) };
}

export interface ListRequest extends PageRequest {
  readonly nextPageToken?: string | undefined;
}

interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string | undefined;
}

/** One page of a list of names; reversing turns the whole list round before it is cut (swf-behaviour 5.4, measured). */
export function listPage<T>(s: State, kind: PageKind, all: readonly T[], request: ListRequest): ListPage<T> | Fault {
  const page = request.nextPageToken ? openPage(s, [kind], request.nextPageToken) : { offset: 0 };
  if ('fault' in page) return page;
  const items = request.reverseOrder ? all.toReversed() : all;
  const end = page.offset + (request.maximumPageSize || FULL_PAGE);
  const ref = { run: runNumber(0), upTo: NO_EVENT, offset: end, issuedAt: s.now };
  const nextPageToken = end < items.length ? pageToken(s.config.secret, kind, ref) : undefined;
  return { items: items.slice(page.offset, end), nextPageToken };
}

/** What the token of a page that goes on says; the token of another kind of page is as good as any text. */
export function openPage(s: State, kinds: readonly PageKind[], token: string): PageRef | Fault {
  const page = kinds.map((kind) => pageOf(s.config.secret, kind, token)).find((found) => found !== undefined);
  if (!page) return invalidToken;
  return s.now - page.issuedAt > s.config.limits.pageTokenLifetime ? expiredPageToken : page;
}
