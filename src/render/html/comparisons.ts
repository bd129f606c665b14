import { documentOf } from './document.js';
import type { PageData, PageHistory } from './pageData.js';

/** A recorded history for a page, with what differs from it. */
export interface ComparedHistory {
  readonly name: string;
  /** The differences in words. */
  readonly note: string;
  /** The recorded history. Absent if it is not kept. */
  readonly recorded?: PageHistory | undefined;
  /** The other history, as far as it is known. */
  readonly other?: PageHistory | undefined;
  /** The id of the first event that differs. */
  readonly event?: number | undefined;
}

/** The most histories that a page has, each with another one beside it. */
export const MOST_COMPARED = 100;

/** The most further lines of the note of a page. */
const MOST_LINES = 100;

/**
 * Returns the page of histories that differ: it begins with the first of them, side by side with the other one. `rest` are
 * further lines of its note, of which it has the first 100.
 */
export function comparisonsPage(title: string, all: readonly ComparedHistory[], rest: readonly string[] = []): string {
  const compared = all.slice(0, MOST_COMPARED);
  const left = all.length - compared.length;
  const more = left === 0 ? [] : [`${left} more are not in this page`];
  const notes = compared.map(({ name, note }) => (all.length > 1 ? `${name}: ${note}` : note));
  return documentOf({
    title,
    note: [...notes, ...more, ...firstLines(rest)].join('\n\n'),
    histories: compared.flatMap((one) => historiesOf(one, all.length > 1)),
    ...placeOf(compared.find(({ recorded }) => recorded !== undefined)),
  });
}

function firstLines(lines: readonly string[]): readonly string[] {
  const left = lines.length - MOST_LINES;
  return left <= 0 ? lines : [...lines.slice(0, MOST_LINES), `and ${left} more`];
}

function historiesOf({ name, recorded, other }: ComparedHistory, isNamed: boolean): readonly PageHistory[] {
  const named = (history: PageHistory): PageHistory =>
    isNamed ? { ...history, name: `${name}: ${history.name}` } : history;
  return [recorded, other].filter((history) => history !== undefined).map(named);
}

// Histories that are not kept take no place in the page, so the first one that is kept is at its beginning.
function placeOf(first: ComparedHistory | undefined): Pick<PageData, 'view' | 'first'> {
  if (!first) return {};
  const event = first.event === undefined ? {} : { event: first.event };
  return first.other
    ? { view: 'compare', first: { run: 0, beside: 1, ...event } }
    : { view: first.event === undefined ? 'summary' : 'events', first: { run: 0, ...event } };
}
