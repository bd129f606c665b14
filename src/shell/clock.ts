import { checkNames } from '../args/checkOptions.js';
import { type Duration, millisOf } from '../args/durations.js';
import { quoted } from '../args/quoted.js';
import { type Instant, instant } from '../core/index.js';
import { patientTurns } from '../host/eventLoop.js';
import { type FakeTimers, passWithTimers } from './fakeTimers.js';
import type { Shell } from './shell.js';

/** Options of `clock.advanceAsync()`. */
export interface AdvanceOptions {
  /**
   * The fake timers of the test runner, which move together with this clock: `vi`, `jest`, or a clock of
   * @sinonjs/fake-timers. Each timer of the process fires at its own time, and its calls reach the fake at that time. A
   * task that a worker holds is then not waited for. Default: the timers of the process do not move.
   */
  readonly timers?: FakeTimers;
}

/** The clock of a fake. `Date` and the timers of the process are not changed. */
export interface Clock {
  /** Returns the current time of the fake. */
  now(): Date;
  /**
   * Advances the clock. Fires every timeout and timer that becomes due, in order, each at its own timestamp. Poll loops do
   * not run in between, so a worker can call this too.
   *
   * @throws TypeError if the duration has no unit.
   * @throws RangeError if no `Date` can hold the new time.
   * @throws Error with the real clock.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const { domain, taskList } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
   * const client = swf.client();
   * const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name: taskList } });
   * swf.clock.advance('20s');
   * await client.recordActivityTaskHeartbeat({ taskToken });
   * equal(swf.runs()[0]?.openActivities, 1);
   * swf.clock.advance('30s');
   * equal(swf.runs()[0]?.openActivities, 0);
   * ```
   */
  advance(duration: Duration): void;
  /**
   * Advances the clock to a date.
   *
   * @throws RangeError if the date is past; TypeError if it is not a date.
   * @throws Error with the real clock.
   */
  advanceTo(date: Date): void;
  /**
   * Advances the clock to the next timeout, timer, action of the test or end of a long poll. Returns the new time;
   * `undefined`, and does nothing, if there is none.
   *
   * @throws Error with the real clock.
   */
  advanceToNext(): Date | undefined;
  /**
   * Advances the clock and lets poll loops run: it stops at each timestamp at which something is due until the deciders and
   * workers wait again.
   *
   * @throws TypeError if the duration has no unit.
   * @throws RangeError if no `Date` can hold the new time.
   * @throws Error with the real clock, or if a task that a long poll returned has no response for a second of real time.
   * @throws Error if `timers` are given that do not replace `setTimeout` and `Date` of the process.
   * @throws the error of an action of `at`, `after` or `when` that rejects.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const { domain, taskList } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
   * const client = swf.client({ polls: 'long' });
   *
   * async function work(): Promise<void> {
   *   const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name: taskList } });
   *   await client.respondActivityTaskCompleted({ taskToken, result: 'charged' });
   * }
   *
   * const worker = work();
   * await swf.clock.advanceAsync('1h');
   * await worker;
   * equal(swf.runs()[0]?.openActivities, 0);
   * ```
   */
  advanceAsync(duration: Duration, options?: AdvanceOptions): Promise<void>;
}

/** Returns the clock of a shell. */
export const clockOf = (shell: Shell): Clock => ({
  now: () => {
    shell.catchUp();
    return new Date(shell.state.now);
  },
  advance: (duration) => assertVirtual(shell).passUntil(instantAfter(shell, duration)),
  advanceTo: (date) => assertVirtual(shell).passUntil(instantOfDate(shell, date)),
  advanceToNext: () => {
    const next = assertVirtual(shell).nextInstant();
    if (next === undefined) return undefined;
    shell.moveTo(next);
    return new Date(next);
  },
  advanceAsync: async (duration, options = {}) => {
    checkNames('advanceAsync()', options, { timers: true });
    const until = instantAfter(assertVirtual(shell), duration);
    const { timers } = options;
    const pass = () => (timers ? passWithTimers(shell, until, timers) : passInSteps(shell, until));
    await shell.hooks.failed.during(pass);
  },
});

/**
 * Resolves when all poll loops wait: every task has its response, every loop polls again, and two turns of the event loop
 * pass without a call.
 *
 * @throws Error if a task or a Lambda function takes longer than a second of real time.
 * @throws the error of an asynchronous action of the test that rejects.
 */
export const idle = (shell: Shell): Promise<void> => shell.hooks.failed.during(() => untilIdle(shell));

async function untilIdle(shell: Shell): Promise<void> {
  const turn = patientTurns();
  for (let quietTurns = 0, calls = shell.heldTasks.calls; quietTurns < 2; quietTurns += 1) {
    await turn();
    shell.hooks.failed.throwFirst();
    if (shell.heldTasks.calls !== calls || shell.isBusy()) quietTurns = -1;
    calls = shell.heldTasks.calls;
    assertNothingStuck(shell);
  }
}

async function passInSteps(shell: Shell, until: Instant): Promise<void> {
  await untilIdle(shell);
  for (let next = shell.nextInstant(); next !== undefined && next <= until; next = shell.nextInstant()) {
    shell.moveTo(next);
    await untilIdle(shell);
  }
  shell.passUntil(until);
  await untilIdle(shell);
}

function assertNothingStuck(shell: Shell): void {
  const call = shell.lambdas.stuck(shell.state);
  if (call) {
    throw new Error(
      `swfake: the Lambda function '${call.name}' has not returned for 1s of real time, and time cannot pass while it runs; ` +
        'let its promise settle before you await advanceAsync() or idle(), or define it as ' +
        "{ after: '5m', result } to take the fake's time",
    );
  }
  const task = shell.heldTasks.stuck();
  if (!task) return;
  throw new Error(
    `swfake: ${task.holder} has not responded to ${task.what} for 1s of real time, and time cannot pass while it has the ` +
      `task in hand; a long poll of the task list '${task.list.name}' returned the task. Respond to it before you await advanceAsync() or idle(), ` +
      'send a heartbeat while the worker runs, or use advance(), which does not wait for workers',
  );
}

function assertVirtual(shell: Shell): Shell {
  shell.hooks.failed.throwNext();
  if (!shell.real) return shell;
  throw new Error(
    "swfake: the clock was advanced, but this fake has clock: 'real', which follows the system; create it with " +
      "clock: 'virtual'",
  );
}

// The last time that a `Date` can hold (ECMAScript, Time Values).
const LAST_INSTANT = 8.64e15;

function instantAfter(shell: Shell, duration: Duration): Instant {
  const at = shell.state.now + millisOf(duration);
  if (at <= LAST_INSTANT) return instant(at);
  throw new RangeError(
    `swfake: '${duration}' after ${new Date(shell.state.now).toISOString()} is later than a Date can be; use a shorter duration`,
  );
}

/** Returns the time of a date; `NaN` if it is not a date. A `Date` of another realm is a date. */
export const millisOfDate = (date: Date): number => (typeof date?.getTime === 'function' ? date.getTime() : Number.NaN);

/**
 * Returns the instant of a date that is not past.
 *
 * @throws RangeError if the date is past; TypeError if it is not a date.
 */
export function instantOfDate(shell: Shell, date: Date): Instant {
  const at = millisOfDate(date);
  if (at >= shell.state.now) return instant(at);
  if (Number.isNaN(at)) {
    throw new TypeError(
      `swfake: ${quoted(date)} is no date; expected a Date, for example new Date('2020-01-02T00:00:00Z')`,
    );
  }
  const now = new Date(shell.state.now).toISOString();
  throw new RangeError(
    `swfake: time cannot go back: the fake's clock is at ${now}, and the given date is ${new Date(at).toISOString()}; give a ` +
      'later date',
  );
}
