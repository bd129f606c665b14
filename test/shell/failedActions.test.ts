import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SwfFake } from '../../src/index.js';
import { complete, domain, shop, start, taskList } from '../support/shop.js';

const boom = new Error('boom');
const rejects = async (): Promise<never> => {
  await Promise.resolve();
  throw boom;
};
/** A promise of a library: not an instance of Promise. */
const fails = (_done: unknown, fail: (error: Error) => void): void => queueMicrotask(() => fail(boom));
const thenable = (): object => Object.fromEntries([['then', fails]]);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const listed = { registrationStatus: 'REGISTERED' } as const;

/** The ways to give a fake an asynchronous action that rejects: each has run when it returns. */
const ACTIONS: readonly (readonly [string, (swf: SwfFake, action: () => unknown) => unknown])[] = [
  [
    'at()',
    (swf, action) => {
      swf.at(new Date('2020-01-01T00:00:01Z'), action);
      swf.clock.advance('1s');
    },
  ],
  [
    'after()',
    (swf, action) => {
      swf.after('1s', action);
      swf.clock.advance('1s');
    },
  ],
  ['when()', (swf, action) => swf.when(() => true, action)],
  [
    'onChange()',
    (swf, action) => {
      const off = swf.onChange(({ event }) => (event.eventId === 1 ? (action() as undefined) : undefined));
      swf.scheduleActivity({ activity: 'Charge@1' });
      off();
    },
  ],
];

/** The calls that fail with the error. */
const CALLS: readonly (readonly [string, (swf: SwfFake) => unknown])[] = [
  ['idle()', (swf) => swf.idle()],
  ['advanceAsync()', (swf) => swf.clock.advanceAsync('1s')],
  ['advance()', (swf) => swf.clock.advance('1s')],
  ['advanceTo()', (swf) => swf.clock.advanceTo(new Date('2020-01-02T00:00:00Z'))],
  ['advanceToNext()', (swf) => swf.clock.advanceToNext()],
  ['a call of a client', (swf) => swf.client().listDomains(listed)],
  ['a long poll', (swf) => swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList })],
  ['send()', (swf) => swf.send('ListDomains', listed)],
  ['runs()', (swf) => swf.runs()],
  ['history()', (swf) => swf.history({ workflowId: 'order-7' })],
  ['explain()', (swf) => swf.explain({ workflowId: 'order-7' })],
  ['after()', (swf) => swf.after('1s', () => 0)],
  ['assertNothingOpen()', (swf) => swf.assertNothingOpen()],
  ['scheduleActivity()', (swf) => swf.scheduleActivity({ activity: 'Charge@1' })],
  ['close()', (swf) => swf.close()],
];

/** The error of a call, thrown or rejected. */
const errorOf = async (call: () => unknown): Promise<unknown> => {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
};

describe.each(ACTIONS)('an asynchronous action of %s that rejects', (_what, give) => {
  it.each(CALLS)('fails %s with its own error, once', async (_name, call) => {
    const swf = shop();
    give(swf, rejects);
    await turn();
    expect(await errorOf(() => call(swf))).toBe(boom);
    expect(() => swf.close()).not.toThrow();
  });

  it.each([
    ['of a library', thenable],
    ['that is made before', () => Promise.reject(boom)],
  ])('fails the next call with the error of a promise %s', async (_kind, action) => {
    const swf = shop();
    give(swf, action);
    await turn();
    expect(await errorOf(() => swf.runs())).toBe(boom);
  });

  it('lets the next call be if it resolves, whatever it resolves to', async () => {
    const swf = shop();
    give(swf, async () => boom);
    await turn();
    expect(() => swf.runs()).not.toThrow();
  });
});

describe('while advanceAsync() runs', () => {
  afterEach(() => void vi.useRealTimers());

  it('the error is its own, and not that of a poll loop', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long' });
    const errors: unknown[] = [];
    const loop = async (): Promise<void> => {
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
      if (!taskToken) return;
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
      await loop();
    };
    const looping = loop().catch((error) => errors.push(error));
    swf.after('1s', async () => {
      await start(client);
      throw boom;
    });
    await expect(swf.clock.advanceAsync('1h')).rejects.toBe(boom);
    expect(errors).toEqual([]);
    swf.close();
    await looping;
  });

  it('and moves fake timers, it fails too', async () => {
    vi.useFakeTimers();
    const swf = shop();
    swf.after('1s', rejects);
    await expect(swf.clock.advanceAsync('1h', { timers: vi })).rejects.toBe(boom);
  });

  it('several errors come one after the other', async () => {
    const swf = shop();
    swf.after('1s', () => Promise.reject(new Error('first')));
    swf.after('1s', () => Promise.reject(new Error('second')));
    await expect(swf.clock.advanceAsync('2s')).rejects.toThrow('first');
    await expect(swf.idle()).rejects.toThrow('second');
    await swf.idle();
  });
});

describe('after advanceAsync() or idle()', () => {
  it.each<readonly [what: string, wait: (swf: SwfFake) => Promise<void>]>([
    ['advanceAsync()', (swf) => swf.clock.advanceAsync('1s')],
    ['idle()', (swf) => swf.idle()],
    [
      'an advanceAsync() that failed',
      async (swf) => {
        swf.after('1s', rejects);
        await expect(swf.clock.advanceAsync('1s')).rejects.toBe(boom);
      },
    ],
  ])('the next call throws the error again: %s', async (_what, wait) => {
    const swf = shop();
    await wait(swf);
    swf.when(() => true, rejects);
    await turn();
    expect(() => swf.runs()).toThrow(boom);
    expect(() => swf.runs()).not.toThrow();
  });
});

describe('with the real clock', () => {
  it('an action that throws in a timer fails the next call', async () => {
    const swf = shop({ clock: 'real' });
    swf.after('1ms', () => {
      throw boom;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(() => swf.runs()).toThrow(boom);
    expect(() => swf.runs()).not.toThrow();
    swf.close();
  });
});

describe('an error that no call can throw', () => {
  const rejections: unknown[] = [];
  const listener = (error: unknown): void => void rejections.push(error);
  let runner: NodeJS.UnhandledRejectionListener[] = [];
  beforeEach(() => {
    runner = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', listener);
  });
  afterEach(() => {
    process.removeAllListeners('unhandledRejection');
    for (const one of runner) process.on('unhandledRejection', one);
  });

  it('keeps the process alive until a call has thrown it, or no longer than a second', async () => {
    const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    const swf = shop();
    const before = ports();
    swf.after('1s', rejects);
    swf.clock.advance('1s');
    await turn();
    expect(ports()).toBe(before + 1);
    expect(() => swf.runs()).toThrow(boom);
    await vi.waitFor(() => expect(ports()).toBeLessThan(before + 1));
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(rejections).toEqual([]);
  });

  it('becomes an unhandled rejection, which says where it comes from', async () => {
    const swf = shop();
    swf.after('1s', () => swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-8' }));
    swf.clock.advance('1s');
    await vi.waitFor(() => expect(rejections).toHaveLength(1), { timeout: 3000 });
    expect(rejections).toMatchObject([
      {
        message:
          'swfake: an asynchronous action of swf.at(), swf.after(), swf.when() or swf.onChange() rejected with ' +
          'UnknownResourceFault: Unknown execution, workflowId = order-8; make its calls valid, or catch the error in the action',
        cause: { name: 'UnknownResourceFault' },
      },
    ]);
    expect(() => swf.runs()).not.toThrow();
  });
});
