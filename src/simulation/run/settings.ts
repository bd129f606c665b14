import type { Duration } from '../../args/durations.js';
import type { Plan } from '../faults/faultKinds.js';
import type { Definition, Start } from '../model/definition.js';
import type { Outcomes } from '../model/outcomes.js';
import type { Variation } from '../order/chance.js';
import type { Schedule } from '../order/schedule.js';

/** The default of `maxVirtual`. */
export const DEFAULT_MAX_VIRTUAL: Duration = '30d';

/** The options of a simulation with their defaults. */
export interface SimulationSettings {
  readonly start: Start;
  readonly seed: number;
  readonly plan: Plan;
  readonly schedule?: Schedule | undefined;
  /** The random numbers that replace those of the seed. Default: none. */
  readonly variation?: Variation | undefined;
  readonly outcomes: Outcomes;
  readonly maxVirtual: Duration;
  /** True to record every call. Default false. */
  readonly record?: boolean;
}

/** Returns a copy of the start of a run: the caller may change the original, or use it again. */
export const copiedStart = (start: Start): Start => ({
  ...start,
  ...(start.tagList && { tagList: [...start.tagList] }),
  ...(start.events && { events: start.events.map((event) => ({ ...event })) }),
});

/** Returns the domain of a definition: `test` by default. */
export const domainOf = ({ domain = 'test' }: Pick<Definition, 'domain'>): string => domain;
