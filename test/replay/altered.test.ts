import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkHistory, type HistoryLike, reenact, SUPPLIED } from '../../src/replay/index.js';
import { corpus, type NamedHistory } from './corpus.js';

vi.setConfig({ testTimeout: 600_000 });

type Members = Readonly<Record<string, unknown>>;

const lenient = { lenientAbsent: true };
const verified = corpus(12).filter(({ events }) => reenact(events, lenient).verdict === 'verified');
const counts: Record<string, number> = { histories: verified.length };

const keyOf = (event: HistoryLike): string => Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '';
const attributesOf = (event: HistoryLike): Members => (event as Members)[keyOf(event)] as Members;
const withAttributes = (event: HistoryLike, attributes: Members): HistoryLike => ({
  ...event,
  [keyOf(event)]: attributes,
});
const replaced = (events: readonly HistoryLike[], index: number, event: HistoryLike) => events.with(index, event);

/** Another value of the same type. */
function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  if (Array.isArray(value)) return [...value, 'x'];
  const [first] = Object.entries(value as Members);
  return { ...(value as Members), ...(first && { [first[0]]: altered(first[1]) }) };
}

/** The alteration of every history that passes unnoticed, if one does. */
function unnoticed(
  alter: (history: NamedHistory) => Iterable<readonly [string, readonly HistoryLike[]]>,
  name: string,
): string[] {
  const missed: string[] = [];
  counts[name] = 0;
  for (const history of verified) {
    for (const [what, events] of alter(history)) {
      counts[name] += 1;
      if (reenact(events, lenient).verdict === 'verified') missed.push(`${history.id}: ${what}`);
    }
  }
  return missed;
}

const isDerived = ({ eventType }: HistoryLike, member: string): boolean =>
  !(SUPPLIED[eventType as keyof typeof SUPPLIED] ?? []).includes(member);

function* alteredAttributes({ events }: NamedHistory) {
  for (const [index, event] of events.entries()) {
    for (const [member, value] of Object.entries(attributesOf(event))) {
      if (!isDerived(event, member)) continue;
      const changed = withAttributes(event, { ...attributesOf(event), [member]: altered(value) });
      yield [`event ${index + 1} ${event.eventType}.${member}`, replaced(events, index, changed)] as const;
    }
  }
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
  Object.entries(attributesOf(event)).some(([name, id]) => name.endsWith('EventId') && id === eventId);

const isPrefix = (events: readonly HistoryLike[], index: number): boolean =>
  index === events.length - 1 && events[index]?.eventType !== 'DecisionTaskScheduled';

function renumbered(event: HistoryLike, removed: number): HistoryLike {
  const closed = (id: number): number => (id > removed ? id - 1 : id);
  const entries = Object.entries(attributesOf(event)).map(([name, value]) => [
    name,
    name.endsWith('EventId') ? closed(Number(value)) : value,
  ]);
  return { ...withAttributes(event, Object.fromEntries(entries)), eventId: closed(event.eventId ?? 0) };
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
  /^WorkflowExecution(Started|Completed|Failed|Canceled|Terminated|TimedOut)$/.test(second.eventType ?? '');

describe('a verified history that is altered is verified no more', () => {
  it('whichever attribute that the service wrote is altered', () => {
    expect(unnoticed(alteredAttributes, 'altered attributes')).toEqual([]);
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
