import { describe, expect, it } from 'vitest';
import { type LambdaFunctions, SwfFake } from '../../src/index.js';
import { domain, taskList } from '../support/shop.js';

const schedule = (id: string, more: object = {}) => ({
  decisionType: 'ScheduleLambdaFunction' as const,
  scheduleLambdaFunctionDecisionAttributes: { id, name: id, ...more },
});

/** A fake with a run that has called Lambda functions. */
async function called(lambda: LambdaFunctions, ...decisions: readonly ReturnType<typeof schedule>[]): Promise<SwfFake> {
  const swf = new SwfFake({ lambda });
  const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
  swf.register({ domain, retention: '0d', workflows: { 'Order@1': { lambdaRole } } });
  const workflowType = { name: 'Order', version: '1' };
  await swf.send('StartWorkflowExecution', { domain, workflowId: 'order-7', workflowType });
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: [...decisions] });
  return swf;
}

const never = () => new Promise(() => undefined);
const next = (swf: SwfFake): string => swf.explain({ workflowId: 'order-7' }).split('\n  ').at(-1) ?? '';

describe('a Lambda function that has not returned', () => {
  it('is not waited for after its timeout', async () => {
    const swf = await called({ pack: never }, schedule('pack', { startToCloseTimeout: '10' }));
    swf.clock.advance('10s');
    expect(swf.history({ workflowId: 'order-7' }).map(({ eventType }) => eventType)).toContain(
      'LambdaFunctionTimedOut',
    );
    await swf.clock.advanceAsync('1m');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T00:01:10Z'));
  });

  it('is not waited for after its run is closed, nor after the run is deleted', async () => {
    const swf = await called({ pack: never }, schedule('pack'));
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
    await swf.idle();
    swf.clock.advance('1d');
    expect(swf.runs()).toEqual([]);
    await swf.idle();
  });

  it('is named with the time of its return, the first before the others', async () => {
    const functions = { slow: { after: '9s' }, fast: { after: '5s', result: 1 }, late: { after: '1h' } } as const;
    const swf = await called(
      functions,
      schedule('slow'),
      schedule('fast'),
      schedule('late', { startToCloseTimeout: '60' }),
    );
    expect(next(swf)).toBe("Next, at 2020-01-01T00:00:05.000Z: the Lambda function 'fast' returns.");
    swf.clock.advance('5s');
    expect(next(swf)).toBe("Next, at 2020-01-01T00:00:09.000Z: the Lambda function 'slow' returns.");
    swf.clock.advance('4s');
    expect(next(swf)).toBe('Next, at 2020-01-01T00:01:00.000Z: the lambda start-to-close timeout.');
    swf.clock.advance('1m');
    expect(next(swf)).toBe('Next, at 2020-12-31T00:00:00.000Z: the execution timeout.');
  });
});

describe('the result of a Lambda function', () => {
  it.each([
    [32_766, 'LambdaFunctionCompleted'],
    [32_767, 'LambdaFunctionFailed'],
  ])('with %i characters and two quotes is at its end with %s', async (length, type) => {
    const swf = await called({ pack: () => 'x'.repeat(length) }, schedule('pack'));
    expect(swf.history({ workflowId: 'order-7' }).at(-2)?.eventType).toBe(type);
  });
});
