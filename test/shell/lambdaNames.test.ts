import { describe, expect, it } from 'vitest';
import { type LambdaFunctions, SwfFake } from '../../src/index.js';
import { functionKey } from '../../src/shell/lambdaNames.js';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:pack';

/** The forms of a name in the Lambda API, which ScheduleLambdaFunction takes (docs/swf.md 3.13). */
const FORMS = [
  'pack',
  'pack:live',
  'pack:7',
  'pack:$LATEST',
  'function:pack',
  '123456789012:function:pack',
  '123456789012:function:pack:live',
  'us-east-1:123456789012:function:pack',
  ARN,
  `${ARN}:live`,
  `${ARN}:$LATEST`,
  'arn:aws-cn:lambda:cn-north-1:123456789012:function:pack',
  'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:pack:1',
];

describe('the function that a decider means', () => {
  it.each(FORMS)('has its plain name as a key: %s', (called) => {
    expect(functionKey(['ship', 'pack', 'packer', 'unpack'], called)).toBe('pack');
    expect(functionKey(['ship', 'packer', 'unpack'], called)).toBeUndefined();
  });

  it.each(FORMS)('has the same text as a key, before every other: %s', (called) => {
    expect(functionKey(['pack', ARN, `${ARN}:live`, called], called)).toBe(called);
  });

  it.each([
    // A key with an alias is for this alias.
    [['pack:live'], 'pack:live', 'pack:live'],
    [['pack:live'], `${ARN}:live`, 'pack:live'],
    [['pack:live'], 'pack', undefined],
    [['pack:live'], 'pack:test', undefined],
    [['pack', 'pack:live'], `${ARN}:live`, 'pack:live'],
    [['pack', 'pack:live'], `${ARN}:test`, 'pack'],
    [['pack:$LATEST'], 'pack', 'pack:$LATEST'],
    [['pack:$LATEST'], 'pack:1', undefined],
    // A key with a place is for this place.
    [[ARN], 'pack', ARN],
    [[ARN], 'pack:live', ARN],
    [[ARN], '123456789012:function:pack', ARN],
    [[ARN], '210987654321:function:pack', undefined],
    [[ARN], ARN.replace('us-east-1', 'eu-west-1'), undefined],
    [['123456789012:function:pack'], ARN, '123456789012:function:pack'],
    [['123456789012:function:pack'], ARN.replace('123456789012', '210987654321'), undefined],
    [['pack', ARN], ARN.replace('us-east-1', 'eu-west-1'), 'pack'],
    [['pack', ARN], `${ARN}:live`, ARN],
    [['arn:aws-cn:lambda:cn-north-1:123456789012:function:pack'], ARN, undefined],
    [
      ['us-iso-east-1:123456789012:function:pack'],
      'us-iso-east-1:123456789012:function:pack:live',
      'us-iso-east-1:123456789012:function:pack',
    ],
    [['pack'], 'us-east-10:123456789012:function:pack', 'pack'],
    // A text that is no name of a function has the same text as a key, or none.
    [['pack it!'], 'pack it!', 'pack it!'],
    [['pack'], 'pack it!', undefined],
    [['pack'], 'pack:', undefined],
    [['pack'], 'arn:aws:sns:us-east-1:123456789012:pack', undefined],
    [['pack'], `${ARN}:live:more`, undefined],
    [['pack it!', 'pack'], 'pack:live', 'pack'],
    [['pack'], 'Pack', undefined],
  ] as const)('of the keys %j, by %s, is %s', (keys, called, key) => {
    expect(functionKey(keys, called)).toBe(key);
  });
});

describe('a decider calls a function', () => {
  const domain = 'shop';

  async function resultOf(lambda: LambdaFunctions, name: string): Promise<object> {
    const swf = new SwfFake({ lambda });
    const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
    swf.register({ domain, workflows: { 'Order@1': { lambdaRole } } });
    const workflowType = { name: 'Order', version: '1' };
    await swf.send('StartWorkflowExecution', { domain, workflowId: 'order-7', workflowType });
    const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList: { name: 'default' } });
    const scheduleLambdaFunctionDecisionAttributes = { id: 'a', name };
    const decisions = [{ decisionType: 'ScheduleLambdaFunction' as const, scheduleLambdaFunctionDecisionAttributes }];
    await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions });
    const { lambdaFunctionCompletedEventAttributes: completed, lambdaFunctionFailedEventAttributes: failed } =
      swf.history({ workflowId: 'order-7' }).findLast(({ eventType }) => eventType?.startsWith('LambdaFunction')) ?? {};
    return completed ? { result: completed.result } : { reason: failed?.reason, details: failed?.details };
  }

  it.each(FORMS.filter((name) => name.length <= 64))('by %s', async (name) => {
    const lambda = { pack: (_input: unknown, { functionName }: { functionName: string }) => functionName };
    expect(await resultOf(lambda, name)).toEqual({ result: JSON.stringify(name) });
    expect(await resultOf({ pack: { result: 1 } }, name)).toEqual({ result: '1' });
  });

  it.each(['pack:live', ARN, 'toString', '__proto__', 'hasOwnProperty:live'])(
    'or gets a failure, if there is none: %s',
    async (name) => {
      const failure = { reason: 'ResourceNotFoundException', details: `Function not found: ${name}` };
      expect(await resultOf({ ship: () => 1 }, name)).toEqual(failure);
    },
  );
});
