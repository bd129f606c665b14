import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Seen } from '../../model/definition.js';
import { SeenRun } from '../../model/seen.js';
import { eventsOf } from './display.js';
import { mainRun, type Node } from './node.js';
import type { PreparedScenario } from './preparedScenario.js';

/** Returns what an invariant gets in a node. `historyOf` returns the history when the invariant reads it. */
export const seenAt = <W>(
  prepared: PreparedScenario<W>,
  { state, world }: Node<W>,
  historyOf = (): readonly HistoryEvent[] => eventsOf(mainRun(prepared, state)),
): Seen<W> => new SeenRun(world, historyOf, () => state.now);
