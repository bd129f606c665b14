import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../src/index.js';
import { cancelTimer, domain, requestCancel, schedule, start, startTimer, taskList } from '../../support/shop.js';

const TEN = ['ten-01', 'ten-02', 'ten-03', 'ten-04', 'ten-05', 'ten-06', 'ten-07', 'ten-08', 'ten-09', 'ten-10'];
const MANY = [...TEN, 'ten-11'];
const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** The lines of explain() about decisions that failed. */
async function failures(decisions: readonly object[], before: readonly object[] = []): Promise<readonly string[]> {
  const swf = new SwfFake();
  const activities = Object.fromEntries(MANY.map((name) => [`${name}@1`, {}]));
  swf.register({ domain, workflows: { 'Order@1': {} }, activities });
  await start(swf.client());
  for (const each of [before, decisions]) {
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: each as never });
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'go' });
  }
  const lines = swf.explain({ workflowId: 'order-7' }).split('\n  ');
  return lines.filter((line) => line.includes(' failed '));
}

const of = (name: string) => ({ activityType: { name, version: '1' } });

describe('explain() of decisions that failed', () => {
  it('has ten names at most', async () => {
    const open = MANY.flatMap((name) => [schedule(name, of('ten-01')), startTimer(name, '60')]);
    expect(await failures([schedule('a', of('Nothing')), requestCancel('b'), cancelTimer('c')], open)).toEqual([
      `ScheduleActivityTask of 'a' failed (event 31): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Nothing@1' is not registered; registered are ${list(TEN.map((name) => `${name}@1`))}.`,
      `RequestCancelActivityTask of 'b' failed (event 32): ACTIVITY_ID_UNKNOWN; open are ${list(TEN)}.`,
      `CancelTimer of 'c' failed (event 33): TIMER_ID_UNKNOWN; open are ${list(TEN)}.`,
    ]);
  });

  it('has the name that is near, and says if there is none', async () => {
    expect(
      await failures(
        [requestCancel('charge'), cancelTimer('day'), schedule('a', of('ten-1'))],
        [startTimer('days', '9')],
      ),
    ).toEqual([
      "RequestCancelActivityTask of 'charge' failed (event 10): ACTIVITY_ID_UNKNOWN; no activity is open.",
      "CancelTimer of 'day' failed (event 11): TIMER_ID_UNKNOWN; did you mean the open timer 'days' (one letter off)?",
      "ScheduleActivityTask of 'a' failed (event 12): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'ten-1@1' is not registered; did you mean 'ten-01@1' (one letter off)?",
    ]);
  });

  it('is about the last response of the decider alone', async () => {
    expect(await failures([], [cancelTimer('day')])).toEqual([]);
    expect(await failures([cancelTimer('night')], [cancelTimer('day')])).toEqual([
      "CancelTimer of 'night' failed (event 10): TIMER_ID_UNKNOWN; no timer is open.",
    ]);
  });
});
