import { checkAnswer } from '../args/checkAnswer.js';
import type { Change, Instant } from '../core/index.js';
import { FailedActions } from './failedActions.js';
import { Listeners } from './listeners.js';
import { NoSuchRun } from './runSummaries.js';

/** A function to call at an instant. */
interface TimedAction {
  readonly at: Instant;
  readonly order: number;
  readonly action: () => unknown;
}

/** A function to call when a condition is true. */
interface ConditionalAction {
  readonly condition: () => boolean;
  readonly action: () => unknown;
  /** The message of the last check, if the condition read a run that does not exist. */
  missing?: string;
}

/** The actions of a test at instants and on conditions, and the listeners to changes. */
export class Hooks {
  readonly failed = new FailedActions();
  readonly #listeners = new Listeners((answer) => this.failed.watch(answer));
  #timed: TimedAction[] = [];
  #conditional: ConditionalAction[] = [];
  #order = 0;
  #isChecking = false;

  /** `onTimed` is called when a timed action is added: the real clock has to set its timer again. */
  constructor(readonly onTimed: () => void) {}

  at(at: Instant, action: () => unknown): void {
    this.#order += 1;
    this.#timed.push({ at, order: this.#order, action });
    this.#timed.sort((a, b) => a.at - b.at || a.order - b.order);
    this.onTimed();
  }

  /** Adds an action. It is not added if its condition throws. */
  when(condition: () => boolean, action: () => unknown): void {
    const added = { condition, action };
    this.#conditional.push(added);
    try {
      this.#runFulfilled();
    } catch (error) {
      this.#remove(added);
      throw error;
    }
  }

  /** Adds a listener. Returns a function that removes it. */
  listen(listener: (change: Change) => unknown): () => void {
    return this.#listeners.add(listener);
  }

  /** Returns the instant of the next timed action. */
  next(): Instant | undefined {
    return this.#timed[0]?.at;
  }

  /** Runs the timed actions that are due at `now`, each once, in order. */
  runDue(now: Instant): void {
    for (let first = this.#timed[0]; first && first.at <= now; first = this.#timed[0]) {
      this.#timed.shift();
      this.failed.watch(first.action());
    }
  }

  /** Returns the actions whose condition was never true: for each, the message of its last check, if there is one. */
  waiting(): readonly (string | undefined)[] {
    return this.#conditional.map(({ missing }) => missing);
  }

  /** Calls the listeners and checks the conditions. The conditions of a call within a listener wait until it has returned. */
  notify(...parts: readonly (readonly Change[])[]): void {
    try {
      this.#listeners.notify(parts);
    } finally {
      if (this.#conditional.length > 0 && !this.#listeners.isTelling) this.#runFulfilled();
    }
  }

  clear(): void {
    this.#listeners.clear();
    this.#timed = [];
    this.#conditional = [];
  }

  // Each one is removed before its action runs: a change that the action makes must not run it again.
  #runFulfilled(): void {
    for (let first = this.#fulfilled(); first; first = this.#fulfilled()) {
      this.#remove(first);
      this.failed.watch(first.action());
    }
  }

  #remove(removed: ConditionalAction): void {
    this.#conditional = this.#conditional.filter((other) => other !== removed);
  }

  // A condition that calls the fake would be checked within itself, without an end.
  #fulfilled(): ConditionalAction | undefined {
    if (this.#isChecking) return undefined;
    this.#isChecking = true;
    try {
      return this.#conditional.find(isTrue);
    } finally {
      this.#isChecking = false;
    }
  }
}

// A condition can read a run that is not started yet. Every other error is one of the test.
function isTrue(one: ConditionalAction): boolean {
  try {
    const answer = one.condition();
    checkAnswer('the condition of when()', answer, ['boolean']);
    return answer;
  } catch (error) {
    if (!(error instanceof NoSuchRun)) throw error;
    one.missing = error.message.replace(/^swfake: /, '');
    return false;
  }
}
