import type { Attempt, Row } from '../../render/model/rows.js';

/** The thing that an event is about, and which of its attempts. */
export interface Thing {
  readonly row: Row;
  readonly attempt: Attempt;
}

const KNOWN = new WeakMap<readonly Row[], ReadonlyMap<number, Thing>>();

/** Returns the thing of each event by the id of the event. They are collected once for each list of rows. */
export function thingsOf(rows: readonly Row[]): ReadonlyMap<number, Thing> {
  const known = KNOWN.get(rows);
  if (known) return known;
  const things = new Map<number, Thing>();
  for (const row of rows)
    for (const attempt of row.attempts) for (const id of attempt.events) things.set(id, { row, attempt });
  KNOWN.set(rows, things);
  return things;
}

const KINDS: Partial<Record<Row['kind'], string>> = { decisions: 'decision task', 'received signal': 'signal' };

/** Returns the kind of a row as one word for one thing. */
export const kindText = (kind: Row['kind']): string => KINDS[kind] ?? kind;

/** Returns the name of a thing, with its kind: `activity charge-7`. */
export const thingText = ({ kind, name }: Row): string => (name === '' ? kindText(kind) : `${kindText(kind)} ${name}`);
