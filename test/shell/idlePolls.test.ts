import type { SWF } from '@aws-sdk/client-swf';
import { afterEach, describe, expect, it } from 'vitest';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';

const domain = 'shop';
const opened: SwfFake[] = [];
afterEach(() => {
  for (const swf of opened.splice(0)) swf.close();
});

function shop(options: SwfFakeOptions = {}): SwfFake {
  const swf = new SwfFake(options);
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  opened.push(swf);
  return swf;
}

interface LoopOptions {
  readonly name?: string;
  /** The number of empty polls after which the loop gives up. */
  readonly most?: number;
}

/** A worker that polls until its fake is closed. Returns the seconds at which its polls ended without a task. */
function loop(swf: SwfFake, { name = 'worker-1', most = Infinity }: LoopOptions = {}): readonly number[] {
  const client: SWF = swf.client({ polls: 'long' });
  const began = swf.clock.now().getTime();
  const ends: number[] = [];
  const run = async (): Promise<void> => {
    while (ends.length < most) {
      const task = await client.pollForActivityTask({ domain, taskList: { name: 'default' }, identity: name });
      if (task.taskToken) await client.respondActivityTaskCompleted({ taskToken: task.taskToken, result: name });
      else ends.push((swf.clock.now().getTime() - began) / 1000);
    }
  };
  // The fake is closed while a loop polls: its next poll rejects.
  run().catch(() => undefined);
  return ends;
}

const minutes = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => (from + i) * 60);

describe('the polls of a loop that only waits', () => {
  it('end each minute ten times, and then not before something is due', async () => {
    const swf = shop();
    const ends = loop(swf);
    await swf.clock.advanceAsync('365d');
    expect(ends).toEqual(minutes(1, 10));
  });

  it('are exact for a loop that gives up after a few', async () => {
    const swf = shop();
    const ends = loop(swf, { most: 5 });
    await swf.clock.advanceAsync('1h');
    expect(ends).toEqual(minutes(1, 5));
  });

  it.each([
    [3600, [...minutes(1, 10), ...minutes(59, 61)]],
    [3601, [...minutes(1, 10), 60 * 60, 61 * 60]],
    [660, [...minutes(1, 11), 12 * 60]],
    [661, [...minutes(1, 12)]],
  ])('end once at the last whole minute before an action at %i s', async (due, expected) => {
    const swf = shop();
    const ends = loop(swf);
    // A read is something that happens: the polls are exact again.
    swf.after(`${due}s`, () => swf.send('DescribeDomain', { name: domain }));
    await swf.clock.advanceAsync(`${expected.at(-1)}s` as '1s');
    expect(ends).toEqual(expected);
  });

  it('get a task at the instant at which it is scheduled', async () => {
    const swf = shop();
    loop(swf);
    await swf.clock.advanceAsync('10d');
    const run = swf.scheduleActivity({ domain, activity: 'Charge@1' });
    await swf.idle();
    const closed = swf.history(run).find(({ eventType }) => eventType === 'ActivityTaskCompleted');
    expect(closed?.activityTaskCompletedEventAttributes?.result).toBe('worker-1');
    expect(closed?.eventTimestamp).toEqual(swf.clock.now());
  });

  it('end at their own whole minutes again after something happened', async () => {
    const swf = shop();
    const ends = loop(swf);
    await swf.clock.advanceAsync('2h');
    await swf.clock.advanceAsync('30s');
    await swf.send('DescribeDomain', { name: domain });
    await swf.clock.advanceAsync('1m');
    expect(ends).toEqual([...minutes(1, 10), 121 * 60]);
  });

  it('never end in the past, when an action is planned between two whole minutes', async () => {
    const swf = shop();
    const ends = loop(swf);
    await swf.clock.advanceAsync('2h');
    await swf.clock.advanceAsync('30s');
    const acted: string[] = [];
    swf.after('5s', () => void acted.push(swf.clock.now().toISOString()));
    await swf.clock.advanceAsync('10s');
    expect(acted).toEqual(['2020-01-01T02:00:35.000Z']);
    expect(ends).toEqual(minutes(1, 10));
  });

  it('are counted for each loop, also if several have one name', async () => {
    const swf = shop();
    const all = [loop(swf), loop(swf), loop(swf), loop(swf, { name: 'worker-2' })];
    await swf.clock.advanceAsync('1d');
    expect(all).toEqual([minutes(1, 10), minutes(1, 10), minutes(1, 10), minutes(1, 10)]);
  });

  it('end each minute with idlePolls: exact', async () => {
    const swf = shop({ idlePolls: 'exact' });
    const ends = loop(swf);
    await swf.clock.advanceAsync('1h');
    expect(ends).toEqual(minutes(1, 60));
  });

  it('end at their own minute if their caller has gone away', async () => {
    const swf = shop({ assumptions: { abandonedPoll: 'takesTask' } });
    const client = swf.client({ polls: 'long' });
    const stop = new AbortController();
    const poll = { domain, taskList: { name: 'default' } };
    const loopUntilStopped = async (): Promise<void> => {
      for (;;) await client.pollForActivityTask(poll, { abortSignal: stop.signal });
    };
    loopUntilStopped().catch(() => undefined);
    await swf.clock.advanceAsync('1h');
    stop.abort();
    await swf.clock.advanceAsync('59s');
    await swf.clock.advanceAsync('1s');
    const run = swf.scheduleActivity({ domain, activity: 'Charge@1' });
    expect(swf.history(run).at(-1)?.eventType).toBe('ActivityTaskScheduled');
  });
});

it('idlePolls is skipped or exact', () => {
  expect(() => new SwfFake({ idlePolls: 'never' as 'exact' })).toThrow(
    "swfake: idlePolls was given as 'never'; expected 'skipped' or 'exact'",
  );
});
