import type { CoreEvent, EventType, Run } from '../../../core/index.js';
import { NEED_DECISION_TASK } from '../../../tables/needDecisionTask.js';
import { type Block, blocksOf } from './blocks.js';
import { type Dependence, workflowOf } from './dependence.js';

/** A decision task that led to no decision, by the number of arrivals of its span before its start and before its end. */
export interface IdleTask {
  readonly startedAfter: number;
  /** `undefined` if a decider still has it. */
  readonly endedAfter: number | undefined;
}

/** The arrivals between two steps of a decider that count. */
export interface Span {
  readonly arrivals: readonly CoreEvent[];
  readonly blocks: readonly Block[];
  readonly idleTasks: readonly IdleTask[];
  /** True if a decider can take a task: it has none that counts. */
  readonly isFree: boolean;
  /** True if nothing that counts follows: what waits at the end of the history waits now. */
  readonly isLast: boolean;
}

/** A history in parts: events that keep their places, and spans. */
export type Part = CoreEvent | Span;

/** Returns true if a part of a history is a span. */
export const isSpan = (part: Part): part is Span => 'arrivals' in part;

/** Returns true if SWF schedules a decision task after an arrival (docs/swf.md 6.2). */
export const needsDecision = ({ type }: CoreEvent): boolean => NEED_DECISION_TASK.has(type);

/** Events that keep their places, although they need a decision task. */
const FIXED: ReadonlySet<EventType> = new Set<EventType>(['WorkflowExecutionStarted', 'DecisionTaskTimedOut']);

/** Returns true if an event reaches a run by itself. All others are steps of a decider, or belong to its decisions. */
function isArrival({ type, attributes }: CoreEvent): boolean {
  if (type === 'ActivityTaskStarted' || type === 'LambdaFunctionStarted') return true;
  // A decision that fails in its batch has no Initiated event (docs/swf.md 3.12). Other failures come by themselves.
  const isOfBatch = 'initiatedEventId' in attributes && attributes.initiatedEventId === 0;
  return NEED_DECISION_TASK.has(type) && !FIXED.has(type) && !isOfBatch;
}

/** Returns the parts of a history. `isIdle` is true if the decider has a task that will lead to no decision. */
export function partsOf(run: Run, dependence: Dependence, isIdle: boolean): readonly Part[] {
  const events = run.events.slice(0, run.length);
  const idle = dependence.countsIdle(workflowOf(run)) ? new Set<number>() : idleIds(run, events, isIdle);
  const parts: Part[] = [];
  let open: OpenSpan | undefined;
  let isFree = true;
  for (const [index, event] of events.entries()) {
    if (isInSpan(event, events[index - 1], open, idle)) {
      open ??= new OpenSpan(isFree);
      open.add(event);
      continue;
    }
    if (open) parts.push(open.closed(run, dependence, false));
    open = undefined;
    parts.push(event);
    if (event.type === 'DecisionTaskStarted') isFree = false;
    else if (event.type === 'DecisionTaskCompleted' || event.type === 'DecisionTaskTimedOut') isFree = true;
  }
  if (open) parts.push(open.closed(run, dependence, true));
  return parts;
}

/** Returns the ids of the Started and Completed events of tasks that led to no decision. */
function idleIds(run: Run, events: readonly CoreEvent[], isIdle: boolean): ReadonlySet<number> {
  const ids = new Set<number>(isIdle && run.decisionStarted ? [run.decisionStarted.startedId] : []);
  for (const event of events) {
    if (event.type !== 'DecisionTaskCompleted' || !ledToNothing(event, events[event.id])) continue;
    ids.add(event.id).add(event.attributes.startedEventId);
  }
  return ids;
}

function ledToNothing({ id, attributes }: CoreEvent, next: CoreEvent | undefined): boolean {
  const { decisionTaskCompletedEventId } = (next?.attributes ?? {}) as {
    readonly decisionTaskCompletedEventId?: number;
  };
  // Other members, such as an execution context, are an answer, too.
  return Object.keys(attributes).length === 2 && decisionTaskCompletedEventId !== id;
}

function isInSpan(
  event: CoreEvent,
  previous: CoreEvent | undefined,
  open: OpenSpan | undefined,
  idle: ReadonlySet<number>,
): boolean {
  if (isArrival(event) || idle.has(event.id)) return true;
  return event.type === 'DecisionTaskScheduled' && !!open && !!previous && isArrival(previous);
}

class OpenSpan {
  readonly #arrivals: CoreEvent[] = [];
  readonly #idleTasks: IdleTask[] = [];

  constructor(readonly isFree: boolean) {}

  add(event: CoreEvent): void {
    const count = this.#arrivals.length;
    if (event.type === 'DecisionTaskStarted') {
      this.#idleTasks.push({ startedAfter: count, endedAfter: undefined });
    } else if (event.type === 'DecisionTaskCompleted') {
      const { startedAfter } = this.#idleTasks.pop() as IdleTask;
      this.#idleTasks.push({ startedAfter, endedAfter: count });
    } else if (event.type !== 'DecisionTaskScheduled') this.#arrivals.push(event);
  }

  closed(run: Run, dependence: Dependence, isLast: boolean): Span {
    const [arrivals, idleTasks] = [this.#arrivals, this.#idleTasks];
    return { arrivals, blocks: blocksOf(run, arrivals, dependence), idleTasks, isFree: this.isFree, isLast };
  }
}
