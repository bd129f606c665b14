import type { EventOf } from '../core/events.js';
import { typeName } from '../core/faults.js';
import { isReady, listOf, readyBefore } from '../core/queues.js';
import { type Run, settingsOf } from '../core/run.js';
import { type Ready, runAt, type State } from '../core/state.js';
import { inOrder } from '../core/store/heap.js';
import { get, values } from '../core/store/table.js';
import type { TaskKind } from '../core/tokens.js';

/** Tasks of one list that wait for somebody who knows them. */
export interface Waiting {
  readonly kind: TaskKind;
  readonly list: string;
  /** Their places in the list. */
  readonly picks: readonly number[];
}

// Lists are nearly first in, first out: who comes takes one of the first few.
const REACH = 4;

/** What waits in a domain for those who know these types, `Name@version`. */
export function waitingTasks(s: State, domain: string, kind: TaskKind, types: Readonly<Record<string, unknown>>) {
  const waiting: Waiting[] = [];
  const lists = get(s.domains, domain)?.[kind];
  if (!lists || lists.size === 0) return waiting;
  for (const { ready } of values(lists)) {
    const found = ready && waitingOn(s, kind, types, inOrder(readyBefore, ready));
    if (found) waiting.push(found);
  }
  return waiting;
}

function waitingOn(
  s: State,
  kind: TaskKind,
  types: Readonly<Record<string, unknown>>,
  tasks: Iterable<Ready>,
): Waiting | undefined {
  const picks: number[] = [];
  let list = '';
  let place = 0;
  for (const task of tasks) {
    if (picks.length === REACH) break;
    if (!isReady(s, kind, task)) continue;
    const run = runAt(s, task.run) as Run;
    list = listOf(run, task.scheduledId).name;
    if (Object.hasOwn(types, typeOf(run, kind, task))) picks.push(place);
    place += 1;
  }
  return picks.length > 0 ? { kind, list, picks } : undefined;
}

function typeOf(run: Run, kind: TaskKind, { scheduledId }: Ready): string {
  const scheduled = run.events[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
  return typeName(kind === 'decision' ? settingsOf(run).workflowType : scheduled.attributes.activityType);
}
