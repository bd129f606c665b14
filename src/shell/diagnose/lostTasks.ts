import type { Run } from '../../core/index.js';
import type { ShellView, WaitingPoll } from './view.js';

/** Returns the rest of a sentence about a task that an abandoned poll took. */
export const lostText = (holder: string): string =>
  `went to the abandoned poll of ${holder}: no code has it, and no other poll gets it until it times out.`;

/** Returns the name of the poller whose abandoned poll took a started task; `undefined` if code has the task. */
export const lostTo = ({ heldTasks, state }: ShellView, run: Run, startedId: number): string | undefined =>
  heldTasks.lost(state).find((task) => task.runId === run.runId && task.startedId === startedId)?.holder;

/** Returns a sentence about each task that is lost. */
export const lostLines = ({ heldTasks, state }: ShellView): readonly string[] =>
  heldTasks
    .lost(state)
    .map(({ holder, what }) => `${what.charAt(0).toUpperCase()}${what.slice(1)} ${lostText(holder)}`);

/** Returns the poll that waits on a list, in words, with the verb: `worker-3 polls`. */
export const pollText = ({ holder, isAbandoned }: WaitingPoll, verb: string): string =>
  `${isAbandoned ? `the abandoned poll of ${holder}` : holder} ${verb}`;
