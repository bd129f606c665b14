import type { Range, RangeResult } from './ranges.js';

export { MINIMIZE_RUNS } from '../simulation/minimize/runs.js';

/** The work of a campaign, as every thread gets it. */
export interface CampaignSetup {
  /** The path of the module. */
  readonly module: string;
  /** The plan that takes the place of that of the module. */
  readonly plan?: unknown;
  /** True to play every crash point, in place of seeds. */
  readonly crashPoints: boolean;
}

/** A campaign, as the module makes it. */
export interface CampaignDescription {
  /** The faults of the plan as text. */
  readonly plan: readonly string[];
  /** The options of the module as JSON: campaigns with other options cannot be merged. */
  readonly options: string;
  /** The numbers of all plays. Absent for seeds, of which there is no end. */
  readonly range?: Range;
}

/** A request to a thread. A batch ends early with failure number `stopAfter`; a failure is minimized in `maxRuns` runs. */
export type ThreadRequest =
  | ({ readonly kind: 'run'; readonly stopAfter: number } & Range)
  | { readonly kind: 'page'; readonly number: number }
  | { readonly kind: 'minimize'; readonly number: number; readonly maxRuns: number };

/** A message of a thread. */
export type ThreadMessage =
  | { readonly kind: 'ready'; readonly description: CampaignDescription }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ran'; readonly results: readonly RangeResult[] }
  | { readonly kind: 'page'; readonly page: string }
  /** Without a report, the play did not fail again. */
  | { readonly kind: 'minimized'; readonly report: string | undefined };
