import type { JudgedRun, Occurrence } from './judgedRun.js';
import type { Order } from './order.js';

/** The facts about runs that are judged together. */
interface ScopeFacts {
  readonly runs: readonly JudgedRun[];
  /** The time up to which they are judged, in milliseconds since the epoch. Absent: the time of their last event. */
  readonly now: number | undefined;
  /** The order of events of different runs. Absent for one run. */
  readonly order?: Order;
  /** The reason why more may have happened than the histories show. */
  readonly incomplete?: string | undefined;
}

/** The runs that a rule judges together: one run, or a family. */
export class Scope {
  readonly runs: readonly JudgedRun[];
  /** The time up to which it is judged, in milliseconds since the epoch; `NaN` if it is not known. */
  readonly now: number;
  /** The reason why more may have happened than the histories show; `undefined` if they are complete. */
  readonly incomplete: string | undefined;
  /** The coarsest resolution of the times, in milliseconds. */
  readonly resolution: number;
  readonly #order: Order | undefined;

  constructor({ runs, now, order, incomplete }: ScopeFacts) {
    this.runs = runs;
    const last = Math.max(...runs.map(({ events }) => events.at(-1)?.at ?? Number.NaN));
    // Nothing is known about the time after a cut.
    this.now = now === undefined || runs.some(({ isCut }) => isCut) ? last : Math.max(now, last);
    this.incomplete = runs.find(({ unusable }) => unusable !== undefined)?.unusable ?? incomplete;
    this.resolution = Math.max(...runs.map(({ resolution }) => resolution));
    this.#order = order;
  }

  /** The name, for reports: that of its first run. */
  get name(): string {
    const [{ name }] = this.runs as readonly [JudgedRun];
    return this.runs.length === 1 ? name : `family of ${name} (${this.runs.length} runs)`;
  }

  /** The last event that closed a run; `undefined` if a run is open. */
  get close(): Occurrence | undefined {
    const closes = this.runs.map((run) => ({ run, event: run.close }));
    if (closes.some(({ event }) => event === undefined)) return undefined;
    return (closes as readonly Occurrence[]).reduce((last, one) => (one.event.at >= last.event.at ? one : last));
  }

  /** Returns true if `a` certainly came before `b`. */
  isBefore(a: Occurrence, b: Occurrence): boolean {
    return this.#order ? this.#order.isBefore(a, b) : a.event.id < b.event.id;
  }
}

/** Returns the run alone as what a rule judges. */
export const scopeOf = (run: JudgedRun, now: number | undefined): Scope => new Scope({ runs: [run], now });
