import { describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/iam/index.js';
import { any, asks, document, SHOP, statement } from './asks.js';

const swf = { Effect: 'Allow', Action: 'swf:*', Resource: '*' };

/** What SWF could not take: each of it is refused in a statement about SWF. */
const STRANGE: Readonly<Record<string, object>> = {
  'a resource without a service': { Resource: 'shop' },
  'a variable before the fifth colon': { Resource: `arn:aws:swf:\${aws:RequestedRegion}:*:*` },
  'an operator that IAM does not have': { Condition: { VersionLessThan: { 'aws:x': '1' } } },
  'a value of another form': { Condition: { IpAddress: { 'aws:SourceIp': 'vpc' } } },
  'a variable for a number': { Condition: { NumericLessThan: { 's3:max-keys': `\${s3:max}` } } },
  'a principal': { Principal: { Service: 'ec2.amazonaws.com' } },
  'an element that IAM does not have': { Comment: 'for the office' },
  'no effect': { Effect: undefined },
  'an effect in the wrong case': { Effect: 'allow' },
  'a Sid that is no text': { Sid: 7 },
};

describe('a statement about other services is skipped', () => {
  it.each(Object.entries(STRANGE))('with %s', (_what, strange) => {
    expect(() => asks(document(swf, statement(strange)))).toThrow(TypeError);
    const others = [
      { Action: ['s3:GetObject', 'sqs:*'] },
      { Action: 'states:StartExecution' },
      { Action: undefined, NotAction: ['swf:*', 'iam:*'] },
      { Action: undefined, NotAction: '*' },
    ];
    for (const other of others) expect(asks(document(swf, statement({ ...strange, ...other })))).toBe(true);
    if ('Resource' in strange) return;
    const bucket = { ...strange, Action: '*', Resource: ['arn:aws:s3:::home/*', 'arn:aws:dynamodb:*:*:table/*'] };
    expect(asks(document(swf, statement(bucket)))).toBe(true);
  });

  it('and decides nothing', () => {
    const others = [
      statement({ Action: 's3:*' }),
      statement({ Resource: 'arn:aws:s3:::b' }),
      statement({ Action: undefined, NotAction: 'swf:*' }),
    ];
    for (const other of others) expect(asks(document(other))).toBe(false);
    for (const other of others) expect(asks(document(swf, { ...other, Effect: 'Deny' }))).toBe(true);
  });

  it.each([
    [{ Action: ['s3:GetObject', 'swf:StartTimer'] }],
    [{ Action: 's?f:*' }],
    [{ Action: '*:StartTimer' }],
    [{ Action: undefined, NotAction: ['swf:CancelTimer'] }],
    [{ Resource: ['arn:aws:s3:::b', SHOP] }],
    [{ Resource: 'arn:aws:s*' }],
    [{ Resource: undefined, NotResource: 'arn:aws:s3:::b' }],
  ])('but not if it can concern SWF: %j', (more) => {
    expect(asks(document(statement(more)))).toBe(true);
    expect(asks(document(swf, statement({ ...more, Effect: 'Deny' })))).toBe(false);
  });

  it('but not if its service is a misspelt one', () => {
    for (const service of ['sfw', 'SFW', 'wsf', 'sw', 'swff', 'sef'])
      expect(() => asks(document(swf, statement({ Action: `${service}:*` })))).toThrow("did you mean 'swf'?");
  });

  it('and is none of a misspelt service if its name has a digit or a sign', () => {
    for (const service of ['swf2', '2swf', 'sw2', 's-f', 'swf-'])
      expect(asks(document(swf, statement({ Action: `${service}:*` })))).toBe(true);
  });

  it('nor are the entries of other services in a list read', () => {
    const mixed = statement({
      Action: ['swf:*', 's3:PutObject'],
      Resource: [`arn:aws:s3:::home/\${aws:username/*`, `arn:aws:s3:\${aws:RequestedRegion}:::`, SHOP],
    });
    expect(asks(document(mixed))).toBe(true);
    expect(asks(document(mixed), { resource: SHOP.replace('shop', 'other') })).toBe(false);
  });
});

/** Policies of the kinds that roles of SWF users have: whole files must be taken, and mean what they say. */
describe('a policy as teams have it', () => {
  it('of a worker with its queues, its bucket and its own credentials', () => {
    const worker = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Workflows',
          Effect: 'Allow',
          Action: ['swf:PollForActivityTask', 'swf:Respond*', 'swf:RecordActivityTaskHeartbeat', 'swf:Count*'],
          Resource: `arn:aws:swf:us-east-1:123456789012:/domain/\${aws:PrincipalTag/stage, 'shop'}`,
        },
        {
          Sid: 'OwnBucket',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: 'arn:aws:s3:::example',
          Condition: { StringLike: { 's3:prefix': ['', `home/\${aws:username}/*`] } },
        },
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: '*',
          Condition: { StringEquals: { 'iam:PassedToService': 'x' } },
        },
        {
          Sid: 'SelfService',
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:GetSessionToken', 'swf:*'],
          Resource: '*',
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
      ],
    };
    expect(asks(worker, { action: 'swf:PollForActivityTask' })).toBe(true);
    expect(asks(worker, { action: 'swf:RespondActivityTaskCompleted' })).toBe(true);
    expect(asks(worker, { action: 'swf:PollForDecisionTask' })).toBe(false);
    const staging = { 'aws:PrincipalTag/stage': 'staging' };
    expect(asks(worker, { action: 'swf:PollForActivityTask', context: staging })).toBe(false);
  });

  it('of a group that may do nothing without a second factor', () => {
    const group = document(swf, {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': 3600 },
      },
    });
    expect(asks(group, { context: { 'aws:MultiFactorAuthPresent': 'true' } })).toBe(true);
    expect(asks(group)).toBe(false);
    expect(asks(group, { context: { 'aws:MultiFactorAuthPresent': 'false', 'aws:MultiFactorAuthAge': '60' } })).toBe(
      true,
    );
  });

  it('of an office that may be left by services only', () => {
    const office = document(swf, {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] },
        Bool: { 'aws:ViaAWSService': 'false' },
      },
    });
    const context = (address: string, via: string) => ({ 'aws:SourceIp': address, 'aws:ViaAWSService': via });
    expect(asks(office, { context: context('192.0.2.7', 'false') })).toBe(true);
    expect(asks(office, { context: context('2001:db8::7', 'false') })).toBe(true);
    expect(asks(office, { context: context('203.0.113.7', 'false') })).toBe(false);
    expect(asks(office, { context: context('203.0.113.7', 'true') })).toBe(true);
  });

  it('of a contractor until the end of the month', () => {
    const contractor = document({
      ...swf,
      Condition: {
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
        DateLessThan: { 'aws:CurrentTime': '2026-02-01T00:00:00Z' },
      },
    });
    const at = (time: string) => asks(contractor, { context: { 'aws:CurrentTime': time } });
    expect(['2025-12-31T23:59:59Z', '2026-01-15T00:00:00Z', '2026-02-01T00:00:00Z'].map(at)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('of an account, with everything that other services know', () => {
    const policy = any({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['sns:*', 'ses:*', 'sdb:*', 'sqs:*', 'sms:*', 'waf:*', 'ssm:*', 'swf:*'],
          Resource: '*',
        },
        { Effect: 'Deny', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:instance/*', Condition: { Foo: 1 } },
      ],
    });
    expect(iamPolicy(policy)({ action: 'swf:ListDomains', resource: SHOP, context: {} })).toBe(true);
  });
});
