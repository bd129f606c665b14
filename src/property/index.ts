/** Property-based testing with your own fast-check: arbitraries of SWF's values, and commands that run a workflow. */

export { type Arbitraries, arbitraries } from './arbitraries.js';
export { type CommandsOptions, commands } from './commands.js';
export { type AnyClient, type LostCall, withConnectionLost } from './connectionLost.js';
export type { DecisionsOptions } from './decisions.js';
export type { DurationRange } from './draw/durations.js';
export type { Arbitrary, AsyncCommand, CommandsConstraints, FastCheck } from './draw/fastCheck.js';
export type { HistoryOptions, HistorySubject } from './histories.js';
export type { InvalidInput } from './invalidInputs.js';
export {
  type ArbitraryOptions,
  type FinishOptions,
  mustFinish,
  plans,
  type Simulated,
  simulations,
} from './simulations.js';
export type { World, WorldCommand } from './world.js';
