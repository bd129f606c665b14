import { checkAnswer } from '../args/checkAnswer.js';
import type { Change, Instant } from '../core/index.js';
import { FailedActions } from './failedActions.js';
import { Listeners } from './listeners.js';
import { NoSuchRun } from './runSummaries.js';

/** A function to call at an instant. */
interface TimedAction {
  readonly at: Instant;
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
  #isChecking = false;

  /** `onTimed` is called when a timed action is added: the real clock has to set its timer again. */
  constructor(readonly onTimed: () => void) {}

  at(at: Instant, action: () => unknown): void {
    this.#timed.splice(this.#placeFor(at), 0, { at, action });
    this.onTimed();
  }

  /** Adds an action. It is not added if its condition throws. */
  when(condition: () => boolean, action: () => unknown): void {
    const added = { condition, action };
    // The conditions before it were checked after the last change. In a condition that adds it, it waits for the next one.
    if (this.#isChecking || !this.#checked(() => isTrue(added))) this.#conditional.push(added);
    else this.failed.watch(action());
  }

  // After all actions of the same instant: they run in the order in which they were added.
  #placeFor(at: Instant): number {
    let low = 0;
    for (let high = this.#timed.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#timed[middle] as TimedAction).at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
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
    return this.#isChecking ? undefined : this.#checked(() => this.#conditional.find(isTrue));
  }

  #checked<R>(check: () => R): R {
    this.#isChecking = true;
    try {
      return check();
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
