import { activityOf, type ListKey, runAt, type State, sameList, taskKey, taskOf } from '../core/index.js';
import { realMillis } from '../host/realTime.js';

/** A poll loop that has not polled again since its last poll was answered. */
interface BusyLoop {
  readonly list: ListKey;
  readonly holder: string;
  activeAt: number;
}

/** A task that a long poll returned and that has no response yet. */
export interface HeldTask extends BusyLoop {
  readonly token: string;
  /** The description for messages. */
  readonly what: string;
}

/** A task that a poll took after its caller had gone away. No code has it, and SWF keeps it until it times out. */
export interface LostTask {
  readonly token: string;
  readonly runId: string;
  /** The id of the event that started the task. */
  readonly startedId: number;
  /** The name of the poller in messages. */
  readonly holder: string;
  /** The description for messages. */
  readonly what: string;
}

/** The real time without a call, in milliseconds, after which a task is stuck and `advanceAsync` waits for it no longer. */
export const GIVE_UP_MILLIS = 1000;
// A loop that has ended never polls again: it is waited for once, for this long.
const NEXT_POLL_MILLIS = 100;
const SWEEP_FROM = 1000;

/** The tasks that poll loops hold: virtual time must not pass while their code runs. */
export class HeldTasks {
  /** By `taskKey`. */
  readonly #tasks = new Map<string, HeldTask>();
  #busyLoops: BusyLoop[] = [];
  #lost: readonly LostTask[] = [];
  #sweepFrom = SWEEP_FROM;

  /** The number of calls of the fake: `idle` compares it to see if a turn of the event loop had one. */
  calls = 0;

  /** Records the answer to a long poll, with the task if there is one. */
  recordAnswer(
    s: State,
    list: ListKey,
    holder: string,
    task?: { readonly token: string; readonly what: string },
  ): void {
    const activeAt = realMillis();
    this.#busyLoops.push({ list, holder, activeAt });
    if (task) this.#tasks.set(taskKey(task.token), { list, holder, activeAt, ...task });
    if (this.#busyLoops.length >= this.#sweepFrom || this.#tasks.size >= this.#sweepFrom) this.#sweep(s);
  }

  // Of a worker that has gone away, its task and its loop would stay. A fake on the real clock never asks if one is busy.
  #sweep(s: State): void {
    this.#dropClosed(({ token }) => isOpenTask(s, token));
    this.#dropEnded();
    this.#sweepFrom = Math.max(SWEEP_FROM, 2 * this.#tasks.size, 2 * this.#busyLoops.length);
  }

  /** Records a task that a poll took whose caller had gone away: time passes, since no code has the task. */
  recordLost(s: State, task: LostTask): void {
    this.#lost = [...this.lost(s), task];
  }

  /** Returns the tasks that are lost and still open, oldest first. */
  lost(s: State): readonly LostTask[] {
    return this.#lost.filter(({ token }) => isOpenTask(s, token));
  }

  /** Records that a loop polls again. */
  recordPoll(list: ListKey, holder: string): void {
    const index = this.#busyLoops.findIndex((loop) => loop.holder === holder && sameList(loop.list, list));
    if (index >= 0) this.#busyLoops.splice(index, 1);
  }

  /** Records a call with a task token: the code that holds the task is active. */
  recordCall(token: string): void {
    const task = this.#tasks.size > 0 ? this.#tasks.get(taskKey(token)) : undefined;
    if (task) task.activeAt = realMillis();
  }

  /** Records the response that closes a task. */
  recordResponse(token: string): void {
    const key = taskKey(token);
    const task = this.#tasks.get(key);
    this.#tasks.delete(key);
    for (const loop of this.#busyLoops) if (task && sameList(loop.list, task.list)) loop.activeAt = realMillis();
  }

  /** Returns true if a loop holds a task, or has not polled again yet. A task that SWF has closed is held no longer. */
  isBusy(isOpen: (task: HeldTask) => boolean): boolean {
    this.#dropClosed(isOpen);
    if (this.#tasks.size > 0) return true;
    this.#dropEnded();
    return this.#busyLoops.length > 0;
  }

  #dropClosed(isOpen: (task: HeldTask) => boolean): void {
    for (const [key, task] of this.#tasks) if (!isOpen(task)) this.#tasks.delete(key);
  }

  #dropEnded(): void {
    const now = realMillis();
    this.#busyLoops = this.#busyLoops.filter((loop) => now - loop.activeAt < NEXT_POLL_MILLIS);
  }

  /** Returns true if a long poll of a task list was answered, and its loop has not polled again. */
  answered(list: ListKey): boolean {
    return this.#busyLoops.some((loop) => sameList(loop.list, list));
  }

  /** Returns a task that has been held for too long without a call, if there is one. */
  stuck(): HeldTask | undefined {
    const now = realMillis();
    return [...this.#tasks.values()].find((task) => now - task.activeAt >= GIVE_UP_MILLIS);
  }
}

/** Returns true if the task of a token is still started: it has no response, no timeout, and its run is open. */
export function isOpenTask(s: State, token: string): boolean {
  const { secret } = s.config;
  const activity = taskOf(secret, 'activity', token);
  const decision = activity ?? taskOf(secret, 'decision', token);
  const run = decision && runAt(s, decision.run);
  if (!run) return false;
  if (activity) return activityOf(run, activity.scheduledId)?.phase === 'started';
  return run.decisionStarted?.startedId === decision.startedId;
}
