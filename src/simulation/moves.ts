import type { Instant } from '../core/index.js';

/** What takes part: a decider, a worker, a loop, or whoever calls from outside. */
export interface Actor {
  readonly name: string;
  readonly outside?: boolean;
  /** The type of the activity that it does now. */
  activity?: string;
  dead?: boolean;
}

/** What an act leaves to be waited for, if code of the user's goes on by itself. */
export type Going = Promise<void> | undefined;

/** Something that can happen next, when the schedule wants it. */
export interface Move {
  readonly actor: Actor;
  /** Not earlier. */
  readonly at: Instant;
  /** Not while this holds; where nothing else is left to happen at all, it is not asked any more. */
  readonly waits?: (() => boolean) | undefined;
  /** A poll waits for good if nothing comes. */
  readonly poll?: boolean;
  readonly act: () => Going;
}

/** The moves that are wanted, in order of arrival. */
export class Moves {
  #moves: Move[] = [];

  add(move: Move): void {
    if (!move.actor.dead) this.#moves.push(move);
  }

  remove(move: Move): void {
    const index = this.#moves.indexOf(move);
    if (index >= 0) this.#moves.splice(index, 1);
  }

  /** Whoever is dead wants nothing any more. */
  kill(actor: Actor): void {
    actor.dead = true;
    this.#moves = this.#moves.filter((move) => move.actor !== actor);
  }

  ready(now: Instant): Move[] {
    return this.#moves.filter(({ at, waits }) => at <= now && !waits?.());
  }

  /** When the next one comes that only waits for its time. */
  next(now: Instant): Instant | undefined {
    let next: Instant | undefined;
    for (const { at } of this.#moves) if (at > now && (next === undefined || at < next)) next = at;
    return next;
  }

  /** Who waits for what does not come, and may go on all the same. */
  lastResort(): Move | undefined {
    return this.#moves.find(({ waits, poll }) => waits && !poll);
  }
}
