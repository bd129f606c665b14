import {
  type Campaign,
  type CampaignIdentity,
  canonical,
  differenceOf,
  failuresWanted,
  type GuidedState,
  type MinimizedFailure,
} from '../../campaign/document.js';
import {
  type Failure,
  joined,
  limitOf,
  missingOf,
  type Range,
  type RangeResult,
  sizeOf,
} from '../../campaign/ranges.js';
import { ENDS_WITHOUT_RESULT } from '../../campaign/tally.js';
import { CommandError } from '../line/commandError.js';

/** The settings of a campaign that runs. */
export interface CampaignSettings {
  readonly identity: CampaignIdentity;
  readonly plan: readonly string[];
  readonly untilFailures: number;
  readonly whole: Range;
  /** The ranges of this shard. */
  readonly parts: readonly Range[];
}

/** The results of a campaign while it runs. */
export class RunningCampaign {
  readonly settings: CampaignSettings;
  #results: readonly RangeResult[] = [];
  #limit = Number.POSITIVE_INFINITY;
  #secondsBefore = 0;
  readonly #began = performance.now();
  /** The number of plays that this process ran. */
  done = 0;
  /** The lowest failure, minimized. */
  minimized: MinimizedFailure | undefined;

  constructor(settings: CampaignSettings) {
    this.settings = settings;
  }

  /** The number of the last play that counts. */
  get limit(): number {
    return this.#limit;
  }

  /** The number of failures so far. */
  get failures(): number {
    return this.#results.filter(({ failure }) => failure).length;
  }

  /**
   * Takes over the results of a file.
   *
   * @throws CommandError if they are of another campaign, or have results that this one does not ask for.
   */
  resume(campaign: Campaign, file: string): void {
    const { identity, parts, whole } = this.settings;
    const difference = differenceOf(campaign, identity);
    if (difference !== undefined)
      throw new CommandError(
        `simulate: --resume cannot go on with '${file}': it differs in ${difference}; remove the file to begin anew`,
      );
    if (identity.of === 'guided runs' && campaign.from !== whole.from)
      throw new CommandError(
        `simulate: --resume cannot go on with '${file}': its search begins at --from ${campaign.from}; repeat that, or remove ` +
          'the file to begin anew',
      );
    const [stray] = missingOf(campaign.ranges, parts, Number.POSITIVE_INFINITY);
    if (stray)
      throw new CommandError(
        `simulate: --resume cannot go on with '${file}': it has ${identity.of} ${stray.from} to ${stray.to}, which this command ` +
          'does not run; repeat the --from, --seeds and --shard of the file, or remove it to begin anew',
      );
    this.#secondsBefore = campaign.times.seconds;
    this.minimized = campaign.minimized;
    this.#take(campaign.ranges);
  }

  /** Adds results of plays that ran. */
  add(results: readonly RangeResult[]): void {
    this.done += sizeOf(results);
    this.#take(results);
  }

  #take(results: readonly RangeResult[]): void {
    this.#results = joined([...this.#results, ...results]);
    this.#limit = this.limitWith([]);
  }

  /** Returns the number of the last play that counts if there were these results too. */
  limitWith(results: readonly RangeResult[]): number {
    return limitOf([...this.#results, ...results], failuresWanted(this.settings));
  }

  /** Returns the ranges that are still to be run. */
  missing(): readonly Range[] {
    return missingOf(this.settings.parts, this.#results, this.#limit);
  }

  /** Returns the lowest failure, if it has a result that can be minimized, and is not minimized yet. */
  unminimized(): Failure | undefined {
    const lowest = this.#results.find(({ failure }) => failure);
    const isKnown = lowest?.failure?.number === this.minimized?.number;
    const hasResult = Object.values(ENDS_WITHOUT_RESULT).every((end) => lowest?.tally.ends[end] === undefined);
    return isKnown || !hasResult ? undefined : lowest?.failure;
  }

  /** Returns the seconds that this process has been at work. */
  seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  /** Returns the results so far. `search` is the guided search after them, if there is one. */
  campaign(search: GuidedState | undefined): Campaign {
    const { identity, plan, untilFailures, whole } = this.settings;
    const seconds = Math.round((this.#secondsBefore + this.seconds()) * 1000) / 1000;
    return canonical({
      ...identity,
      ...whole,
      plan,
      untilFailures,
      ranges: this.#results,
      ...(this.minimized && { minimized: this.minimized }),
      ...(search && { guided: search }),
      times: { seconds },
    });
  }
}
