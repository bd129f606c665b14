import { type CoreEvent, type Run, settingsOf, typeName } from '../../../core/index.js';
import { nameIn, workflowIn } from '../../../tables/subjects.js';

/** A limit, because labels have ids that a decider can make up without end. */
const MAX_PAIRS = 20;

/** Two kinds of events whose order matters to a decider, an invariant or a rule. */
export interface OrderedPair {
  /** The workflow type of the runs that have the events, `Name@version`. */
  readonly workflow: string;
  /** The events: the type and the name of the subject, such as `TimerFired day`. */
  readonly events: readonly [string, string];
}

/**
 * The events of a workflow type whose order was seen to matter. It starts empty, and grows each time that an answer differs:
 * then the search starts again, and keeps both orders of these events.
 */
export class Dependence {
  readonly #pairs = new Map<string, OrderedPair[]>();
  readonly #keys = new Set<string>();
  readonly #idle = new Set<string>();
  readonly #allIdle: boolean;
  readonly #whole = new Set<string>();

  /** With `allIdle`, decision tasks that led to no decision count in all workflow types. */
  constructor(allIdle = false) {
    this.#allIdle = allIdle;
  }

  /** The pairs so far, in the order in which they were found. */
  get pairs(): readonly OrderedPair[] {
    return [...this.#pairs.values()].flat();
  }

  /** The workflow types for which it matters when a decider took tasks that led to no decision. */
  get idle(): readonly string[] {
    return [...this.#idle];
  }

  /** The workflow types of which every order is explored. */
  get whole(): readonly string[] {
    return [...this.#whole];
  }

  /** Returns true if decision tasks that led to no decision count in the workflow type. */
  countsIdle(workflow: string): boolean {
    return this.#allIdle || this.#idle.has(workflow) || this.isWhole(workflow);
  }

  /** Makes decision tasks that led to no decision count. */
  addIdle(workflow: string): void {
    this.#idle.add(workflow);
  }

  /** Returns true if the order of any two events of the workflow type counts. */
  isWhole(workflow: string): boolean {
    return this.#whole.has(workflow);
  }

  /** Returns true if the order of two labels counts in the workflow type. */
  has(workflow: string, one: string, other: string): boolean {
    return this.#keys.size > 0 && this.#keys.has(keyOf(workflow, one, other));
  }

  /** Adds a pair. After too many pairs, every order of the workflow type counts. */
  add(workflow: string, one: string, other: string): void {
    const pairs = this.#pairs.get(workflow) ?? [];
    this.#pairs.set(workflow, pairs);
    if (pairs.length >= MAX_PAIRS) this.addAll(workflow);
    if (this.isWhole(workflow) || this.has(workflow, one, other)) return;
    pairs.push({ workflow, events: [one, other] });
    this.#keys.add(keyOf(workflow, one, other));
  }

  /** Makes every order of the workflow type count. */
  addAll(workflow: string): void {
    this.#whole.add(workflow);
  }
}

const keyOf = (workflow: string, one: string, other: string): string =>
  JSON.stringify(one < other ? [workflow, one, other] : [workflow, other, one]);

/** Returns the workflow type of a run, `Name@version`. */
export const workflowOf = (run: Run): string => typeName(settingsOf(run).workflowType);

const labels = new WeakMap<CoreEvent, string>();

/** Returns the label of an event: its type, and the name of its subject. */
export function labelOf(run: Run, event: CoreEvent): string {
  const known = labels.get(event);
  if (known !== undefined) return known;
  const name = subjectOf(run, event);
  const label = name === undefined ? event.type : `${event.type} ${name}`;
  labels.set(event, label);
  return label;
}

function subjectOf({ events }: Run, { attributes }: CoreEvent): string | undefined {
  const members = attributes as Readonly<Record<string, unknown>>;
  const first = events[Number(members.scheduledEventId ?? members.initiatedEventId ?? 0) - 1];
  const source = (first?.attributes ?? {}) as Readonly<Record<string, unknown>>;
  return nameIn(members) ?? nameIn(source) ?? workflowIn(source);
}
