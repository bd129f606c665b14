import type { Call, Target } from '../../authorize/call.js';
import { invariant } from '../../model/bug.js';
import { type Fault, forgottenExecution, invalidToken, tokenOfOtherFake } from '../../model/faults.js';
import { eventOf, type Run } from '../../model/run.js';
import type { Secret } from '../../model/sealedText.js';
import { runAt, type State } from '../../model/state.js';
import { isOfOtherFake, runIdOf, type TaskKind, type TaskRef, taskOf } from '../../model/tokens.js';

/** Returns the task of a token, open or closed, or the fault of a text that is no token of a poll (docs/swf.md 5.1). */
export function taskTarget(s: State, kind: TaskKind, token: string): Target | Fault {
  const { secret } = s.config;
  const ref = taskOf(secret, kind, token);
  const run = ref && runAt(s, ref.run);
  if (ref && !run && ref.run < s.runs.length) return forgottenExecution(runIdOf(secret, ref.run));
  if (!ref || !run || !isTask(run, kind, ref)) return invalidTokenFault(secret, token);
  return { domain: run.domain, task: { ref, run } };
}

/** Returns the fault of a text that is no token of this state. */
export const invalidTokenFault = (secret: Secret, token: string): Fault =>
  isOfOtherFake(secret, token) ? tokenOfOtherFake : invalidToken;

/**
 * Returns the task of a call that has a task token.
 *
 * @throws Bug if the call has none.
 */
export const taskOfCall = ({ target }: Call): NonNullable<Target['task']> => {
  invariant(target.task, () => 'an operation on a task was called without a task');
  return target.task;
};

function isTask(run: Run, kind: TaskKind, { scheduledId, startedId }: TaskRef): boolean {
  const started = eventOf(run, startedId);
  if (started?.type !== 'ActivityTaskStarted' && started?.type !== 'DecisionTaskStarted') return false;
  const type = kind === 'activity' ? 'ActivityTaskStarted' : 'DecisionTaskStarted';
  return started.type === type && started.attributes.scheduledEventId === scheduledId;
}

/**
 * Returns the taskToken of a poll that finds no task: an empty text or no member, by the assumption `idlePollToken`
 * (docs/swf.md 12, doubt 2).
 */
export const noToken = ({ config }: State): { readonly taskToken?: '' } =>
  config.assumptions.idlePollToken === 'empty' ? { taskToken: '' } : {};
