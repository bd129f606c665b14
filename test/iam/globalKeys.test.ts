import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/iam/index.js';
import { type ClientOptions, SwfFake, type SwfFakeOptions } from '../../src/index.js';
import { any, document, statement } from './asks.js';

const ACCOUNT = '123456789012';
const allowIf = (Condition: object): object => document(statement({ Action: 'swf:*', Condition }));
const denyIf = (Condition: object): object =>
  document(statement(), { Effect: 'Deny', NotAction: ['iam:*', 'support:*'], Resource: '*', Condition });

/** Policies that let everybody work on AWS, by the keys of every request. */
const ALLOWED: Readonly<Record<string, object>> = {
  'the requested region': denyIf({ StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }),
  'the account of the domain': allowIf({ StringEquals: { 'aws:ResourceAccount': ACCOUNT } }),
  'the account of the caller': allowIf({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
  'one account for both': allowIf({ StringEquals: { 'aws:ResourceAccount': `\${aws:PrincipalAccount}` } }),
  'the principal': allowIf({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::\${aws:ResourceAccount}:*` } }),
  'the transport': allowIf({ Bool: { 'aws:SecureTransport': 'true' } }),
  'no transport but TLS': denyIf({ Bool: { 'aws:SecureTransport': 'false' } }),
  'no service in between': allowIf({ Bool: { 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' } }),
  'a tag of the domain': allowIf({ StringEquals: { 'aws:ResourceTag/team': 'shop' } }),
  'a tag in other letters': allowIf({ StringLike: { 'AWS:resourcetag/TEAM': 'sh?p' } }),
  'no second tag': allowIf({ Null: { 'aws:ResourceTag/stage': 'true' } }),
  'the time': allowIf({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:01Z' } }),
  'the time in seconds': allowIf({ NumericEquals: { 'aws:EpochTime': '1577836800' } }),
  'the time in seconds as a date': allowIf({ DateEquals: { 'aws:EpochTime': '2020-01-01T00:00:00Z' } }),
};

/** Policies that let nobody work as this caller. */
const DENIED: Readonly<Record<string, object>> = {
  'another region': denyIf({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
  'another account': allowIf({ StringNotEquals: { 'aws:ResourceAccount': ACCOUNT } }),
  'another tag': allowIf({ StringEquals: { 'aws:ResourceTag/team': 'ops' } }),
  'an address that nobody gave': allowIf({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
  'a second factor': denyIf({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
  'a time that is over': allowIf({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
};

/** A fake with the tagged domain `shop`. */
async function shop(options: SwfFakeOptions = {}): Promise<SwfFake> {
  const swf = new SwfFake(options);
  const all = swf.client({ authorize: () => true });
  const tags = [{ key: 'team', value: 'shop' }];
  await all.registerDomain({ name: 'shop', workflowExecutionRetentionPeriodInDays: '1', tags });
  return swf;
}

type Door = (swf: SwfFake, options: ClientOptions) => SWFClient;

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const DOORS: readonly (readonly [name: string, open: Door])[] = [
  ['client()', (swf, options) => swf.client(options)],
  [
    'attach()',
    (swf, options) => {
      const client = new SWFClient({ region: 'us-east-1' });
      swf.attach(mockClient(client), options);
      return client;
    },
  ],
  [
    'requestHandler()',
    (swf, options) => new SWFClient({ region: 'us-east-1', credentials, requestHandler: swf.requestHandler(options) }),
  ],
];

const outcome = (client: SWFClient): Promise<string> =>
  client.send(new DescribeDomainCommand({ name: 'shop' })).then(
    () => 'allowed',
    ({ name }: Error) => name,
  );

describe.each(DOORS)('a policy by the keys of every request, through %s', (_name, open) => {
  it.each(Object.entries(ALLOWED))('allows by %s', async (_what, policy) => {
    expect(await outcome(open(await shop(), { authorize: iamPolicy(any(policy)) }))).toBe('allowed');
  });

  it.each(Object.entries(DENIED))('denies by %s', async (what, policy) => {
    // BoolIfExists holds where the key is absent, so a Deny by it applies.
    expect(await outcome(open(await shop(), { authorize: iamPolicy(any(policy)) })), what).toBe(
      'OperationNotPermittedFault',
    );
  });

  it('has the keys of its own requestContext before those of the fake', async () => {
    const office = iamPolicy(
      any(allowIf({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
    );
    const swf = await shop({
      authorize: office,
      requestContext: { 'aws:PrincipalOrgID': 'o-1', 'aws:SourceIp': '192.0.2.1' },
    });
    expect(await outcome(open(swf, {}))).toBe('OperationNotPermittedFault');
    expect(await outcome(open(swf, { requestContext: { 'aws:SourceIp': '10.0.0.7' } }))).toBe('allowed');
    expect(
      await outcome(open(swf, { requestContext: { 'aws:SourceIp': '10.0.0.7', 'aws:PrincipalOrgID': undefined } })),
    ).toBe('OperationNotPermittedFault');
  });
});

it('the time of a policy is that of the clock of the fake', async () => {
  const swf = await shop();
  const client = swf.client({
    authorize: iamPolicy(any(allowIf({ DateLessThan: { 'aws:CurrentTime': '2020-02-01' } }))),
  });
  expect(await outcome(client)).toBe('allowed');
  swf.clock.advance('31d');
  expect(await outcome(client)).toBe('OperationNotPermittedFault');
});

it('the caller of a policy variable is that of requestContext', async () => {
  const swf = await shop({ requestContext: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/ops/shop` } });
  const own = document(statement({ Resource: `arn:aws:swf:*:*:/domain/\${aws:username}` }));
  const authorize = iamPolicy(any(own));
  expect(await outcome(swf.client({ authorize }))).toBe('allowed');
  const other = { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/ann` };
  expect(await outcome(swf.client({ authorize, requestContext: other }))).toBe('OperationNotPermittedFault');
});

it('a fork has the keys of its fake', async () => {
  const authorize = iamPolicy(any(allowIf({ StringEquals: { 'aws:SourceIp': '10.0.0.7' } })));
  const fork = (await shop({ authorize, requestContext: { 'aws:SourceIp': '10.0.0.7' } })).fork();
  expect(await outcome(fork.client())).toBe('allowed');
});
