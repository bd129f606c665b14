import type { ListKey } from '../core/index.js';

const WARNING_AFTER = 1000;

/** Counts consecutive polls that found no task, and prints a warning for a loop that never waits. */
export class EmptyPolls {
  #count = 0;

  reset(): void {
    this.#count = 0;
  }

  count(list: ListKey): void {
    this.#count += 1;
    if (this.#count !== WARNING_AFTER) return;
    console.warn(
      `swfake: ${this.#count} polls in a row found no task, the last one on the ${list.kind} task list '${list.name}'; a poll ` +
        "loop needs long polling: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
    );
  }
}
