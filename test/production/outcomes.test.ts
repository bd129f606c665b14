import { describe, expect, it } from 'vitest';
import { exportHistory, SwfFake } from '../../src/index.js';
import { Outcomes } from '../../src/production/outcomes.js';

const CHARGE = { name: 'Charge', version: '1' };

/** Returns the history of an activity task that ends in this way. */
async function historyOf(end: { readonly result: string } | { readonly reason: string }) {
  const swf = new SwfFake();
  const { domain, taskList, workflowId, runId } = swf.scheduleActivity({ activity: 'Charge@1' });
  const { taskToken } = await swf.send('PollForActivityTask', { domain, taskList: { name: taskList } });
  const op = 'reason' in end ? 'RespondActivityTaskFailed' : 'RespondActivityTaskCompleted';
  await swf.send(op, { taskToken, ...end });
  return exportHistory(swf.history({ workflowId, runId }));
}

const taken = (outcomes: Outcomes, count: number) => Array.from({ length: count }, () => outcomes.next(CHARGE));

describe('outcomes of activity tasks', async () => {
  const paid = await historyOf({ result: 'paid' });
  const declined = await historyOf({ reason: 'declined' });

  it('are scripted first, then drawn from the histories, and only results after 20 tasks', () => {
    const drawn = taken(new Outcomes([paid, declined], { 'Charge@1': ['timeout'] }, 1), 40);
    expect(drawn[0]).toBe('timeout');
    expect(drawn.slice(1, 20)).toContainEqual({ reason: 'declined', details: undefined });
    expect(drawn.slice(1, 20)).toContainEqual({ result: 'paid' });
    expect(drawn.slice(20)).toEqual(Array.from({ length: 20 }, () => ({ result: 'paid' })));
  });

  it('complete without a result after 20 tasks, if the histories have failures only', () => {
    const drawn = taken(new Outcomes([declined], {}, 1), 21);
    expect(drawn.slice(19)).toEqual([{ reason: 'declined', details: undefined }, {}]);
  });
});
