import { type Instant, instant } from '../core/index.js';
import { type Duration, millisOf } from './durations.js';
import { macrotask } from './macrotask.js';
import type { Shell } from './shell.js';

/** The fake's own time. Nothing outside the fake is touched: not `Date`, not the timers of the process. */
export interface Clock {
  /** The fake's time. */
  now(): Date;
  /**
   * Lets so much time pass: whatever falls due happens, in order, each at its own instant. No code of yours runs in
   * between, so this can be called from inside a worker.
   *
   * @throws TypeError if the duration has no unit; Error with the real clock.
   */
  advance(duration: Duration): void;
  /** Lets time pass until `date`. @throws RangeError if that is in the past. */
  advanceTo(date: Date): void;
  /** Lets time pass until the next thing that is due has happened; says when that was, or `undefined` if nothing is due. */
  advanceToNext(): Date | undefined;
  /**
   * Lets so much time pass, and stops at each instant at which something happens until the fake is idle: for tests with
   * resident deciders and workers.
   *
   * @throws Error if a task that a parked poll was given stays unanswered for a second of real time.
   */
  advanceAsync(duration: Duration): Promise<void>;
}

export const clockOf = (shell: Shell): Clock => ({
  now: () => {
    shell.catchUp();
    return new Date(shell.state.now);
  },
  advance: (duration) => virtual(shell).passUntil(later(shell, duration)),
  advanceTo: (date) => virtual(shell).passUntil(atDate(shell, date)),
  advanceToNext: () => {
    const next = virtual(shell).nextInstant();
    if (next === undefined) return undefined;
    shell.moveTo(next);
    return new Date(next);
  },
  advanceAsync: (duration) => passSlowly(virtual(shell), later(shell, duration)),
});

/** Waits until nothing goes on: polls that were answered have come again, no task is in hand, two turns without a call. */
export async function idle(shell: Shell): Promise<void> {
  for (let quiet = 0, calls = shell.hands.calls; quiet < 2; quiet += 1) {
    await macrotask();
    if (shell.hands.calls !== calls || shell.isBusy()) quiet = -1;
    calls = shell.hands.calls;
    assertAnswered(shell);
  }
}

async function passSlowly(shell: Shell, until: Instant): Promise<void> {
  await idle(shell);
  for (let next = shell.nextInstant(); next !== undefined && next <= until; next = shell.nextInstant()) {
    shell.moveTo(next);
    await idle(shell);
  }
  shell.passUntil(until);
  await idle(shell);
}

function assertAnswered(shell: Shell): void {
  const call = shell.lambdas.stuck(shell.state);
  if (call) {
    throw new Error(
      `swfake: time cannot pass while the lambda function ${call.name} runs: for a second of real time its promise did not ` +
        "settle. Let it settle before you wait for advanceAsync(), or give { after: '5m', result } to let it take the fake's time.",
    );
  }
  const task = shell.hands.stuck();
  if (!task) return;
  throw new Error(
    `swfake: time cannot pass while ${task.holder} has ${task.what} in hand: it came from a parked poll of the task list ` +
      `${task.list.name}, and for a second of real time there was no word of it. Answer the task before you wait for ` +
      `advanceAsync(), or use advance(), which does not wait for anybody.`,
  );
}

function virtual(shell: Shell): Shell {
  if (!shell.real) return shell;
  throw new Error("swfake: this fake runs on the real clock, which nobody can advance; make it with clock: 'virtual'");
}

/** The last instant that a `Date` can hold (ECMAScript, Time Values). */
const LAST_INSTANT = 8.64e15;

/** @throws RangeError if no `Date` can hold it. */
function later(shell: Shell, duration: Duration): Instant {
  const at = shell.state.now + millisOf(duration);
  if (at <= LAST_INSTANT) return instant(at);
  throw new RangeError(
    `swfake: ${duration} from ${new Date(shell.state.now).toISOString()} is later than any Date can be`,
  );
}

/** Not a number if it is no date. A `Date` of another realm is one. */
export const millisOfDate = (date: Date): number => (typeof date?.getTime === 'function' ? date.getTime() : Number.NaN);

/** The instant of a date to come. @throws RangeError if it is past, TypeError if it is no date. */
export function atDate(shell: Shell, date: Date): Instant {
  const at = millisOfDate(date);
  if (at >= shell.state.now) return instant(at);
  if (Number.isNaN(at)) {
    throw new TypeError(`swfake: expected a date like new Date('2020-01-02T00:00:00Z'), but was given ${String(date)}`);
  }
  const now = new Date(shell.state.now).toISOString();
  throw new RangeError(`swfake: time cannot go back: it is ${now}, and this was given ${date.toString()}`);
}
