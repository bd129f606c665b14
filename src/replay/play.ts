import type { EventOf, EventType } from '../core/events.js';
import { Cast } from './cast.js';
import { Clock } from './clock.js';
import type { Recorded } from './recorded.js';
import { Script } from './script.js';
import { Stage } from './stage.js';
import { Types } from './types.js';

/** All that one re-enactment needs. */
export class Play {
  readonly history: readonly Recorded[];
  readonly stage: Stage;
  readonly script: Script;
  readonly types: Types;
  readonly cast: Cast;
  readonly clock: Clock;

  constructor(history: readonly Recorded[]) {
    this.history = history;
    this.stage = new Stage(history[0]);
    this.script = new Script(history);
    this.types = new Types(this.stage);
    this.cast = new Cast(this.stage, this.script, this.types);
    this.clock = new Clock(this.stage, this.cast, history);
  }
}

/** Does what leads to an event of one type: a caller's command, or something that the fake does by itself. */
export type Act<T extends EventType> = (play: Play, event: EventOf<T>) => void;

export type Acts = { readonly [T in EventType]?: Act<T> };
