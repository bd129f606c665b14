import { PollForDecisionTaskCommand, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  arbitraries,
  type CommandsOptions,
  commands,
  type World,
  withConnectionLost,
} from '../../src/property/index.js';
import { assertOnSeeds } from '../support/seeds.js';
import { complete, domain, shop, start, taskList } from '../support/shop.js';
import { bookshop, type Care } from './bookshop.js';

vi.setConfig({ testTimeout: 60_000 });

const options: CommandsOptions = {
  domain,
  workflows: ['Order@1'],
  deciders: ['order'],
  workers: ['charge'],
  signals: ['paid', "it's"],
  input: arbitraries(fc).data(),
};

const runs = (care: Care, more: Partial<CommandsOptions> = {}) =>
  fc.asyncProperty(commands(fc, { ...options, ...more }), (drawn) =>
    fc.asyncModelRun(() => {
      const world = bookshop(care);
      return { model: world, real: world };
    }, drawn),
  );

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...words: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Does what commands print, as somebody who pastes it into a test. */
async function paste(printed: string, world: World): Promise<void> {
  const names = ['swf', 'client', 'deciders', 'workers', 'withConnectionLost'];
  await new AsyncFunction(...names, printed)(
    world.swf,
    world.client,
    world.deciders,
    world.workers,
    withConnectionLost,
  );
}

describe('commands', () => {
  const careless = fc.check(runs('careless'), { seed: 7, numRuns: 1000 });

  it('find that a worker which loses its task does its work twice, and shrink to what it takes', async () => {
    const { failed, counterexample, errorInstance } = await careless;
    expect(failed).toBe(true);
    expect(String((errorInstance as Error).message)).toContain('the card was charged twice');
    const printed = String(counterexample?.[0]);
    const calls = printed.replace(/ \/\*.*\*\//, '').split(/,(?=await|swf)/);
    expect(calls).toHaveLength(6);
    expect(calls[0]).toBe(
      "await swf.send('StartWorkflowExecution', { domain: 'shop', workflowId: 'run-1', workflowType: { name: 'Order', version: '1' }, input: '' })",
    );
    expect(calls.slice(1)).toEqual([
      'await deciders.order()',
      "await withConnectionLost(client, 'request', workers.charge)",
      'swf.clock.advanceToNext()',
      'await deciders.order()',
      'await workers.charge()',
    ]);
  });

  it('print what can be pasted', async () => {
    const { counterexample } = await careless;
    const world = bookshop('careless');
    await paste(String(counterexample?.[0]), world);
    expect(() => world.invariant?.()).toThrow('the card was charged twice');
  });

  it('are each a call that does what the command did', () =>
    assertOnSeeds(
      fc.asyncProperty(commands(fc, { ...options, disableReplayLog: true }), async (drawn) => {
        const [ran, pasted] = [bookshop('careful'), bookshop('careful')];
        await fc.asyncModelRun(() => ({ model: ran, real: ran }), drawn);
        await paste(`return ${String(drawn) || '0'}`, pasted);
        expect(pasted.swf.clock.now()).toEqual(ran.swf.clock.now());
        expect(histories(pasted)).toEqual(histories(ran));
      }),
      12,
    ));

  it('find nothing where there is nothing to find', () => assertOnSeeds(runs('careful'), 25));

  it('can be repeated from a seed and a path, or by their replayPath', async () => {
    const { counterexample, counterexamplePath } = await careless;
    const [, replayPath = ''] = /replayPath="([^"]*)"/.exec(String(counterexample?.[0])) ?? [];
    const path = counterexamplePath ?? '';
    const again = await fc.check(runs('careless', { replayPath }), { seed: 7, path, endOnFailure: true });
    expect(String(again.counterexample?.[0]).replace(/\/\*.*/, '')).toBe(
      String(counterexample?.[0]).replace(/\/\*.*/, ''),
    );
  });

  it('leave out what is not wanted, and take what is added', () => {
    const more = [fc.constant({ check: () => true, run: async () => undefined, toString: () => 'mine()' })];
    const few = commands(fc, {
      ...options,
      without: ['cancel', 'terminate', 'wait', 'loseConnection'],
      signals: [],
      more,
    });
    const said = fc.sample(few, { seed: 1, numRuns: 300 }).flatMap((drawn) => [...drawn].map(String));
    const kinds = new Set(said.map((text) => text.replace(/\(.*/s, '').replace('await ', '')));
    expect([...kinds].toSorted()).toEqual(['deciders.order', 'mine', 'swf.send', 'workers.charge']);
  });

  it('say which deciders and workers there are when one is missing', async () => {
    const world = { ...bookshop('careful'), workers: { pay: () => undefined } };
    const [[command] = []] = fc
      .sample(commands(fc, options), { seed: 1, numRuns: 500 })
      .map((drawn) => [...drawn].filter((one) => String(one) === 'await workers.charge()'))
      .filter(({ length }) => length > 0);
    await expect(command?.run(world, world)).rejects.toThrow("no workers.charge: its workers are 'pay'");
  });
});

const histories = ({ swf }: World): readonly unknown[] => swf.runs().map((run) => swf.history(run));

describe('withConnectionLost', () => {
  const scene = async () => {
    const swf = shop();
    const client = swf.client();
    await start(client);
    const decide = async (): Promise<void> => {
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
    };
    return { swf, client, decide };
  };

  it.each([
    ['poll', 'OPEN', 3],
    ['request', 'OPEN', 3],
    ['response', 'CLOSED', 5],
  ] as const)('a %s leaves the run %s with %i events, and the client as it was', async (loss, status, events) => {
    const { swf, client, decide } = await scene();
    const { send } = client;
    await withConnectionLost(client, loss, decide);
    expect(swf.runs()).toMatchObject([{ status, events }]);
    expect(client.send).toBe(send);
  });

  it('gives a callback the error of a connection that broke', async () => {
    const { swf, client } = await scene();
    const heard = await new Promise((resolve) => {
      void withConnectionLost(client, 'poll', () => client.pollForDecisionTask({ domain, taskList }, resolve));
    });
    expect(heard).toMatchObject({ message: 'socket hang up', code: 'ECONNRESET' });
    expect(swf.runs()).toMatchObject([{ events: 3 }]);
  });

  it('works for a client that is a stub, and for one only', async () => {
    const swf = shop();
    swf.attach(mockClient(SWFClient));
    const [mine, other] = [new SWFClient({ region: 'us-east-1' }), new SWFClient({ region: 'us-east-1' })];
    await start(swf.client());
    const poll = new PollForDecisionTaskCommand({ domain, taskList });
    await withConnectionLost(mine, 'poll', async () => {
      expect(await other.send(poll)).toMatchObject({ startedEventId: 3 });
      await expect(mine.send(poll)).rejects.toThrow('socket hang up');
    });
    expect(await mine.send(poll)).toMatchObject({ startedEventId: 0 });
    expect(Object.hasOwn(mine, 'send')).toBe(false);
  });

  it('rejects with whatever else goes wrong, and loses one thing only', async () => {
    const { swf, client, decide } = await scene();
    await expect(withConnectionLost(client, 'poll', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    const retrying = (): Promise<void> => decide().catch(decide);
    await expect(withConnectionLost(client, 'response', retrying)).rejects.toThrow('1 validation error');
    expect(swf.runs()).toMatchObject([{ status: 'CLOSED' }]);
  });
});
