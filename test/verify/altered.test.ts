import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkHistory, type HistoryLike, SUPPLIED, SUPPLIED_BY_RUNS, verifyHistory } from '../../src/replay/index.js';
import { corpus, type NamedHistory } from '../replay/corpus.js';

vi.setConfig({ testTimeout: 600_000 });

type Members = Readonly<Record<string, unknown>>;

const lenient = { lenientAbsent: true };
const verified = corpus(12).filter(({ events }) => verifyHistory(events, lenient).verdict === 'verified');
const counts: Record<string, number> = { histories: verified.length };

const keyOf = (event: HistoryLike): string => Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '';
const attributesOf = (event: HistoryLike): Members => (event as Members)[keyOf(event)] as Members;
const withAttributes = (event: HistoryLike, attributes: Members): HistoryLike => ({
  ...event,
  [keyOf(event)]: attributes,
});
const replaced = (events: readonly HistoryLike[], index: number, event: HistoryLike) => events.with(index, event);

/** Other values of the same type: of what has members, one with each of them altered. */
function* altered(value: unknown): Generator<unknown> {
  if (typeof value === 'number') yield value + 1;
  else if (typeof value === 'string') yield `${value}x`;
  else if (Array.isArray(value)) yield [...value, 'x'];
  else for (const [name, member] of Object.entries(value as Members)) yield* within(value as Members, name, member);
}

function* within(whole: Members, name: string, member: unknown): Generator<Members> {
  for (const other of altered(member)) yield { ...whole, [name]: other };
}

type Alter = (history: NamedHistory) => Iterable<readonly [string, readonly HistoryLike[]]>;

/** The alterations of every history that pass unnoticed, if any do. */
function unnoticed(alter: Alter, name: string): string[] {
  const missed: string[] = [];
  counts[name] = 0;
  for (const history of verified) {
    const { freedoms } = verifyHistory(history.events, lenient);
    for (const [what, events] of alter(history)) {
      counts[name] += 1;
      const outcome = verifyHistory(events, lenient);
      const told = CHOSEN.test(what) && outcome.freedoms.some((freedom) => isNew(freedom, freedoms));
      if (outcome.verdict === 'verified' && !told) missed.push(`${history.id}: ${what}`);
    }
  }
  return missed;
}

/**
 * What is true all the same if another run did it, or if a child continued as new: nobody can tell, so it is among the
 * freedoms that were taken.
 */
const CHOSEN = / of a run$|ChildWorkflowExecution\w+\.workflowType$/;

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

function* alteredAttributes({ events }: NamedHistory) {
  const shown = JSON.stringify(events);
  for (const [index, event] of events.entries()) {
    for (const [member, value] of Object.entries(attributesOf(event))) {
      if (!isDerived(event, member)) continue;
      for (const other of altered(value)) {
        const renamed = runIdsIn(value).find((id) => !runIdsIn(other).includes(id));
        // One run id is as good as another where it stands alone.
        if (renamed !== undefined && shown.split(`"${renamed}"`).length === 2) continue;
        const changed = withAttributes(event, { ...attributesOf(event), [member]: other });
        const what = `event ${index + 1} ${event.eventType}.${member}${renamed === undefined ? '' : ' of a run'}`;
        yield [what, replaced(events, index, changed)] as const;
      }
    }
  }
}

/** Without one attribute; those that a lenient comparison lets pass are no loss. */
function* droppedAttributes({ events }: NamedHistory) {
  for (const [index, event] of events.entries()) {
    for (const [member, value] of Object.entries(attributesOf(event))) {
      if (!isDerived(event, member) || value === 0 || member === 'scheduleToStartTimeout') continue;
      const { [member]: _, ...rest } = attributesOf(event);
      const what = `event ${index + 1} ${event.eventType} without ${member}`;
      yield [what, replaced(events, index, withAttributes(event, rest))] as const;
    }
  }
}

/** The run ids that an attribute is or holds. */
function runIdsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null && 'runId' in value) return [String(value.runId)];
  return typeof value === 'string' && value.endsWith('=') ? [value] : [];
}

/** Without one event, as if a page had lost it. A history that stops before its last act is one all the same. */
function* removedEvents({ events }: NamedHistory) {
  for (const [index, event] of events.entries()) {
    if (isPrefix(events, index)) continue;
    yield [`without event ${index + 1} ${event.eventType}`, events.toSpliced(index, 1)] as const;
  }
}

/**
 * Without one event that the service had to write or that others refer to, and the gap closed: ids and references go on
 * as if it had never been, so that nothing is wrong but what happened. (An event of the same type that comes next would
 * take over its references, and make another true history.)
 */
function* closedUp({ events }: NamedHistory) {
  for (const [index, event] of events.entries()) {
    if (events[index + 1]?.eventType === event.eventType) continue;
    const needed = event.eventType === 'DecisionTaskScheduled' || events.some((other) => refersTo(other, event));
    const rest = events.toSpliced(index, 1).map((other) => renumbered(other, index + 1));
    if (needed) yield [`as if event ${index + 1} ${event.eventType} had not been`, rest] as const;
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
function* swappedEvents({ events }: NamedHistory) {
  for (const [index, first] of events.entries()) {
    const second = events[index + 1];
    if (!second || !orderIsFixed(first, second)) continue;
    const places = { eventId: first.eventId, eventTimestamp: first.eventTimestamp };
    const others = { eventId: second.eventId, eventTimestamp: second.eventTimestamp };
    const swapped = events.with(index, { ...second, ...places }).with(index + 1, { ...first, ...others });
    yield [`events ${index + 1} and ${index + 2}: ${first.eventType}, ${second.eventType}`, swapped] as const;
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
