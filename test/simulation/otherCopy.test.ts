import { expect, it } from 'vitest';
import { type Decider, harness } from '../../src/simulation/index.js';

/** `ActivityCanceled` as a module in CommonJS has it: of another copy of the package. */
class ActivityCanceled extends Error {
  readonly details = 'of another copy';
}
Object.defineProperty(ActivityCanceled.prototype, Symbol.for('swfake.ActivityCanceled'), { value: true });

const activity = { activityId: 'a', activityType: { name: 'Work', version: '1' } };
const decider: Decider = ({ events }) => {
  const has = (type: string): boolean => events.some(({ eventType }) => eventType === type);
  if (has('ActivityTaskCanceled')) return [{ decisionType: 'CompleteWorkflowExecution' }];
  if (has('ActivityTaskCancelRequested')) return [];
  if (has('WorkflowExecutionSignaled'))
    return [
      { decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId: 'a' } },
    ];
  return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: activity }];
};

it('an activity that throws ActivityCanceled of another copy of the package is canceled', async () => {
  const { run } = harness({
    workflows: { 'Flow@1': decider },
    activities: {
      'Work@1': async (_task, ctx) => {
        while (!(await ctx.heartbeat())) await ctx.sleep('10s');
        throw new ActivityCanceled('canceled');
      },
    },
  });
  const { history } = await run({ workflow: 'Flow@1', events: [{ signal: 'stop', after: '25s' }] });
  const canceled = history.find(({ eventType }) => eventType === 'ActivityTaskCanceled');
  expect(canceled?.activityTaskCanceledEventAttributes?.details).toBe('of another copy');
});
