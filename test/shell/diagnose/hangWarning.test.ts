import { PollForActivityTaskCommand } from '@aws-sdk/client-swf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SwfFake } from '../../../src/index.js';
import { domain, shop, start, taskList } from '../../support/shop.js';

// The warning comes after 2 s of real time. The tests of this file wait at the same time.

const open: SwfFake[] = [];
let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  for (const swf of open.splice(0)) swf.close();
  warn.mockRestore();
});

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** A fake in a domain of its own, with polls that wait. */
function waiting(name: string, polls = 1, options = {}): SwfFake {
  const swf = shop(options);
  swf.register({ domain: name });
  open.push(swf);
  const client = swf.client({ polls: 'long' });
  for (let n = 1; n <= polls; n += 1)
    void client.pollForDecisionTask({ domain: name, taskList, identity: `${name}-${n}` });
  return swf;
}

/** A fake of which abandoned polls took tasks, and a poll waits. */
async function losing(name: string, tasks: number): Promise<void> {
  const swf = waiting(name, 1, { assumptions: { abandonedPoll: 'takesTask' } });
  const poll = new PollForActivityTaskCommand({ domain, taskList, identity: name });
  for (let n = 1; n <= tasks; n += 1) {
    const shutdown = new AbortController();
    const error = swf.client({ polls: 'long' }).send(poll, { abortSignal: shutdown.signal }).catch(String);
    shutdown.abort();
    await error;
    swf.scheduleActivity({ domain, activity: 'Charge@1' });
  }
}

const said = (name: string): readonly string[] =>
  (warn.mock.calls as readonly (readonly [string])[])
    .map(([text]) => text)
    .filter((text) => text.includes(`'${name}'`));

describe('the warning of a test that hangs', () => {
  it('comes once, for polls that wait while nothing moves', { timeout: 15_000 }, async () => {
    waiting('plain');
    waiting('many', 7);
    const real = waiting('true-clock', 1, { clock: 'real' });
    const closed = waiting('closed');
    const called = waiting('called');
    const moved = waiting('moved');
    const ended = waiting('ended');
    await losing('lost', 6);
    await pause(1500);
    expect(warn).not.toHaveBeenCalled();
    closed.close();
    await called.send('ListDomains', { registrationStatus: 'REGISTERED' });
    moved.clock.advance('1s');
    ended.clock.advance('61s');
    await pause(900);
    expect(said('plain')).toEqual([
      [
        'swfake: there was no call to this fake for 2s of real time, and polls wait:',
        "plain-1 waits on the decision task list 'default' of the domain 'plain'.",
        'Nothing becomes due in any run.',
        'The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or ' +
          "signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
      ].join('\n  '),
    ]);
    expect([said('true-clock'), said('closed'), said('called'), said('moved'), said('ended')]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    // A call or a second of the fake's clock starts the wait again.
    await pause(2200);
    expect(said('many')).toHaveLength(1);
    const lines = said('many')[0]?.split('\n  ') ?? [];
    expect(lines.slice(5, 7)).toEqual([
      "many-5 waits on the decision task list 'default' of the domain 'many'.",
      '2 more polls wait.',
    ]);
    expect(said('lost')[0]?.match(/went to the abandoned poll of lost: no code has it/g)).toHaveLength(5);
    expect([said('plain').length, said('called').length, said('moved').length, said('ended').length]).toEqual([
      1, 1, 1, 0,
    ]);
    expect([said('true-clock'), said('closed')]).toEqual([[], []]);
    real.close();
  });

  it('names a task that a worker keeps, and what becomes due next', { timeout: 15_000 }, async () => {
    const swf = waiting('held');
    const run = swf.scheduleActivity({
      domain,
      activity: 'Charge@1',
      activityId: 'charge',
      timeouts: { heartbeat: '30s' },
    });
    await swf
      .client({ polls: 'long' })
      .pollForActivityTask({ domain, taskList: { name: run.taskList }, identity: 'worker-3' });
    await start(swf.client());
    await vi.waitFor(() => expect(said('held')).toHaveLength(1), { timeout: 8000 });
    expect(said('held')[0]?.split('\n  ').slice(1, 4)).toEqual([
      "held-1 waits on the decision task list 'default' of the domain 'held'.",
      "worker-3 has not responded to the activity 'charge' of run 'swfake-decider-1'.",
      "Next, at 2020-01-01T00:00:30.000Z, in run 'swfake-decider-1': the heartbeat timeout of the activity 'charge'.",
    ]);
  });
});
