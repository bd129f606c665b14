import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { EventOf, TypeId } from '../core/index.js';
import { type Recorded, sdkEvent } from '../history/readHistory.js';
import { type DecisionTask, taskMetadata } from './decider.js';

/** A decision task that was started, and the event that ended it. */
export interface StartedTask {
  /** The event that started the task. */
  readonly started: EventOf<'DecisionTaskStarted'>;
  /** The event that ended the task. Absent if the history ends before, or the run was closed first. */
  readonly ended?: EventOf<'DecisionTaskCompleted' | 'DecisionTaskTimedOut'>;
}

/** Returns the decision tasks of a history that were started, in order. */
export function startedTasks(history: readonly Recorded[]): readonly StartedTask[] {
  const ends = new Map<number, NonNullable<StartedTask['ended']>>();
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

/** The run that a decision task belongs to. */
export interface TaskRun {
  readonly workflowExecution: { readonly workflowId: string; readonly runId: string };
  readonly workflowType: TypeId;
}

/**
 * Builds decision tasks as PollForDecisionTask returned them: with the events up to the poll, as new objects each time.
 */
export class TaskBuilder {
  readonly #events: readonly HistoryEvent[];
  readonly #run: TaskRun;

  constructor(history: readonly Recorded[], run: TaskRun) {
    this.#events = history.map(sdkEvent);
    this.#run = run;
  }

  /**
   * Returns the task that event `startedId` started. `previousStartedId` is the start of the last task with a response:
   * a task that timed out does not count (docs/swf.md 6.6).
   */
  build(startedId: number, previousStartedId: number): DecisionTask {
    const { workflowExecution, workflowType } = this.#run;
    return {
      $metadata: taskMetadata(),
      taskToken: `replay of the task that event ${startedId} started`,
      startedEventId: startedId,
      previousStartedEventId: previousStartedId,
      workflowExecution: { ...workflowExecution },
      workflowType: { ...workflowType },
      events: this.#events.slice(0, startedId).map(copyOf),
    };
  }
}

/** Returns a deep copy: a decider may change its task. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value) as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  // Most members are texts: a spread is twice as fast as an assignment each, and long histories are copied often.
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) {
    const member = copy[name];
    if (typeof member === 'object') copy[name] = copyOf(member);
  }
  return copy as T;
}
