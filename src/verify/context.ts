import type { EventOf, EventType } from '../core/index.js';
import type { Exported } from '../history/readExport.js';
import type { Recorded } from '../history/readHistory.js';
import { Mentions } from './mentions.js';
import { OtherRuns } from './otherRuns.js';
import { RegisteredTypes } from './registeredTypes.js';
import { Replica } from './replica.js';
import { Timing } from './timing.js';

/** The parts of one re-enactment. */
export class VerifyContext {
  /** The recorded events. */
  readonly history: readonly Recorded[];
  /** True if the run has more events than were exported. */
  readonly continues: boolean;
  /** The fake on which they are re-enacted. */
  readonly replica: Replica;
  /** The other runs that the events mention. */
  readonly mentions: Mentions;
  /** The types of the replica. */
  readonly types: RegisteredTypes;
  /** The other runs of the replica. */
  readonly otherRuns: OtherRuns;
  /** The clock of the replica. */
  readonly timing: Timing;

  constructor({ history, continues }: Pick<Exported, 'history' | 'continues'>) {
    this.history = history;
    this.continues = continues;
    this.replica = new Replica(history[0]);
    this.mentions = new Mentions(history);
    this.types = new RegisteredTypes(this.replica);
    this.otherRuns = new OtherRuns(this.replica, this.mentions, this.types);
    this.timing = new Timing(this.replica, this.otherRuns, history);
  }
}

/** A function that reproduces events of one type: by a command, a deadline or a delivery. */
export type Cause<T extends EventType> = (context: VerifyContext, event: EventOf<T>) => void;

/** A cause for each event type that has one. The other events are written by decisions. */
export type Causes = { readonly [T in EventType]?: Cause<T> };
