type Members = Readonly<Record<string, unknown>>;

/**
 * Returns the pages of each history, where a file has several documents: pages of one history, or several histories, each
 * with one or more pages. Every history has one first event. The output of describe-workflow-execution belongs to the
 * history beside it.
 */
export function groupPages(documents: readonly unknown[]): readonly (readonly unknown[])[] {
  const pages = documents.flatMap((document) => (isListOfPages(document) ? document : [document]));
  if (pages.filter(holdsFirstEvent).length < 2) return [pages];
  return split(pages, beginsHistory(pages));
}

type Begins = (page: unknown, before: unknown) => boolean;

/** Returns the rule by which a page begins another history. */
function beginsHistory([first]: readonly unknown[]): Begins {
  if (!hasEvents(first)) return (page) => !hasEvents(page);
  // Newest first, the page with the first event is the last one of its history.
  return holdsFirstEvent(first) ? holdsFirstEvent : (_page, before) => holdsFirstEvent(before);
}

function split(pages: readonly unknown[], begins: Begins): readonly (readonly unknown[])[] {
  const groups: unknown[][] = [];
  for (const [index, page] of pages.entries()) {
    if (index === 0 || begins(page, pages[index - 1])) groups.push([]);
    groups.at(-1)?.push(page);
  }
  return groups;
}

const eventsOf = (page: unknown): readonly unknown[] => {
  const events: unknown = Array.isArray(page) ? page : (Object(page) as Members).events;
  return Array.isArray(events) ? events : [];
};

const hasEvents = (page: unknown): boolean => eventsOf(page).length > 0;

const holdsFirstEvent = (page: unknown): boolean =>
  eventsOf(page).some((event) => Number((Object(event) as Members).eventId) === 1);

const isListOfPages = (document: unknown): document is readonly unknown[] =>
  Array.isArray(document) && document.some((entry) => Array.isArray((Object(entry) as Members).events));
