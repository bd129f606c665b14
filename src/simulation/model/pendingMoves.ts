import type { Instant } from '../../core/index.js';
import type { Step } from './step.js';

/** A decider, a worker, a poll loop, or a caller from outside. */
export interface Actor {
  readonly name: string;
  readonly outside?: boolean;
  /** The type of the activity whose task it has: `Name@version`. */
  activity?: string;
  crashed?: boolean;
}

/** A promise that is fulfilled when user code waits or has ended; `undefined` if no asynchronous user code runs. */
export type Completion = Promise<void> | undefined;

/** A step of an actor that can be next: the schedule chooses among them. */
export interface Move extends Step {
  readonly actor: Actor;
  /** The earliest time of the move. */
  readonly at: Instant;
  /** Returns true while the move must wait. If nothing else can happen at all, the move is performed all the same. */
  readonly isBlocked?: (() => boolean) | undefined;
  /** A blocked poll is never performed: if no task comes, it waits for ever. */
  readonly isPoll?: boolean;
  readonly perform: () => Completion;
}

/** The moves that wait to be performed, in order of arrival. */
export class PendingMoves {
  #moves: Move[] = [];

  add(move: Move): void {
    if (!move.actor.crashed) this.#moves.push(move);
  }

  remove(move: Move): void {
    const index = this.#moves.indexOf(move);
    if (index >= 0) this.#moves.splice(index, 1);
  }

  /** Marks an actor as crashed, and removes its moves. */
  crash(actor: Actor): void {
    actor.crashed = true;
    this.#moves = this.#moves.filter((move) => move.actor !== actor);
  }

  /** Returns the moves that can be performed now. */
  ready(now: Instant): Move[] {
    return this.#moves.filter(({ at, isBlocked }) => at <= now && !isBlocked?.());
  }

  /** Returns the next move that is still in the future. */
  next(now: Instant): Move | undefined {
    let next: Move | undefined;
    for (const move of this.#moves) if (move.at > now && (next === undefined || move.at < next.at)) next = move;
    return next;
  }

  /** Returns the first blocked move that is no poll. */
  firstBlocked(): Move | undefined {
    return this.#moves.find(({ isBlocked, isPoll }) => isBlocked && !isPoll);
  }
}
