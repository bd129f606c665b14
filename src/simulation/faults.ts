import type { Instant } from '../core/index.js';
import { Chance } from './chance.js';
import { isOpportunity, type Plan, type PlannedFault, type Point } from './plan.js';

/** A fault of the plan that struck. */
export interface FiredFault {
  readonly fault: PlannedFault;
  readonly at: Date;
  /** What it struck: the operation and who called it, or the passing of time. */
  readonly struck: string;
  /** How many events the history had. */
  readonly events: number;
}

interface Entry {
  readonly fault: PlannedFault;
  readonly chance: Chance;
  met: number;
  fired: boolean;
}

/** The plan while it is carried out. */
export class Faults {
  readonly fired: FiredFault[] = [];
  /** From then on no fault strikes. */
  healed = false;
  lastAt: Instant | undefined;
  readonly #entries: readonly Entry[];

  // Each fault has a stream of its own: without one of them, the others strike as before.
  constructor(plan: Plan, seed: number) {
    this.#entries = plan.map((fault, i) => ({ fault, chance: new Chance(seed, i + 1), met: 0, fired: false }));
  }

  /** The fault that strikes here: the first of those that want to. The others have had their opportunity all the same. */
  strike(point: Point): PlannedFault | undefined {
    let striking: Entry | undefined;
    if (this.healed) return undefined;
    for (const entry of this.#entries) if (wants(entry, point)) striking ??= entry;
    if (striking) striking.fired = true;
    return striking?.fault;
  }

  note(fired: Omit<FiredFault, 'at'>, now: Instant): void {
    this.fired.push({ ...fired, at: new Date(now) });
    this.lastAt = now;
  }

  /** What was planned and never came. */
  unfired(): readonly PlannedFault[] {
    return this.#entries.filter(({ fired }) => !fired).map(({ fault }) => fault);
  }
}

function wants(entry: Entry, point: Point): boolean {
  if (!isOpportunity(entry.fault, point)) return false;
  entry.met += 1;
  const { nth = 1, p } = entry.fault;
  return p === undefined ? entry.met === nth : entry.chance.hits(p);
}
