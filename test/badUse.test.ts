import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SwfFake } from '../src/index.js';
import { domain, schedule, shop, start, startTimer, taskList } from './support/shop.js';

// What goes wrong in a test that uses the fake wrongly says what happened, and what to do.

describe('a run that there is not', () => {
  it('is told from those that there are', async () => {
    const swf = shop();
    await start(swf.client());
    expect(() => swf.history({ workflowId: 'order-8' })).toThrow("; did you mean 'order-7'?");
    const [{ runId } = { runId: '' }] = swf.runs();
    const execution = { workflowId: 'order-7', domain: 'ship' };
    expect(() => swf.history(execution)).toThrow(`; this fake has the run '${runId}' in the domain '${domain}'`);
  });
});

describe('a fake that is closed', () => {
  it('says so at each call', async () => {
    const swf = shop();
    const client = swf.client();
    swf.close();
    const said = 'this fake is closed, ';
    await expect(client.listDomains({ registrationStatus: 'REGISTERED' })).rejects.toThrow(said);
    await expect(swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList })).rejects.toThrow(said);
    await expect(swf.send('PollForDecisionTask', { domain, taskList })).rejects.toThrow(said);
    expect(() => swf.register({ domain })).toThrow(said);
    expect(() => swf.scheduleActivity({ activity: 'Charge@1' })).toThrow(said);
  });

  it('still shows what was', async () => {
    const swf = shop();
    await start(swf.client());
    swf.close();
    expect(swf.history({ workflowId: 'order-7' })).toHaveLength(2);
  });
});

describe('a fake on the real clock', () => {
  it('says that it cannot fork, and that it cannot be advanced', () => {
    using swf = shop({ clock: 'real' });
    expect(() => swf.fork()).toThrow("create it with clock: 'virtual'");
    expect(() => swf.clock.advance('1s')).toThrow("create it with clock: 'virtual'");
  });
});

describe('polls that wait while nobody lets time pass', () => {
  const said: string[] = [];
  let fire: (() => void)[] = [];
  let realTime = 0;
  let parkable: typeof import('../src/index.js').SwfFake;

  // The test says when the real time of the fake passes.
  beforeEach(async () => {
    said.length = 0;
    fire = [];
    vi.spyOn(console, 'warn').mockImplementation((text) => void said.push(text));
    vi.doMock('../src/host/realTime.js', () => ({
      realMillis: () => realTime,
      realTimeout: (act: () => void) => {
        fire.push(act);
        return () => {
          fire = fire.filter((other) => other !== act);
        };
      },
    }));
    vi.resetModules();
    ({ SwfFake: parkable } = await import('../src/index.js'));
  });
  afterEach(() => {
    vi.doUnmock('../src/host/realTime.js');
    vi.restoreAllMocks();
    // The modules that took this time.
    vi.resetModules();
  });

  const twoSecondsPass = (): void => {
    realTime += 2000;
    for (const act of fire.splice(0)) act();
  };
  // The first two seconds began before the last poll came.
  const longTimePasses = (): void => {
    twoSecondsPass();
    twoSecondsPass();
  };

  function parked() {
    const swf = new parkable();
    swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
    const client = swf.client({ polls: 'long' });
    const poll = (holder: string) => client.pollForActivityTask({ domain, taskList, identity: holder });
    return { swf, client, poll };
  }

  it('are told of once, with what falls due next', async () => {
    const { swf, client, poll } = parked();
    await start(client);
    const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
    const decisions = [startTimer('reminder', '3600')];
    await client.respondDecisionTaskCompleted({ taskToken, decisions });
    const polls = [poll('worker-1'), poll('worker-2')];
    longTimePasses();
    expect(said).toMatchInlineSnapshot(`
      [
        "swfake: there was no call to this fake for 2s of real time, and polls wait:
        worker-1 waits on the activity task list 'default' of the domain 'shop'.
        worker-2 waits on the activity task list 'default' of the domain 'shop'.
        Next, at 2020-01-01T01:00:00.000Z, in run 'order-7': the timer 'reminder' fires.
        The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
      ]
    `);
    twoSecondsPass();
    void poll('worker-3').catch(() => undefined);
    twoSecondsPass();
    expect(said).toHaveLength(1);
    swf.close();
    await Promise.all(polls);
  });

  it('name the few that stand for many, and say if nothing will ever come', async () => {
    const { swf, poll } = parked();
    const polls = Array.from({ length: 7 }, (_, n) => poll(`worker-${n}`));
    longTimePasses();
    expect(said[0]).toContain(
      "worker-4 waits on the activity task list 'default' of the domain 'shop'.\n  2 more polls wait.",
    );
    expect(said[0]).toContain('Nothing becomes due in any run.');
    swf.close();
    await Promise.all(polls);
  });

  it('tell of what the test itself wants to be done', async () => {
    const { swf, poll } = parked();
    swf.after('5s', () => undefined);
    const waiting = poll('worker-1');
    twoSecondsPass();
    expect(said[0]).toContain('Next, at 2020-01-01T00:00:05.000Z: an action of the test (at or after).');
    swf.close();
    await waiting;
  });

  it.each<readonly [string, (swf: SwfFake) => unknown]>([
    ['somebody calls the fake', (swf) => swf.send('DescribeDomain', { name: domain })],
    ['somebody advances the clock', (swf) => swf.clock.advance('1s')],
  ])('are left in peace while %s', async (_what, act) => {
    const { swf, poll } = parked();
    const waiting = poll('worker-1');
    await act(swf);
    twoSecondsPass();
    expect(said).toEqual([]);
    twoSecondsPass();
    expect(said).toHaveLength(1);
    swf.close();
    await waiting;
  });

  it('tell who has a task in hand', async () => {
    const { swf, client, poll } = parked();
    const task = poll('worker-1');
    await start(client);
    const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
    await client.respondDecisionTaskCompleted({ taskToken, decisions: [schedule('charge')] });
    await task;
    const waiting = poll('worker-2');
    longTimePasses();
    expect(said[0]).toContain("worker-1 has not responded to the activity 'charge' of run 'order-7'.");
    swf.close();
    await waiting;
  });

  it('are woken by the clock itself, if it is the real one', async () => {
    const swf = new parkable({ clock: 'real' });
    swf.register({ domain });
    const waiting = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList });
    longTimePasses();
    expect(said).toEqual([]);
    swf.close();
    await waiting;
  });

  it('are not looked at any more once the fake is closed', async () => {
    const { swf, poll } = parked();
    const waiting = poll('worker-1');
    swf.close();
    await waiting;
    expect(fire).toEqual([]);
    twoSecondsPass();
    expect(said).toEqual([]);
  });
});
