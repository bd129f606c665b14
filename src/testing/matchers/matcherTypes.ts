import type { CloseStatus } from '../../core/index.js';
import type { JudgeOptions } from '../../rules/judge.js';
import type { Rule } from '../../rules/model/rule.js';
import type { ActivityEndName } from './activities.js';
import type { ExpectedOfClose, ExpectedOfClosedActivity, ExpectedOfOpenActivity } from './attributeTypes.js';

/** The matchers for histories: those of `swf.history()`, of the SDK, and of the AWS CLI. */
export interface HistoryMatchers<R = void> {
  /**
   * Passes if the history has these lines: one per event, in order. `'...'` stands for any number of events. A line has
   * the type of the event and any other words of its line in `timeline(history)`; `name=*` requires an attribute with
   * any value. A failure shows a diff of the lines and the events.
   *
   * @throws TypeError if a line has no event type.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const history = swf.history(swf.scheduleActivity({ activity: 'Charge@1', input: '1200' }));
   * expect(history).toHaveHistory([
   *   'WorkflowExecutionStarted',
   *   '...',
   *   'ActivityTaskScheduled activityType=Charge@1 input=1200',
   * ]);
   * ```
   */
  toHaveHistory(lines: readonly string[]): R;
  /**
   * Passes if the run closed with this status, and its last event has these attributes. An attribute can be an
   * asymmetric matcher. Default for `attributes`: none are compared.
   *
   * @throws TypeError if the status is unknown.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const { domain, workflowId } = swf.scheduleActivity({ activity: 'Charge@1' });
   * await swf.client().terminateWorkflowExecution({ domain, workflowId, reason: 'no money' });
   * expect(swf.history({ workflowId })).toBeClosedWith('TERMINATED', { reason: expect.stringContaining('money') });
   * ```
   */
  toBeClosedWith<S extends CloseStatus>(status: S, attributes?: ExpectedOfClose<S>): R;
  /**
   * Passes if an activity task of this id is open, and was scheduled with these attributes. The attribute `state` is
   * `'scheduled'` or `'started'`.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-7', input: '1200' });
   * expect(swf.history(run)).toHaveOpenActivity('charge-7', { state: 'scheduled', input: '1200' });
   * ```
   */
  toHaveOpenActivity(activityId: string, attributes?: ExpectedOfOpenActivity): R;
  /**
   * Passes if an activity task of this id closed in this way, and the event that closed it has these attributes. Among
   * several tasks of the id, the last one counts. `'TimedOut'` and `'TIMED_OUT'` mean the same. Default for `end`: any way.
   *
   * @throws TypeError if `end` is unknown.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-7' });
   * const client = swf.client();
   * const { taskToken } = await client.pollForActivityTask({ domain: run.domain, taskList: { name: 'default' } });
   * await client.respondActivityTaskCompleted({ taskToken, result: 'paid' });
   * expect(swf.history(run)).toHaveClosedActivity('charge-7', 'Completed', { result: 'paid' });
   * ```
   */
  toHaveClosedActivity<N extends ActivityEndName>(
    activityId: string,
    end?: N,
    attributes?: ExpectedOfClosedActivity<N>,
  ): R;
  /**
   * Passes if the history equals its snapshot. In the snapshot, times count from the first event, and each run id has a
   * name, so it is the same in every test run. `hint` is part of the snapshot's name.
   */
  toMatchHistorySnapshot(hint?: string): R;
  /**
   * Passes if the history has events and breaks no rule of SWF histories: see `checkHistory()` of `swfake/replay`. For
   * histories that you write by hand or edit.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const history = swf.history(swf.scheduleActivity({ activity: 'Charge@1' }));
   * expect(history).toBeAValidHistory();
   * expect(history.slice(1)).not.toBeAValidHistory();
   * ```
   */
  toBeAValidHistory(): R;
  /**
   * Passes if no rule of `swfake/rules` is broken, and each can be judged. A rule that is undecided passes. It takes a history,
   * or a fake: then it judges all of its runs, and families, up to the time of its clock.
   *
   * @throws TypeError if a rule or an option is wrong.
   *
   * @example
   * ```ts
   * import { SwfFake } from 'swfake';
   * import { never } from 'swfake/rules';
   * import { expect } from 'swfake/vitest';
   *
   * const swf = new SwfFake();
   * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
   * const rules = [never('no task times out', 'ActivityTaskTimedOut')];
   * expect(swf.history(run)).toKeep(rules);
   * swf.clock.advance('31s');
   * expect(swf).not.toKeep(rules);
   * ```
   */
  toKeep(rules: readonly Rule[], options?: JudgeOptions): R;
}
