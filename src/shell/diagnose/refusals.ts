import {
  type CoreEvent,
  type Fault,
  isFault,
  type OperationName,
  type Reply,
  type Run,
  runAt,
  type State,
  settingsOf,
  type TaskRef,
  taskOf,
} from '../../core/index.js';

/** A call with a task token that SWF has refused: `explain` shows why. */
export interface RefusedCall {
  readonly op: OperationName;
  readonly fault: Fault;
  readonly task: TaskRef;
}

// A long simulation must not keep the refusals of all its runs.
const MOST_KEPT = 1000;

/** The last refused call of each run. */
export class Refusals {
  readonly #last = new Map<number, RefusedCall>();

  /** Returns the last refused call of a run. */
  of({ number }: Run): RefusedCall | undefined {
    return this.#last.get(number);
  }

  /** Keeps an answer if it is a fault and the task token is of a run of this fake. */
  note(s: State, op: OperationName, token: string, answer: Reply | Fault): void {
    if (!isFault(answer)) return;
    const { secret } = s.config;
    const task = taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);
    if (!task || !runAt(s, task.run)) return;
    this.#last.set(task.run, { op, fault: answer, task });
    const [oldest] = this.#last.keys();
    if (oldest !== undefined && this.#last.size > MOST_KEPT) this.#last.delete(oldest);
  }
}

/** Returns a sentence about a refused call: the fault, and the event that had closed the task before. */
export function refusalLine(run: Run, { op, fault, task }: RefusedCall): string {
  const ended = run.events.slice(0, run.length).find((event) => endsTask(event, task));
  const subject = subjectOf(run, task);
  const refused = `${op} of ${subject} was refused (${fault.fault}: ${fault.message})`;
  // Other faults are about the call, and not about its task.
  if (fault.fault !== 'UnknownResourceFault') return `${refused}.`;
  return `${refused}: ${ended ? `it had closed before, ${endText(ended)}` : 'its run was closed'}.`;
}

function endsTask({ type, attributes }: CoreEvent, { startedId }: TaskRef): boolean {
  const { startedEventId } = attributes as { readonly startedEventId?: number };
  return startedEventId === startedId && /Task(Completed|Failed|Canceled|TimedOut)$/.test(type);
}

function endText({ id, type, attributes }: CoreEvent): string {
  const { timeoutType } = attributes as { readonly timeoutType?: string };
  return timeoutType === undefined ? `by ${type} (event ${id})` : `by a ${timeoutType} timeout (event ${id})`;
}

function subjectOf(run: Run, { scheduledId }: TaskRef): string {
  const scheduled = run.events[scheduledId - 1];
  if (scheduled?.type === 'ActivityTaskScheduled') return `the activity '${scheduled.attributes.activityId}'`;
  return `the decision task ${scheduledId} of the workflow type '${settingsOf(run).workflowType.name}'`;
}
