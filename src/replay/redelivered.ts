import type { HistoryEvent } from '@aws-sdk/client-swf';
import { attributesKey, type EventOf } from '../core/events.js';
import type { TypeId } from '../core/faults.js';
import type { DecisionTask } from '../simulation/definition.js';
import { isTimed, type Recorded } from './recorded.js';

/** A decision task of a history, and what became of it. */
export interface TaskOf {
  readonly started: EventOf<'DecisionTaskStarted'>;
  readonly ended?: EventOf<'DecisionTaskCompleted' | 'DecisionTaskTimedOut'>;
}

/** The decision tasks that were started, in order. */
export function tasksIn(history: readonly Recorded[]): readonly TaskOf[] {
  const ends = new Map<number, NonNullable<TaskOf['ended']>>();
  const started: EventOf<'DecisionTaskStarted'>[] = [];
  for (const event of history) {
    if (event.type === 'DecisionTaskStarted') started.push(event);
    else if (event.type === 'DecisionTaskCompleted' || event.type === 'DecisionTaskTimedOut')
      ends.set(event.attributes.startedEventId, event);
  }
  return started.map((event) => {
    const ended = ends.get(event.id);
    return { started: event, ...(ended && { ended }) };
  });
}

export interface Delivered {
  readonly workflowExecution: { readonly workflowId: string; readonly runId: string };
  readonly workflowType: TypeId;
}

/** Gives decision tasks as PollForDecisionTask gave them: the events as of the poll, each time new. */
export class Deliverer {
  readonly #events: readonly HistoryEvent[];
  readonly #delivered: Delivered;

  constructor(history: readonly Recorded[], delivered: Delivered) {
    this.#events = history.map(sdkEvent);
    this.#delivered = delivered;
  }

  /** `previousStartedId`: the start of the task that was answered last, for none that timed out (swf-behaviour 6.6). */
  deliver(startedId: number, previousStartedId: number): DecisionTask {
    const { workflowExecution, workflowType } = this.#delivered;
    return {
      taskToken: `replay of the task that event ${startedId} started`,
      startedEventId: startedId,
      previousStartedEventId: previousStartedId,
      workflowExecution: { ...workflowExecution },
      workflowType: { ...workflowType },
      events: this.#events.slice(0, startedId).map(copyOf),
    };
  }
}

/** A copy that shares nothing: a decider may do with its task what it likes. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value) as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  // Most members are texts, and to spread them is twice as fast as to set each: long histories are copied often.
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) {
    const member = copy[name];
    if (typeof member === 'object') copy[name] = copyOf(member);
  }
  return copy as T;
}

/** A recorder that dropped the times has none to give. */
const sdkEvent = (event: Recorded): HistoryEvent =>
  ({
    ...(isTimed(event) && { eventTimestamp: new Date(event.at) }),
    eventType: event.type,
    eventId: event.id,
    [attributesKey(event.type)]: event.attributes,
  }) as HistoryEvent;
