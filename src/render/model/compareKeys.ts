import type { Recorded } from '../../history/readHistory.js';
import { isRunIdMember } from '../../tables/subjects.js';
import { rootIn, rowKindOf, rowNameIn } from './identity.js';

/** The keys by which the events of two histories are compared. Each list has one entry for each event. */
export interface ComparisonKeys {
  /** The name of the subject, such as an activity id; empty for the run and its decisions. */
  readonly subjects: readonly string[];
  /** Equal for events of the same type about the same subject. */
  readonly identities: readonly number[];
  /** Equal for events that have the same identity and the same attributes. */
  readonly values: readonly number[];
}

/** The numbers of texts: the same text gets the same number. Share one between the histories of a comparison. */
export type Numbers = Map<string, number>;

/** Returns the keys of the events of a history. `ignored` has the names of attributes that do not count. */
export function comparisonKeys(
  events: readonly Recorded[],
  numbers: Numbers,
  ignored: ReadonlySet<string>,
): ComparisonKeys {
  const byId = new Map(events.map((event) => [Number(event.id), event]));
  const subjects = events.map((event) => subjectOf(event, byId));
  const identities = events.map(({ type }, index) => numberOf(`${type} ${subjects[index]}`, numbers));
  const values = events.map((event, index) =>
    numberOf(`${identities[index]} ${meaningOf(comparedAttributes(event, ignored))}`, numbers),
  );
  return { subjects, identities, values };
}

function numberOf(text: string, numbers: Numbers): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

/** Returns the name of the subject of an event, which the first event of the subject has if this one does not. */
function subjectOf({ type, attributes }: Recorded, byId: ReadonlyMap<number, Recorded>): string {
  const kind = rowKindOf(type);
  if (kind === undefined) return '';
  const given = attributes as Readonly<Record<string, unknown>>;
  const own = rowNameIn(kind, given);
  const first = own === '' ? byId.get(rootIn(kind, given) ?? 0) : undefined;
  return first === undefined ? own : rowNameIn(kind, first.attributes as Readonly<Record<string, unknown>>);
}

/** Returns the attributes of an event that count in a comparison: without ids of events and runs, and empty values. */
export function comparedAttributes(
  { attributes }: Recorded,
  ignored: ReadonlySet<string>,
): readonly (readonly [string, unknown])[] {
  return Object.entries(attributes)
    .filter(([name, value]) => !isSkipped(name, value) && !name.endsWith('EventId') && !ignored.has(name))
    .toSorted(byName);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

// An exporter can write an absent list as an empty one.
const isSkipped = (name: string, value: unknown): boolean =>
  value === undefined || value === null || isRunIdMember(name) || (Array.isArray(value) && value.length === 0);

/** Returns a value as text. It is the same for objects whose members differ in order or in ids of runs only. */
export function meaningOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (Array.isArray(value)) return `[${value.map(meaningOf).join()}]`;
  const members = Object.entries(value).filter(([name, one]) => !isSkipped(name, one));
  return `{${members.toSorted(byName).map(([name, one]) => `${JSON.stringify(name)}:${meaningOf(one)}`)}}`;
}
