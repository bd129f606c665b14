import type { Variant } from '../../campaign/guidedSearch.js';
import type { BatchResults } from '../../campaign/messages.js';
import { blockEnd, type Failure, type Range, type RangeResult } from '../../campaign/ranges.js';
import { ENDS_WITHOUT_RESULT, tallyOfEnd } from '../../campaign/tally.js';
import { Lane, type LaneSettings, type ThreadEnd } from './lane.js';

/** The plays that a pool has to run, and what becomes of their results. */
export interface PoolWork {
  /** Returns the number of the last play that counts. It falls when plays fail. */
  limit(): number;
  /** The number of failures after which a batch can end. */
  readonly stopAfter: number;
  /** Returns the variants of plays; `undefined` for those that have none. */
  variantsOf(range: Range): readonly Variant[] | undefined;
  /** Called with results, in no order. */
  add(results: BatchResults): void;
  /** Called when a thread ended in a play, and another one takes its place. */
  replaced(number: number, reason: string): void;
  /** Returns the name of a play that ended its thread. */
  nameOf(number: number): string;
}

/** Milliseconds that a batch takes: long enough to cost nothing, short enough for progress and an even end. */
const BATCH_MILLIS = 250;
const MOST_IN_BATCH = 1000;
const GROWTH = 4;

/** A number of lanes that share the plays of a campaign. */
export class Pool {
  readonly #lanes: readonly Lane[];
  readonly #work: PoolWork;
  /** The lowest number that each lane still has to run. */
  readonly #lowest = new Map<Lane, number>();
  /** The number of plays that each lane took last: the plays that come next are alike. */
  readonly #sizes = new Map<Lane, number>();
  /** The plays that no lane has taken, the lowest last. */
  #missing: Range[] = [];

  constructor(jobs: number, settings: LaneSettings, work: PoolWork) {
    this.#lanes = Array.from({ length: jobs }, () => new Lane(settings));
    this.#work = work;
  }

  /** Starts all threads. Resolves to what the module says, or to `undefined` if the pool was stopped. */
  async start() {
    const [first] = await Promise.all(this.#lanes.map((lane) => lane.start()));
    return first;
  }

  /** Runs plays, in batches that go in order to the lane that is free. Resolves when they are run, or do not count. */
  async run(missing: readonly Range[]): Promise<void> {
    this.#missing = missing.toReversed();
    await Promise.all(this.#lanes.map((lane) => this.#runLane(lane)));
  }

  /** Ends all threads. */
  stop(): void {
    for (const lane of this.#lanes) lane.stop();
  }

  async #runLane(lane: Lane): Promise<void> {
    let size = this.#sizes.get(lane) ?? 1;
    for (let batch = this.#take(size); batch; batch = this.#take(size)) {
      const began = performance.now();
      if (!(await this.#runBatch(lane, batch))) return;
      const fitting = (size * BATCH_MILLIS) / Math.max(1, performance.now() - began);
      size = Math.max(1, Math.min(Math.round(fitting), size * GROWTH, MOST_IN_BATCH));
    }
    this.#sizes.set(lane, size);
    this.#lowest.delete(lane);
    this.#stopIfDone();
  }

  #take(size: number): Range | undefined {
    const next = this.#missing.at(-1);
    if (!next || next.from > this.#work.limit()) return undefined;
    const lanes = this.#lanes.length;
    const even = Math.ceil((next.to - next.from + 1) / (lanes === 1 ? 1 : 2 * lanes));
    const most = this.#missing.length === 1 ? Math.min(size, even) : size;
    const to = Math.min(next.from + most - 1, next.to, blockEnd(next.from));
    this.#missing.pop();
    if (to < next.to) this.#missing.push({ from: to + 1, to: next.to });
    return { from: next.from, to };
  }

  /** Runs a batch and, where a thread ends, what is left of it. Resolves to false if the lane was stopped. */
  async #runBatch(lane: Lane, whole: Range): Promise<boolean> {
    const batches: TriedRange[] = [{ ...whole, isFirst: true }];
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      if (batch.from > this.#work.limit()) continue;
      this.#lowest.set(lane, Math.min(batch.from, ...batches.map(({ from }) => from)));
      const { stopAfter } = this.#work;
      const end = await lane.run({ ...batch, stopAfter, variants: this.#work.variantsOf(batch) });
      if (end === 'stopped') return false;
      if ('results' in end) this.#add(lane, batches, end);
      else batches.unshift(...(await this.#afterDeath(lane, batch, end)));
    }
    return true;
  }

  #add(lane: Lane, batches: readonly Range[], results: BatchResults): void {
    this.#lowest.set(lane, Math.min(Number.POSITIVE_INFINITY, ...batches.map(({ from }) => from)));
    this.#work.add(results);
    this.#stopIfDone();
  }

  /** Replaces the thread, and returns what is to be run again. A play that alone ends its thread has failed. */
  async #afterDeath(lane: Lane, batch: TriedRange, end: ThreadEnd): Promise<readonly TriedRange[]> {
    const { reason, isTimeout, at } = end;
    this.#work.replaced(at ?? batch.from, reason);
    await lane.start();
    const guilty = at !== undefined && at >= batch.from && at <= batch.to ? at : batch.from;
    if (batch.isFirst && !isTimeout) return [{ ...batch, isFirst: false }];
    const isFound = isTimeout || batch.from === batch.to;
    if (isFound) this.#work.add({ results: [this.#failed(guilty, end)], trials: [] });
    const rest = [
      { from: batch.from, to: guilty - 1, isFirst: batch.isFirst },
      { from: guilty + 1, to: batch.to, isFirst: batch.isFirst },
    ].filter(({ from, to }) => from <= to);
    // Alone in a new thread: what earlier plays left in memory is not its fault.
    return isFound ? rest : [{ from: guilty, to: guilty, isFirst: false }, ...rest];
  }

  #failed(number: number, { reason, isTimeout }: ThreadEnd): RangeResult {
    const name = this.#work.nameOf(number);
    const problem = isTimeout
      ? `it ${reason} of real time; --seed-timeout gives it more`
      : `it ended its thread: it ${reason}`;
    const failure: Failure = { number, name, problem, report: `${name}: ${problem}` };
    return { from: number, to: number, tally: tallyOfEnd(ENDS_WITHOUT_RESULT[isTimeout ? 'time' : 'thread']), failure };
  }

  /** Ends the batches that still run if none of them counts any more. */
  #stopIfDone(): void {
    const limit = this.#work.limit();
    const isOpen = (this.#missing.at(-1)?.from ?? Number.POSITIVE_INFINITY) <= limit;
    const counts = [...this.#lowest.values()].some((from) => from <= limit);
    if (!isOpen && !counts && Number.isFinite(limit)) this.stop();
  }
}

interface TriedRange extends Range {
  /** True if it is run again, whole, when its thread ends. */
  readonly isFirst: boolean;
}
