import type { CoreEvent } from '../core/events.js';
import { type Fault, isFault, type OperationName } from '../core/index.js';
import { type Run, settingsOf } from '../core/run.js';
import { runAt, type State } from '../core/state.js';
import { type TaskRef, taskOf } from '../core/tokens.js';
import type { Answer } from './answer.js';

/** A call about a task that the service refused: who falls silent or answers twice finds out here. */
export interface Refusal {
  readonly op: OperationName;
  readonly fault: Fault;
  readonly task: TaskRef;
}

// A long simulation must not gather what nobody will ask for.
const KEPT = 1000;

/** The last call about a task of each run that was refused. */
export class Refusals {
  readonly #last = new Map<number, Refusal>();

  of({ number }: Run): Refusal | undefined {
    return this.#last.get(number);
  }

  /** Keeps a refusal, if its token is one of this fake. */
  note(s: State, op: OperationName, token: string, answer: Answer): void {
    if (!isFault(answer)) return;
    const { secret } = s.config;
    const task = taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);
    if (!task || !runAt(s, task.run)) return;
    this.#last.set(task.run, { op, fault: answer, task });
    const [oldest] = this.#last.keys();
    if (oldest !== undefined && this.#last.size > KEPT) this.#last.delete(oldest);
  }
}

/** What was refused, and what had become of the task before. */
export function refusalLine(run: Run, { op, fault, task }: Refusal): string {
  const ended = run.events.slice(0, run.length).find((event) => ends(event, task));
  const subject = subjectOf(run, task);
  const how = ended ? `it had ended before, ${howOf(ended)}` : 'its run was closed';
  return `${op} of ${subject} was refused (${fault.fault}: ${fault.message}): ${how}.`;
}

function ends({ type, attributes }: CoreEvent, { startedId }: TaskRef): boolean {
  const { startedEventId } = attributes as { readonly startedEventId?: number };
  return startedEventId === startedId && /Task(Completed|Failed|Canceled|TimedOut)$/.test(type);
}

function howOf({ id, type, attributes }: CoreEvent): string {
  const { timeoutType } = attributes as { readonly timeoutType?: string };
  return timeoutType === undefined ? `by ${type} (event ${id})` : `by a ${timeoutType} timeout (event ${id})`;
}

function subjectOf(run: Run, { scheduledId }: TaskRef): string {
  const scheduled = run.events[scheduledId - 1];
  if (scheduled?.type === 'ActivityTaskScheduled') return `the activity ${scheduled.attributes.activityId}`;
  return `the decision task ${scheduledId} of ${settingsOf(run).workflowType.name}`;
}
