import { shortMessage } from '../../args/shortMessage.js';
import {
  type CoreEvent,
  type Fault,
  isFault,
  isOfOtherFake,
  type OperationName,
  type Reply,
  type Run,
  runAt,
  type State,
  settingsOf,
  type TaskRef,
  taskOf,
} from '../../core/index.js';
import { setNewest } from './boundedMap.js';

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
  /** The last operation that was called with a task token of another fake. */
  withOtherToken: OperationName | undefined;

  /** Returns the last refused call of a run. */
  of({ number }: Run): RefusedCall | undefined {
    return this.#last.get(number);
  }

  /** Keeps an answer if it is a fault and the task token is of a run of this fake, or of another fake. */
  note(s: State, op: OperationName, token: string, answer: Reply | Fault): void {
    if (!isFault(answer)) return;
    const { secret } = s.config;
    if (isOfOtherFake(secret, token)) this.withOtherToken = op;
    const task = taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);
    if (!task || !runAt(s, task.run)) return;
    setNewest(this.#last, MOST_KEPT, task.run, { op, fault: answer, task });
  }
}

/** Returns a sentence about each refused call that concerns a run. */
export function refusalLines(refusals: Pick<Refusals, 'of' | 'withOtherToken'>, run: Run): readonly string[] {
  const refused = refusals.of(run);
  const op = refusals.withOtherToken;
  return [
    ...(refused ? [refusalLine(run, refused)] : []),
    ...(op
      ? [`${op} was refused: its task token was made by another fake, with another seed, region or account.`]
      : []),
  ];
}

/** Returns a sentence about a refused call: the fault, and the event that had closed the task before. */
export function refusalLine(run: Run, { op, fault, task }: RefusedCall): string {
  const ended = run.events.slice(0, run.length).find((event) => endsTask(event, task));
  const subject = subjectOf(run, task);
  const reason = fault.reason === undefined ? '' : `: ${fault.reason}`;
  const refused = `${op} of ${subject} was refused (${fault.fault}: ${shortMessage(fault.message)})${reason}`;
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
