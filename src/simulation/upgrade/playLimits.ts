import type { Change, CoreEvent } from '../../core/index.js';
import type { Shell } from '../../shell/shell.js';
import { FAILURES } from '../../tables/decisions.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';

/** The number of events, as a multiple of those of the undisturbed play, after which a play ends. */
const EVENTS_FACTOR = 10;

/** Counts the events of a play, and finds the first decision that failed. */
export class PlayLimits {
  /** The number of events of all runs. */
  events = 0;
  #failed: string | undefined;
  readonly #most: number;
  readonly #expected: ReadonlySet<string>;

  /** `undisturbedEvents` is the number of events of the undisturbed play; `undefined` if this is it. */
  constructor(expectedFailures: readonly string[], undisturbedEvents: number | undefined) {
    // An event can come while a decider works. Then its close fails, and its next task has the event (docs/swf.md 3.3).
    this.#expected = new Set(['UNHANDLED_DECISION', ...expectedFailures]);
    this.#most = (undisturbedEvents ?? Number.POSITIVE_INFINITY) * EVENTS_FACTOR;
  }

  /** Watches the changes of a fake. */
  watch(shell: Shell): void {
    shell.hooks.listen((change) => this.#note(change));
  }

  /** The rule that the play broke, in words. */
  get broken(): string | undefined {
    if (this.#failed !== undefined) return this.#failed;
    if (this.events <= this.#most) return undefined;
    return `the play has more than ${this.#most} events, ${EVENTS_FACTOR} times those of the undisturbed play: it goes round`;
  }

  #note(change: Change): void {
    if (change.kind !== 'event') return;
    this.events += 1;
    if (FAILURES.has(change.event.type)) this.#failed ??= this.#failureText(change.event);
  }

  #failureText({ id, type, attributes }: CoreEvent): string | undefined {
    const members = attributes as Readonly<Record<string, unknown>>;
    const cause = String(members.cause);
    if (this.#expected.has(cause)) return undefined;
    const subject = workflowIn(members) ?? nameIn(members);
    const of = subject === undefined ? '' : ` of '${subject}'`;
    return `a decision failed: ${type}${of} (event ${id}): ${cause}. If the run copes with it, add '${cause}' to 'expectedFailures'`;
  }
}
