import type { Trial, Variant } from './guidedSearch.js';
import type { Play, Range, RangeResult } from './ranges.js';

export { MINIMIZE_RUNS } from '../simulation/minimize/runs.js';

/** The work of a campaign, as every thread gets it. */
export interface CampaignSetup {
  /** The path of the module. */
  readonly module: string;
  /** The plan that takes the place of that of the module. */
  readonly plan?: unknown;
  /** True to play every crash point, in place of seeds. */
  readonly crashPoints: boolean;
  /** True to play the variants of a guided search, in place of seeds. */
  readonly guided?: boolean;
}

/** A campaign, as the module makes it. */
export interface CampaignDescription {
  /** The faults of the plan as text. */
  readonly plan: readonly string[];
  /** The options of the module as JSON: campaigns with other options cannot be merged. */
  readonly options: string;
  /** The types of the definition as text. */
  readonly types: string;
  /** The numbers of all plays. Absent for seeds, of which there is no end. */
  readonly range?: Range;
}

/** Plays with numbers that follow each other. In a guided search they have variants, in their order. */
export interface Batch extends Range {
  /** The number of failures after which the batch ends early. */
  readonly stopAfter: number;
  readonly variants?: readonly Variant[] | undefined;
}

/** A trial with the number of its play: a guided search learns from it. */
export interface NumberedTrial {
  readonly number: number;
  readonly trial: Trial;
}

/** The results of a batch. The trials are those of a guided search. */
export interface BatchResults {
  readonly results: readonly RangeResult[];
  readonly trials: readonly NumberedTrial[];
}

/** A request to a thread. A failure is minimized in at most `maxRuns` runs. */
export type ThreadRequest =
  | ({ readonly kind: 'run' } & Batch)
  | ({ readonly kind: 'page' } & Play)
  | ({ readonly kind: 'minimize'; readonly maxRuns: number } & Play);

/** A message of a thread. */
export type ThreadMessage =
  | { readonly kind: 'ready'; readonly description: CampaignDescription }
  | { readonly kind: 'refused'; readonly message: string }
  | ({ readonly kind: 'ran' } & BatchResults)
  | { readonly kind: 'page'; readonly page: string }
  /** Without a report, the play did not fail again. */
  | { readonly kind: 'minimized'; readonly report: string | undefined };
