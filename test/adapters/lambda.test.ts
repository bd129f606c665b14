import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type LambdaAnswer, type LambdaFunctions, SwfFake, type SwfFakeOptions } from '../../src/index.js';

const domain = 'shop';
const taskList = { name: 'default' };
const ROLE = 'arn:aws:iam::123456789012:role/swf';

function shop(lambda: LambdaFunctions, more: SwfFakeOptions = {}): SwfFake {
  const swf = new SwfFake({ lambda, ...more });
  swf.register({ domain, workflows: { 'Order@1': { lambdaRole: ROLE } } });
  return swf;
}

const schedule = (id: string, more: object = {}) => ({
  decisionType: 'ScheduleLambdaFunction' as const,
  scheduleLambdaFunctionDecisionAttributes: { id, name: 'pack', ...more },
});

async function decided(swf: SwfFake, ...decisions: ReturnType<typeof schedule>[]): Promise<void> {
  if (swf.runs({ workflowId: 'order-7' }).length === 0) {
    await swf.send('StartWorkflowExecution', {
      domain,
      workflowId: 'order-7',
      workflowType: { name: 'Order', version: '1' },
    });
  }
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions });
}

/** The last event of a Lambda function, but for the ids that scenarios show. */
function last(swf: SwfFake): readonly unknown[] {
  const event = swf.history({ workflowId: 'order-7' }).findLast(({ eventType }) => eventType?.includes('Lambda'));
  const [, attributes] = Object.entries(event ?? {}).find(([key]) => key.endsWith('Attributes')) ?? [];
  const { scheduledEventId: _s, startedEventId: _i, ...others } = attributes as Record<string, unknown>;
  return [event?.eventType, others];
}

describe('a function of the options', () => {
  it('is given what the input parses to, and its result becomes JSON', async () => {
    const given: unknown[] = [];
    const swf = shop({ pack: (input, { functionName }) => ({ boxes: given.push([input, functionName]) }) });
    await decided(swf, schedule('a', { input: '{"n":1}' }));
    expect(last(swf)).toEqual(['LambdaFunctionCompleted', { result: '{"boxes":1}' }]);
    await decided(swf, schedule('b'));
    // Without input the handler receives {} (docs/swf.md 3.13, measured).
    expect(given).toEqual([
      [{ n: 1 }, 'pack'],
      [{}, 'pack'],
    ]);
  });

  it('that returns nothing answers null', async () => {
    const swf = shop({ pack: () => undefined });
    await decided(swf, schedule('a'));
    expect(last(swf)).toEqual(['LambdaFunctionCompleted', { result: 'null' }]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('no');
      },
      { errorMessage: 'no', errorType: 'RangeError' },
    ],
    [
      'throws a text',
      () => {
        throw 'no';
      },
      { errorMessage: 'no', errorType: 'Error' },
    ],
    ['rejects', () => Promise.reject(new TypeError('no')), { errorMessage: 'no', errorType: 'TypeError' }],
    [
      'has too long a result',
      () => 'x'.repeat(32_767),
      { errorMessage: 'the result has 32769 characters; SWF accepts at most 32768', errorType: 'RangeError' },
    ],
  ] as const)('that %s fails with UnhandledError', async (_how, pack, details) => {
    const swf = shop({ pack });
    await decided(swf, schedule('a'));
    await swf.idle();
    const said = { reason: 'UnhandledError', details: JSON.stringify(details) };
    expect(last(swf)).toEqual(['LambdaFunctionFailed', said]);
  });

  it.each(['nope', 'toString', '__proto__'])('that is not there cannot be found: %s', async (name) => {
    const swf = shop({ pack: () => 1 });
    await decided(swf, schedule('a', { name }));
    const said = { reason: 'ResourceNotFoundException', details: `Function not found: ${name}` };
    expect(last(swf)).toEqual(['LambdaFunctionFailed', said]);
  });

  const circle: { self?: object } = {};
  circle.self = circle;
  it.each([
    ['a circle', circle, 'TypeError'],
    ['a BigInt', 1n, 'TypeError'],
  ])('fails where its result is no JSON: %s', async (_what, result, errorType) => {
    for (const pack of [() => result, async () => result, { result }]) {
      const swf = shop({ pack });
      await decided(swf, schedule('a'));
      await swf.idle();
      expect(last(swf)).toMatchObject(['LambdaFunctionFailed', { reason: 'UnhandledError' }]);
      expect(last(swf)[1]).toMatchObject({ details: expect.stringContaining(errorType) });
    }
  });

  it('returns nothing where its result is nothing that JSON knows', async () => {
    const swf = shop({ pack: () => () => 1 });
    await decided(swf, schedule('a'));
    expect(last(swf)).toEqual(['LambdaFunctionCompleted', { result: 'null' }]);
  });

  it('cannot read an input that is no JSON', async () => {
    const swf = shop({ pack: () => 1 });
    await decided(swf, schedule('a', { input: '{' }));
    expect(last(swf)).toMatchObject(['LambdaFunctionFailed', { reason: 'UnhandledError' }]);
  });

  it('may call the fake, and let its time pass beyond its own', async () => {
    const swf: SwfFake = shop({ pack: () => swf.clock.advance('20m') });
    await decided(swf, schedule('a'));
    expect(last(swf)).toEqual(['LambdaFunctionTimedOut', { timeoutType: 'START_TO_CLOSE' }]);
    expect(swf.checkInvariants()).toEqual([]);
  });

  it.each([
    [{ pack: 5 }, "the Lambda function 'pack' was given as 5; expected a function or { after, result, error }"],
    [{ pack: { after: '30' } }, 'no unit'],
    [5, 'lambda was given as 5; expected an object of functions by name'],
  ])('is checked when the fake is made: %o', (lambda, sentence) => {
    expect(() => new SwfFake({ lambda: lambda as never })).toThrow(sentence);
  });
});

describe('an answer that takes time', () => {
  it('comes at its instant, and not at the timeout', async () => {
    const swf = shop({ pack: { after: '5s', result: 1 } });
    await decided(swf, schedule('early', { startToCloseTimeout: '6' }), schedule('late', { startToCloseTimeout: '5' }));
    swf.clock.advance('4999ms');
    expect(last(swf)[0]).toBe('LambdaFunctionStarted');
    expect(swf.explain({ workflowId: 'order-7' })).toContain("The Lambda function 'pack' runs with the id 'early'.");
    expect(swf.explain({ workflowId: 'order-7' })).toContain('the lambda start-to-close timeout.');
    expect(() => swf.assertNothingOpen()).toThrow("lambda     'early' has not returned");
    expect(swf.clock.advanceToNext()?.toISOString()).toBe('2020-01-01T00:00:05.000Z');
    const types = swf
      .history({ workflowId: 'order-7' })
      .map(({ eventType }) => eventType)
      .slice(8);
    expect(types).toEqual(['LambdaFunctionTimedOut', 'DecisionTaskScheduled', 'LambdaFunctionCompleted']);
  });

  it('is what happens next, if it comes first', async () => {
    const swf = shop({ pack: { after: '5s', result: 1 } });
    await decided(swf, schedule('a'));
    const next = "Next, at 2020-01-01T00:00:05.000Z: the Lambda function 'pack' returns.";
    expect(swf.explain({ workflowId: 'order-7' })).toContain(next);
    swf.clock.advance('5s');
    expect(swf.explain({ workflowId: 'order-7' })).toContain('the execution timeout.');
  });

  it.each<readonly [LambdaAnswer, object]>([
    [
      { after: '1s', error: new Error('no') },
      { errorMessage: 'no', errorType: 'Error' },
    ],
    [{ error: 'no' }, { errorMessage: 'no', errorType: 'Error' }],
  ])('may be an error: %o', async (pack, details) => {
    const swf = shop({ pack });
    await decided(swf, schedule('a'));
    swf.clock.advance('1s');
    expect(last(swf)).toEqual(['LambdaFunctionFailed', { reason: 'UnhandledError', details: JSON.stringify(details) }]);
  });

  it('comes in a fork as well, once in each', async () => {
    const swf = shop({ pack: { after: '5s', result: 1 } });
    await decided(swf, schedule('a'));
    const fork = swf.fork();
    fork.clock.advance('5s');
    expect(last(fork)[0]).toBe('LambdaFunctionCompleted');
    expect(last(swf)[0]).toBe('LambdaFunctionStarted');
    swf.clock.advance('5s');
    expect(swf.history({ workflowId: 'order-7' })).toEqual(fork.history({ workflowId: 'order-7' }));
  });

  it('is dropped when its run is closed', async () => {
    const swf = shop({ pack: { after: '5s', result: 1 } });
    await decided(swf, schedule('a'));
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
    swf.clock.advance('5s');
    expect(last(swf)[0]).toBe('LambdaFunctionStarted');
  });
});

describe('a promise', () => {
  const later = <T>(value: T): Promise<T> => sleep(20).then(() => value);

  it('is waited for by idle() and by advanceAsync()', async () => {
    const swf = shop({ pack: () => later(42) });
    await decided(swf, schedule('a'));
    await swf.clock.advanceAsync('20m');
    expect(last(swf)).toEqual(['LambdaFunctionCompleted', { result: '42' }]);
    expect(swf.history({ workflowId: 'order-7' }).at(-1)?.eventTimestamp).toEqual(new Date('2020-01-01T00:00:00Z'));
  });

  it('of another realm counts as well', async () => {
    const swf = shop({ pack: () => runInNewContext('Promise.resolve(7)') as unknown });
    await decided(swf, schedule('a'));
    await swf.idle();
    expect(last(swf)).toEqual(['LambdaFunctionCompleted', { result: '7' }]);
  });

  it('settles in each fork', async () => {
    const swf = shop({ pack: () => later(42) });
    await decided(swf, schedule('a'));
    const fork = swf.fork();
    await Promise.all([swf.idle(), fork.idle()]);
    expect([last(swf), last(fork)]).toEqual([
      ['LambdaFunctionCompleted', { result: '42' }],
      ['LambdaFunctionCompleted', { result: '42' }],
    ]);
  });

  it('that comes after its timeout, or after close(), is heard by nobody', async () => {
    const swf = shop({ pack: () => later(42) });
    await decided(swf, schedule('a'));
    swf.clock.advance('15m');
    await swf.idle();
    await sleep(30);
    expect(last(swf)[0]).toBe('LambdaFunctionTimedOut');
    const closed = shop({ pack: () => later(42) });
    await decided(closed, schedule('a'));
    closed.close();
    await sleep(30);
    expect(last(closed)[0]).toBe('LambdaFunctionStarted');
  });

  it('that never settles is named', async () => {
    const swf = shop({ pack: () => new Promise(() => {}) });
    await decided(swf, schedule('a'));
    await expect(swf.clock.advanceAsync('1m')).rejects.toThrow(
      "the Lambda function 'pack' has not returned for 1s of real time, and time cannot pass while it runs",
    );
  });
});

it('resident deciders are told when a function has answered', async () => {
  const swf = shop({ pack: { after: '2s', result: 1 } });
  const client = swf.client({ polls: 'long' });
  await decided(swf, schedule('a'));
  const poll = client.pollForDecisionTask({ domain, taskList });
  swf.clock.advance('2s');
  expect((await poll).events?.at(-2)?.eventType).toBe('DecisionTaskScheduled');
});
