import { PollForActivityTaskCommand, PollForDecisionTaskCommand, SWF, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SwfServer, serve } from '../../src/http/index.js';
import type { SwfFake, SwfFakeOptions } from '../../src/index.js';
import { complete, domain, shop, start, taskList } from '../support/shop.js';

const region = 'us-east-1';
const credentials = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };
const takesTask: SwfFakeOptions = { assumptions: { abandonedPoll: 'takesTask' } };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** The ways to connect: each gives a client whose polls wait. */
const WAYS: readonly (readonly [string, (swf: SwfFake) => SWFClient | Promise<SWFClient>])[] = [
  ['client()', (swf) => swf.client({ polls: 'long' })],
  [
    'attach()',
    (swf) => {
      const client = new SWFClient({ region });
      swf.attach(mockClient(client), { polls: 'long' });
      return client;
    },
  ],
  [
    'requestHandler()',
    (swf) => new SWFClient({ region, credentials, requestHandler: swf.requestHandler({ polls: 'long' }) }),
  ],
  [
    'HTTP',
    async (swf) => {
      const server: SwfServer = await serve(swf);
      open.push(server);
      return new SWFClient({ region, credentials, endpoint: server.url, maxAttempts: 1 });
    },
  ],
];

const waiting = (swf: SwfFake): number => swf.toString().match(/waits on/g)?.length ?? 0;
const abandoned = (swf: SwfFake): number => swf.toString().match(/the abandoned poll of/g)?.length ?? 0;

/** Polls, and gives up when the poll waits. Resolves when the fake has noticed. */
async function abandon(
  swf: SwfFake,
  client: SWFClient,
  identity = 'old process',
  command = PollForDecisionTaskCommand,
) {
  const shutdown = new AbortController();
  const before = waiting(swf);
  const poll = new command({ domain, taskList, identity });
  const error = client.send(poll, { abortSignal: shutdown.signal }).catch(({ name }: Error) => name);
  await vi.waitFor(() => expect(waiting(swf)).toBe(before + 1), { interval: 1 });
  shutdown.abort();
  expect(await error).toBe('AbortError');
}

const startedBy = (swf: SwfFake): readonly (string | undefined)[] =>
  swf
    .history({ workflowId: 'order-7' })
    .flatMap(({ decisionTaskStartedEventAttributes: started }) => (started ? [started.identity] : []));

const takeTask = (swf: SwfFake) => swf.client().pollForDecisionTask({ domain, taskList, identity: 'new process' });

describe.each(WAYS)('a poll of %s that was given up', (_way, connect) => {
  it('takes the next task, which is lost until it times out', async () => {
    const swf = shop(takesTask);
    await abandon(swf, await connect(swf));
    await vi.waitFor(() => expect(abandoned(swf)).toBe(1), { interval: 1 });
    swf.clock.advance('5s');
    await start(swf.client(), 'order-7', { taskStartToCloseTimeout: '30' });
    expect(startedBy(swf)).toEqual(['old process']);
    expect(await takeTask(swf)).not.toHaveProperty('taskToken');
    swf.clock.advance('30s');
    expect(await takeTask(swf)).toHaveProperty('taskToken');
    expect(startedBy(swf)).toEqual(['old process', 'new process']);
  });

  it('gives its place up, if the assumption is the default', async () => {
    const swf = shop();
    await abandon(swf, await connect(swf));
    await vi.waitFor(() => expect(waiting(swf)).toBe(0), { interval: 1 });
    await start(swf.client());
    expect(await takeTask(swf)).toHaveProperty('taskToken');
    expect(startedBy(swf)).toEqual(['new process']);
  });
});

describe('an abandoned poll', () => {
  const lost = async (options: SwfFakeOptions = takesTask) => {
    const swf = shop(options);
    const client = swf.client({ polls: 'long' });
    await abandon(swf, client);
    return { swf, client };
  };

  it('ends after the 60 seconds that it had', async () => {
    const { swf } = await lost();
    swf.clock.advance('59999ms');
    expect(abandoned(swf)).toBe(1);
    swf.clock.advance('1ms');
    expect(abandoned(swf)).toBe(0);
    await start(swf.client());
    expect(await takeTask(swf)).toHaveProperty('taskToken');
  });

  it('takes one task only, in the order of the polls', async () => {
    const { swf, client } = await lost();
    await abandon(swf, client, 'second process');
    const alive = client.pollForDecisionTask({ domain, taskList, identity: 'third process' });
    for (const workflowId of ['order-7', 'order-8', 'order-9']) await start(client, workflowId);
    const started = swf.runs().map(({ workflowId, domain: of }) =>
      swf
        .history({ workflowId, domain: of })
        .map(({ decisionTaskStartedEventAttributes: event }) => event?.identity)
        .find(Boolean),
    );
    expect(started).toEqual(['old process', 'second process', 'third process']);
    expect(await alive).toHaveProperty('taskToken');
  });

  it('takes an activity task too', async () => {
    const swf = shop(takesTask);
    await abandon(swf, swf.client({ polls: 'long' }), 'old worker', PollForActivityTaskCommand as never);
    const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge', timeouts: { heartbeat: '30s' } });
    expect(swf.explain(run)).toContain(
      "The activity 'charge' (event 6) went to the abandoned poll of old worker: no code has it, and no other poll gets it " +
        'until it times out.',
    );
    swf.clock.advance('30s');
    expect(swf.history(run).at(-2)?.eventType).toBe('ActivityTaskTimedOut');
    expect(swf.explain(run)).not.toContain('abandoned');
  });

  it('counts as a poller of its list', async () => {
    const { swf, client } = await lost({ ...takesTask, limits: { pollersPerTaskList: 1 } });
    await expect(client.pollForDecisionTask({ domain, taskList })).rejects.toMatchObject({
      name: 'LimitExceededFault',
    });
    swf.clock.advance('60s');
    swf.close();
  });

  it('holds no time back, and is nothing that a test left open', async () => {
    const { swf, client } = await lost();
    expect(() => swf.assertNothingOpen()).not.toThrow();
    await start(client);
    await swf.clock.advanceAsync('1h');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T01:00:00Z'));
    expect(swf.checkInvariants()).toEqual([]);
  });

  it('is named by explain(), from the task on until it times out', async () => {
    const { swf, client } = await lost();
    expect(swf.toString()).toContain("the abandoned poll of old process waits on the decision task list 'default'");
    await start(client, 'order-7', { taskStartToCloseTimeout: '30' });
    expect(swf.explain({ workflowId: 'order-7' })).toContain(
      'The decision task 3 went to the abandoned poll of old process: no code has it, and no other poll gets it until it times out.',
    );
    swf.clock.advance('30s');
    expect(swf.explain({ workflowId: 'order-7' })).not.toContain('went to');
    const { taskToken } = await takeTask(swf);
    expect(swf.explain({ workflowId: 'order-7' })).toContain(
      'A decider has the decision task 6 and has not responded.',
    );
    await client.respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
  });

  it('that waits behind a started task is named as abandoned', async () => {
    const { swf, client } = await lost();
    await start(client, 'order-7');
    await abandon(swf, client, 'second process');
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 's' });
    expect(swf.explain({ workflowId: 'order-7' })).toContain(
      "waits on the task list 'default', behind the started one: the abandoned poll of second process polls it.",
    );
  });

  it('is named by the warning of a test that hangs', { timeout: 10_000 }, async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { swf, client } = await lost();
    await start(client);
    const alive = client.pollForDecisionTask({ domain, taskList, identity: 'new process' });
    await vi.waitFor(() => expect(warn).toHaveBeenCalled(), { timeout: 8000 });
    expect(warn.mock.calls[0]?.[0].split('\n  ').slice(0, 3)).toEqual([
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      "new process waits on the decision task list 'default' of the domain 'shop'.",
      "The decision task 3 of run 'order-7' went to the abandoned poll of old process: no code has it, and no other poll gets " +
        'it until it times out.',
    ]);
    warn.mockRestore();
    swf.close();
    await alive;
  });

  it('alone is no reason for that warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { swf } = await lost();
    await new Promise((resolve) => setTimeout(resolve, 2200));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    swf.close();
  });

  it('ends with the fake', async () => {
    const { swf } = await lost();
    swf.close();
    expect(abandoned(swf)).toBe(0);
  });

  it('is not copied by fork()', async () => {
    const { swf } = await lost();
    const copy = swf.fork();
    await start(copy.client());
    expect(await takeTask(copy)).toHaveProperty('taskToken');
  });

  it('that was released, as a server does it, has its empty answer and takes nothing', async () => {
    const swf = shop(takesTask);
    const release = new AbortController();
    const poll = swf
      .client({ polls: 'long' })
      .pollForDecisionTask({ domain, taskList }, { abortSignal: release.signal });
    await swf.idle();
    release.abort(Symbol.for('swfake.released'));
    expect(await poll).not.toHaveProperty('taskToken');
    await start(swf.client());
    expect(await takeTask(swf)).toHaveProperty('taskToken');
  });

  it('keeps no process alive with the real clock', async () => {
    const swf = shop({ ...takesTask, clock: 'real' });
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await abandon(swf, swf.client({ polls: 'long' }));
    timers.mockClear();
    await swf.client().listDomains({ registrationStatus: 'REGISTERED' });
    expect(timers.mock.calls.filter(([, millis]) => Number(millis) > 1000)).toEqual([]);
    timers.mockRestore();
    swf.close();
  });
});

it('a poll whose signal was aborted before it was sent is no poll', async () => {
  const swf = shop(takesTask);
  const client = new SWF({ region, credentials, requestHandler: swf.requestHandler({ polls: 'long' }) });
  const poll = client.pollForDecisionTask({ domain, taskList }, { abortSignal: AbortSignal.abort() });
  await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
  expect(waiting(swf)).toBe(0);
});
