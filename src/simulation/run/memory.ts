import type { SimulationResult } from './result.js';

type Play = Pick<SimulationResult, 'history' | 'problem'>;

/** Returns true if two plays of one seed and one plan differ: code of the definition remembers the first one. */
export const differs = (first: Play, again: Play): boolean =>
  first.problem !== again.problem || JSON.stringify(first.history) !== JSON.stringify(again.history);

/** The sentence of a report for two such plays. */
export const MEMORY_TEXT =
  'the same play, made twice, gave two histories: a decider or a worker remembers the play before, or uses the time or ' +
  'chance of the machine. Give a function that makes the definition anew for each play: () => ({ workflows })';
