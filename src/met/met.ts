import type { MetFact } from './facts.js';

/** How often what was met, by workflow type: `{ 'Order@1': { 'event TimerFired': 2 } }`. */
export type MetCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What is met outside of any workflow type: the faults of operations that are about none. */
export const NO_TYPE = '(no workflow type)';

/** Who wants to know what is met. */
export interface MetListener {
  note(workflowType: string, fact: MetFact): void;
}

/** What runs and their callers have met: of one fake and its forks, or of many. */
export interface Met extends MetListener {
  /** Adds what others have met. */
  add(counts: MetCounts): void;
  /** A copy, in the order of the names. */
  toJSON(): MetCounts;
}

class Notes implements Met {
  readonly #types = new Map<string, Map<string, number>>();

  note(workflowType: string, fact: MetFact): void {
    this.#count(workflowType, fact, 1);
  }

  add(counts: MetCounts): void {
    for (const [type, facts] of Object.entries(counts)) {
      for (const [fact, count] of Object.entries(facts)) this.#count(type, fact, count);
    }
  }

  toJSON(): MetCounts {
    return sorted(this.#types, (facts) => sorted(facts, (count) => count));
  }

  #count(type: string, fact: string, count: number): void {
    const facts = this.#types.get(type) ?? new Map<string, number>();
    this.#types.set(type, facts.set(fact, (facts.get(fact) ?? 0) + count));
  }
}

/** Give it to fakes as `new SwfFake({ met })`; one may serve many. */
export const Met: new () => Met = Notes;

/** Tells both, or the one that there is. */
export const bothOf = (one: MetListener, other: MetListener | undefined): MetListener => ({
  note: (workflowType, fact) => {
    one.note(workflowType, fact);
    other?.note(workflowType, fact);
  },
});

/** Names may be anything, so no object with a prototype is written to by name. */
const sorted = <V, W>(map: ReadonlyMap<string, V>, of: (value: V) => W): Readonly<Record<string, W>> =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, of(value)]));
