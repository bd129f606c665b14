import type { HistoryEvent } from '../../model/api.js';
import { type CoreEvent, toHistoryEvent } from '../../model/events.js';
import { expiredPageToken, type Fault } from '../../model/faults.js';
import { type EventId, NO_EVENT, runNumber } from '../../model/ids.js';
import type { Run } from '../../model/run.js';
import type { State } from '../../model/state.js';
import { type PageKind, type PageRef, pageOf, pageToken } from '../../model/tokens.js';
import { invalidTokenFault } from './taskTokens.js';

/** The default page size, which is also the largest (docs/swf.md 5.4). */
const FULL_PAGE = 1000;

/** The members of an input that ask for a page. */
export interface PageRequest {
  /** The largest number of entries. 0 and `undefined` mean 1000. */
  readonly maximumPageSize?: number | undefined;
  /** `true` reverses the whole result before it is cut into pages. Default `false`. */
  readonly reverseOrder?: boolean | undefined;
}

/** The part of a history that is read page by page. It does not grow after the first page. */
export interface Extent {
  /** The kind of the page tokens. */
  readonly kind: PageKind;
  /** The run. */
  readonly run: Run;
  /** The id of the first event. */
  readonly from: number;
  /** The id of the last event. */
  readonly upTo: number;
  /** The number of events on the pages before. */
  readonly offset: number;
}

/** A page of a history. */
export interface Page {
  /** The events, in the form of AWS. */
  readonly events: readonly HistoryEvent[];
  /** The token of the next page. The last page has none. */
  readonly nextPageToken?: string;
}

/**
 * Returns a page of a history. Each page is full but the last, which has no token even if it is full (docs/swf.md 5.4).
 */
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

/** The members of an input that ask for a page of a list. */
export interface ListRequest extends PageRequest {
  /** The token of the page. Without one, the first page. */
  readonly nextPageToken?: string | undefined;
}

interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string | undefined;
}

/**
 * Returns a page of a list, or the fault of its token. `reverseOrder` reverses the whole list first (docs/swf.md 5.4,
 * measured).
 */
export function listPage<T>(s: State, kind: PageKind, all: readonly T[], request: ListRequest): ListPage<T> | Fault {
  const items = request.reverseOrder ? all.toReversed() : all;
  return pageOfPart(s, kind, (from) => items.slice(from), request);
}

/**
 * Returns a page of a list of which only a part is read, or the fault of its token. `part` returns the entries after the
 * first `from`, in the order of the request: at least `most` of them, or all.
 */
export function pageOfPart<T>(
  s: State,
  kind: PageKind,
  part: (from: number, most: number) => readonly T[],
  request: ListRequest,
): ListPage<T> | Fault {
  const page = request.nextPageToken ? openPage(s, [kind], request.nextPageToken) : { offset: 0 };
  if ('fault' in page) return page;
  const size = request.maximumPageSize || FULL_PAGE;
  // One more than the page has: the last page has no token.
  const items = part(page.offset, size + 1);
  const ref = { run: runNumber(0), upTo: NO_EVENT, offset: page.offset + size, issuedAt: s.now };
  const nextPageToken = items.length > size ? pageToken(s.config.secret, kind, ref) : undefined;
  return { items: items.slice(0, size), nextPageToken };
}

/**
 * Returns the content of a page token, or its fault. The token of a page of another kind is invalid (docs/swf.md 5.3).
 */
export function openPage(s: State, kinds: readonly PageKind[], token: string): PageRef | Fault {
  const page = kinds.map((kind) => pageOf(s.config.secret, kind, token)).find((found) => found !== undefined);
  if (!page) return invalidTokenFault(s.config.secret, token);
  return s.now - page.issuedAt > s.config.limits.pageTokenLifetime ? expiredPageToken : page;
}
