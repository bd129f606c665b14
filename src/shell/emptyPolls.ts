import type { ListKey } from '../core/index.js';

const WORTH_A_WORD = 1000;

/** Counts polls that found nothing, one after the other: a loop of them spins. */
export class EmptyPolls {
  #count = 0;

  reset(): void {
    this.#count = 0;
  }

  another(list: ListKey): void {
    this.#count += 1;
    if (this.#count !== WORTH_A_WORD) return;
    console.warn(
      `swfake: ${this.#count} polls in a row found nothing, the last on the task list ${list.name}. ` +
        "A loop that polls for ever wants a door with polls: 'park', which waits as SWF does.",
    );
  }
}
