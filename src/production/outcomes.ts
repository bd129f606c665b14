import { quoted } from '../args/quoted.js';
import { type EventOf, type TypeId, typeName } from '../core/index.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { type Recorded, readHistory } from '../history/readHistory.js';

/** The end of an activity task: no answer, a result, or a failure. */
export type TaskOutcome =
  | 'timeout'
  | { readonly result?: string | undefined }
  | { readonly reason: string; readonly details?: string | undefined };

// A timeout in production is no outcome of the work, so none is drawn.
type RecordedOutcome = Exclude<TaskOutcome, 'timeout'>;

/** The outcomes of the tasks of each activity type, by `Name@version`, in the order in which they are taken. */
export type ScriptedOutcomes = Readonly<Record<string, readonly TaskOutcome[]>>;

// Endless retries after a failure would never show whether the run can close.
const TASKS_THAT_CAN_FAIL = 20;

/** Gives activity tasks their outcomes: the scripted ones first, then those that tasks of the type had in production. */
export class Outcomes {
  readonly #scripted: ScriptedOutcomes;
  readonly #recorded: ReadonlyMap<string, readonly RecordedOutcome[]>;
  readonly #draw: () => number;
  readonly #taken = new Map<string, number>();

  constructor(histories: readonly ExportedHistory[], scripted: ScriptedOutcomes, seed: number) {
    this.#scripted = scripted;
    this.#recorded = recordedOutcomes(histories);
    this.#draw = drawFrom(seed);
  }

  /** Returns the outcome of the next task of a type. Without a known one, the task completes without a result. */
  next(type: TypeId): TaskOutcome {
    const name = typeName(type);
    const taken = this.#taken.get(name) ?? 0;
    this.#taken.set(name, taken + 1);
    const scripted = this.#scripted[name]?.[taken];
    if (scripted !== undefined) return scripted;
    const known = this.#recorded.get(name) ?? [];
    const drawn = taken < TASKS_THAT_CAN_FAIL ? known : known.filter((one) => !('reason' in one));
    return drawn[Math.floor(this.#draw() * drawn.length)] ?? {};
  }
}

/**
 * Checks scripted outcomes that a user wrote.
 *
 * @throws TypeError if they are no outcomes. The message has the activity type and the value.
 */
export function checkOutcomes(outcomes: unknown): ScriptedOutcomes {
  if (typeof outcomes !== 'object' || outcomes === null || Array.isArray(outcomes)) throw wrong('', outcomes);
  for (const [type, list] of Object.entries(outcomes)) {
    if (!Array.isArray(list) || !/.@./.test(type)) throw wrong(` of '${type}'`, list);
    for (const one of list as readonly unknown[]) if (!isOutcome(one)) throw wrong(` of '${type}'`, one);
  }
  return outcomes as ScriptedOutcomes;
}

const wrong = (of: string, value: unknown): TypeError =>
  new TypeError(
    `swfake: the outcomes${of} were given as ${quoted(value)}; expected outcomes such as {"Charge@1": [{"result": "paid"}, {"reason": "declined"}, "timeout"]}`,
  );

function isOutcome(value: unknown): boolean {
  if (value === 'timeout') return true;
  if (typeof value !== 'object' || value === null) return false;
  const known = 'reason' in value ? ['reason', 'details'] : ['result'];
  return Object.entries(value).every(([name, member]) => known.includes(name) && typeof member === 'string');
}

function recordedOutcomes(histories: readonly ExportedHistory[]): ReadonlyMap<string, readonly RecordedOutcome[]> {
  const found = new Map<string, RecordedOutcome[]>();
  for (const history of histories.map(readHistory)) {
    const byId = new Map(history.map((event) => [event.id as number, event]));
    for (const event of history) {
      const outcome = outcomeOf(event);
      const scheduled = outcome && byId.get((event as ActivityEnd).attributes.scheduledEventId);
      if (!outcome || scheduled?.type !== 'ActivityTaskScheduled') continue;
      const name = typeName(scheduled.attributes.activityType);
      found.set(name, [...(found.get(name) ?? []), outcome]);
    }
  }
  return found;
}

type ActivityEnd = EventOf<'ActivityTaskCompleted' | 'ActivityTaskFailed'>;

function outcomeOf({ type, attributes }: Recorded): RecordedOutcome | undefined {
  if (type === 'ActivityTaskCompleted') return { result: attributes.result };
  if (type === 'ActivityTaskFailed') return { reason: attributes.reason ?? '', details: attributes.details };
  return undefined;
}

/** Returns a function that returns numbers from 0 to 1, always the same ones for a seed (mulberry32, public domain). */
function drawFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
