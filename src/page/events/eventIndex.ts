import type { Recorded } from '../../history/readHistory.js';
import { effectOf, isFailure } from '../../render/model/effects.js';
import { rowKindOf } from '../../render/model/identity.js';
import { attributeText } from '../../render/values.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { type Thing, thingsOf } from '../shared/things.js';

/** The events to show. An empty text leaves none out. */
export interface EventFilter {
  /** A text that the event has anywhere, in upper or lower case. */
  readonly text: string;
  readonly kind: string;
  readonly type: string;
  readonly failuresOnly: boolean;
  /** The key of a row: only events of this thing. */
  readonly thing: string;
}

/** The filter that leaves no event out. */
export const NO_FILTER: EventFilter = { text: '', kind: '', type: '', failuresOnly: false, thing: '' };

/** How often a kind or a type occurs. */
export type Counts = ReadonlyMap<string, number>;

/** The events of a run, with what filters ask of them. */
export class EventIndex {
  readonly kinds: Counts;
  readonly types: Counts;
  readonly #events: readonly Recorded[];
  readonly #things: ReadonlyMap<number, Thing>;
  /** The texts to search in, in lower case. They are made for the first search. */
  #texts: readonly string[] | undefined;

  constructor({ events, rows }: LoadedRun) {
    this.#events = events;
    this.#things = thingsOf(rows);
    this.kinds = countsOf(events.flatMap(({ type }) => rowKindOf(type) ?? []));
    this.types = countsOf(events.map(({ type }) => type));
  }

  /** Makes the texts to search in, so that the first search answers as fast as the next ones. */
  prepare(): void {
    this.#searched();
  }

  /** Returns the indexes of the events that a filter leaves, ascending. */
  matching({ text, kind, type, failuresOnly, thing }: EventFilter): readonly number[] {
    const needle = text.toLowerCase();
    const texts = needle === '' ? [] : this.#searched();
    const isIn = (event: Recorded, index: number): boolean =>
      (kind === '' || rowKindOf(event.type) === kind) &&
      (type === '' || event.type === type) &&
      (!failuresOnly || isFailureType(event.type)) &&
      (thing === '' || this.#things.get(event.id)?.row.key === thing) &&
      (needle === '' || texts[index]?.includes(needle) === true);
    return this.#events.flatMap((event, index) => (isIn(event, index) ? index : []));
  }

  #searched(): readonly string[] {
    this.#texts ??= this.#events.map((event) => searchedText(event, this.#things.get(event.id)).toLowerCase());
    return this.#texts;
  }
}

/** Returns true if events of this type tell of a failure, a timeout or a refused decision. */
export function isFailureType(type: string): boolean {
  const effect = effectOf(type);
  return effect !== undefined && isFailure(effect.status);
}

/** Returns all texts of an event, as they are shown. */
export function searchedText({ id, type, attributes }: Recorded, thing: Thing | undefined): string {
  const members = Object.entries(attributes).map(([name, value]) => `${name}=${memberText(name, value)}`);
  const subject = thing ? [thing.row.kind, thing.row.name, thing.row.type] : [];
  return [`#${id}`, type, ...subject, ...members].join('\n');
}

/** Returns the value of an attribute as text, with nothing cut. */
export const memberText = (name: string, value: unknown): string =>
  typeof value === 'string' ? value : attributeText(name, value, 'exact');

function countsOf(values: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
