import { describe, expect, it } from 'vitest';
import { domain, shop, start, taskList } from '../support/shop.js';

/** A fake with a long poll of an activity worker, and the response of the poll when it has come. */
function waiting(swf = shop()) {
  const responses: (string | undefined)[] = [];
  const poll = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList, identity: 'worker-1' });
  const noted = poll.then(({ activityId }) => responses.push(activityId));
  return { swf, responses, noted };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a long poll (API reference, PollForActivityTask)', () => {
  it('waits for 60 seconds of the fake’s clock, to the millisecond, and then ends without a task', async () => {
    const { swf, responses, noted } = waiting();
    swf.clock.advance('59999ms');
    await turn();
    expect(responses).toEqual([]);
    expect(swf.clock.advanceToNext()).toEqual(new Date('2020-01-01T00:01:00Z'));
    await noted;
    expect(responses).toEqual([undefined]);
    expect(swf.clock.advanceToNext()).toBeUndefined();
    swf.assertNothingOpen();
  });

  it('has 60 seconds of its own', async () => {
    const { swf, responses, noted } = waiting();
    swf.clock.advance('20s');
    const later = waiting(swf);
    swf.clock.advance('40s');
    await noted;
    await turn();
    expect([responses, later.responses]).toEqual([[undefined], []]);
    swf.clock.advance('20s');
    await later.noted;
    expect(later.responses).toEqual([undefined]);
  });

  it('gets the first task of its list, and no other list’s', async () => {
    const { swf, responses, noted } = waiting();
    await start(swf.client());
    swf.scheduleActivity({ domain, activity: 'Charge@1', activityId: 'other', taskList: 'ships' });
    await turn();
    expect(responses).toEqual([]);
    swf.scheduleActivity({ domain, activity: 'Charge@1', activityId: 'first' });
    swf.scheduleActivity({ domain, activity: 'Charge@1', activityId: 'second' });
    await noted;
    expect(responses).toEqual(['first']);
    expect((await swf.client().pollForActivityTask({ domain, taskList })).activityId).toBe('second');
  });

  it('ends without a task when the fake is closed', async () => {
    const { swf, responses, noted } = waiting();
    swf.close();
    await noted;
    expect(responses).toEqual([undefined]);
  });
});
