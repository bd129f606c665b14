import type { ListKey } from '../core/index.js';
import { setNewest } from './diagnose/boundedMap.js';

/** A poll of a loop, as far as loops are told apart by it. */
export interface LoopPoll {
  readonly list: ListKey;
  /** The name of the poller. */
  readonly holder: string;
}

interface Loop {
  /** The number of polls in a row that ended without a task. */
  empty: number;
  /** The most polls of this name that waited at once: loops can share a name. */
  peak: number;
}

// A loop that gives up after a few empty polls must see each of them end at its own minute.
const EXACT_POLLS = 10;
// A loop that is dropped counts as a new one: its polls end each minute.
const MOST_LOOPS = 1000;

/**
 * Finds the loops that only wait: those that came back ten times while nothing else happened. The polls of such a loop need
 * not end each minute, so that a year of virtual time has no half a million turns.
 */
export class IdleLoops {
  readonly #loops = new Map<string, Loop>();

  /** Forgets all loops, because something happened. */
  reset(): void {
    if (this.#loops.size > 0) this.#loops.clear();
  }

  /** Records that a loop polls while `waiting` other polls of the same name wait. Returns true if it only waits. */
  poll(poll: LoopPoll, waiting: number): boolean {
    const loop = this.#of(poll);
    loop.peak = Math.max(loop.peak, waiting + 1);
    return loop.empty >= EXACT_POLLS * loop.peak;
  }

  /** Records that a poll of a loop ended without a task. */
  ended(poll: LoopPoll): void {
    this.#of(poll).empty += 1;
  }

  #of({ list: { kind, domain, name }, holder }: LoopPoll): Loop {
    const key = JSON.stringify([kind, domain, name, holder]);
    const known = this.#loops.get(key);
    if (known) return known;
    const loop = { empty: 0, peak: 0 };
    setNewest(this.#loops, MOST_LOOPS, key, loop);
    return loop;
  }
}
