import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkHistory, type HistoryLike, SUPPLIED, SUPPLIED_BY_RUNS, verifyHistory } from '../../src/replay/index.js';
import { corpus, type NamedHistory } from '../replay/corpus.js';

vi.setConfig({ testTimeout: 600_000 });

type Members = Readonly<Record<string, unknown>>;

const lenient = { lenientAbsent: true };
/** A history of the corpus that is verified, with what the verifier assumed. */
interface VerifiedHistory extends NamedHistory {
  readonly freedoms: readonly string[];
}
const verified: readonly VerifiedHistory[] = corpus(12).flatMap((history) => {
  const { verdict, freedoms } = verifyHistory(history.events, lenient);
  return verdict === 'verified' ? [{ ...history, freedoms }] : [];
});
const counts: Record<string, number> = { histories: verified.length };

// An alteration of one kind, such as another `control` of `TimerStarted`, is noticed by the same rule each time. So some
// histories are enough for a kind, but all alterations of recordings are tried: they are few, and no walk is like them.
const MOST_OF_A_KIND = process.env.SWFAKE_HISTORIES ? Number.POSITIVE_INFINITY : 8;
const MOST_IN_A_HISTORY = process.env.SWFAKE_HISTORIES ? Number.POSITIVE_INFINITY : 2;

/** Counts alterations of each kind, and returns true as long as one more of it is to be tried. */
class Kinds {
  readonly #tried = new Map<string, number>();

  wants(what: string, { id }: NamedHistory): boolean {
    const kind = what.replaceAll(/\d+/g, '');
    const here = `${kind} in ${id}`;
    if (this.#count(kind) >= MOST_OF_A_KIND || this.#count(here) >= MOST_IN_A_HISTORY) return false;
    for (const key of [kind, here]) this.#tried.set(key, this.#count(key) + 1);
    return true;
  }

  #count(key: string): number {
    return this.#tried.get(key) ?? 0;
  }
}

const keyOf = (event: HistoryLike): string => Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '';
const attributesOf = (event: HistoryLike): Members => (event as Members)[keyOf(event)] as Members;
const withAttributes = (event: HistoryLike, attributes: Members): HistoryLike => ({
  ...event,
  [keyOf(event)]: attributes,
});

/** Other values of the same type, with the path to what is altered: of what has members, one with each of them altered. */
function* altered(value: unknown, path: string): Generator<readonly [path: string, other: unknown]> {
  if (typeof value === 'number') yield [path, value + 1];
  else if (typeof value === 'string') yield [path, `${value}x`];
  else if (Array.isArray(value)) yield [path, [...value, 'x']];
  else
    for (const [name, member] of Object.entries(value as Members)) yield* within(value as Members, name, member, path);
}

function* within(whole: Members, name: string, member: unknown, path: string) {
  for (const [place, other] of altered(member, `${path}.${name}`)) yield [place, { ...whole, [name]: other }] as const;
}

/** What is altered, and the altered events. */
type Alteration = readonly [what: string, events: () => readonly HistoryLike[]];
type Alter = (history: NamedHistory) => Iterable<Alteration>;

/** The alterations that pass unnoticed, if any do. */
function unnoticed(alter: Alter, name: string): string[] {
  const missed: string[] = [];
  const kinds = new Kinds();
  counts[name] = 0;
  for (const history of verified) {
    for (const [what, events] of alter(history)) {
      if (!kinds.wants(what, history)) continue;
      counts[name] += 1;
      if (!isNoticed(history, what, events())) missed.push(`${history.id}: ${what}`);
    }
  }
  return missed;
}

function isNoticed({ freedoms }: VerifiedHistory, what: string, events: readonly HistoryLike[]): boolean {
  const outcome = verifyHistory(events, lenient);
  const told = CHOSEN.test(what) && outcome.freedoms.some((freedom) => isNew(freedom, freedoms));
  return outcome.verdict !== 'verified' || told;
}

/**
 * What is true all the same if another run did it, or if a child continued as new: nobody can tell, so it is among the
 * freedoms that were taken.
 */
const CHOSEN = / of a run$|ChildWorkflowExecution\w+\.workflowType\.\w+$/;

const isNew = (freedom: string, others: readonly string[]): boolean =>
  /^started the run |^assumed that no run |^continued the child run /.test(freedom) && !others.includes(freedom);

function isDerived({ eventType, ...event }: HistoryLike, member: string): boolean {
  const type = eventType as keyof typeof SUPPLIED;
  const { cause } = attributesOf(event);
  const byRuns = cause === 'CHILD_POLICY_APPLIED' || !isOfRun(event) ? [] : (SUPPLIED_BY_RUNS[type] ?? []);
  return ![...(SUPPLIED[type] ?? []), ...byRuns].includes(member);
}

/** Whether another run led to the event. */
const isOfRun = (event: HistoryLike): boolean =>
  Object.keys(attributesOf(event)).some((name) =>
    /^(external|parent)WorkflowExecution$|^continuedExecution/.test(name),
  );

function* alteredAttributes({ events }: NamedHistory): Iterable<Alteration> {
  const shown = JSON.stringify(events);
  for (const [index, event] of events.entries()) {
    for (const [member, value] of Object.entries(attributesOf(event))) {
      if (!isDerived(event, member)) continue;
      for (const [path, other] of altered(value, member)) {
        const renamed = runIdsIn(value).find((id) => !runIdsIn(other).includes(id));
        // One run id is as good as another where it stands alone.
        if (renamed !== undefined && shown.split(`"${renamed}"`).length === 2) continue;
        const changed = withAttributes(event, { ...attributesOf(event), [member]: other });
        const what = `event ${index + 1} ${event.eventType}.${path}${renamed === undefined ? '' : ' of a run'}`;
        yield [what, () => events.with(index, changed)];
      }
    }
  }
}

/** Without one attribute; those that a lenient comparison lets pass are no loss. */
function* droppedAttributes({ events }: NamedHistory): Iterable<Alteration> {
  for (const [index, event] of events.entries()) {
    for (const [member, value] of Object.entries(attributesOf(event))) {
      if (!isDerived(event, member) || value === 0 || member === 'scheduleToStartTimeout') continue;
      const { [member]: _, ...rest } = attributesOf(event);
      const what = `event ${index + 1} ${event.eventType} without ${member}`;
      yield [what, () => events.with(index, withAttributes(event, rest))];
    }
  }
}

/** The run ids that an attribute is or holds. */
function runIdsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null && 'runId' in value) return [String(value.runId)];
  return typeof value === 'string' && value.endsWith('=') ? [value] : [];
}

/** Without one event, as if a page had lost it. A history that stops before its last act is one all the same. */
function* removedEvents({ events }: NamedHistory): Iterable<Alteration> {
  for (const [index, event] of events.entries()) {
    if (isPrefix(events, index)) continue;
    yield [`without event ${index + 1} ${event.eventType}`, () => events.toSpliced(index, 1)];
  }
}

/**
 * Without one event that the service had to write or that others refer to, and the gap closed: ids and references go on
 * as if it had never been, so that nothing is wrong but what happened. (An event of the same type that comes next would
 * take over its references, and make another true history.)
 */
function* closedUp({ events }: NamedHistory): Iterable<Alteration> {
  for (const [index, event] of events.entries()) {
    if (events[index + 1]?.eventType === event.eventType) continue;
    const needed = event.eventType === 'DecisionTaskScheduled' || events.some((other) => refersTo(other, event));
    const rest = () => events.toSpliced(index, 1).map((other) => renumbered(other, index + 1));
    if (needed) yield [`as if event ${index + 1} ${event.eventType} had not been`, rest];
  }
}

const refersTo = (event: HistoryLike, { eventId }: HistoryLike): boolean =>
  Object.entries(attributesOf(event)).some(([name, id]) => isOwnId(name) && id === eventId);

/** Whether the attribute names an event of the same history: these name one of another run. */
const isOwnId = (name: string): boolean => name.endsWith('EventId') && !/^(parent|external)Initiated/.test(name);

const isPrefix = (events: readonly HistoryLike[], index: number): boolean =>
  index === events.length - 1 && events[index]?.eventType !== 'DecisionTaskScheduled';

function renumbered(event: HistoryLike, removed: number): HistoryLike {
  const closed = (id: number): number => (id > removed ? id - 1 : id);
  const entries = Object.entries(attributesOf(event)).map(([name, value]) => [
    name,
    isOwnId(name) ? closed(Number(value)) : value,
  ]);
  return { ...withAttributes(event, Object.fromEntries(entries)), eventId: closed(Number(event.eventId)) };
}

/** Two neighbours in each other's place, where the rules leave no choice which comes first. */
function* swappedEvents({ events }: NamedHistory): Iterable<Alteration> {
  for (const [index, first] of events.entries()) {
    const second = events[index + 1];
    if (!second || !orderIsFixed(first, second)) continue;
    const places = { eventId: first.eventId, eventTimestamp: first.eventTimestamp };
    const others = { eventId: second.eventId, eventTimestamp: second.eventTimestamp };
    const swapped = () => events.with(index, { ...second, ...places }).with(index + 1, { ...first, ...others });
    yield [`events ${index + 1} and ${index + 2}: ${first.eventType}, ${second.eventType}`, swapped];
  }
}

const orderIsFixed = (first: HistoryLike, second: HistoryLike): boolean =>
  refersTo(second, first) ||
  [first.eventType, second.eventType].includes('DecisionTaskScheduled') ||
  /^WorkflowExecution(Started|Completed|Failed|Canceled|Terminated|TimedOut|ContinuedAsNew)$/.test(
    second.eventType ?? '',
  );

describe('a verified history that is altered is verified no more', () => {
  it('whichever attribute that the service wrote is altered', () => {
    expect(unnoticed(alteredAttributes, 'altered attributes')).toEqual([]);
  });

  it('whichever attribute that the service wrote is left out', () => {
    expect(unnoticed(droppedAttributes, 'attributes left out')).toEqual([]);
  });

  it('whichever event is left out', () => {
    expect(unnoticed(removedEvents, 'events left out')).toEqual([]);
  });

  it('whichever event that had to be is made never to have been', () => {
    expect(unnoticed(closedUp, 'events never to have been')).toEqual([]);
  });

  it('whichever neighbours are swapped whose order the rules fix', () => {
    expect(unnoticed(swappedEvents, 'neighbours swapped')).toEqual([]);
  });
});

describe('checkHistory()', () => {
  it('holds on every history, and breaks where a reference, an id or the place of a decision task is altered', () => {
    let broken = 0;
    for (const { events } of verified) {
      expect(checkHistory(events)).toEqual([]);
      for (const [index, event] of events.entries()) {
        if (event.eventType !== 'DecisionTaskScheduled') continue;
        const without = events.filter((other) => other !== event).map((other) => renumbered(other, index + 1));
        expect(checkHistory(without)).not.toEqual([]);
        broken += 1;
      }
      expect(checkHistory(events.toSpliced(1, 1))).not.toEqual([]);
      expect(checkHistory([...events, { ...events[1], eventId: events.length + 1 }])).not.toEqual([]);
    }
    counts['decision tasks left out'] = broken;
  });
});

afterAll(() => console.log(counts));
