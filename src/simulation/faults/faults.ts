import type { Instant } from '../../core/index.js';
import { Random } from '../model/random.js';
import { isOpportunity, type Opportunity, type Plan, type PlannedFault } from './faultKinds.js';

/** A fault of the plan that struck. */
export interface FiredFault {
  /** The fault, as the plan has it. */
  readonly fault: PlannedFault;
  /** The time of the fake's clock. */
  readonly at: Date;
  /** The call that it struck, as operation and caller; or the worker with its task; or `the passing of time`. */
  readonly struck: string;
  /** The number of events in the history at that time. */
  readonly events: number;
}

interface PlanEntry {
  readonly fault: PlannedFault;
  readonly random: Random;
  opportunities: number;
  fired: boolean;
}

/** The faults of a plan: those that struck, and those that still can. */
export class Faults {
  readonly fired: FiredFault[] = [];
  /** True as soon as no fault may strike any more. */
  disabled = false;
  lastAt: Instant | undefined;
  readonly #entries: readonly PlanEntry[];

  // Each fault has a random stream of its own, so that the others strike as before if one is removed.
  constructor(plan: Plan, seed: number) {
    this.#entries = plan.map((fault, i) => ({
      fault,
      random: new Random(seed, i + 1),
      opportunities: 0,
      fired: false,
    }));
  }

  /** Returns the first fault that takes this opportunity. The opportunity counts for the others too. */
  strike(point: Opportunity): PlannedFault | undefined {
    let striking: PlanEntry | undefined;
    if (this.disabled) return undefined;
    for (const entry of this.#entries) if (takesOpportunity(entry, point)) striking ??= entry;
    if (striking) striking.fired = true;
    return striking?.fault;
  }

  /** Records a fault that struck, and returns it with its time. */
  record(struck: Omit<FiredFault, 'at'>, now: Instant): FiredFault {
    const fired = { ...struck, at: new Date(now) };
    this.fired.push(fired);
    this.lastAt = now;
    return fired;
  }

  /** Returns the faults that never struck. */
  unfired(): readonly PlannedFault[] {
    return this.#entries.filter(({ fired }) => !fired).map(({ fault }) => fault);
  }
}

function takesOpportunity(entry: PlanEntry, point: Opportunity): boolean {
  if (!isOpportunity(entry.fault, point)) return false;
  entry.opportunities += 1;
  const { nth = 1, p } = entry.fault;
  return p === undefined ? entry.opportunities === nth : entry.random.chance(p);
}
