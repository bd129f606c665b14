import { quoted } from '../args/quoted.js';
import type { Instant } from '../core/index.js';
import { macrotask } from '../host/eventLoop.js';
import type { Shell } from './shell.js';

/** The fake timers of a test runner: `vi` of Vitest, `jest` of Jest, or a clock of @sinonjs/fake-timers. */
export type FakeTimers =
  | {
      /** Fires the next fake timer of the process, as `vi` and `jest` do. */
      advanceTimersToNextTimerAsync(): Promise<unknown>;
    }
  | {
      /** Fires the next fake timer of the process, as a clock of @sinonjs/fake-timers does. */
      nextAsync(): Promise<unknown>;
    };

// Node fires a longer timeout at once (Node.js, setTimeout). So do fake timers.
const LONGEST_TIMEOUT = 2 ** 31 - 1;
// As many timers as @sinonjs/fake-timers runs before it reports a loop.
const MOST_AT_ONE_TIME = 1000;
// A call through the serialiser of the SDK takes a few turns of the event loop.
const QUIET_TURNS = 5;

/**
 * Moves the clock of a fake and the fake timers of the process together, one timer at a time. A call that a timer's
 * callback makes reaches the fake at the time of that timer. A task that a worker holds is not waited for, because the
 * worker can wait for a timer.
 *
 * @throws TypeError if `timers` has no known method.
 * @throws Error if the fake timers do not replace `setTimeout` and `Date`.
 */
export async function passWithTimers(shell: Shell, until: Instant, timers: FakeTimers): Promise<void> {
  const fireNext = nextTimerOf(timers);
  if (!('clock' in globalThis.setTimeout)) throw new Error(NOT_REPLACED);
  const offset = shell.state.now - Date.now();
  const now = (): number => offset + Date.now();
  shell.realClock.follows = now;
  try {
    await quiet(shell);
    while (!(await passToNext(shell, until, now, fireNext)));
  } finally {
    shell.realClock.follows = undefined;
  }
}

/** Fires timers up to the next time at which something is due. Returns true if nothing is left up to `until`. */
async function passToNext(
  shell: Shell,
  until: Instant,
  now: () => number,
  fireNext: () => Promise<unknown>,
): Promise<boolean> {
  const target = Math.max(now(), Math.min(shell.nextInstant() ?? until, until, now() + LONGEST_TIMEOUT));
  const delay = target - now();
  let reached = false;
  const timer = setTimeout(() => {
    reached = true;
  }, delay);
  let fired = 0;
  try {
    for (let before = now(); !reached; before = now()) {
      await fireNext();
      if (reached ? now() !== target : now() > target) throw new Error(NOT_REPLACED);
      fired = now() === before ? fired + 1 : 1;
      if (fired > MOST_AT_ONE_TIME) throw new Error(ENDLESS);
      shell.catchUp();
      await quiet(shell);
      // A callback can have started something that is due earlier.
      if ((shell.nextInstant() ?? until) < target) return false;
    }
  } finally {
    clearTimeout(timer);
  }
  // A callback can have set a timer for the same time, so only a pass that fires no other timer is the last.
  return target === until && delay === 0 && fired === 1;
}

/** Resolves when some turns of the event loop pass without a call. */
async function quiet(shell: Shell): Promise<void> {
  for (let turns = 0, calls = shell.heldTasks.calls; turns < QUIET_TURNS; turns += 1) {
    await macrotask();
    shell.hooks.failed.throwFirst();
    if (shell.heldTasks.calls !== calls) turns = -1;
    calls = shell.heldTasks.calls;
  }
}

const NOT_REPLACED =
  'swfake: advanceAsync() was given fake timers, but they do not replace setTimeout and Date of this process; call ' +
  'vi.useFakeTimers() or jest.useFakeTimers() before it, and leave setTimeout and Date in toFake';

const ENDLESS =
  `swfake: advanceAsync() fired ${MOST_AT_ONE_TIME} timers of the process, but the time of the process did not move; remove ` +
  'the setInterval() of 0 milliseconds in the code under test';

function nextTimerOf(timers: FakeTimers): () => Promise<unknown> {
  const { advanceTimersToNextTimerAsync: ofRunner, nextAsync: ofClock } = timers as Readonly<
    Record<string, (() => Promise<unknown>) | undefined>
  >;
  if (typeof ofRunner === 'function') return () => ofRunner.call(timers);
  if (typeof ofClock === 'function') return () => ofClock.call(timers);
  throw new TypeError(
    `swfake: the timers of advanceAsync() were given as ${quoted(timers)}; expected the fake timers of the runner: ` +
      '{ timers: vi }, { timers: jest }, or a clock of @sinonjs/fake-timers',
  );
}
