import { wrongAnswer } from '../../args/checkAnswer.js';
import { requireFunction } from '../../args/checkOptions.js';
import { isThenable } from '../../args/isThenable.js';
import { quoted } from '../../args/quoted.js';
import type { CoreEvent } from '../../core/index.js';
import { nameIn } from '../../tables/subjects.js';
import type { JudgedRun, Occurrence } from '../runs/judgedRun.js';

/** The run of an event, for functions that make a key of the event. */
export interface RunOfEvent {
  /** The workflow id of the run, if the history has it. */
  readonly workflowId: string | undefined;
  /** The run id of the run, if the history has it. */
  readonly runId: string | undefined;
  /** Returns the event of the same run with this id; `undefined` if there is none. */
  event(id: number): CoreEvent | undefined;
  /**
   * Returns the event that scheduled, started or initiated what the event is about: the ActivityTaskScheduled of an
   * ActivityTaskCompleted, for example. Returns `undefined` if it refers to none.
   */
  origin(event: CoreEvent): CoreEvent | undefined;
  /** Returns the id or the name that the event is about: an activity, a timer, a signal. Empty if there is none. */
  subject(event: CoreEvent): string;
}

/** Makes the key of an event. Two events belong together if their keys are equal; one without a key is no case. */
export type Key<E> = (event: E, run: RunOfEvent) => unknown;

type Members = Readonly<Record<string, unknown>>;

const viewOf = (run: JudgedRun): RunOfEvent => ({
  workflowId: run.workflowId,
  runId: run.runId,
  event: (id) => run.event(id),
  origin: (event) => originOf(run, event),
  subject: (event) => {
    const attributes = originOf(run, event)?.attributes ?? {};
    return nameIn(event.attributes as Members) ?? nameIn(attributes as Members) ?? '';
  },
});

const ORIGINS = ['scheduledEventId', 'initiatedEventId', 'startedEventId'] as const;

function originOf(run: JudgedRun, { attributes }: CoreEvent): CoreEvent | undefined {
  const members = attributes as Members;
  const member = ORIGINS.find((name) => Number(members[name]) > 0);
  return member === undefined ? undefined : run.event(Number(members[member]));
}

/** Returns the key of an occurrence as a value that can be compared; `undefined` if it has none. */
export type KeyOf = (occurrence: Occurrence) => unknown;

/**
 * Returns the function that makes keys. Without a `key`, all events have the same.
 *
 * @throws TypeError if `key` is no function.
 */
export function keyMaker(name: string, key: unknown): KeyOf {
  if (key === undefined) return () => true;
  requireFunction(`'key' of the rule ${quoted(name)}`, key);
  const views = new WeakMap<JudgedRun, RunOfEvent>();
  return ({ run, event }) => {
    const view = views.get(run) ?? viewOf(run);
    views.set(run, view);
    return comparable(name, (key as Key<CoreEvent>)(event, view));
  };
}

/** Returns the occurrences that have a key, by their keys. */
export function byKey(occurrences: readonly Occurrence[], keyOf: KeyOf): ReadonlyMap<unknown, readonly Occurrence[]> {
  const groups = new Map<unknown, Occurrence[]>();
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence);
    const known = groups.get(key);
    if (known) known.push(occurrence);
    else if (key !== undefined) groups.set(key, [occurrence]);
  }
  return groups;
}

// Two lists of the same parts are one key.
function comparable(name: string, key: unknown): unknown {
  if (key === null) return undefined;
  if (typeof key !== 'object' && typeof key !== 'function') return key;
  if (isPlain(key)) return JSON.stringify(key);
  throw wrongAnswer(
    `'key' of the rule ${quoted(name)}`,
    key,
    'a text, a number, a list or an object of these, or undefined for no key',
  );
}

const isPlain = (value: object): boolean =>
  !isThenable(value) &&
  (Array.isArray(value) || value instanceof Date || Object.getPrototypeOf(value) === Object.prototype);
