import { expect } from 'vitest';
import { CHARGE, domain, taskList } from '../../support/shop.js';
import { Play, schedule } from '../play.js';
import type { Rival } from '../rival.js';

/** Tasks and their tokens. */
export function tasks({ row }: Rival): void {
  row(10, 'DecisionTaskStarted and ActivityTaskScheduled have the members of the model alone', async () => {
    const play = await Play.begun();
    await play.decide(schedule('charge'));
    expect(play.last('DecisionTaskStarted')).toEqual({ scheduledEventId: 2 });
    expect(play.last('ActivityTaskScheduled')).toEqual({
      activityType: CHARGE,
      activityId: 'charge',
      taskList,
      decisionTaskCompletedEventId: 4,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 'NONE',
      heartbeatTimeout: 'NONE',
    });
  });

  for (const [timeoutType, timeouts] of [
    ['HEARTBEAT', { heartbeatTimeout: '30' }],
    ['START_TO_CLOSE', { startToCloseTimeout: '30' }],
    ['SCHEDULE_TO_CLOSE', { scheduleToCloseTimeout: '30' }],
  ] as const) {
    row(11, `a timeout of type ${timeoutType} shows the details of the last heartbeat`, async () => {
      const play = await Play.begun();
      await play.decide(schedule('charge', { control: 'mine', ...timeouts }));
      const taskToken = await play.work();
      for (const details of ['half', 'most']) await play.client.recordActivityTaskHeartbeat({ taskToken, details });
      play.swf.clock.advance('30s');
      const told = { timeoutType, scheduledEventId: 5, startedEventId: 6, details: 'most' };
      expect(play.last('ActivityTaskTimedOut')).toEqual(told);
      expect(play.last('ActivityTaskScheduled')).toMatchObject({ control: 'mine' });
    });
  }

  row(14, 'a token that is none is invalid', async () => {
    const { client } = new Play();
    const refused = { name: 'ValidationException', message: 'Invalid token' };
    for (const call of [
      client.respondActivityTaskCompleted({ taskToken: 'abc' }),
      client.recordActivityTaskHeartbeat({ taskToken: 'abc' }),
      client.respondDecisionTaskCompleted({ taskToken: 'abc' }),
    ]) {
      await expect(call).rejects.toMatchObject(refused);
    }
  });
  row(14, 'the token of an activity that timed out is still known', async () => {
    const play = await Play.begun();
    await play.decide(schedule('charge', { startToCloseTimeout: '30' }));
    const taskToken = await play.work();
    play.swf.clock.advance('30s');
    await expect(play.client.respondActivityTaskCompleted({ taskToken })).rejects.toMatchObject({
      name: 'UnknownResourceFault',
      message: 'Unknown activity, scheduledEventId = 5',
    });
  });

  row(17, 'every event of an activity task is its latest time', async () => {
    const play = await Play.begun();
    const latest = async () => (await play.describe()).latestActivityTaskTimestamp;
    expect(await latest()).toBeUndefined();
    await play.decide(schedule('charge'), schedule('ship'));
    play.swf.clock.advance('1s');
    const [first, second] = [await play.work(), await play.work()];
    expect(await latest()).toEqual(new Date('2020-01-01T00:00:01Z'));
    play.swf.clock.advance('1s');
    await play.client.respondActivityTaskCompleted({ taskToken: first });
    expect(await latest()).toEqual(new Date('2020-01-01T00:00:02Z'));
    play.swf.clock.advance('1s');
    await play.client.respondActivityTaskFailed({ taskToken: second });
    expect(await latest()).toEqual(new Date('2020-01-01T00:00:03Z'));
  });

  row(24, 'the later pages of a poll show the history as it was at the poll', async () => {
    const play = await Play.begun();
    const poll = { domain, taskList: { name: 'order-7' }, maximumPageSize: 2 };
    const { nextPageToken, taskToken } = await play.client.pollForDecisionTask(poll);
    await play.signal();
    const page = await play.client.pollForDecisionTask({ ...poll, nextPageToken });
    expect(page.events?.map(({ eventId, eventType }) => [eventId, eventType])).toEqual([[3, 'DecisionTaskStarted']]);
    expect([page.taskToken, page.nextPageToken]).toEqual([taskToken, undefined]);
  });

  /** Two runs, of which the younger schedules its activity first. */
  const crossed = async (taskPriority?: string): Promise<readonly (string | undefined)[]> => {
    const play = new Play();
    for (const id of ['older', 'younger']) await play.start(id);
    await play.respond(await play.take('younger'), schedule('first'));
    await play.respond(await play.take('older'), schedule('second', { taskPriority }));
    const polls = [1, 2].map(() => play.client.pollForActivityTask({ domain, taskList }));
    return (await Promise.all(polls)).map(({ activityId }) => activityId);
  };
  row(27, 'activity tasks are handed out in the order in which they came', async () => {
    expect(await crossed()).toEqual(['first', 'second']);
  });
  row(27, 'activity tasks of a higher priority go before those that came earlier', async () => {
    expect(await crossed('1')).toEqual(['second', 'first']);
  });

  row(28, 'ActivityTaskScheduled has all four timeouts, resolved', async () => {
    const play = await Play.begun();
    play.swf.register({ domain, activities: { 'Ship@1': { timeouts: { scheduleToClose: '10m', heartbeat: '30s' } } } });
    await play.decide(schedule('ship', { activityType: { name: 'Ship', version: '1' }, startToCloseTimeout: '60' }));
    expect(play.last('ActivityTaskScheduled')).toMatchObject({
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: '600',
      startToCloseTimeout: '60',
      heartbeatTimeout: '30',
    });
  });
}
