import type { Change, Instant } from '../core/index.js';

/** A function to call at an instant. */
interface TimedAction {
  readonly at: Instant;
  readonly order: number;
  readonly action: () => unknown;
}

/** A function to call when a condition is true. */
interface ConditionalAction {
  readonly condition: () => boolean;
  readonly action: () => unknown;
}

type Listener = (change: Change) => void;

/** The actions of a test at instants and on conditions, and the listeners to changes. */
export class Hooks {
  readonly #listeners = new Set<Listener>();
  #timed: TimedAction[] = [];
  #conditional: ConditionalAction[] = [];
  #order = 0;

  /** `onTimed` is called when a timed action is added: the real clock has to set its timer again. */
  constructor(readonly onTimed: () => void) {}

  at(at: Instant, action: () => unknown): void {
    this.#order += 1;
    this.#timed.push({ at, order: this.#order, action });
    this.#timed.sort((a, b) => a.at - b.at || a.order - b.order);
    this.onTimed();
  }

  when(condition: () => boolean, action: () => unknown): void {
    this.#conditional.push({ condition, action });
    this.#runFulfilled();
  }

  /** Adds a listener. Returns a function that removes it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the instant of the next timed action. */
  next(): Instant | undefined {
    return this.#timed[0]?.at;
  }

  /** Runs the timed actions that are due at `now`, each once, in order. */
  runDue(now: Instant): void {
    for (let first = this.#timed[0]; first && first.at <= now; first = this.#timed[0]) {
      this.#timed.shift();
      first.action();
    }
  }

  /** Calls the listeners and checks the conditions. The lists of changes are joined only if there is a listener. */
  notify(...parts: readonly (readonly Change[])[]): void {
    for (const listener of this.#listeners) for (const change of parts.flat()) listener(change);
    if (this.#conditional.length > 0) this.#runFulfilled();
  }

  clear(): void {
    this.#listeners.clear();
    this.#timed = [];
    this.#conditional = [];
  }

  // Each one is removed before its action runs: a change that the action makes must not run it again.
  #runFulfilled(): void {
    for (let first = this.#fulfilled(); first; first = this.#fulfilled()) {
      this.#conditional = this.#conditional.filter((other) => other !== first);
      first.action();
    }
  }

  #fulfilled(): ConditionalAction | undefined {
    return this.#conditional.find(({ condition }) => condition());
  }
}
