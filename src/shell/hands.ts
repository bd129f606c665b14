import type { ListKey } from '../core/index.js';
import { realMillis } from './macrotask.js';
import { sameList } from './parking.js';

/** A task that a resident worker has, or a poll of his that has been answered and has not come again. */
interface Hand {
  readonly list: ListKey;
  readonly holder: string;
  touchedAt: number;
}

export interface HeldTask extends Hand {
  readonly token: string;
  readonly what: string;
}

/** Real time without a word after which nobody is waited for any more. */
export const GIVE_UP_MILLIS = 1000;
// A loop that ends never polls again; it is waited for once, and this long.
const COME_BACK_MILLIS = 100;

/** What resident deciders and workers have in their hands: virtual time must not run through code that is running. */
export class Hands {
  readonly #tasks = new Map<string, HeldTask>();
  #away: Hand[] = [];

  /** Counts every call, so that `idle` can tell whether anything went on. */
  calls = 0;

  gave(list: ListKey, holder: string, task?: { readonly token: string; readonly what: string }): void {
    const touchedAt = realMillis();
    this.#away.push({ list, holder, touchedAt });
    if (task) this.#tasks.set(task.token, { ...task, list, holder, touchedAt });
  }

  cameBack(list: ListKey, holder: string): void {
    const index = this.#away.findIndex((hand) => hand.holder === holder && sameList(hand.list, list));
    if (index >= 0) this.#away.splice(index, 1);
  }

  touched(token: string): void {
    const task = this.#tasks.get(token);
    if (task) task.touchedAt = realMillis();
  }

  answered(token: string): void {
    const task = this.#tasks.get(token);
    this.#tasks.delete(token);
    for (const hand of this.#away) if (task && sameList(hand.list, task.list)) hand.touchedAt = realMillis();
  }

  /** Whether somebody is at work. Tasks that have ended without an answer are nobody's any more. */
  busy(isOpen: (task: HeldTask) => boolean): boolean {
    for (const task of this.#tasks.values()) if (!isOpen(task)) this.#tasks.delete(task.token);
    if (this.#tasks.size > 0) return true;
    const now = realMillis();
    this.#away = this.#away.filter((hand) => now - hand.touchedAt < COME_BACK_MILLIS);
    return this.#away.length > 0;
  }

  /** The task that somebody has had for too long without a word. */
  stuck(): HeldTask | undefined {
    const now = realMillis();
    return [...this.#tasks.values()].find((task) => now - task.touchedAt >= GIVE_UP_MILLIS);
  }
}
