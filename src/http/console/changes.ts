import { sharedSdkEvent } from '../../adapters/sdkForm.js';
import type { ConsoleChanges, ConsoleGrowth, ConsoleRun } from '../../render/html/consoleData.js';
import type { Live, LiveRun } from '../../shell/live/live.js';
import type { ConsoleFakes, WatchedFake } from './consoleFakes.js';

/** The state of a page: it is in the query of its request. */
export interface PageKnows {
  /** The number of the last answer; 0 for a page that has nothing. */
  readonly since: number;
  /** The number of the last call. */
  readonly calls: number;
  /** The number of the run that the page watches. */
  readonly run?: number;
  /** The number of its events that the page has. */
  readonly events: number;
}

/** Returns what a page has in the query of its request. What is missing or no number is 0. */
export function pageKnows(query: URLSearchParams): PageKnows {
  const whole = (name: string): number | undefined => {
    const text = query.get(name) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  };
  const run = whole('run');
  return {
    since: whole('since') ?? 0,
    calls: whole('calls') ?? 0,
    events: whole('events') ?? 0,
    ...(run !== undefined && { run }),
  };
}

/** Returns what a page does not have yet. */
export function changesSince(fakes: ConsoleFakes, watched: WatchedFake, page: PageKnows): ConsoleChanges {
  const { live, fake } = watched;
  // First of all: a real clock lets everything happen that is due by now.
  const { now, isReal } = live.clock();
  const next = live.next();
  const { lists, more } = live.lists();
  const run = page.run === undefined ? undefined : growthOf(live, page.run, page.events);
  return {
    number: watched.number,
    place: fake.place,
    places: fakes.all().map(({ place }) => place),
    now,
    isReal,
    ...(next && { next }),
    runs: watched.changedSince(page.since).flatMap((number) => runOf(live.run(number))),
    runCount: live.runNumbers().length,
    lists,
    moreLists: more,
    calls: watched.callsAfter(page.calls),
    denials: live.denials(),
    ...(run && { run }),
  };
}

function runOf(run: LiveRun | undefined): readonly ConsoleRun[] {
  if (!run) return [];
  const { startedAt, closedAt, openActivities: _, openTimers: __, ...others } = run;
  return [{ ...others, startedAt: startedAt.getTime(), ...(closedAt && { closedAt: closedAt.getTime() }) }];
}

function growthOf(live: Live, number: number, known: number): ConsoleGrowth | undefined {
  const explanation = live.explain(number);
  if (explanation === undefined) return undefined;
  return { number, known, events: live.events(number, known).map(sharedSdkEvent), explanation };
}
