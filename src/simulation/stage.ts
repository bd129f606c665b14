import type { Instant } from '../core/index.js';
import type { Shell } from '../shell/shell.js';
import type { Definition } from './definition.js';
import type { HistoryLog } from './log.js';
import type { Moves } from './moves.js';
import type { Outcomes } from './outcomes.js';
import type { Wire } from './wire.js';

/** What the actors of one run share. */
export interface Stage<W> {
  readonly definition: Definition<W>;
  readonly domain: string;
  readonly shell: Shell;
  readonly wire: Wire;
  readonly moves: Moves;
  readonly log: HistoryLog;
  readonly outcomes: Outcomes;
  readonly world: W;
  readonly now: Instant;
  /** Ends the run here: code of the user's is broken. */
  fail(who: string, error: unknown): void;
}
