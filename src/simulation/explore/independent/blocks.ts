import type { CoreEvent, EventType, Run } from '../../../core/index.js';
import { eventParts } from '../state/eventParts.js';
import { type Dependence, labelOf, workflowOf } from './dependence.js';
import type { Before } from './orders.js';

/** Arrivals of one instant, which could have come in another order. */
export interface Block {
  readonly events: readonly CoreEvent[];
  /** For each event the events that must come before it. */
  readonly before: Before;
}

/** Longer blocks are cut, because sets of events are the bits of a number. */
const MAX_LENGTH = 30;

/** Returns arrivals in blocks, in order. If every order counts, each event is a block of its own. */
export function blocksOf(run: Run, arrivals: readonly CoreEvent[], dependence: Dependence): readonly Block[] {
  const workflow = workflowOf(run);
  const longest = dependence.isWhole(workflow) ? 1 : MAX_LENGTH;
  const groups: CoreEvent[][] = [];
  for (const event of arrivals) {
    const group = groups.at(-1);
    if (group && group.length < longest && group[0]?.at === event.at) group.push(event);
    else groups.push([event]);
  }
  return groups.map((events) => ({ events, before: orderIn(events, run, workflow, dependence) }));
}

function orderIn(events: readonly CoreEvent[], run: Run, workflow: string, dependence: Dependence): Before {
  return events.map((event, index) => {
    let before = 0;
    for (const [i, earlier] of events.slice(0, index).entries()) {
      const isFixed =
        mustFollow(run, earlier, event) || dependence.has(workflow, labelOf(run, earlier), labelOf(run, event));
      if (isFixed) before |= 1 << i;
    }
    return before;
  });
}

/** Returns true if SWF allows only this order of two events of a block, or if both are equal. */
function mustFollow(run: Run, earlier: CoreEvent, event: CoreEvent): boolean {
  const { hash, references } = eventParts(event);
  if (references.includes(earlier.id)) return true;
  // What is due comes before calls (docs/swf.md 7.1).
  if (isExpiry(run, earlier) !== isExpiry(run, event)) return true;
  const { hash: earlierHash, references: earlierReferences } = eventParts(earlier);
  return hash === earlierHash && references.every((reference, i) => reference === earlierReferences[i]);
}

const TIMEOUTS: ReadonlySet<EventType> = new Set<EventType>(['ActivityTaskTimedOut', 'LambdaFunctionTimedOut']);

/** Returns true if a deadline led to an event. A timer of no duration has none: it is an after-batch step. */
function isExpiry({ events }: Run, event: CoreEvent): boolean {
  if (event.type !== 'TimerFired') return TIMEOUTS.has(event.type);
  return events[event.attributes.startedEventId - 1]?.at !== event.at;
}
