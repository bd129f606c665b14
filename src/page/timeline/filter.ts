import { isFailure } from '../../render/model/effects.js';
import type { Row, RowKind } from '../../render/model/rows.js';
import { kindText } from '../shared/things.js';

/** The rows that a chart shows. */
export interface Filter {
  /** A part of the name, the type, the kind or a status; or `#17`, an event. Empty for all rows. */
  readonly text: string;
  readonly kind: RowKind | undefined;
  /** True for rows with an attempt that went wrong. */
  readonly failuresOnly: boolean;
}

/** The filter that shows all rows. */
export const ALL_ROWS: Filter = { text: '', kind: undefined, failuresOnly: false };

/** Returns true if a filter shows all rows. */
export const isAll = ({ text, kind, failuresOnly }: Filter): boolean =>
  text.trim() === '' && kind === undefined && !failuresOnly;

/** Returns the rows that a filter shows. */
export function rowsIn(rows: readonly Row[], { text, kind, failuresOnly }: Filter): readonly Row[] {
  const hasText = textTest(text.trim().toLowerCase());
  return rows.filter(
    (row) => (kind === undefined || row.kind === kind) && (!failuresOnly || failuresOf(row) > 0) && hasText(row),
  );
}

/** Returns the number of attempts of a row that went wrong. */
export const failuresOf = ({ attempts }: Row): number => attempts.filter(({ status }) => isFailure(status)).length;

function textTest(text: string): (row: Row) => boolean {
  if (/^#\d+$/.test(text)) {
    const id = Number(text.slice(1));
    return ({ attempts }) => attempts.some(({ events }) => events.includes(id));
  }
  return ({ name, type, kind, attempts }) =>
    [name, type, kindText(kind)].some((one) => one.toLowerCase().includes(text)) ||
    attempts.some(({ status }) => status === text);
}

/** Returns the kinds of rows that a history has, with the number of rows of each. */
export function kindsIn(rows: readonly Row[]): readonly (readonly [RowKind, number])[] {
  const counts = new Map<RowKind, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}
