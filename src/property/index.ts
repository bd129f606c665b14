/** What SWF knows as arbitraries, and what happens to a workflow as commands: for the caller's own fast-check. */
export { type Arbitraries, arbitraries } from './arbitraries.js';
export { type CommandsOptions, commands, type World, type WorldCommand } from './commands.js';
export type { DecisionsOptions } from './decisions.js';
export type { DurationRange } from './durations.js';
export type { Arbitrary, AsyncCommand, CommandsConstraints, FastCheck } from './fastCheck.js';
export type { HistoryOptions, Subject } from './histories.js';
export type { InvalidInput } from './invalidInputs.js';
export { type AnyClient, type Loss, losing } from './losing.js';
export {
  type ArbitraryOptions,
  mustFinish,
  plans,
  type Simulated,
  simulations,
} from './simulations.js';
