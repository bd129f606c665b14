import { SwfFake as Fake, type SwfFake, shellOf } from '../fake.js';
import type { Duration } from '../shell/durations.js';
import { register } from '../shell/register.js';
import type { Definition, Start } from './definition.js';
import { Ending, type Outcome } from './outcome.js';
import type { Outcomes } from './outcomes.js';
import type { Plan } from './plan.js';
import { domainOf, type Settings, Simulation } from './simulation.js';

export interface SimulateOptions {
  readonly start: Start;
  /** Whatever is left open follows from it: who goes next, which fault strikes, ids. Default 1. */
  readonly seed?: number;
  /** The troubles to come. Default: none. */
  readonly plan?: Plan;
  /** What to choose, in the place of the seed: see `Outcome.schedule`. Where it is over, the first of what there is. */
  readonly schedule?: readonly number[];
  /** What comes of activities, in the place of their own code. */
  readonly outcomes?: Outcomes;
  /** The run has to close in so much of the fake's time after its start, and after the last fault. Default `30d`. */
  readonly maxVirtual?: Duration;
}

export const MAX_VIRTUAL = '30d';

/**
 * Runs deciders and workers together under virtual time, with the faults of the plan, from a seed: the same seed gives the
 * same bytes. After 1000 calls, or `maxVirtual`, no fault strikes any more: then the run must finish.
 *
 * @throws TypeError if the plan is none.
 */
export async function simulate<W>(definition: Definition<W>, options: SimulateOptions): Promise<Outcome<W>> {
  return simulated(definition, options, false);
}

export async function simulated<W>(
  definition: Definition<W>,
  options: SimulateOptions,
  record: boolean,
): Promise<Ending<W>> {
  const { seed = 1 } = options;
  const swf = fakeOf(definition, seed);
  const settings = { ...settingsOf(options), record };
  const simulation = new Simulation(definition, swf, settings);
  const ended = await simulation.play();
  const ending = new Ending(simulation, ended, options);
  swf.close();
  return ending;
}

export const settingsOf = ({
  start,
  seed = 1,
  plan = [],
  schedule,
  outcomes = {},
  maxVirtual = MAX_VIRTUAL,
}: SimulateOptions): Settings => ({ start, seed, plan, schedule, outcomes, maxVirtual });

/** A fake that knows the types of the definition. */
export function fakeOf<W>(definition: Definition<W>, seed: number): SwfFake {
  const swf = new Fake({ seed, ...definition.fake });
  const { workflows, activities = {}, defaults = {} } = definition;
  register(shellOf(swf), {
    domain: domainOf(definition),
    workflows: { ...plain(workflows), ...defaults.workflows },
    activities: { ...plain(activities), ...defaults.activities },
  });
  return swf;
}

const plain = (types: object): Record<string, Record<string, never>> =>
  Object.fromEntries(Object.keys(types).map((type) => [type, {}]));
