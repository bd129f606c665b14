import type { SwfFake } from '../fake.js';
import type { Duration } from '../shell/durations.js';
import type { Definition, Start } from './definition.js';
import { Ending, type Outcome } from './outcome.js';
import { fakeOf, MAX_VIRTUAL, settingsOf } from './simulate.js';
import { Simulation } from './simulation.js';

export interface Harness<W = unknown> {
  /** The fake that it all runs on: plan what happens with `swf.at`, `swf.when`, ask it what you like. */
  readonly swf: SwfFake;
  /**
   * Starts a run and lets it go on until it closes, or until nothing can move any more: then `ended` says why. Time passes
   * by itself, while everybody waits. Nothing is left to chance: what comes first goes first.
   */
  run(start: Start, options?: { readonly maxVirtual?: Duration }): Promise<Outcome<W>>;
}

/** Deciders and workers, put together on a fake of their own. */
export function harness<W>(definition: Definition<W>): Harness<W> {
  const swf = fakeOf(definition, definition.fake?.seed ?? 1);
  return {
    swf,
    async run(start, { maxVirtual = MAX_VIRTUAL } = {}) {
      const options = { start, maxVirtual, schedule: [] };
      const simulation = new Simulation(definition, swf, settingsOf(options));
      const ended = await simulation.play();
      return new Ending(simulation, ended, options);
    },
  };
}
