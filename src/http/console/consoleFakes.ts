import type { SwfFake } from '../../fake.js';
import type { ConsoleCall, ConsolePlace } from '../../render/html/consoleData.js';
import type { Live } from '../../shell/live/live.js';

/** A fake of a server. */
export interface ConsoleFake {
  readonly place: ConsolePlace;
  readonly swf: SwfFake;
}

const MOST_CALLS = 1000;
// A client sends texts of any length.
const LONGEST_TEXT = 300;

/** A fake that a page watches: what changed in it, in numbers that grow. */
export class WatchedFake {
  readonly live: Live;
  /** The number of the last change. */
  number = 1;
  readonly #changedAt = new Map<number, number>();
  readonly #calls: ConsoleCall[] = [];
  /** Ends to count the changes. */
  readonly end: () => void;

  constructor(readonly fake: ConsoleFake) {
    this.live = liveIn(fake.swf);
    for (const run of this.live.runNumbers()) this.#changedAt.set(run, this.number);
    this.end = this.live.onRunChange((run, isDeleted) => {
      this.number += 1;
      if (isDeleted) this.#changedAt.delete(run);
      else this.#changedAt.set(run, this.number);
    });
  }

  /** Returns the numbers of the runs that changed after a number, without those that were deleted. */
  changedSince(number: number): readonly number[] {
    return [...this.#changedAt].filter(([, changed]) => changed > number).map(([run]) => run);
  }

  /** Adds a call. Its texts are cut to 300 characters. */
  addCall(call: Omit<ConsoleCall, 'number'>): void {
    this.#calls.push({ ...withShortTexts(call), number: (this.#calls.at(-1)?.number ?? 0) + 1 });
    if (this.#calls.length > MOST_CALLS) this.#calls.shift();
  }

  /** Returns the calls after a number, oldest first. */
  callsAfter(number: number): readonly ConsoleCall[] {
    return this.#calls.filter((call) => call.number > number);
  }
}

const withShortTexts = <C extends object>(call: C): C =>
  Object.fromEntries(
    Object.entries(call).map(([name, value]) => [name, typeof value === 'string' ? shortText(value) : value]),
  ) as C;

// A slice would keep the whole text in memory: the copy does not.
const shortText = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : Buffer.from(text.slice(0, LONGEST_TEXT), 'utf16le').toString('utf16le');

// The fake can be of another copy of this package.
const LIVE: unique symbol = Symbol.for('swfake.live') as never;
const liveIn = (swf: SwfFake): Live => (swf as unknown as { readonly [LIVE]: Live })[LIVE];

/** The fakes of a server, as its console watches them. */
export class ConsoleFakes {
  readonly #watched = new Map<SwfFake, WatchedFake>();
  #isEnded = false;

  /** `all` returns the fakes that the server has by now, those that clients have called first. */
  constructor(readonly all: () => readonly ConsoleFake[]) {}

  /** Returns a fake with what is known of it. */
  watched(fake: ConsoleFake): WatchedFake {
    const known = this.#watched.get(fake.swf) ?? new WatchedFake(fake);
    this.#watched.set(fake.swf, known);
    if (this.#isEnded) known.end();
    return known;
  }

  /** Ends to watch all fakes. A request can still come to its end after that. */
  end(): void {
    this.#isEnded = true;
    for (const watched of this.#watched.values()) watched.end();
  }

  /** Returns the fake of a region and an account; without them, or if there is none, the first. */
  at({ region, accountId }: Partial<ConsolePlace>): WatchedFake {
    const fakes = this.all();
    const wanted = fakes.find(({ place }) => place.region === region && place.accountId === accountId);
    return this.watched((wanted ?? fakes[0]) as ConsoleFake);
  }
}
