import { describe, expect, it } from 'vitest';
import { SwfFake, type SwfFakeOptions } from '../src/index.js';
import { domain, shop, start, taskList } from './support/shop.js';

const reloaded = (swf: SwfFake, options: SwfFakeOptions = {}): SwfFake =>
  new SwfFake({ ...options, state: JSON.parse(JSON.stringify(swf.save())) });

const role = 'arn:aws:iam::123456789012:role/swf';
const invoke = {
  decisionType: 'ScheduleLambdaFunction',
  scheduleLambdaFunctionDecisionAttributes: { id: 'pack', name: 'pack', input: '{"boxes":3}' },
} as const;

/** A fake whose run waits for the Lambda function 'pack'. */
async function packing(options: SwfFakeOptions): Promise<SwfFake> {
  const swf = new SwfFake(options);
  swf.register({ domain, workflows: { 'Order@1': { lambdaRole: role } } });
  await start(swf.client());
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList: { name: 'default' } });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [invoke] });
  return swf;
}

const order = { workflowId: 'order-7' };

describe('save()', () => {
  it('returns what a fake goes on from with the same tokens, run ids and times', async () => {
    const swf = shop({ seed: 9, region: 'eu-west-1' });
    await start(swf.client());
    const copy = reloaded(swf);
    for (const one of [swf, copy]) {
      one.clock.advance('1h');
      await start(one.client(), 'order-8');
    }
    expect(copy.runs()).toEqual(swf.runs());
    const [ours, theirs] = await Promise.all(
      [swf, copy].map((one) => one.client().pollForDecisionTask({ domain, taskList })),
    );
    expect({ ...theirs, $metadata: {} }).toEqual({ ...ours, $metadata: {} });
    expect(await copy.client().config.region()).toBe('eu-west-1');
  });

  it('gives a fork of the loaded fake its own state, not the saved one', async () => {
    const copy = reloaded(shop());
    await start(copy.client());
    expect(copy.fork().runs()).toHaveLength(1);
  });

  it('calls Lambda functions again that were running, once', async () => {
    const calls: unknown[] = [];
    const lambda = { pack: (input: unknown) => new Promise((resolve) => calls.push([input, resolve])) };
    const swf = await packing({ lambda });
    const copy = reloaded(swf, { lambda });
    expect(calls).toMatchObject([
      [{ boxes: 3 }, expect.anything()],
      [{ boxes: 3 }, expect.anything()],
    ]);
    const copyOfCopy = copy.fork();
    expect(calls).toHaveLength(2);
    (calls[1] as [unknown, (result: unknown) => void])[1]('packed');
    await copy.idle();
    expect(copy.history(order).at(-2)).toMatchObject({
      lambdaFunctionCompletedEventAttributes: { result: '"packed"' },
    });
    expect(copyOfCopy.history(order)).toEqual(copy.history(order));
    expect(swf.history(order).at(-1)?.eventType).toBe('LambdaFunctionStarted');
  });

  it('lets a Lambda function that takes time of the clock end when it would have ended', async () => {
    const lambda = { pack: { after: '2m', result: 1 } } as const;
    const swf = await packing({ lambda });
    swf.clock.advance('1m');
    const copy = reloaded(swf, { lambda });
    for (const one of [swf, copy]) one.clock.advance('90s');
    expect(copy.history(order)).toEqual(swf.history(order));
    expect(copy.history(order).at(-1)?.eventType).toBe('DecisionTaskScheduled');
  });

  it('follows the real clock from the saved time, and fires what became due in between', async () => {
    const startTime = new Date(Date.now() - 3_600_000);
    const swf = new SwfFake({ startTime });
    const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
    const copy = reloaded(swf, { clock: 'real' });
    const [timedOut] = copy.history(run).filter(({ eventType }) => eventType === 'ActivityTaskTimedOut');
    expect(timedOut?.eventTimestamp).toEqual(new Date(startTime.getTime() + 30_000));
    expect(Date.now() - copy.clock.now().getTime()).toBeLessThan(10_000);
    copy.close();
  });

  it('takes limits and assumptions that are given in place of the saved ones', async () => {
    const swf = shop({ limits: { domains: 5 } });
    const copy = reloaded(swf, { limits: { domains: 1 }, assumptions: { deniedOperation: 'AccessDeniedException' } });
    expect(() => copy.register({ domain: 'second' })).toThrow('LimitExceededFault');
  });

  it.each<readonly [keyof SwfFakeOptions, unknown, string]>([
    ['seed', 1, '1'],
    ['region', 'us-east-1', "'us-east-1'"],
    ['accountId', '123456789012', "'123456789012'"],
    ['startTime', new Date(0), 'the Date 1970-01-01T00:00:00.000Z'],
  ])('refuses %s beside a state', (name, value, shown) => {
    const message = `swfake: ${name} was given as ${shown} beside a saved state, which has its own; leave ${name} out`;
    expect(() => reloaded(shop(), { [name]: value })).toThrow(new TypeError(message));
  });
});
