import type { CloseStatus } from '../core/index.js';
import type { SwfFake } from '../fake.js';
import type { JudgeOptions } from '../rules/judge.js';
import type { Rule } from '../rules/model/rule.js';
import type { ActivityEndName } from './matchers/activities.js';
import type { Members } from './matchers/attributes.js';
import { deepEquals } from './matchers/deepEquals.js';
import { type History, matchers, type Verdict } from './matchers/matchers.js';

/** Thrown by the assertions: an error with the name `AssertionError` and the message of the matcher. */
class HistoryAssertionError extends Error {
  override readonly name = 'AssertionError';
}

const context = { equals: deepEquals };

function check({ pass, message }: Verdict, assertion: (...values: never[]) => void): void {
  if (pass) return;
  const error = new HistoryAssertionError(message());
  // The stack begins at the line of the test.
  (Error as { captureStackTrace?: (error: Error, above: unknown) => void }).captureStackTrace?.(error, assertion);
  throw error;
}

/**
 * Checks that the history has these lines: one per event, in order. `'...'` stands for any number of events. A line has
 * the type of the event and any other words of its line in `timeline(history)`; `name=*` requires an attribute with any
 * value.
 *
 * @throws AssertionError if the history is different: the message has a diff of the lines and the events.
 * @throws TypeError if a line has no event type, or `history` is not a list of events.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertHistory } from 'swfake/assert';
 *
 * const swf = new SwfFake();
 * const history = swf.history(swf.scheduleActivity({ activity: 'Charge@1', input: '1200' }));
 * assertHistory(history, ['WorkflowExecutionStarted', '...', 'ActivityTaskScheduled activityType=Charge@1 input=1200']);
 * ```
 */
export function assertHistory(history: History, lines: readonly string[]): void {
  check(matchers.toHaveHistory(history, lines), assertHistory);
}

/**
 * Checks that the run closed with this status, and that its last event has these attributes. Attributes are compared as
 * plain data; one that has a function `asymmetricMatch` decides itself. Default for `attributes`: none are compared.
 *
 * @throws AssertionError if the run is open or closed in another way, or an attribute is different.
 * @throws TypeError if the status is unknown, or `history` is not a list of events.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertClosedWith } from 'swfake/assert';
 *
 * const swf = new SwfFake();
 * const { domain, workflowId } = swf.scheduleActivity({ activity: 'Charge@1' });
 * await swf.client().terminateWorkflowExecution({ domain, workflowId, reason: 'no money' });
 * assertClosedWith(swf.history({ workflowId }), 'TERMINATED', { reason: 'no money' });
 * ```
 */
export function assertClosedWith(history: History, status: CloseStatus, attributes: Members = {}): void {
  check(matchers.toBeClosedWith.call(context, history, status, attributes), assertClosedWith);
}

/**
 * Checks that an activity task of this id is open, and was scheduled with these attributes. The attribute `state` is
 * `'scheduled'` or `'started'`.
 *
 * @throws AssertionError if the activity is not open, or an attribute is different.
 * @throws TypeError if `history` is not a list of events.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertOpenActivity } from 'swfake/assert';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-7', input: '1200' });
 * assertOpenActivity(swf.history(run), 'charge-7', { state: 'scheduled', input: '1200' });
 * ```
 */
export function assertOpenActivity(history: History, activityId: string, attributes: Members = {}): void {
  check(matchers.toHaveOpenActivity.call(context, history, activityId, attributes), assertOpenActivity);
}

/**
 * Checks that an activity task of this id closed in this way, and that the event that closed it has these attributes.
 * `'TimedOut'` and `'TIMED_OUT'` mean the same. Default for `end`: any way.
 *
 * @throws AssertionError if the activity did not close so, or an attribute is different.
 * @throws TypeError if `end` is unknown, or `history` is not a list of events.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertClosedActivity } from 'swfake/assert';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('31s');
 * assertClosedActivity(swf.history(run), run.activityId, 'TimedOut', { timeoutType: 'SCHEDULE_TO_START' });
 * ```
 */
export function assertClosedActivity(
  history: History,
  activityId: string,
  end?: ActivityEndName,
  attributes: Members = {},
): void {
  check(matchers.toHaveClosedActivity.call(context, history, activityId, end, attributes), assertClosedActivity);
}

/**
 * Checks that the history has events and breaks no rule of SWF histories: see `checkHistory()` of `swfake/replay`.
 *
 * @throws AssertionError if a rule is broken: the message names each rule and the event.
 * @throws TypeError if `history` is not a list of events.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertValidHistory } from 'swfake/assert';
 *
 * const swf = new SwfFake();
 * assertValidHistory(swf.history(swf.scheduleActivity({ activity: 'Charge@1' })));
 * ```
 */
export function assertValidHistory(history: History): void {
  check(matchers.toBeAValidHistory(history), assertValidHistory);
}

/**
 * Checks that no rule of `swfake/rules` is broken, and that each can be judged. A rule that is undecided is accepted. It takes
 * a history, or a fake: then it judges all of its runs, and families, up to the time of its clock.
 *
 * @throws AssertionError if a rule is broken or cannot be judged: the message has the reason and the timeline around it.
 * @throws TypeError if a rule or an option is wrong.
 *
 * @example
 * ```ts
 * import { SwfFake } from 'swfake';
 * import { assertKeeps } from 'swfake/assert';
 * import { atMostOnce } from 'swfake/rules';
 *
 * const swf = new SwfFake();
 * swf.scheduleActivity({ activity: 'Charge@1' });
 * assertKeeps(swf, [atMostOnce('charged at most once', 'ActivityTaskScheduled activityType=Charge@1')]);
 * ```
 */
export function assertKeeps(
  historyOrFake: History | SwfFake,
  rules: readonly Rule[],
  options: JudgeOptions = {},
): void {
  check(matchers.toKeep(historyOrFake, rules, options), assertKeeps);
}

export { type RunnerHooks, type SwfHandle, type TestHook, type UseSwfOptions, useSwf } from './useSwf.js';
