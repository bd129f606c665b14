import type { GuidedState } from '../../campaign/document.js';
import { changedEntry, GENERATION, GuidedSearch, type Variant } from '../../campaign/guidedSearch.js';
import type { BatchResults } from '../../campaign/messages.js';
import type { Range } from '../../campaign/ranges.js';
import { CommandError } from '../line/commandError.js';
import { corpusDigest, type GivenCorpus } from './corpusFile.js';
import { Generation } from './generation.js';
import type { Pool } from './pool.js';
import type { RunningCampaign } from './runningCampaign.js';

/** A campaign whose plays are the variants of a guided search. It runs one generation after the other. */
export class GuidedCampaign {
  readonly #running: RunningCampaign;
  readonly #given: string;
  #search: GuidedSearch;
  /** The search of a file, until the first generation of this process. */
  #resumed: GuidedState | undefined;
  #generation: Generation | undefined;
  #isRestoring = false;

  /** `resumed` is the search of the file with which the campaign goes on. */
  constructor(running: RunningCampaign, { entries }: GivenCorpus, resumed: GuidedState | undefined) {
    this.#running = running;
    this.#resumed = resumed;
    this.#given = resumed?.given ?? corpusDigest(entries);
    this.#search = new GuidedSearch(running.settings.whole.from, entries);
  }

  /** The number of the last play that counts. */
  get limit(): number {
    if (this.#isRestoring) return Number.POSITIVE_INFINITY;
    return this.#running.limitWith(this.#generation?.results ?? []);
  }

  /** The number of plays of the generation that ran. */
  get done(): number {
    return this.#isRestoring ? 0 : (this.#generation?.done ?? 0);
  }

  /** Returns the name of a play. */
  nameOf(number: number): string {
    return `${this.#isRestoring ? 'entry' : 'run'} ${number}`;
  }

  /** Returns the variants of numbers of the generation. */
  variantsOf(range: Range): readonly Variant[] {
    return this.#generation?.variantsOf(range) ?? [];
  }

  /** Adds the results of a batch. */
  add(results: BatchResults): void {
    this.#generation?.add(results);
  }

  /** Returns the search as it was after its last whole generation. */
  state(): GuidedState {
    return this.#resumed ?? { given: this.#given, ...this.#search.snapshot() };
  }

  /**
   * Runs what is missing. An unfinished generation of a stopped pool leaves no results.
   *
   * @throws CommandError if the search of the file cannot go on. `file` is its name.
   */
  async run(pool: Pool, file: string): Promise<void> {
    if (this.#running.missing().length === 0 || !(await this.#restore(pool, file))) return;
    for (let [next] = this.#running.missing(); next; [next] = this.#running.missing()) {
      if (!(await this.#runGeneration(pool, next))) return;
    }
  }

  async #runGeneration(pool: Pool, { from, to }: Range): Promise<boolean> {
    const variants = this.#search.next().slice(0, to - from + 1);
    const generation = await this.#ran(pool, from, variants);
    const limit = this.#running.limitWith(generation.results);
    if (!generation.isWhole(limit)) return false;
    this.#running.add(generation.results);
    this.#search.learn(variants, generation.trials(limit));
    return true;
  }

  /** Runs the entries of a resumed search once more, since its file does not have what they decided. */
  async #restore(pool: Pool, file: string): Promise<boolean> {
    const resumed = this.#resumed;
    if (!resumed) return true;
    if (resumed.runs !== resumed.generation * GENERATION) throw refused(file, ENDED_WITHIN);
    this.#isRestoring = true;
    const variants = resumed.entries.map(({ digest: _digest, uses: _uses, ...variant }) => variant);
    const entries = await this.#ran(pool, 1, variants);
    this.#isRestoring = false;
    if (!entries.isWhole(Number.POSITIVE_INFINITY)) return false;
    const trials = entries.trials(Number.POSITIVE_INFINITY);
    const changed = changedEntry(
      resumed,
      trials.map(({ shape }) => shape),
    );
    if (changed !== undefined) throw refused(file, `entry ${changed + 1} of its search ${CHANGED}`);
    this.#search = GuidedSearch.restored(this.#running.settings.whole.from, resumed, trials);
    this.#resumed = undefined;
    return true;
  }

  async #ran(pool: Pool, from: number, variants: readonly Variant[]): Promise<Generation> {
    const generation = new Generation(from, variants);
    this.#generation = generation;
    await pool.run(variants.length > 0 ? [generation.range] : []);
    this.#generation = undefined;
    return generation;
  }
}

const ENDED_WITHIN =
  `its search ended within a generation of ${GENERATION} runs; repeat the --seeds and --until-failures of the file, or ` +
  'remove it to begin anew';

const CHANGED =
  'gives another result now: the code was changed, or it depends on time, chance or what it remembers from run to run; ' +
  'remove the file to begin anew';

const refused = (file: string, reason: string): CommandError =>
  new CommandError(`simulate: --resume cannot go on with '${file}': ${reason}`);
