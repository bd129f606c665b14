import type { Change } from '../core/index.js';

type Listener = (change: Change) => unknown;

interface Subscription {
  readonly listener: Listener;
  /** The index of the first change in the queue that the listener hears. */
  since: number;
}

/**
 * The listeners to changes. Each hears every change that is made after it was added, in order. If a listener calls the fake,
 * the changes of that call wait in the queue until all listeners have heard the ones before.
 */
export class Listeners {
  readonly #subscriptions = new Set<Subscription>();
  #queue: Change[] = [];
  #isTelling = false;

  /** `watch` gets what a listener returns: it can be a promise. */
  constructor(readonly watch: (answer: unknown) => void) {}

  /** Adds a listener. Returns a function that removes it. */
  add(listener: Listener): () => void {
    const subscription = { listener, since: this.#queue.length };
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions.delete(subscription);
  }

  clear(): void {
    this.#subscriptions.clear();
  }

  /** True while the changes of an earlier call are told. */
  get isTelling(): boolean {
    return this.#isTelling;
  }

  /**
   * Tells changes to all listeners.
   *
   * @throws the first error of a listener, after all listeners have heard all changes.
   */
  notify(parts: readonly (readonly Change[])[]): void {
    if (this.#subscriptions.size === 0) return;
    for (const part of parts) for (const change of part) this.#queue.push(change);
    if (this.#isTelling) return;
    this.#isTelling = true;
    const errors = this.#tellQueue();
    this.#isTelling = false;
    this.#queue = [];
    for (const subscription of this.#subscriptions) subscription.since = 0;
    if (errors.length > 0) throw errors[0];
  }

  // A listener can add changes to the queue, and listeners to the set. The loops take them in.
  #tellQueue(): readonly unknown[] {
    const errors: unknown[] = [];
    for (let index = 0; index < this.#queue.length; index += 1) {
      const change = this.#queue[index] as Change;
      for (const subscription of this.#subscriptions) {
        if (subscription.since <= index) this.#tell(subscription.listener, change, errors);
      }
    }
    return errors;
  }

  #tell(listener: Listener, change: Change, errors: unknown[]): void {
    try {
      this.watch(listener(change));
    } catch (error) {
      errors.push(error);
    }
  }
}
