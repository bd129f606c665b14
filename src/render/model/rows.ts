import type { Recorded } from '../../history/readHistory.js';
import { type AttemptStatus, type Effect, effectOf } from './effects.js';
import {
  cancelRequestIn,
  type EventAttributes,
  otherWorkflowIn,
  type RowKind,
  rootIn,
  rowKindOf,
  rowNameIn,
  rowTypeIn,
  textIn,
} from './identity.js';

export type { AttemptStatus } from './effects.js';
export type { RowKind } from './identity.js';

/** An event, and its time in milliseconds since the epoch: `NaN` if the history has no times. */
export interface Moment {
  readonly id: number;
  readonly at: number;
}

/** One life of a thing: an activity task from its schedule to its close, a timer, a signal. */
export interface Attempt {
  readonly status: AttemptStatus;
  /** True if it is scheduled or started, and no event of the history closes it. */
  readonly isOpen: boolean;
  /** The ids of its events, ascending. */
  readonly events: readonly number[];
  /** Its first event. */
  readonly scheduled: Moment;
  /** The event that started it. A run and a timer start with their first event. Absent if it has not started. */
  readonly started?: Moment;
  /** The event that closed it. Absent while it is open. */
  readonly closed?: Moment;
  /** The last event that asked it to cancel. Absent if there is none. */
  readonly cancelRequested?: Moment;
  /** The events that asked it to cancel before the last one. Absent if there is none. */
  readonly earlierCancelRequests?: readonly Moment[];
  readonly input?: string;
  /** The result, or the cause, reason, details or kind of timeout as one text. Absent if there is none. */
  readonly outcome?: string;
  /** Of a timer, the time at which it fires, in milliseconds since the epoch. Absent if it is unknown. */
  readonly due?: number;
}

/** One thing of a run, with all its attempts. */
export interface Row {
  /** A text that is unique in the history. The same thing has the same key in a longer history, if its name is known. */
  readonly key: string;
  readonly kind: RowKind;
  /** The activity id, timer id, name of the signal or marker, or workflow id of a child. Empty for the run and its decisions. */
  readonly name: string;
  /** The type as `Charge@1`, or the name of a Lambda function. Empty if it has none. */
  readonly type: string;
  /** The id of the other workflow: of a child, a sent signal or a sent cancel request. */
  readonly workflowId?: string;
  /** The attempts, in order of their first events. A retry with the same id and type is a further attempt. */
  readonly attempts: readonly Attempt[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface AttemptDraft extends Writable<Attempt> {
  events: number[];
}

interface RowDraft extends Row {
  readonly attempts: AttemptDraft[];
}

/**
 * Returns a row for each thing, in order of its first event: the run first, then its decisions, whose attempts are the
 * decision tasks. It accepts every list of events: of a cut history it shows what is there. An event of an unknown type is
 * in no row.
 */
export function rowsOf(events: readonly Recorded[]): readonly Row[] {
  const collector = new RowCollector();
  for (const event of inOrder(events)) collector.add(event);
  const rows = [...collector.rows.values()];
  const first = (['run', 'decisions'] as const).flatMap((kind) => rows.filter((row) => row.kind === kind));
  const rest = rows.filter(({ kind }) => kind !== 'run' && kind !== 'decisions');
  return [...first, ...rest.toSorted((a, b) => firstOf(a) - firstOf(b))];
}

const firstOf = ({ attempts }: Row): number => attempts[0]?.scheduled.id ?? 0;

/** Returns the events in the order of their ids. */
export function inOrder(events: readonly Recorded[]): readonly Recorded[] {
  const isSorted = events.every(({ id }, index) => index === 0 || (events[index - 1]?.id ?? 0) <= id);
  return isSorted ? events : events.toSorted((a, b) => a.id - b.id);
}

class RowCollector {
  readonly rows = new Map<string, RowDraft>();
  /** The attempts by the id of the first event, for each kind: of a damaged history, two kinds can name one event. */
  readonly #byRoot = new Map<RowKind, Map<number, AttemptDraft>>();
  /** The latest attempts by kind and name. */
  readonly #latest = new Map<string, AttemptDraft>();
  /** The latest rows by kind and name. */
  readonly #named = new Map<string, RowDraft>();

  add(event: Recorded): void {
    const [effect, kind] = [effectOf(event.type), rowKindOf(event.type)];
    if (!effect || !kind) return;
    const known = this.#attemptOf(event, kind, effect);
    const attempt = known ?? this.#newAttempt(event, kind);
    if (known) attempt.events.push(event.id);
    // The end of a canceled activity names its last cancel request, too.
    if (effect.does === 'asks') this.#ofKind(kind).set(event.id, attempt);
    RULES[effect.does](attempt, event, effect.status);
  }

  /** Returns the attempt that an earlier event began; `undefined` if this event begins one. */
  #attemptOf({ attributes }: Recorded, kind: RowKind, { does }: Effect): AttemptDraft | undefined {
    if (does === 'opens' || does === 'records') return undefined;
    if (kind === 'run' || does === 'asks') return this.#latest.get(mapKey(kind, rowNameIn(kind, attributes)));
    const root = rootIn(kind, attributes);
    const rooted = root === undefined ? undefined : this.#byRoot.get(kind)?.get(root);
    return this.#canceledOf(kind, attributes, rooted) ?? rooted;
  }

  /** Returns the attempt whose cancel request an event names, where no first event names the thing. */
  #canceledOf(kind: RowKind, attributes: EventAttributes, rooted?: AttemptDraft): AttemptDraft | undefined {
    const asked = this.#byRoot.get(kind)?.get(cancelRequestIn(attributes) ?? 0);
    if (!asked || !rooted || asked === rooted) return asked;
    const nameless = keyOf(kind, [rootIn(kind, attributes)]);
    if (!this.rows.delete(nameless)) return undefined;
    asked.events = [...rooted.events, ...asked.events].toSorted((a, b) => a - b);
    if (rooted.scheduled.id < asked.scheduled.id) asked.scheduled = rooted.scheduled;
    if (rooted.started) asked.started = rooted.started;
    return asked;
  }

  #newAttempt(event: Recorded, kind: RowKind): AttemptDraft {
    const attempt: AttemptDraft = {
      status: 'scheduled',
      isOpen: true,
      events: [event.id],
      scheduled: momentOf(event),
    };
    const attributes: EventAttributes = event.attributes;
    const row = this.#rowOf(kind, event);
    row.attempts.push(attempt);
    // An event whose first event is missing stands for it.
    this.#ofKind(kind).set(rootIn(kind, attributes) ?? event.id, attempt);
    if (effectOf(event.type)?.does !== 'records') this.#latest.set(mapKey(kind, row.name), attempt);
    return attempt;
  }

  #ofKind(kind: RowKind): Map<number, AttemptDraft> {
    const known = this.#byRoot.get(kind);
    if (known) return known;
    const made = new Map<number, AttemptDraft>();
    this.#byRoot.set(kind, made);
    return made;
  }

  #rowOf(kind: RowKind, event: Recorded): RowDraft {
    const attributes: EventAttributes = event.attributes;
    const [name, type] = [rowNameIn(kind, attributes), rowTypeIn(kind, attributes, event.type)];
    const workflowId = WITH_WORKFLOW.has(kind) ? otherWorkflowIn(attributes) : undefined;
    const isNamed = name !== '' || type !== '' || kind === 'decisions';
    const key = kind === 'run' ? 'run' : keyOf(kind, isNamed ? [name, type, workflowId] : [rootIn(kind, attributes)]);
    // A cancel request that was refused names the id alone.
    const known = this.rows.get(key) ?? (type === '' && isNamed ? this.#named.get(mapKey(kind, name)) : undefined);
    if (known && (workflowId === undefined || known.workflowId === workflowId)) return known;
    const row: RowDraft = { key, kind, name, type, ...(workflowId !== undefined && { workflowId }), attempts: [] };
    this.rows.set(key, row);
    this.#named.set(mapKey(kind, name), row);
    return row;
  }
}

const WITH_WORKFLOW: ReadonlySet<RowKind> = new Set(['child', 'sent signal', 'sent cancel request']);

const keyOf = (kind: RowKind, parts: readonly unknown[]): string => JSON.stringify([kind, ...parts]);

const mapKey = (kind: RowKind, of: string): string => `${kind} ${of}`;

const momentOf = ({ id, at }: Recorded): Moment => ({ id, at });

type Rule = (attempt: AttemptDraft, event: Recorded, status: AttemptStatus) => void;

const RULES: { readonly [D in Effect['does']]: Rule } = {
  opens: open,
  starts(attempt, event) {
    attempt.started = momentOf(event);
    if (attempt.isOpen) attempt.status = 'started';
  },
  closes: close,
  records(attempt, event, status) {
    open(attempt, event, status);
    close(attempt, event, status);
  },
  asks(attempt, event) {
    if (attempt.cancelRequested)
      attempt.earlierCancelRequests = [...(attempt.earlierCancelRequests ?? []), attempt.cancelRequested];
    attempt.cancelRequested = momentOf(event);
  },
};

function open(attempt: AttemptDraft, event: Recorded, status: AttemptStatus): void {
  attempt.status = status;
  if (status === 'started') attempt.started = momentOf(event);
  const attributes: EventAttributes = event.attributes;
  const input = textIn(attributes, event.type === 'MarkerRecorded' ? 'details' : 'input');
  if (input !== undefined) attempt.input = input;
  const due = event.type === 'TimerStarted' ? dueOf(event.at, attributes) : Number.NaN;
  if (!Number.isNaN(due)) attempt.due = due;
}

const dueOf = (at: number, attributes: EventAttributes): number =>
  at + Number(attributes.startToFireTimeout ?? Number.NaN) * 1000;

function close(attempt: AttemptDraft, event: Recorded, status: AttemptStatus): void {
  attempt.status = status;
  attempt.isOpen = false;
  attempt.closed = momentOf(event);
  const outcome = event.type === 'MarkerRecorded' ? undefined : outcomeIn(event.attributes);
  if (outcome !== undefined) attempt.outcome = outcome;
}

function outcomeIn(attributes: EventAttributes): string | undefined {
  const result = textIn(attributes, 'result');
  if (result !== undefined) return result;
  const parts = ['timeoutType', 'cause', 'reason', 'details', 'message'].map((member) => textIn(attributes, member));
  const texts = parts.filter((text) => text !== undefined && text !== '');
  return texts.length > 0 ? texts.join(': ') : undefined;
}
