/// <reference lib="esnext.disposable" preserve="true" />
import type { SdkHistoryEvent } from './adapters/clientOptions.js';
import type { Connections } from './adapters/connections.js';
import type { HistoryChange } from './adapters/historyChange.js';
import type { Duration } from './args/durations.js';
import { Fake } from './composition.js';
import type { SavedState } from './core/index.js';
import type { FakeConstructor } from './fromHistories.js';
import type { Violations } from './history/violations.js';
import type { Clock } from './shell/clock.js';
import type { AssertNothingOpenOptions } from './shell/diagnose/assertNothingOpen.js';
import type { ExecutionFilter, ExecutionRef, RunSummary } from './shell/runSummaries.js';
import type { Registration } from './shell/setup/register.js';
import type { ScheduleActivityOptions, ScheduledActivity } from './shell/setup/scheduleActivity.js';

export { Fake, shellOf } from './composition.js';

/**
 * An in-memory Amazon SWF: one region of one account. Everything that it contains is gone when the test drops it; no global
 * is changed, so tests can run side by side.
 */
export interface SwfFake extends Connections {
  /** The clock of this fake. Every timestamp, timeout and timer follows it. */
  readonly clock: Clock;
  /**
   * Registers a domain, workflow types and activity types in one call, with a default for every setting that SWF needs. A
   * domain that exists is not registered again, nor is a type that is registered with the same settings.
   *
   * @throws TypeError if an option is unknown, a type has no version or a duration has no unit.
   * @throws Error if a type is registered with other settings: the message has each difference. Also if SWF refuses.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * swf.register({
   *   domain: 'shop',
   *   workflows: { 'Order@1': { timeouts: { execution: '1d', decision: '30s' } } },
   *   activities: { 'Charge@1': { taskList: 'payments', timeouts: { heartbeat: '30s' } } },
   * });
   * const activityType = { name: 'Charge', version: '1' };
   * const { configuration } = await swf.send('DescribeActivityType', { domain: 'shop', activityType });
   * equal(configuration?.defaultTaskHeartbeatTimeout, '30');
   * ```
   */
  register(registration: Registration): void;
  /**
   * Schedules an activity task, for tests of a worker without a decider. It registers what is missing, starts a workflow
   * and responds to its decision task, so the history is one that SWF could have written.
   *
   * @throws TypeError if an option is unknown, the type has no version or a duration has no unit.
   * @throws Error if there are several domains and none is named, or if SWF refuses.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const { domain, taskList, activityId } = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7' });
   * const task = await swf.client().pollForActivityTask({ domain, taskList: { name: taskList } });
   * equal(task.activityId, activityId);
   * equal(task.input, 'card 7');
   * ```
   */
  scheduleActivity(options: ScheduleActivityOptions): ScheduledActivity;
  /**
   * Returns the whole history of a run, oldest event first: by default of the last run with that workflow id. The events are
   * copies in the form of the SDK.
   *
   * @throws Error if there is no such run: the message lists the runs that exist.
   *
   * @example
   * ```ts
   * import { deepEqual } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
   * const workflowType = { name: 'Order', version: '1' };
   * await swf.client().startWorkflowExecution({ domain: 'shop', workflowId: 'order-7', workflowType });
   * const types = swf.history({ workflowId: 'order-7' }).map((event) => event.eventType);
   * deepEqual(types, ['WorkflowExecutionStarted', 'DecisionTaskScheduled']);
   * ```
   */
  history(execution: ExecutionRef): SdkHistoryEvent[];
  /**
   * Returns a summary of every run, oldest first, or of the runs that match the filter.
   *
   * @throws TypeError if the filter has an unknown member or status.
   */
  runs(filter?: ExecutionFilter): RunSummary[];
  /**
   * Explains the state of a run in sentences: the tasks that wait, the pollers of their task lists, and the next timeout.
   *
   * @throws Error if there is no such run: the message lists the runs that exist.
   */
  explain(execution: ExecutionRef): string;
  /**
   * Calls a function once, when the fake's clock reaches a date. Timeouts and timers that are due at that date happen first.
   * If the function is asynchronous and rejects, `advanceAsync()`, `idle()` or the next call (also `close()`) fails with it.
   *
   * @throws RangeError if the date is past; TypeError if it is not a date, or the action is no function.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake({ startTime: new Date('2020-01-01T00:00:00Z') });
   * let calledAt = '';
   * swf.at(new Date('2020-01-03T00:00:00Z'), () => {
   *   calledAt = swf.clock.now().toISOString();
   * });
   * swf.clock.advance('5d');
   * equal(calledAt, '2020-01-03T00:00:00.000Z');
   * ```
   */
  at(date: Date, action: () => unknown): void;
  /**
   * Calls a function once, when a duration of the fake's clock has passed. If it is asynchronous and rejects, see `at`.
   *
   * @throws TypeError if the duration has no unit, or the action is no function.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1' });
   * swf.after('1h', () => swf.send('TerminateWorkflowExecution', { domain: run.domain, workflowId: run.workflowId }));
   * swf.clock.advance('2h');
   * equal(swf.runs()[0]?.closeStatus, 'TERMINATED');
   * ```
   */
  after(duration: Duration, action: () => unknown): void;
  /**
   * Calls a function once, as soon as a condition is true. The condition is checked now and after every change. While it
   * reads a run that does not exist yet, it is false. If the action is asynchronous and rejects, see `at`.
   *
   * @throws TypeError if the condition does not return `true` or `false`, or if one of the two is no function.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
   * const timedOut = () => swf.history(run).some((event) => event.eventType === 'ActivityTaskTimedOut');
   * let seconds = 0;
   * swf.when(timedOut, () => {
   *   seconds = swf.clock.now().getSeconds();
   * });
   * swf.clock.advance('1m');
   * equal(seconds, 30);
   * ```
   */
  when(condition: (swf: SwfFake) => boolean, action: () => unknown): void;
  /**
   * Calls a function for every event that is written, in order. Returns a function that removes the listener. A listener
   * can call the fake: it hears the events of that call after those before. If it throws, the call that wrote the event
   * fails with its error, after all listeners have heard all events. If it is asynchronous and rejects, see `at`.
   *
   * @throws TypeError if the listener is no function.
   */
  onChange(listener: (change: HistoryChange) => void): () => void;
  /**
   * Resolves when all deciders and workers wait: every task that a long poll returned has its response, every loop polls
   * again, and two turns of the event loop pass without a call.
   *
   * @throws Error if such a task has no response for a second of real time, or a Lambda function does not return.
   * @throws the error of an asynchronous action or listener that rejects.
   */
  idle(): Promise<void>;
  /**
   * Returns a copy of this fake with the same runs, time and options. It takes constant time, and a later change of one is
   * not visible in the other. Actions of `at`, `after` and `when` and polls that wait are not copied.
   *
   * @throws Error with the real clock.
   *
   * @example
   * ```ts
   * import { deepEqual } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
   * const late = swf.fork();
   * late.clock.advance('31s');
   * const openActivities = [swf, late].map((fake) => fake.runs({ workflowId: run.workflowId })[0]?.openActivities);
   * deepEqual(openActivities, [1, 0]);
   * ```
   */
  fork(): SwfFake;
  /**
   * Returns the state as a value that JSON can hold, for the option `state`. A fake that loads it goes on with the same
   * bytes. It has no polls that wait, actions or listeners. A Lambda function that was running is called again.
   *
   * @example
   * ```ts
   * import { deepEqual } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake({ seed: 7 });
   * const copy = new SwfFake({ state: JSON.parse(JSON.stringify(swf.save())) });
   * deepEqual(copy.runs(), swf.runs());
   * ```
   */
  save(): SavedState;
  /** Returns the rules that the fake's own state breaks. The list is empty, or the fake has a bug. */
  checkInvariants(): Violations;
  /**
   * Checks that no run is open, no long poll waits, and no action of `when` waits for its condition.
   *
   * @throws Error with a list of the open runs, their tasks, timers and Lambda functions, and the polls that wait.
   */
  assertNothingOpen(options?: AssertNothingOpenOptions): void;
  /**
   * Returns a summary: the region, the time, the number of runs, the task lists and the polls that wait. `console.log(swf)`
   * prints the same.
   */
  toString(): string;
  /** Closes the fake: polls that wait return an empty response, and later calls reject. */
  close(): void;
  /** Closes the fake at the end of a block that declares it with `using`. */
  [Symbol.dispose](): void;
}

/**
 * Creates a fake.
 *
 * @throws TypeError if an option is unknown or has a wrong value.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 *
 * const swf = new SwfFake({ seed: 7, startTime: new Date('2024-02-29T00:00:00Z') });
 * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('31s');
 * equal(swf.history(run).at(-2)?.eventType, 'ActivityTaskTimedOut');
 * ```
 */
export const SwfFake: FakeConstructor<SwfFake> = Fake;
