import { describe, expect, it, vi } from 'vitest';
import { type Duration, SwfFake } from '../../src/index.js';
import { complete, domain, schedule, shop, start, startTimer, story, taskList } from '../support/shop.js';

const at = (iso: string): Date => new Date(`2020-01-${iso}Z`);

/** A run whose decider has made the decisions of one batch. */
async function decided(swf: SwfFake, ...decisions: readonly object[]): Promise<void> {
  const client = swf.client();
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: decisions as never });
}

describe('advance()', () => {
  it('goes no further than a Date can', () => {
    const swf = shop();
    expect(() => swf.clock.advance('99999999999d')).toThrow('is later than a Date can be');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T00:00:00Z'));
  });

  it('lets everything fall due in order, each thing at its own instant', async () => {
    const swf = shop();
    await start(swf.client());
    await decided(
      swf,
      startTimer('late', '7200'),
      startTimer('soon', '60'),
      schedule('charge', { scheduleToStartTimeout: '90' }),
    );
    swf.clock.advance('1d');
    const fired = swf.history({ workflowId: 'order-7' }).slice(7);
    expect(fired.map(({ eventType, eventTimestamp }) => [eventType, eventTimestamp])).toEqual([
      ['TimerFired', at('01T00:01:00')],
      ['DecisionTaskScheduled', at('01T00:01:00')],
      ['ActivityTaskTimedOut', at('01T00:01:30')],
      ['TimerFired', at('01T02:00:00')],
    ]);
    expect(swf.clock.now()).toEqual(at('02T00:00:00'));
  });

  it('can be called inside a worker: that is how a heartbeat timeout is tested', async () => {
    const swf = shop();
    const { taskList: name } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
    const client = swf.client();
    const work = async (): Promise<unknown> => {
      const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name } });
      await client.recordActivityTaskHeartbeat({ taskToken, details: 'half' });
      swf.clock.advance('29s');
      await client.recordActivityTaskHeartbeat({ taskToken });
      swf.clock.advance('30s');
      return client.respondActivityTaskCompleted({ taskToken });
    };
    await expect(work()).rejects.toMatchObject({ message: 'Unknown activity, scheduledEventId = 5' });
    expect(swf.history(swf.runs()[0] ?? { workflowId: '' })[6]?.activityTaskTimedOutEventAttributes).toEqual({
      timeoutType: 'HEARTBEAT',
      scheduledEventId: 5,
      startedEventId: 6,
      details: 'half',
    });
  });

  it('gives a task to a poll that waits at the instant at which the task is there', async () => {
    const swf = shop();
    await start(swf.client());
    await decided(swf, startTimer('soon', '30'));
    const parked = swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList });
    swf.clock.advance('1h');
    const { events = [] } = await parked;
    expect(events.at(-1)).toMatchObject({ eventType: 'DecisionTaskStarted', eventTimestamp: at('01T00:00:30') });
  });

  it('lands a timeout before an answer that comes at the same millisecond', async () => {
    const swf = shop();
    const { taskList: name } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '10s' } });
    const client = swf.client();
    const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name } });
    swf.clock.advance('10s');
    await expect(client.respondActivityTaskCompleted({ taskToken })).rejects.toThrow('Unknown activity');
  });
});

describe('advanceTo() and advanceToNext()', () => {
  it('go to a date, or to whatever comes next', async () => {
    const swf = shop();
    await start(swf.client());
    await decided(swf, startTimer('a', '60'), startTimer('b', '120'));
    expect(swf.clock.advanceToNext()).toEqual(at('01T00:01:00'));
    swf.clock.advanceTo(at('01T00:01:59.999'));
    expect(story(swf)).toHaveLength(4);
    expect(swf.clock.advanceToNext()).toEqual(at('01T00:02:00'));
    expect(story(swf).slice(3)).toEqual(['TimerFired', 'TimerFired']);
    expect(() => swf.clock.advanceTo(at('01T00:00:00'))).toThrow('time cannot go back');
  });

  it('say when nothing is due', () => {
    expect(new SwfFake().clock.advanceToNext()).toBeUndefined();
  });
});

describe('durations', () => {
  it.each([
    ['30', "no unit; did you mean '30s'?"],
    ['30x', "unknown unit 'x'"],
    ['soon', 'expected a number with a unit'],
    ['-1s', 'expected a number with a unit'],
  ])('%s is refused with advice', (duration, advice) => {
    expect(() => new SwfFake().clock.advance(duration as Duration)).toThrow(advice);
  });

  it.each<readonly [Duration, number]>([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['4h', 14_400_000],
    ['3d', 259_200_000],
  ])('%s is %i ms', (duration, millis) => {
    const { clock } = new SwfFake();
    clock.advance(duration);
    expect(clock.now().getTime()).toBe(Date.UTC(2020, 0, 1) + millis);
  });

  it('of timeouts are whole seconds', () => {
    expect(() => shop().scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '500ms' } })).toThrow(
      'whole seconds',
    );
  });
});

describe('fork()', () => {
  it('gives two futures to one past', async () => {
    const swf = shop();
    await start(swf.client());
    await decided(swf, startTimer('reminder', '60'));
    const other = swf.fork();
    await other.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'cancel' });
    swf.clock.advance('60s');
    expect(story(swf)).toEqual(['WorkflowExecutionStarted', 'TimerStarted', 'TimerFired']);
    expect(story(other)).toEqual(['WorkflowExecutionStarted', 'TimerStarted', 'WorkflowExecutionSignaled']);
    await decided(other, complete());
    expect([swf.runs()[0]?.status, other.runs()[0]?.status]).toEqual(['OPEN', 'CLOSED']);
    expect([swf.checkInvariants(), other.checkInvariants()]).toEqual([[], []]);
  });
});

describe('the real clock', () => {
  it('moves by itself, and wakes a poll that waits', async () => {
    const swf = shop({ clock: 'real' });
    await start(swf.client());
    await decided(swf, startTimer('soon', '1'));
    const before = swf.clock.now().getTime();
    const { events = [] } = await swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList });
    expect(events.at(-1)?.eventTimestamp?.getTime()).toBeGreaterThan(before);
    swf.close();
  });

  it('wakes a poll that waited before there was anything to fall due', async () => {
    const swf = shop({ clock: 'real' });
    await start(swf.client());
    const client = swf.client({ polls: 'long' });
    const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
    const waiting = client.pollForDecisionTask({ domain, taskList });
    await client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('soon', '1')] });
    const { events = [] } = await waiting;
    expect(events.at(-3)?.eventType).toBe('TimerFired');
    swf.close();
  });

  it('does what is to be done later, whether or not a poll waits', async () => {
    const swf = shop({ clock: 'real' });
    await new Promise<void>((done) => swf.after('10ms', done));
    const waiting = swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList });
    swf.after('10ms', () => start(swf.client()));
    expect((await waiting).startedEventId).toBe(3);
    swf.close();
  });

  it('counts from now on, not from the last call', async () => {
    const at = vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const swf = shop({ clock: 'real', startTime: new Date(1_000_000) });
    at.mockReturnValue(2_000_000);
    let done = false;
    swf.after('1s', () => {
      done = true;
    });
    swf.runs();
    expect(done).toBe(false);
    at.mockReturnValue(2_001_000);
    swf.runs();
    expect(done).toBe(true);
    swf.close();
    at.mockRestore();
  });

  it('cannot be advanced, and cannot fork', () => {
    const swf = new SwfFake({ clock: 'real' });
    expect(() => swf.clock.advance('1s')).toThrow("clock: 'virtual'");
    expect(() => swf.fork()).toThrow("clock: 'virtual'");
  });
});
