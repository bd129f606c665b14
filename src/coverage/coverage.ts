import type { CoverageFact } from './facts.js';

/** The count of each fact, by workflow type: `{ 'Order@1': { 'event TimerFired': 2 } }`. */
export type CoverageCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The name that stands for the workflow type of faults that belong to none: those of operations like ListDomains. */
export const NO_TYPE = '(no workflow type)';

/** A receiver of facts: the option `coverage` of a fake. */
export interface CoverageListener {
  /** Receives one fact when it happens. The workflow type is a name like `Order@1`, or `NO_TYPE`. */
  note(workflowType: string, fact: CoverageFact): void;
}

/**
 * The coverage of Amazon SWF: counts of the events, timeouts, failure causes and faults that happened, by workflow
 * type.
 */
export interface Coverage extends CoverageListener {
  /** Adds counts, such as those of another process. */
  add(counts: CoverageCounts): void;
  /** Returns a copy of the counts, sorted by name. */
  toJSON(): CoverageCounts;
}

class Counter implements Coverage {
  readonly #types = new Map<string, Map<string, number>>();

  note(workflowType: string, fact: CoverageFact): void {
    this.#count(workflowType, fact, 1);
  }

  add(counts: CoverageCounts): void {
    for (const [type, facts] of Object.entries(counts)) {
      for (const [fact, count] of Object.entries(facts)) this.#count(type, fact, count);
    }
  }

  toJSON(): CoverageCounts {
    return sorted(this.#types, (facts) => sorted(facts, (count) => count));
  }

  #count(type: string, fact: string, count: number): void {
    const facts = this.#types.get(type) ?? new Map<string, number>();
    this.#types.set(type, facts.set(fact, (facts.get(fact) ?? 0) + count));
  }
}

/**
 * Counts the events, timeouts, failure causes and faults that happened on the fakes that it is given to. One object can
 * serve many fakes; a fork counts where its original does.
 *
 * @example
 * ```ts
 * import { deepEqual, match } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { Coverage, missing, table } from 'swfake/coverage';
 *
 * const coverage = new Coverage();
 * const swf = new SwfFake({ coverage });
 * swf.scheduleActivity({ activity: 'Charge@1' });
 *
 * const counts = coverage.toJSON();
 * deepEqual(missing(['event ActivityTaskScheduled', 'event TimerFired'], counts), ['event TimerFired']);
 * match(table(counts), /covered +ActivityTaskScheduled 1/);
 * ```
 */
export const Coverage: new () => Coverage = Counter;

/** Returns a listener that passes each fact on to both listeners. */
export const bothOf = (one: CoverageListener, other: CoverageListener | undefined): CoverageListener => ({
  note: (workflowType, fact) => {
    one.note(workflowType, fact);
    other?.note(workflowType, fact);
  },
});

// `Object.fromEntries`, because a name can be `__proto__`.
const sorted = <V, W>(map: ReadonlyMap<string, V>, of: (value: V) => W): Readonly<Record<string, W>> =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, of(value)]));
