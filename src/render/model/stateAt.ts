import type { Recorded } from '../../history/readHistory.js';
import { closeStatusOf } from '../../tables/closes.js';
import { DEADLINES, DEADLINES_SET_BY, type DeadlineKind, timeoutName } from '../../tables/timeouts.js';
import type { EventAttributes } from './identity.js';
import { type Attempt, inOrder, type Moment, type Row, rowsOf } from './rows.js';

/** A thing that is open at an event. */
export interface OpenThing {
  readonly row: Row;
  readonly attempt: Attempt;
  /** The event since which it is as it is: it started, or it was scheduled. */
  readonly since: Moment;
  readonly cancelRequested: boolean;
  /**
   * The time of its first timeout, or of a timer, in milliseconds since the epoch. Absent if there is none, if the history
   * has no times, and if the run has closed. No history has heartbeats: a heartbeat timeout counts from the start of the
   * task, until that time has passed.
   */
  readonly dueAt?: number;
}

/** The state of a run after an event. */
export interface StateAt {
  /** The time of the event, in milliseconds since the epoch. `NaN` if the history has no times. */
  readonly at: number;
  /** The things that no event has closed yet, in the order of the rows. The run itself is one of them. */
  readonly open: readonly OpenThing[];
  /** True if the cancellation of the run was requested. */
  readonly cancelRequested: boolean;
  /** True if the run has closed. */
  readonly closed: boolean;
  /** The timeout or timer that is due first: `timer 'day' fires`. Absent if there is none. */
  readonly next?: { readonly what: string; readonly at: number };
}

/** Returns the state after the event with the id `eventId`: what is open, and what is due next. */
export function stateAt(events: readonly Recorded[], eventId: number): StateAt {
  const past = inOrder(events).filter(({ id }) => id <= eventId);
  const rows = rowsOf(past);
  const closed = past.some(({ type }) => closeStatusOf(type) !== undefined);
  const at = past.at(-1)?.at ?? Number.NaN;
  const deadlines = new Deadlines(past, at);
  const found = openIn(rows).map(({ row, attempt }) => {
    const due = closed ? undefined : deadlines.firstOf(row, attempt);
    return { open: openThing(row, attempt, due), due };
  });
  const next = firstDue(found.flatMap(({ due }) => due ?? []));
  return {
    at,
    open: found.map(({ open }) => open),
    cancelRequested: past.some(({ type }) => type === 'WorkflowExecutionCancelRequested'),
    closed,
    ...(next && { next: { what: next.what, at: next.at } }),
  };
}

const openIn = (rows: readonly Row[]) =>
  rows.flatMap((row) => row.attempts.filter(({ isOpen }) => isOpen).map((attempt) => ({ row, attempt })));

function openThing(row: Row, attempt: Attempt, due: Due | undefined): OpenThing {
  return {
    row,
    attempt,
    since: attempt.started ?? attempt.scheduled,
    cancelRequested: attempt.cancelRequested !== undefined,
    ...(due && { dueAt: due.at }),
  };
}

interface Due {
  readonly what: string;
  readonly at: number;
}

const firstDue = (dues: readonly Due[]): Due | undefined =>
  dues.reduce<Due | undefined>((first, due) => (first && first.at <= due.at ? first : due), undefined);

class Deadlines {
  readonly #events: ReadonlyMap<number, Recorded>;
  readonly #at: number;
  readonly #run: EventAttributes;

  constructor(events: readonly Recorded[], at: number) {
    this.#events = new Map(events.map((event) => [event.id, event]));
    this.#at = at;
    this.#run = events.find(({ type }) => type === 'WorkflowExecutionStarted')?.attributes ?? {};
  }

  /** Returns the first timeout or timer of an open attempt; `undefined` if none is known. */
  firstOf(row: Row, attempt: Attempt): Due | undefined {
    const moments = [attempt.scheduled, ...(attempt.started ? [attempt.started] : [])];
    const setters = moments.flatMap(({ id }) => this.#events.get(id) ?? []);
    const distinct = setters.filter((event, index) => setters.indexOf(event) === index);
    const settings = setters[0]?.attributes ?? {};
    const kinds = distinct.flatMap(({ type, at }) => kindsSetBy(type).map((kind) => ({ kind, from: at })));
    const dues = kinds
      .filter(({ kind }) => !(attempt.started && timeoutName(kind) === 'schedule-to-start'))
      .map(({ kind, from }) => ({ kind, at: from + this.#secondsOf(kind, settings) * 1000 }))
      .filter(({ kind, at }) => Number.isFinite(at) && !(timeoutName(kind) === 'heartbeat' && at < this.#at));
    return firstDue(dues.map(({ kind, at }) => ({ what: whatOf(row, kind), at })));
  }

  #secondsOf(kind: DeadlineKind, settings: EventAttributes): number {
    const own = settings[DEADLINES[kind].setting];
    if (DEADLINES[kind].setting !== 'taskStartToCloseTimeout') return secondsOf(own);
    // The event of a decision task has the setting by another name, and old recordings have it in the run alone.
    return secondsOf(own ?? settings.startToCloseTimeout ?? this.#run.taskStartToCloseTimeout);
  }
}

const kindsSetBy = (type: string): readonly DeadlineKind[] =>
  Object.entries(DEADLINES_SET_BY).find(([setter]) => setter === type)?.[1] ?? [];

// 'NONE' and absent values are no number.
const secondsOf = (setting: unknown): number => (/^\d+$/.test(String(setting)) ? Number(setting) : Number.NaN);

function whatOf({ kind, name }: Row, deadline: DeadlineKind): string {
  if (deadline === 'timer') return `timer '${name}' fires`;
  const thing = kind === 'decisions' ? 'decision task' : name === '' ? kind : `${kind} '${name}'`;
  const timeout = deadline === 'execution' ? 'start-to-close' : timeoutName(deadline);
  return `${thing}: ${timeout} timeout`;
}
