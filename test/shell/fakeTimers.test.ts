import { setTimeout as wait } from 'node:timers/promises';
import type { SWF } from '@aws-sdk/client-swf';
import FakeTimersOfSinon from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeTimers, SwfFake } from '../../src/index.js';
import { domain, shop, start, startTimer, taskList } from '../support/shop.js';

// The clock of a fake and the fake timers of a runner move together: each timer fires at its own time of both.

interface Runner {
  install(options?: object): FakeTimers;
  restore(): void;
}

let clock: FakeTimersOfSinon.InstalledClock;
const sinon: Runner = {
  install: (options) => {
    clock = FakeTimersOfSinon.install(options as never);
    return clock;
  },
  restore: () => clock.uninstall(),
};
const vitest: Runner = {
  install: (options) => vi.useFakeTimers(options),
  restore: () => vi.useRealTimers(),
};
// Jest's fake timers are those of Sinon behind another name.
const jestLike: Runner = {
  install: (options) => {
    sinon.install(options);
    return { advanceTimersToNextTimerAsync: async () => void (await clock.nextAsync()) };
  },
  restore: sinon.restore,
};

/** A worker as many write it: heartbeats by an interval, and work that takes a while. */
class ChargeWorker {
  readonly sent: string[] = [];

  constructor(
    readonly swf: SwfFake,
    readonly client: SWF,
    readonly heartbeatMillis: number,
  ) {}

  async work(millis: number): Promise<string> {
    const { taskToken } = await this.client.pollForActivityTask({ domain, taskList });
    const beat = setInterval(() => {
      this.sent.push(this.swf.clock.now().toISOString().slice(11, 19));
      this.client.recordActivityTaskHeartbeat({ taskToken }).catch(() => clearInterval(beat));
    }, this.heartbeatMillis);
    await new Promise((resolve) => setTimeout(resolve, millis));
    clearInterval(beat);
    return this.client.respondActivityTaskCompleted({ taskToken, result: 'charged' }).then(
      () => 'done',
      (error: Error) => error.message,
    );
  }
}

describe.each([
  ['vi', vitest],
  ['jest', jestLike],
  ['a clock of Sinon', sinon],
] as const)('advanceAsync() with the fake timers of %s', (_name, runner) => {
  let timers: FakeTimers;
  let swf: SwfFake;
  beforeEach(() => {
    timers = runner.install();
    swf = shop();
    swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge', timeouts: { heartbeat: '30s' } });
  });
  afterEach(() => {
    swf.close();
    runner.restore();
  });

  it.each(['immediate', 'long'] as const)('keeps a task whose heartbeats come in time (polls: %s)', async (polls) => {
    const worker = new ChargeWorker(swf, swf.client({ polls }), 20_000);
    const working = worker.work(70_000);
    await swf.clock.advanceAsync('1m', { timers });
    expect(worker.sent).toEqual(['00:00:20', '00:00:40', '00:01:00']);
    expect(swf.runs()).toMatchObject([{ openActivities: 1 }]);
    await swf.clock.advanceAsync('10s', { timers });
    await expect(working).resolves.toBe('done');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T00:01:10Z'));
  });

  it('times a task out at its own time, before a heartbeat of the same millisecond', async () => {
    const worker = new ChargeWorker(swf, swf.client(), 30_000);
    const working = worker.work(50_000);
    await swf.clock.advanceAsync('1m', { timers });
    expect(worker.sent).toEqual(['00:00:30']);
    await expect(working).resolves.toBe('Unknown activity, scheduledEventId = 5');
    const timedOut = swf.history(swf.runs()[0] ?? { workflowId: '' })[6];
    expect(timedOut).toMatchObject({
      eventType: 'ActivityTaskTimedOut',
      eventTimestamp: new Date('2020-01-01T00:00:30Z'),
    });
  });

  it('fires every timer up to its end, also one that a timer sets', async () => {
    const fired: string[] = [];
    const again = (): void => {
      fired.push(swf.clock.now().toISOString().slice(14, 19));
      setTimeout(again, 10_000);
    };
    setTimeout(again, 10_000);
    await swf.clock.advanceAsync('30s', { timers });
    expect(fired).toEqual(['00:10', '00:20', '00:30']);
    await swf.clock.advanceAsync('9999ms', { timers });
    expect(fired).toHaveLength(3);
  });

  it('fires what a callback starts, before the next timer of the process', async () => {
    const decider = new SwfFake();
    decider.register({ domain, workflows: { 'Order@1': {} } });
    const client = decider.client({ polls: 'long' });
    const decided: string[] = [];
    const decide = async (): Promise<void> => {
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
      if (!taskToken) return;
      decided.push(decider.clock.now().toISOString().slice(14, 19));
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer(`t${decided.length}`, '7')] });
      await decide();
    };
    const loop = decide();
    setTimeout(() => void start(client), 5000);
    setTimeout(() => decided.push('process'), 25_000);
    await decider.clock.advanceAsync('30s', { timers });
    expect(decided).toEqual(['00:05', '00:12', '00:19', 'process', '00:26']);
    decider.close();
    await loop;
  });

  it('waits for longer than a timer of Node can', async () => {
    await swf.clock.advanceAsync('60d', { timers });
    expect(swf.clock.now()).toEqual(new Date('2020-03-01T00:00:00Z'));
  });

  it('moves the clock alone again afterwards', async () => {
    await swf.clock.advanceAsync('1s', { timers });
    const before = swf.clock.now();
    if ('nextAsync' in timers) await timers.nextAsync();
    else {
      setTimeout(() => undefined, 1000);
      await timers.advanceTimersToNextTimerAsync();
    }
    expect(swf.clock.now()).toEqual(before);
  });

  it('rejects timers that never let time pass', async () => {
    const still: FakeTimers = { nextAsync: () => Promise.resolve() };
    await expect(swf.clock.advanceAsync('1s', { timers: still })).rejects.toThrow('fired 1000 timers of the process');
  });
});

describe('fake timers that are none', () => {
  afterEach(() => void vi.useRealTimers());

  it.each<readonly [string, () => FakeTimers]>([
    ['are not on', () => vi],
    ['leave setTimeout alone', () => vi.useFakeTimers({ toFake: ['Date', 'setInterval'] })],
    ['leave Date alone', () => vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })],
  ])('%s', async (_what, install) => {
    const timers = install();
    await expect(shop().clock.advanceAsync('1s', { timers })).rejects.toThrow(
      'they do not replace setTimeout and Date of this process',
    );
    await wait(1);
  });

  it.each<readonly [string, unknown, string]>([
    ['an object without the methods', {}, 'the timers of advanceAsync() were given as {}; expected the fake timers'],
    ['an unknown option', undefined, "unknown option 'timer' of advanceAsync(); did you mean 'timers'?"],
  ])('%s', async (_what, timers, said) => {
    const options = timers === undefined ? { timer: vi } : { timers };
    await expect(shop().clock.advanceAsync('1s', options as never)).rejects.toThrow(said);
  });
});
