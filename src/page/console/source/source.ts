import type { ConsolePlace } from '../../../render/html/consoleData.js';
import { type Api, Refused } from './api.js';
import { knownOf, type Model, merged } from './model.js';

/** The content of the page, and the reason if it is old. */
export interface Shown {
  readonly model: Model | undefined;
  /** The reason why nothing new comes. */
  readonly problem: string | undefined;
}

const INTERVAL_MILLIS = 500;
// A server that is gone, or refuses, is asked less often.
const SLOWER = 4;

/** Asks the server what changed: one request at a time, twice a second, and not while the page is hidden. */
export class Source {
  shown: Shown = { model: undefined, problem: undefined };
  #place: ConsolePlace | undefined;
  #run: number | undefined;
  #listener: () => void = () => undefined;
  #wake: () => void = () => undefined;
  #isStopped = false;
  #isAskedAgain = false;

  constructor(
    readonly api: Api,
    readonly isHidden: () => boolean = () => document.hidden,
    readonly interval: number = INTERVAL_MILLIS,
  ) {}

  /** The fake that is chosen; `undefined` for the first one. */
  get place(): ConsolePlace | undefined {
    return this.#place;
  }

  /** Starts to ask. `listener` is called when something changed. Returns a function that ends it. */
  start(listener: () => void): () => void {
    this.#listener = listener;
    this.#isStopped = false;
    void this.#loop();
    return () => {
      this.#isStopped = true;
      this.#wake();
    };
  }

  /** Asks at once: after an action, when the page is seen again. */
  refresh(): void {
    this.#isAskedAgain = true;
    this.#wake();
  }

  /** Chooses the run that is shown. */
  watch(run: number | undefined): void {
    if (run === this.#run) return;
    this.#run = run;
    this.refresh();
  }

  /** Chooses another fake. */
  choose(place: ConsolePlace): void {
    this.#place = place;
    this.#restart();
  }

  async #loop(): Promise<void> {
    while (!this.#isStopped) {
      this.#isAskedAgain = false;
      if (!this.isHidden()) await this.#ask();
      if (!this.#isAskedAgain) await this.#pause();
    }
  }

  async #ask(): Promise<void> {
    const [place, { model }] = [this.#place, this.shown];
    const known = knownOf(model, place, this.#run);
    try {
      const changes = await this.api.changes(known);
      // Another fake may have been chosen meanwhile.
      if (place !== this.#place) return;
      // Without a choice, the server answers for the first fake. A call of a client can make another one the first.
      if (model && !isSamePlace(model.place, changes.place)) this.#restart();
      else this.#show({ model: merged(model, known, changes), problem: undefined });
    } catch (error) {
      this.#show({ model: this.shown.model, problem: problemIn(error) });
    }
  }

  #restart(): void {
    this.#show({ model: undefined, problem: undefined });
    this.refresh();
  }

  #show(shown: Shown): void {
    this.shown = shown;
    this.#listener();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.shown.problem === undefined ? this.interval : this.interval * SLOWER);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const isSamePlace = (a: ConsolePlace, b: ConsolePlace): boolean => a.region === b.region && a.accountId === b.accountId;

/** Returns a sentence about a request that failed. */
export const problemIn = (error: unknown): string =>
  error instanceof Refused
    ? `The server refuses: ${error.message}`
    : 'The server does not answer. It may have ended; the page asks again.';
