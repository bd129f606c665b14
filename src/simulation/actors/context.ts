import type { Instant } from '../../core/index.js';
import type { Shell } from '../../shell/shell.js';
import type { Network } from '../faults/network.js';
import type { Definition } from '../model/definition.js';
import type { Fleet } from '../model/fleet.js';
import type { HistoryCache } from '../model/historyCache.js';
import type { Outcomes } from '../model/outcomes.js';
import type { PendingMoves } from '../model/pendingMoves.js';
import type { Addresses } from '../order/addresses.js';

/** The objects that all actors of one run share. */
export interface ActorContext<W> {
  readonly definition: Definition<W>;
  readonly domain: string;
  readonly fleet: Fleet<W>;
  readonly shell: Shell;
  readonly network: Network;
  readonly moves: PendingMoves;
  readonly histories: HistoryCache;
  readonly outcomes: Outcomes;
  readonly addresses: Addresses;
  readonly world: W;
  readonly now: Instant;
  /** Ends the simulation, because user code threw. */
  fail(who: string, error: unknown): void;
}
