import type { Instant } from '../../core/index.js';
import type { Chance } from '../order/chance.js';
import { isOpportunity, type Opportunity, type Plan, type PlannedFault } from './faultKinds.js';

/** A fault of the plan that struck. */
export interface FiredFault {
  /** The fault, as the plan has it. */
  readonly fault: PlannedFault;
  /** The time of the fake's clock. */
  readonly at: Date;
  /** The call that it struck, as operation and caller; or the worker with its task; or `the passing of time`. */
  readonly struck: string;
  /** The address of what it struck. As `at` of a planned fault, it strikes there again. */
  readonly address: string;
  /** The number of events in the history at that time. */
  readonly events: number;
}

interface PlanEntry {
  readonly fault: PlannedFault;
  /** The name of its random numbers: its members, and its number among equal faults. */
  readonly name: string;
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
  readonly #chance: Chance;

  constructor(plan: Plan, chance: Chance) {
    this.#chance = chance;
    const names = faultNames(plan);
    this.#entries = plan.map((fault, i) => ({ fault, name: names[i] ?? '', opportunities: 0, fired: false }));
  }

  /** Returns the first fault that takes this opportunity. The opportunity counts for the others too. */
  strike(point: Opportunity): PlannedFault | undefined {
    let striking: PlanEntry | undefined;
    if (this.disabled) return undefined;
    for (const entry of this.#entries) if (this.#takes(entry, point)) striking ??= entry;
    if (striking) striking.fired = true;
    return striking?.fault;
  }

  // The chance depends on the fault and the address alone, so the others strike as before if one is removed.
  #takes(entry: PlanEntry, point: Opportunity): boolean {
    if (!isOpportunity(entry.fault, point)) return false;
    const { at, nth = 1, p } = entry.fault;
    if (at !== undefined) return true;
    entry.opportunities += 1;
    return p === undefined ? entry.opportunities === nth : this.#chance.of(strikeOf(entry.name, point.address)) < p;
  }

  /** Records a fault that struck, and returns it with its time. */
  record(struck: Omit<FiredFault, 'at'>, now: Instant): FiredFault {
    const fired = { at: new Date(now), ...struck };
    this.fired.push(fired);
    this.lastAt = now;
    return fired;
  }

  /** Returns the faults that never struck. */
  unfired(): readonly PlannedFault[] {
    return this.#entries.filter(({ fired }) => !fired).map(({ fault }) => fault);
  }
}

/** Returns the name of the random number that decides whether a fault with a probability strikes at an address. */
export const strikeOf = (fault: string, address: string): string => `${fault} at ${address}`;

/** Returns true for the name of such a number. It begins with a fault as JSON, and every other name with a word. */
export const isStrike = (what: string): boolean => what.startsWith('[[');

/** Returns a name for each fault of a plan: its members, and its number among equal faults. */
export function faultNames(plan: Plan): readonly string[] {
  const counts = new Map<string, number>();
  return plan.map((fault) => {
    const name = JSON.stringify(Object.entries(fault).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}

/** Returns the faults that struck, each at its address: as a plan, they strike there again, and nowhere else. */
export const addressedPlan = (fired: readonly FiredFault[]): Plan =>
  fired.map(({ fault, address }) => {
    const {
      nth: _nth,
      p: _p,
      op: _op,
      activity: _activity,
      ...kind
    } = fault as PlannedFault & Readonly<Record<string, unknown>>;
    return { ...kind, at: address } as PlannedFault;
  });
