import type { Step } from '../model/step.js';
import type { Choice } from './schedule.js';

/** The choices of a long simulation that are kept: those before the last ones tell little about its end. */
const MOST_KEPT = 10_000;

/** The last choices of a simulation. They are made into objects only when they are read, since few results are. */
export class ChoiceLog {
  /** The options of all choices, one choice after the other. */
  #options: string[] = [];
  /** For each choice, the place of its first option. */
  #starts: number[] = [];
  /** For each choice, the index of the option that was chosen. */
  #indices: number[] = [];
  #kinds: Choice['kind'][] = [];

  /** Notes a choice. `others` are the addresses of further options. */
  add(kind: Choice['kind'], steps: readonly Step[], index: number, others: readonly string[]): void {
    this.#starts.push(this.#options.length);
    this.#indices.push(index);
    this.#kinds.push(kind);
    for (const { address } of steps) this.#options.push(address);
    for (const address of others) this.#options.push(address);
    if (this.#starts.length >= 2 * MOST_KEPT) this.#forget();
  }

  /** Returns the choices, the last one last. */
  all(): readonly Choice[] {
    return this.#starts.map((start, i): Choice => {
      const options = this.#options.slice(start, this.#starts[i + 1]);
      const kind = this.#kinds[i] ?? 'step';
      return { kind, options, chosen: options[this.#indices[i] ?? 0] ?? '' };
    });
  }

  #forget(): void {
    const first = this.#starts[MOST_KEPT] ?? 0;
    this.#options = this.#options.slice(first);
    this.#starts = this.#starts.slice(MOST_KEPT).map((start) => start - first);
    this.#indices = this.#indices.slice(MOST_KEPT);
    this.#kinds = this.#kinds.slice(MOST_KEPT);
  }
}
