import { describe, expect, it } from 'vitest';
import type { AccessRequest, Grants } from '../../src/core/index.js';
import { iamPolicy, type PolicyDocument, type PolicyRequest } from '../../src/iam/index.js';
import { type ClientOptions, SwfFake } from '../../src/index.js';

const everywhere = { Resource: '*', Effect: 'Allow' } as const;

describe('the types', () => {
  it('let pass what a policy can be', () => {
    const policies: readonly PolicyDocument[] = [
      { Statement: { ...everywhere, Action: 'swf:*' } },
      {
        Version: '2008-10-17',
        Id: 'i',
        Statement: [{ Sid: 's', Effect: 'Deny', NotAction: ['*'], NotResource: ['*'] }],
      },
      { Statement: [{ ...everywhere, Action: '*', Condition: { Null: { 'swf:tagList.member.1': true } } }] },
      { Statement: [{ ...everywhere, Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }] },
      { Statement: { ...everywhere, Action: '*', Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': 3600 } } } },
      { Statement: { ...everywhere, Action: '*', Condition: { DateLessThanIfExists: { 'aws:CurrentTime': '2026' } } } },
      { Statement: { ...everywhere, Action: '*', Condition: { 'ForAnyValue:IpAddress': { 'aws:x': '::/0' } } } },
      { Statement: { ...everywhere, Action: '*', Condition: { StringEquals: { 'swf:tagList.0': 'a' } } } },
      {
        Statement: {
          ...everywhere,
          Action: '*',
          Condition: { 'ForAnyValue:StringNotLikeIfExists': { 'aws:TagKeys': ['a', 'b'] } },
        },
      },
    ];
    for (const policy of policies) expect(() => iamPolicy(policy)).not.toThrow();
  });

  it('stop what it cannot be', () => {
    const wrong: readonly PolicyDocument[] = [
      // @ts-expect-error: no effect of IAM
      { Statement: { Resource: '*', Action: '*', Effect: 'allow' } },
      // @ts-expect-error: both of a kind
      { Statement: { ...everywhere, Action: '*', NotAction: 'swf:*' } },
      // @ts-expect-error: none of a kind
      { Statement: { ...everywhere } },
      // @ts-expect-error: no version of IAM
      { Version: '2020-01-01', Statement: { ...everywhere, Action: '*' } },
      // @ts-expect-error: no operator of IAM
      { Statement: { ...everywhere, Action: '*', Condition: { StringEqual: { 'swf:name': 'a' } } } },
      // @ts-expect-error: an operator that has no such variant
      { Statement: { ...everywhere, Action: '*', Condition: { NullIfExists: { 'swf:name': 'true' } } } },
      // @ts-expect-error: no operator of IAM
      { Statement: { ...everywhere, Action: '*', Condition: { NumericLess: { 'aws:MultiFactorAuthAge': 1 } } } },
      // @ts-expect-error: a key without a service
      { Statement: { ...everywhere, Action: '*', Condition: { StringEquals: { name: 'a' } } } },
    ];
    for (const policy of wrong) expect(() => iamPolicy(policy)).toThrow(TypeError);
    // @ts-expect-error: rights that nobody gave
    expect(iamPolicy()({ action: 'swf:ListDomains', resource: '*', context: {} })).toBe(false);
  });
});

describe('a policy goes where rights go', () => {
  const authorize = iamPolicy({ Statement: { ...everywhere, Action: 'swf:ListDomains' } });

  it('and tells why', () => {
    const told: string = authorize.explain({
      action: 'swf:ListDomains',
      resource: 'arn:aws:swf:a:1:/domain/*',
      context: {},
    });
    expect(told).toContain('allows');
    const grants: Grants = { authorize, requestContext: { 'aws:SourceIp': '10.0.0.7', 'aws:TagKeys': ['a'] } };
    const door: ClientOptions = { authorize, requestContext: { ...grants.requestContext, 'aws:SourceIp': undefined } };
    expect(Object.keys(door)).toContain('requestContext');
    // @ts-expect-error: a value that is no text
    expect(() => new SwfFake({ requestContext: { 'aws:MultiFactorAuthPresent': true } })).toThrow(TypeError);
  });

  it('to the fake and to each of its doors, and may be told more', async () => {
    const door: ClientOptions = { authorize };
    const asked: AccessRequest = { action: 'swf:ListDomains', resource: 'arn:aws:swf:a:1:/domain/*', context: {} };
    const more: PolicyRequest = { ...asked, context: { 'aws:TagKeys': ['a'] } };
    expect([authorize(asked), authorize(more)]).toEqual([true, true]);
    const swf = new SwfFake({ authorize });
    await expect(swf.send('ListDomains', { registrationStatus: 'REGISTERED' })).resolves.toMatchObject({
      domainInfos: [],
    });
    const denied = { name: 'OperationNotPermittedFault' };
    await expect(swf.send('DescribeDomain', { name: 'shop' })).rejects.toMatchObject(denied);
    await expect(new SwfFake().client(door).describeDomain({ name: 'shop' })).rejects.toMatchObject(denied);
  });
});
