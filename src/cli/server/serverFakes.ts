import type { SavedState } from '../../core/index.js';
import { SwfFake } from '../../fake.js';
import type { Place } from '../../http/index.js';
import type { SwfFakeOptions } from '../../options.js';
import { type FileRegistration, inFile } from './registrations.js';

/** The options of the fakes of a server. */
export interface ServerFakesOptions {
  /** The options of each fake, without region and account. */
  readonly options: SwfFakeOptions;
  readonly registrations: readonly FileRegistration[];
  readonly states: readonly SavedState[];
  /** The state file, for messages. */
  readonly file: string;
}

/** The fakes of a server: those that were saved, and those that clients ask for. */
export class ServerFakes {
  readonly all: SwfFake[] = [];

  constructor(readonly given: ServerFakesOptions) {
    for (const state of given.states) this.#load(state);
    if (this.all.length === 0) this.create({});
  }

  /** Creates a fake that is empty but for the registrations. */
  readonly create = (place: Partial<Place>): SwfFake => this.#add(new SwfFake({ ...this.given.options, ...place }));

  #load(state: SavedState): void {
    // The saved state has its own seed and time.
    const { seed: _, startTime: __, ...options } = this.given.options;
    this.#add(inFile(this.given.file, () => new SwfFake({ ...options, state })));
  }

  #add(swf: SwfFake): SwfFake {
    for (const { file, registration } of this.given.registrations) inFile(file, () => swf.register(registration));
    this.all.push(swf);
    return swf;
  }
}
