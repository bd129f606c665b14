import type { Change, Instant } from '../core/index.js';

/** Something to do at an instant. */
interface Act {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => unknown;
}

interface Condition {
  readonly holds: () => boolean;
  readonly act: () => unknown;
}

type Listener = (change: Change) => void;

/** What a test wants to do at an instant or on a condition, and whom it tells of changes. */
export class Watching {
  readonly #listeners = new Set<Listener>();
  #acts: Act[] = [];
  #conditions: Condition[] = [];
  #order = 0;

  /** Who has to know that there is something more to be done. */
  constructor(readonly planned: () => void) {}

  at(at: Instant, act: () => unknown): void {
    this.#order += 1;
    this.#acts.push({ at, order: this.#order, act });
    this.#acts.sort((a, b) => a.at - b.at || a.order - b.order);
    this.planned();
  }

  when(holds: () => boolean, act: () => unknown): void {
    this.#conditions.push({ holds, act });
    this.#meet();
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  next(): Instant | undefined {
    return this.#acts[0]?.at;
  }

  /** Does what is to be done at or before `now`, each act once, in order. */
  act(now: Instant): void {
    for (let first = this.#acts[0]; first && first.at <= now; first = this.#acts[0]) {
      this.#acts.shift();
      first.act();
    }
  }

  /** Takes what happened in parts, so that nothing is put together for nobody. */
  changed(...parts: readonly (readonly Change[])[]): void {
    for (const listener of this.#listeners) for (const change of parts.flat()) listener(change);
    if (this.#conditions.length > 0) this.#meet();
  }

  clear(): void {
    this.#listeners.clear();
    this.#acts = [];
    this.#conditions = [];
  }

  // A condition is taken off before its act runs: what the act does must not meet it again.
  #meet(): void {
    for (let met = this.#met(); met; met = this.#met()) {
      this.#conditions = this.#conditions.filter((condition) => condition !== met);
      met.act();
    }
  }

  #met(): Condition | undefined {
    return this.#conditions.find(({ holds }) => holds());
  }
}
