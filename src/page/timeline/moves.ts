import type { Row } from '../../render/model/rows.js';

/** The bar that the keyboard is at: an attempt of a row. */
export interface Cursor {
  readonly row: number;
  readonly attempt: number;
}

/** Rows that a page key passes. */
const PAGE = 10;

type Move = (at: Cursor, rows: readonly Row[]) => Cursor;

const within = (value: number, count: number): number => Math.min(Math.max(value, 0), Math.max(count - 1, 0));

const along =
  (by: number): Move =>
  ({ row, attempt }, rows) => ({ row, attempt: within(attempt + by, rows[row]?.attempts.length ?? 0) });

// Up and down lead to what was going on at the same time.
const across =
  (by: number): Move =>
  ({ row, attempt }, rows) => {
    const to = within(row + by, rows.length);
    const id = rows[row]?.attempts[attempt]?.scheduled.id ?? 0;
    const later = rows[to]?.attempts.findIndex(({ scheduled }) => scheduled.id > id) ?? -1;
    const count = rows[to]?.attempts.length ?? 0;
    return to === row ? { row, attempt } : { row: to, attempt: within(later < 0 ? count - 1 : later - 1, count) };
  };

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: along(-1),
  ArrowRight: along(1),
  ArrowUp: across(-1),
  ArrowDown: across(1),
  PageUp: across(-PAGE),
  PageDown: across(PAGE),
  Home: along(Number.NEGATIVE_INFINITY),
  End: along(Number.POSITIVE_INFINITY),
};

/** Returns the bar that a key leads to; `undefined` for a key that leads to none. */
export function moved(rows: readonly Row[], at: Cursor, key: string): Cursor | undefined {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  return rows.length > 0 ? move?.(at, rows) : undefined;
}

/** Returns the bar of an event; `undefined` if no row has it. */
export function cursorOf(rows: readonly Row[], event: number | undefined): Cursor | undefined {
  if (event === undefined) return undefined;
  for (const [row, { attempts }] of rows.entries()) {
    const attempt = attempts.findIndex(({ events }) => events.includes(event));
    if (attempt >= 0) return { row, attempt };
  }
  return undefined;
}
