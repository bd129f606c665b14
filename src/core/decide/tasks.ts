import { type Fault, forgottenExecution, invalidToken } from '../faults.js';
import { eventOf, type Run } from '../run.js';
import { runAt, type State } from '../state.js';
import { runIdOf, type TaskKind, type TaskRef, taskOf } from '../tokens.js';
import type { Call, Target } from './plan.js';

/** The task that a token stands for, open or closed. Text that no poll gave out is refused (swf-behaviour 5.1). */
export function taskTarget(s: State, kind: TaskKind, token: string): Target | Fault {
  const { secret } = s.config;
  const ref = taskOf(secret, kind, token);
  const run = ref && runAt(s, ref.run);
  if (ref && !run && ref.run < s.runs.length) return forgottenExecution(runIdOf(secret, ref.run));
  if (!ref || !run || !isTask(run, kind, ref)) return invalidToken;
  return { domain: run.domain, task: { ref, run } };
}

export const namedTask = ({ target }: Call): NonNullable<Target['task']> => {
  if (!target.task) throw new TypeError('swfake: an operation on a task was called without one');
  return target.task;
};

function isTask(run: Run, kind: TaskKind, { scheduledId, startedId }: TaskRef): boolean {
  const started = eventOf(run, startedId);
  if (started?.type !== 'ActivityTaskStarted' && started?.type !== 'DecisionTaskStarted') return false;
  const type = kind === 'activity' ? 'ActivityTaskStarted' : 'DecisionTaskStarted';
  return started.type === type && started.attributes.scheduledEventId === scheduledId;
}

// The idle answer of 2026; recordings of 2015 lack the taskToken (swf-behaviour 12, doubt 2).
export const noToken = ({ config }: State): { readonly taskToken?: '' } =>
  config.choices.idlePollToken === 'empty' ? { taskToken: '' } : {};
