import type { Change, Instant } from '../core/index.js';
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

type Listener = (change: Change) => void;

/** The actions of a test at instants and on conditions, and the listeners to changes. */
export class Hooks {
  readonly #listeners = new Set<Listener>();
  #timed: TimedAction[] = [];
  #conditional: ConditionalAction[] = [];
  #order = 0;

  /** `onTimed` is called when a timed action is added: the real clock has to set its timer again. */
  constructor(readonly onTimed: () => void) {}

  at(at: Instant, action: () => unknown): void {
    this.#order += 1;
    this.#timed.push({ at, order: this.#order, action });
    this.#timed.sort((a, b) => a.at - b.at || a.order - b.order);
    this.onTimed();
  }

  when(condition: () => boolean, action: () => unknown): void {
    this.#conditional.push({ condition, action });
    this.#runFulfilled();
  }

  /** Adds a listener. Returns a function that removes it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the instant of the next timed action. */
  next(): Instant | undefined {
    return this.#timed[0]?.at;
  }

  /** Runs the timed actions that are due at `now`, each once, in order. */
  runDue(now: Instant): void {
    for (let first = this.#timed[0]; first && first.at <= now; first = this.#timed[0]) {
      this.#timed.shift();
      runAction(first.action);
    }
  }

  /** Returns the actions whose condition was never true: for each, the message of its last check, if there is one. */
  waiting(): readonly (string | undefined)[] {
    return this.#conditional.map(({ missing }) => missing);
  }

  /** Calls the listeners and checks the conditions. The lists of changes are joined only if there is a listener. */
  notify(...parts: readonly (readonly Change[])[]): void {
    for (const listener of this.#listeners) for (const change of parts.flat()) listener(change);
    if (this.#conditional.length > 0) this.#runFulfilled();
  }

  clear(): void {
    this.#listeners.clear();
    this.#timed = [];
    this.#conditional = [];
  }

  // Each one is removed before its action runs: a change that the action makes must not run it again.
  #runFulfilled(): void {
    for (let first = this.#fulfilled(); first; first = this.#fulfilled()) {
      this.#conditional = this.#conditional.filter((other) => other !== first);
      runAction(first.action);
    }
  }

  #fulfilled(): ConditionalAction | undefined {
    return this.#conditional.find(isTrue);
  }
}

// A condition can read a run that is not started yet. Every other error is one of the test.
function isTrue(one: ConditionalAction): boolean {
  try {
    return one.condition();
  } catch (error) {
    if (!(error instanceof NoSuchRun)) throw error;
    one.missing = error.message.replace(/^swfake: /, '');
    return false;
  }
}

// No code waits for an asynchronous action: its error has to say where it comes from.
function runAction(action: () => unknown): void {
  const result = action();
  if (!(result instanceof Promise)) return;
  result.catch((error: unknown) => {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(
      `swfake: an asynchronous action of swf.at(), swf.after() or swf.when() rejected with ${text}; make its calls valid, or ` +
        'catch the error in the action',
      { cause: error },
    );
  });
}
