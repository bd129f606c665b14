import { isOfType } from './areas.js';
import { CATALOGUE } from './catalogue.js';
import type { MetFact } from './facts.js';
import { type MetCounts, NO_TYPE } from './met.js';

/** What one workflow type has met, with how often, and what there is that it never met. */
export interface MetOfType {
  readonly met: Readonly<Record<string, number>>;
  readonly never: readonly MetFact[];
}

/** What a suite has met, by workflow type: the form of the JSON file. */
export type MetReport = Readonly<Record<string, MetOfType>>;

export const reportOf = (counts: MetCounts): MetReport =>
  Object.fromEntries(Object.entries(counts).map(([type, met]) => [type, { met, never: neverMet(type, met) }]));

const neverMet = (type: string, met: Readonly<Record<string, number>>): readonly MetFact[] =>
  CATALOGUE.filter((fact) => isOfType(fact) === (type !== NO_TYPE) && !Object.hasOwn(met, fact));
