import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { type ConditionContext, iamPolicy } from '../../src/iam/index.js';
import { SwfFake } from '../../src/index.js';
import { any, document, SHOP, statement } from './asks.js';

/** Why a policy allows or denies a request. */
const reason = (
  policy: unknown,
  { action = 'swf:StartTimer', resource = SHOP, context = {} as ConditionContext } = {},
): string => iamPolicy(any(policy)).explain({ action, resource, context });

const when = (Condition: object, more: object = {}): object => statement({ Condition, ...more });
const REGION = { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] };
const TEAM = 'aws:ResourceTag/team';

describe('explain() says', () => {
  it.each<
    readonly [what: string, policy: unknown, request: { action?: string; context?: ConditionContext }, text: string]
  >([
    ['which statement allows', document(statement()), {}, "policy.Statement[0] allows 'swf:StartTimer'"],
    ['its Sid', document(statement({ Sid: 'All' })), {}, "policy.Statement[0] ('All') allows 'swf:StartTimer'"],
    [
      'which statement denies',
      document(statement(), statement({ Effect: 'Deny', Sid: 'Stop' })),
      {},
      "policy.Statement[1] ('Stop') denies 'swf:StartTimer'",
    ],
    [
      'which value makes a Deny apply',
      document(statement(), when({ StringNotEquals: REGION }, { Effect: 'Deny' })),
      { context: { 'aws:RequestedRegion': 'us-west-2' } },
      "policy.Statement[1] denies 'swf:StartTimer', because StringNotEquals 'us-east-1' or 'eu-west-1' holds: aws:RequestedRegion is 'us-west-2'",
    ],
    [
      'which absent key makes a Deny apply',
      document(statement(), when({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { Effect: 'Deny' })),
      { action: 'swf:ListDomains' },
      "policy.Statement[1] denies 'swf:ListDomains', because NotIpAddress '10.0.0.0/8' holds: the request has no 'aws:SourceIp' (the option requestContext can set it)",
    ],
    [
      'that nothing names the action',
      document(statement({ Action: 'swf:List*' })),
      { action: 'swf:DescribeDomain' },
      "no statement allows 'swf:DescribeDomain'",
    ],
    [
      'that a decision needs its own permission',
      document(statement({ Action: 'swf:Respond*' })),
      {},
      "no statement allows 'swf:StartTimer'; each decision needs a permission of its own",
    ],
    [
      'that the resource is another',
      document(statement({ Resource: `${SHOP}s` })),
      {},
      `policy.Statement[0] allows 'swf:StartTimer', but not on '${SHOP}'`,
    ],
    [
      'which value does not match',
      document(when({ StringEquals: { [TEAM]: 'shop' } })),
      { context: { [TEAM]: 'ops' } },
      "policy.Statement[0] does not allow 'swf:StartTimer', because StringEquals 'shop' does not hold: aws:ResourceTag/team is 'ops'",
    ],
    [
      'which tag is absent',
      document(when({ StringEquals: { [TEAM]: 'shop' } })),
      {},
      "policy.Statement[0] does not allow 'swf:StartTimer', because StringEquals 'shop' does not hold: the request has no 'aws:ResourceTag/team' (the domain has no such tag)",
    ],
    [
      'which name is similar',
      document(when({ StringEquals: { [TEAM]: 'shop' } })),
      { context: { 'aws:ResourceTag/teams': 'shop' } },
      "policy.Statement[0] does not allow 'swf:StartTimer', because StringEquals 'shop' does not hold: the request has no 'aws:ResourceTag/team' (did you mean 'aws:ResourceTag/teams'?)",
    ],
    [
      'which key of the input is absent',
      document(when({ StringEquals: { 'swf:taskList.name': 'a' } })),
      {},
      "policy.Statement[0] does not allow 'swf:StartTimer', because StringEquals 'a' does not hold: the request has no 'swf:taskList.name'",
    ],
    [
      'that decisions have no transport',
      document(when({ Bool: { 'aws:SecureTransport': 'true' } })),
      {},
      "policy.Statement[0] does not allow 'swf:StartTimer', because Bool 'true' does not hold: the request has no 'aws:SecureTransport' (decisions have no such key)",
    ],
    [
      'each condition that does not hold, and no other',
      document(when({ StringEquals: { 'aws:a': '1', 'aws:b': '1' }, Null: { 'aws:c': 'false' } })),
      { action: 'swf:ListDomains', context: { 'aws:a': '1', 'aws:b': '2' } },
      "policy.Statement[0] does not allow 'swf:ListDomains', because StringEquals '1' does not hold: aws:b is '2', and Null 'false' does not hold: the request has no 'aws:c' (did you mean 'aws:a'?)",
    ],
    [
      'which variable has no value',
      document(when({ StringEquals: { 'aws:a': `\${aws:username}` } })),
      { context: { 'aws:a': 'ann' } },
      `policy.Statement[0] does not allow 'swf:StartTimer', because StringEquals '\${aws:username}' does not hold: aws:a is 'ann' and the request has no 'aws:username' (the option requestContext can set it)`,
    ],
    [
      'that a policy without a version has no variables',
      { Statement: statement({ Resource: `arn:aws:swf:*:*:/domain/\${aws:username}` }) },
      {},
      `policy.Statement allows 'swf:StartTimer', but not on '${SHOP}' (policy.Version is not '2012-10-17', so its policy variables are plain text)`,
    ],
    [
      'nothing of variables, if a policy without a version has none',
      { Statement: statement({ Resource: `${SHOP}s` }) },
      {},
      `policy.Statement allows 'swf:StartTimer', but not on '${SHOP}'`,
    ],
    [
      'what each statement lacks',
      document(
        statement({ Action: 's3:*' }),
        statement({ Resource: `${SHOP}s`, Sid: 'A' }),
        when({ Null: { 'aws:x': 'false' } }),
      ),
      { context: {} },
      `policy.Statement[1] ('A') allows 'swf:StartTimer', but not on '${SHOP}'; policy.Statement[2] does not allow 'swf:StartTimer', because Null 'false' does not hold: the request has no 'aws:x' (the option requestContext can set it)`,
    ],
  ])('%s', (_what, policy, request, text) => {
    expect(reason(policy, request)).toBe(text);
  });

  it('which of several policies it is', () => {
    const both = iamPolicy(
      any(document(statement({ Action: 'swf:List*' }))),
      any({ PolicyDocument: document(statement()) }),
    );
    const request = { action: 'swf:StartTimer', resource: SHOP, context: {} };
    expect(both.explain(request)).toBe("policies[1].PolicyDocument.Statement[0] allows 'swf:StartTimer'");
  });
});

const onlyShops = iamPolicy(
  any(document(statement({ Sid: 'Shops', Condition: { StringEquals: { [TEAM]: 'shop' } } }))),
);
const WHY =
  "policy.Statement[0] ('Shops') does not allow 'swf:DescribeDomain', because StringEquals 'shop' does not hold: the request has no 'aws:ResourceTag/team' (the domain has no such tag)";

describe('a denied call', () => {
  const fake = (): SwfFake => {
    const swf = new SwfFake();
    swf.register({ domain: 'shop' });
    return swf;
  };
  const text = `User: arn:aws:iam::123456789012:root is not authorized to perform: swf:DescribeDomain on resource: ${SHOP}`;

  const attached = (): SWFClient => {
    const client = new SWFClient({ region: 'us-east-1' });
    fake().attach(mockClient(client), { authorize: onlyShops });
    return client;
  };

  it.each<readonly [door: string, open: () => SWFClient]>([
    ['client()', () => fake().client({ authorize: onlyShops })],
    ['attach()', attached],
  ])('of %s has the text of AWS, and the reason as its cause', async (_door, open) => {
    const client = open();
    const error = await client.send(new DescribeDomainCommand({ name: 'shop' })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'OperationNotPermittedFault', message: text });
    expect((error as Error).cause).toEqual(new Error(`swfake: ${WHY}`));
    expect(Object.keys(error as object)).not.toContain('cause');
  });

  it('has no cause over HTTP, and none from a function without explain()', async () => {
    const swf = fake();
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const wire = new SWFClient({
      region: 'us-east-1',
      credentials,
      requestHandler: swf.requestHandler({ authorize: onlyShops }),
    });
    const plain = swf.client({ authorize: () => false });
    for (const client of [wire, plain]) {
      const error = await client.send(new DescribeDomainCommand({ name: 'shop' })).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'OperationNotPermittedFault', message: text });
      expect((error as Error).cause).toBeUndefined();
    }
  });
});

describe('swf.explain() of a run says why', () => {
  const decide = (activityId: string, name: string) =>
    ({
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name, version: '1' } },
    }) as const;
  const role = iamPolicy(
    any(
      document(
        { Effect: 'Allow', Action: ['swf:PollForDecisionTask', 'swf:RespondDecisionTaskCompleted'], Resource: '*' },
        {
          Sid: 'Charge',
          Effect: 'Allow',
          Action: 'swf:ScheduleActivityTask',
          Resource: '*',
          Condition: { StringEquals: { 'swf:activityType.name': 'Charge' } },
        },
      ),
    ),
  );

  async function started() {
    const swf = new SwfFake();
    const domain = 'shop';
    swf.register({
      domain,
      workflows: { 'Order@1': {} },
      activities: { 'Charge@1': {}, 'Refund@1': {}, 'Ship@1': {} },
    });
    await swf.send('StartWorkflowExecution', {
      domain,
      workflowId: 'o',
      workflowType: { name: 'Order', version: '1' },
    });
    const decider = swf.client({ authorize: role });
    const { taskToken } = await decider.pollForDecisionTask({ domain, taskList: { name: 'default' } });
    return { swf, decider, taskToken };
  }
  const lines = (swf: SwfFake): readonly string[] =>
    swf
      .explain({ workflowId: 'o' })
      .split('\n')
      .filter((line) => line.includes('OPERATION_NOT_PERMITTED'))
      .map((line) => line.trim());
  const denial = (name: string) =>
    `policy.Statement[1] ('Charge') does not allow 'swf:ScheduleActivityTask', because StringEquals 'Charge' does not hold: swf:activityType.name is '${name}'`;

  it('each decision of the last response was denied', async () => {
    const { swf, decider, taskToken } = await started();
    const decisions = [decide('a', 'Refund'), decide('b', 'Charge'), decide('c', 'Ship')];
    await decider.respondDecisionTaskCompleted({ taskToken, decisions });
    expect(lines(swf)).toEqual([
      `ScheduleActivityTask of 'a' failed (event 5): OPERATION_NOT_PERMITTED; ${denial('Refund')}.`,
      `ScheduleActivityTask of 'c' failed (event 7): OPERATION_NOT_PERMITTED; ${denial('Ship')}.`,
    ]);
    // The next response has no denied decision.
    const next = await decider.pollForDecisionTask({ domain: 'shop', taskList: { name: 'default' } });
    await decider.respondDecisionTaskCompleted({ taskToken: next.taskToken, decisions: [decide('d', 'Charge')] });
    expect(lines(swf)).toEqual([]);
  });

  it('nothing, if the cause was injected', async () => {
    const swf = new SwfFake({
      authorize: role,
      inject: ({ action }) =>
        action === 'swf:ScheduleActivityTask' ? { cause: 'OPERATION_NOT_PERMITTED' } : undefined,
    });
    const domain = 'shop';
    const workflowType = { name: 'Order', version: '1' };
    const all = swf.client({ authorize: () => true });
    swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
    await all.startWorkflowExecution({ domain, workflowId: 'o', workflowType });
    const { taskToken } = await all.pollForDecisionTask({ domain, taskList: { name: 'default' } });
    await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: [decide('a', 'Charge')] });
    expect(lines(swf)).toEqual(["ScheduleActivityTask of 'a' failed (event 5): OPERATION_NOT_PERMITTED."]);
  });

  it('a response itself was denied', async () => {
    const { swf, taskToken } = await started();
    const nobody = swf.client({ authorize: iamPolicy(any(document(statement({ Action: 'swf:List*' })))) });
    await expect(
      nobody.respondDecisionTaskCompleted({ taskToken, decisions: [decide('a', 'Refund')] }),
    ).rejects.toThrow();
    expect(swf.explain({ workflowId: 'o' })).toContain(
      "/domain/shop): no statement allows 'swf:RespondDecisionTaskCompleted'.",
    );
  });
});
