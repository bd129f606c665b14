import {
  listsWithTasks,
  type Ready,
  type Run,
  readyTasks,
  runAt,
  type State,
  scheduledEventOf,
  settingsOf,
  type TaskKind,
  typeName,
} from '../../core/index.js';
import type { Fleet } from './fleet.js';

/** The tasks of one task list that wait for a decider or a worker of the definition. */
export interface WaitingTasks {
  readonly kind: TaskKind;
  readonly list: string;
  readonly tasks: readonly WaitingTask[];
}

/** A task that waits. */
export interface WaitingTask {
  /** Its position in the task list, from 0. */
  readonly pick: number;
  readonly task: Ready;
}

// SWF's task lists promise no strict order, but are nearly first in, first out: a poll gets one of the first few tasks.
const MOST_TASKS = 4;

/** Returns the tasks of a domain that wait and are served, by task list. */
export function waitingTasks(s: State, domain: string, kind: TaskKind, fleet: Pick<Fleet<never>, 'serves'>) {
  const waiting: WaitingTasks[] = [];
  for (const list of listsWithTasks(s, kind, domain)) {
    const serves = (type: string): boolean => fleet.serves(kind, type, list);
    const tasks = servedTasks(s, kind, serves, readyTasks(s, kind, domain, list));
    if (tasks.length > 0) waiting.push({ kind, list, tasks });
  }
  return waiting;
}

function servedTasks(
  s: State,
  kind: TaskKind,
  serves: (type: string) => boolean,
  tasks: Iterable<Ready>,
): readonly WaitingTask[] {
  const served: WaitingTask[] = [];
  let pick = 0;
  for (const task of tasks) {
    if (served.length === MOST_TASKS) break;
    if (serves(taskType(runAt(s, task.run) as Run, kind, task))) served.push({ pick, task });
    pick += 1;
  }
  return served;
}

function taskType(run: Run, kind: TaskKind, { scheduledId }: Ready): string {
  if (kind === 'decision') return typeName(settingsOf(run).workflowType);
  return typeName(scheduledEventOf(run, scheduledId).attributes.activityType);
}
