import { durationText } from '../../render/durationText.js';
import { isFailure } from '../../render/model/effects.js';
import { type EventAttributes, textIn } from '../../render/model/identity.js';
import type { Attempt, AttemptStatus, Moment, Row, RowKind } from '../../render/model/rows.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import type { Thing } from '../shared/things.js';

/** The run itself, as far as its history says it. */
export interface RunFacts {
  readonly type: string;
  /** The attempt of the row of the run; absent in a history without its first event. */
  readonly attempt: Attempt | undefined;
  /** `3d2m`, or `3d2m so far`. Empty if the history has no times. */
  readonly duration: string;
  readonly tags: readonly string[];
  readonly taskList: string | undefined;
  readonly input: string | undefined;
  /** The result, or the reason and the details. */
  readonly outcome: string | undefined;
}

/** Returns what a history says of its run. */
export function runFactsOf({ rows, events, began }: LoadedRun): RunFacts {
  const row = rows.find(({ kind }) => kind === 'run');
  // A decision to close that was refused is an attempt of its own.
  const attempt = row?.attempts.find(({ status }) => status !== 'refused');
  const started: EventAttributes = events.find(({ type }) => type === 'WorkflowExecutionStarted')?.attributes ?? {};
  const tags = started.tagList;
  return {
    type: row?.type ?? '',
    attempt,
    duration: durationOf(attempt, events.at(-1)?.at ?? Number.NaN, began),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    taskList: textIn(Object(started.taskList), 'name'),
    input: attempt?.input,
    outcome: attempt?.outcome,
  };
}

function durationOf(attempt: Attempt | undefined, last: number, began: number): string {
  const millis = (attempt?.closed?.at ?? last) - began;
  if (!Number.isFinite(millis)) return '';
  return `${durationText(millis)}${attempt?.isOpen ? ' so far' : ''}`;
}

/** The rows of one kind: how many there are, and how many attempts have each status. */
export interface KindCount {
  readonly kind: RowKind;
  readonly rows: number;
  readonly attempts: number;
  readonly statuses: readonly (readonly [AttemptStatus, number])[];
}

/** Returns the number of rows and attempts of each kind but the run. */
export function countsOf(rows: readonly Row[]): readonly KindCount[] {
  const kinds = grouped(rows, ({ kind }) => kind);
  kinds.delete('run');
  return [...kinds].map(([kind, ofKind]) => {
    const attempts = ofKind.flatMap((row) => row.attempts);
    const statuses = [...grouped(attempts, ({ status }) => status)];
    return {
      kind,
      rows: ofKind.length,
      attempts: attempts.length,
      statuses: statuses.map(([status, { length }]) => [status, length] as const),
    };
  });
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Returns the attempts that went wrong, in the order in which they ended. */
export const failuresIn = (rows: readonly Row[]): readonly Thing[] =>
  rows
    .flatMap((row) => row.attempts.filter(({ status }) => isFailure(status)).map((attempt) => ({ row, attempt })))
    .toSorted((a, b) => endOf(a.attempt).id - endOf(b.attempt).id);

/** Returns the event that closed an attempt, or its first event. */
export const endOf = ({ closed, scheduled }: Attempt): Moment => closed ?? scheduled;
