import { describe, expect, it } from 'vitest';
import {
  type AccessRequest,
  createState,
  type Grants,
  instant,
  type OperationName,
  type State,
  step,
} from '../../../src/core/index.js';
import { decision, type Members, ok, takeDecision, world } from '../../faultTables/world.js';
import { swfKeys } from '../../support/swfKeys.js';

/** The context of the last request that a call asks for. */
function contextOf(s: State, op: OperationName, input: Members, requestContext?: Grants['requestContext']) {
  const asked: AccessRequest[] = [];
  const grants: Grants = { authorize: (request) => asked.push(request) > 0, requestContext };
  step(s, { op, input, grants }, s.now);
  return asked.at(-1)?.context ?? {};
}

/** The keys of every request: the others are of the action. */
const always = (context: AccessRequest['context']): object =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !(key in swfKeys(context))));

const NOW = Date.parse('2026-01-31T12:00:00.999Z');
const stateIn = (region: string): State =>
  createState({ seed: 1, now: instant(NOW), region, accountId: '111122223333' });
const ROOT = {
  'aws:PrincipalArn': 'arn:aws:iam::111122223333:root',
  'aws:PrincipalAccount': '111122223333',
  'aws:PrincipalType': 'Account',
  'aws:PrincipalIsAWSService': 'false',
  'aws:userid': '111122223333',
};
const EVERY = {
  'aws:CurrentTime': '2026-01-31T12:00:00Z',
  'aws:EpochTime': '1769860800',
  'aws:RequestedRegion': 'eu-west-1',
  'aws:ResourceAccount': '111122223333',
  'aws:ViaAWSService': 'false',
};
const LIST = { registrationStatus: 'REGISTERED' };

describe('the context of every request (docs/swf.md 2)', () => {
  it('has the keys of AWS', () => {
    expect(contextOf(stateIn('eu-west-1'), 'ListDomains', LIST)).toEqual({
      ...EVERY,
      ...ROOT,
      'aws:SecureTransport': 'true',
    });
  });

  it('has the time of the state', () => {
    const s = stateIn('eu-west-1');
    const later = { authorize: (request: AccessRequest) => request.context['aws:EpochTime'] === '1769860801' };
    const command = { op: 'ListDomains', input: LIST, grants: later } as const;
    expect(step(s, command, s.now).reply).toMatchObject({ fault: 'OperationNotPermittedFault' });
    expect(step(s, command, instant(NOW + 1)).reply).toEqual({ domainInfos: [] });
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:iam::111122223333:root'],
    ['us-gov-west-1', 'arn:aws-us-gov:iam::111122223333:root'],
  ])('has the principal of the partition of %s', (region, arn) => {
    expect(contextOf(stateIn(region), 'ListDomains', LIST)['aws:PrincipalArn']).toBe(arn);
  });

  it.each<readonly [arn: string, keys: object]>([
    ['arn:aws:iam::1:user/ann', { 'aws:PrincipalType': 'User', 'aws:username': 'ann' }],
    ['arn:aws:iam::1:user/ops/eu/ann', { 'aws:PrincipalType': 'User', 'aws:username': 'ann' }],
    ['arn:aws:iam::1:role/worker', { 'aws:PrincipalType': 'AssumedRole' }],
    ['arn:aws:sts::1:assumed-role/worker/i-7', { 'aws:PrincipalType': 'AssumedRole' }],
    ['arn:aws:sts::1:federated-user/ann', { 'aws:PrincipalType': 'FederatedUser' }],
    ['arn:aws:iam::1:root', { 'aws:PrincipalType': 'Account', 'aws:userid': '1' }],
    ['someone', {}],
  ])('has what follows from the principal %s', (arn, keys) => {
    const context = contextOf(stateIn('eu-west-1'), 'ListDomains', LIST, { 'AWS:principalArn': arn });
    const account = arn === 'someone' ? '' : '1';
    expect(context).toEqual({
      ...EVERY,
      'aws:SecureTransport': 'true',
      'AWS:principalArn': arn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalIsAWSService': 'false',
      ...keys,
    });
  });

  it('has the tags of the domain, and of no other', () => {
    const { s } = world();
    const resourceArn = 'arn:aws:swf:us-east-1:123456789012:/domain/shop';
    ok(s, 'TagResource', { resourceArn, tags: [{ key: 'team', value: 'a' }, { key: 'bare' }] });
    const tags = (op: OperationName, input: Members): object =>
      Object.fromEntries(Object.entries(contextOf(s, op, input)).filter(([key]) => key.startsWith('aws:ResourceTag/')));
    const both = { 'aws:ResourceTag/team': 'a', 'aws:ResourceTag/bare': '' };
    expect(tags('DescribeDomain', { name: 'shop' })).toEqual(both);
    expect(tags('CountPendingDecisionTasks', { domain: 'shop', taskList: { name: 'list' } })).toEqual(both);
    for (const name of ['old', 'nope']) expect(tags('DescribeDomain', { name })).toEqual({});
    expect(tags('ListDomains', LIST)).toEqual({});
    ok(s, 'UntagResource', { resourceArn, tagKeys: ['team'] });
    expect(tags('DescribeDomain', { name: 'shop' })).toEqual({ 'aws:ResourceTag/bare': '' });
    const decisions = [decision('RecordMarker', { markerName: 'm' })];
    const { taskToken } = takeDecision(s);
    expect(tags('RespondDecisionTaskCompleted', { taskToken, decisions })).toEqual({ 'aws:ResourceTag/bare': '' });
  });

  it.each<readonly [op: OperationName, input: Members, keys: object]>([
    [
      'RegisterDomain',
      { name: 'new', workflowExecutionRetentionPeriodInDays: '1', tags: [{ key: 'team', value: 'a' }, { key: 'b' }] },
      { 'aws:RequestTag/team': 'a', 'aws:RequestTag/b': '', 'aws:TagKeys': ['team', 'b'] },
    ],
    [
      'TagResource',
      { resourceArn: 'arn:aws:swf:us-east-1:123456789012:/domain/shop', tags: [{ key: 'team', value: 'a' }] },
      { 'aws:RequestTag/team': 'a', 'aws:TagKeys': ['team'] },
    ],
    [
      'UntagResource',
      { resourceArn: 'arn:aws:swf:us-east-1:123456789012:/domain/shop', tagKeys: ['team'] },
      { 'aws:TagKeys': ['team'] },
    ],
    ['RegisterDomain', { name: 'new', workflowExecutionRetentionPeriodInDays: '1', tags: [] }, {}],
  ])('has the tags in the input of %s', (op, input, keys) => {
    const found = Object.entries(contextOf(world().s, op, input)).filter(([key]) => /Tag/.test(key));
    expect(Object.fromEntries(found)).toEqual(keys);
  });
});

describe('the keys of the caller', () => {
  it('replace those of the service, whatever their case, and can remove them', () => {
    const own = {
      'AWS:SECURETRANSPORT': 'false',
      'aws:RequestedRegion': undefined,
      'aws:SourceIp': '10.0.0.7',
      'aws:TagKeys': ['a'],
    };
    const { 'aws:RequestedRegion': _region, ...others } = EVERY;
    expect(contextOf(stateIn('eu-west-1'), 'ListDomains', LIST, own)).toEqual({
      ...others,
      ...ROOT,
      'AWS:SECURETRANSPORT': 'false',
      'aws:SourceIp': '10.0.0.7',
      'aws:TagKeys': ['a'],
    });
  });

  it('reach inject too', () => {
    const told: AccessRequest[] = [];
    const grants: Grants = {
      inject: (request) => void told.push(request),
      requestContext: { 'aws:SourceIp': '10.0.0.7' },
    };
    const s = stateIn('eu-west-1');
    step(s, { op: 'ListDomains', input: LIST, grants }, s.now);
    expect(told.map(({ context }) => context['aws:SourceIp'])).toEqual(['10.0.0.7']);
  });

  it('name the caller in the text of a denial', () => {
    const s = stateIn('eu-west-1');
    const text = (requestContext: Grants['requestContext']): unknown =>
      (
        step(s, { op: 'ListDomains', input: LIST, grants: { authorize: () => false, requestContext } }, s.now)
          .reply as { message?: string }
      ).message;
    const ending =
      'is not authorized to perform: swf:ListDomains on resource: arn:aws:swf:eu-west-1:111122223333:/domain/*';
    for (const key of ['aws:PrincipalArn', 'AWS:principalarn'])
      expect(text({ [key]: 'arn:aws:iam::1:user/ann' })).toBe(`User: arn:aws:iam::1:user/ann ${ending}`);
    for (const none of [undefined, {}, { 'aws:PrincipalArn': undefined }])
      expect(text(none)).toBe(`User: arn:aws:iam::111122223333:root ${ending}`);
  });
});

// Developer Guide, "API Summary": the three keys are not available for the pseudo API.
it('a decision has no address, agent and transport; the call that brings it has them', () => {
  const { s } = world();
  const asked: AccessRequest[] = [];
  const requestContext = { 'aws:SourceIp': '10.0.0.7', 'aws:userAgent': 'x', 'aws:PrincipalOrgID': 'o-1' };
  const grants: Grants = { authorize: (request) => asked.push(request) > 0, requestContext };
  const input = { taskToken: takeDecision(s).taskToken, decisions: [decision('RecordMarker', { markerName: 'm' })] };
  step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now);
  const [call, marker] = asked.map(({ context }) => always(context));
  const {
    'aws:SecureTransport': transport,
    'aws:SourceIp': address,
    'aws:userAgent': agent,
    ...others
  } = call as Members;
  expect([transport, address, agent]).toEqual(['true', '10.0.0.7', 'x']);
  expect(marker).toEqual(others);
  expect(others).toMatchObject({ 'aws:PrincipalOrgID': 'o-1', 'aws:RequestedRegion': 'us-east-1' });
});

it('a denial without explain() has no reason, and one with it has its text', () => {
  const s = stateIn('eu-west-1');
  const reply = (grants: Grants): object => step(s, { op: 'ListDomains', input: LIST, grants }, s.now).reply;
  expect(reply({ authorize: () => false })).not.toHaveProperty('reason');
  const authorize = Object.assign(() => false, { explain: ({ action }: AccessRequest) => `no ${action}` });
  expect(reply({ authorize })).toMatchObject({ reason: 'no swf:ListDomains' });
});
