import { describe, expect, it } from 'vitest';
import { type ConditionContext, iamPolicy, type PolicyDocument } from '../../src/iam/index.js';
import { any, asks, document, holds, SHOP, statement } from './asks.js';
import { VERSION } from './scenes.js';

describe('who may do what (IAM User Guide, "Policy evaluation logic")', () => {
  const allow = statement();
  const deny = statement({ Effect: 'Deny' });
  const allowOther = statement({ Action: 'swf:CancelTimer' });
  const denyOther = statement({ Effect: 'Deny', Action: 'swf:CancelTimer' });

  it.each([
    ['what nothing is said about is denied', [allowOther], false],
    ['what nothing is said about but a Deny of another is denied', [denyOther], false],
    ['an Allow allows', [allow], true],
    ['one Allow is enough', [allowOther, allow], true],
    ['a Deny denies', [deny], false],
    ['a Deny wins, though it comes first', [deny, allow], false],
    ['a Deny wins, though it comes last', [allow, deny], false],
    ['a Deny of another does no harm', [denyOther, allow], true],
  ])('%s', (_rule, statements, allowed) => {
    expect(asks(document(...statements))).toBe(allowed);
    const [first, ...others] = statements.map((each) => any(document(each)));
    const together = iamPolicy(first as PolicyDocument, ...others);
    expect(together({ action: 'swf:StartTimer', resource: SHOP, context: {} })).toBe(allowed);
  });
});

describe('a policy may be written', () => {
  it.each([
    ['with one statement', { Version: VERSION, Statement: statement() }],
    ['without a version', { Statement: [statement()] }],
    ['in the older version', { Version: '2008-10-17', Statement: [statement()] }],
    ['with names for itself and its statements', { Id: 'a', Statement: [statement({ Sid: 'b' })] }],
    ['as text', JSON.stringify(document(statement()))],
    ['with lists of one', document(statement({ Action: ['swf:StartTimer'], Resource: [SHOP] }))],
    ['with a condition that says nothing', document(statement({ Condition: {} }))],
    [
      'with other services',
      document(statement({ Action: ['s3:GetObject', 'swf:*'], Resource: ['arn:aws:s3:::b', SHOP] })),
    ],
  ])('%s', (_how, written) => {
    expect(asks(written)).toBe(true);
  });
});

describe('actions (IAM User Guide, "Action")', () => {
  it.each<readonly [string | readonly string[], boolean]>([
    ['swf:StartTimer', true],
    ['SWF:starttimer', true],
    ['*', true],
    ['*:*', true],
    ['swf:*', true],
    ['swf:Start*', true],
    ['swf:*Timer', true],
    ['swf:S*T*', true],
    ['swf:StartTime?', true],
    ['swf:StartTimer*', true],
    ['swf:CancelTimer', false],
    ['s?f:StartTimer', true],
    ['swf:?ancel*', false],
    ['s3:StartTimer', false],
    [['swf:CancelTimer', 'swf:StartTimer'], true],
    [['swf:CancelTimer', 's3:*'], false],
  ])('%s: %s', (pattern, named) => {
    expect(asks(document(statement({ Action: pattern })))).toBe(named);
    expect(asks(document(statement({ Action: undefined, NotAction: pattern })))).toBe(!named);
  });
});

describe('resources (IAM User Guide, "Resource")', () => {
  const ARN = 'arn:aws:swf:us-east-1:123456789012';
  it.each([
    [SHOP, true],
    ['*', true],
    ['arn:aws:swf:*:123456789012:/domain/shop', true],
    ['arn:aws:swf:*:*:/domain/*', true],
    [`${ARN}:/domain/s*`, true],
    [`${ARN}:/domain/sho?`, true],
    [`${ARN}:*`, true],
    // Fields that are left out may be anything.
    ['arn:aws:swf', true],
    ['arn:aws:s3', false],
    ['arn:aws:swf:eu-*', false],
    [`${ARN}:/domain/SHOP`, false],
    [`${ARN}:/domain/shop?`, false],
    [`${ARN}:/domain/sh`, false],
    [`${ARN}:/domain/`, false],
    ['arn:aws:swf:us-east-1:210987654321:/domain/shop', false],
    ['arn:aws:swf:us-west-2:*:/domain/shop', false],
    // A wildcard stays within its field.
    ['arn:aws:swf:*:/domain/shop', false],
    [['arn:aws:swf:*:*:/domain/other', SHOP], true],
  ])('%s: %s', (pattern, named) => {
    expect(asks(document(statement({ Resource: pattern })))).toBe(named);
    expect(asks(document(statement({ Resource: undefined, NotResource: pattern })))).toBe(!named);
  });

  it('of ListDomains are all domains, which no single one stands for', () => {
    const all = { action: 'swf:ListDomains', resource: `${ARN}:/domain/*` };
    expect(asks(document(statement({ Resource: `${ARN}:/domain/*` })), all)).toBe(true);
    expect(asks(document(statement({ Resource: SHOP })), all)).toBe(false);
  });
});

const KEY = 'swf:taskList.name';
const ARN_KEY = 'aws:SourceArn';
const TRUTH_KEY = 'aws:SecureTransport';
const ROLE = 'arn:aws:iam::123456789012:role/a:b';

/** What matches and what does not: the negated form is true of the contrary. */
const COMPARED: readonly (readonly [string, string, string, unknown, string, boolean])[] = [
  ['StringEquals', 'StringNotEquals', KEY, 'a', 'a', true],
  ['StringEquals', 'StringNotEquals', KEY, 'a', 'A', false],
  ['StringEquals', 'StringNotEquals', KEY, 'a*', 'ab', false],
  ['StringEquals', 'StringNotEquals', KEY, 'a*', 'a*', true],
  ['StringEquals', 'StringNotEquals', KEY, ['b', 'a'], 'a', true],
  ['StringEquals', 'StringNotEquals', KEY, ['b', 'c'], 'a', false],
  ['StringEquals', 'StringNotEquals', KEY, '', '', true],
  ['StringEquals', 'StringNotEquals', KEY, 7, '7', true],
  ['StringEquals', 'StringNotEquals', KEY, true, 'true', true],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', KEY, 'aB', 'Ab', true],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', KEY, 'aB', 'b', false],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', KEY, ['c', 'B'], 'b', true],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', KEY, 'b*', 'bb', false],
  ['StringLike', 'StringNotLike', KEY, 'a*c', 'abbc', true],
  ['StringLike', 'StringNotLike', KEY, 'a?c', 'abbc', false],
  ['StringLike', 'StringNotLike', KEY, 'a*', 'A', false],
  ['StringLike', 'StringNotLike', KEY, ['x*', '*c'], 'abc', true],
  ['ArnEquals', 'ArnNotEquals', ARN_KEY, ROLE, ROLE, true],
  ['ArnEquals', 'ArnNotEquals', ARN_KEY, 'arn:aws:iam::*:role/*', ROLE, true],
  ['ArnEquals', 'ArnNotEquals', ARN_KEY, 'arn:aws:iam::*:role/A:b', ROLE, false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, 'arn:aws:*:*:*:role/?:b', ROLE, true],
  ['ArnLike', 'ArnNotLike', ARN_KEY, 'arn:aws:*:role/a:b', ROLE, false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, 'arn:aws:iam::*:role/*', 'no ARN', false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, '*', 'no ARN', false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, 'arn:aws', 'arn:aws', false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, 'arn:aws:iam::*:role/a:c', ROLE, false],
  ['ArnLike', 'ArnNotLike', ARN_KEY, ['arn:aws:s3:::x', '*'], ROLE, true],
];

describe('a comparison of conditions (IAM User Guide, "Condition operators")', () => {
  it.each(COMPARED)('%s, %s of %s: %j of "%s" is %s', (operator, negated, key, wanted, value, matches) => {
    const context = { [key]: value };
    for (const suffix of ['', 'IfExists']) {
      expect(holds(`${operator}${suffix}`, key, wanted, context)).toBe(matches);
      expect(holds(`${negated}${suffix}`, key, wanted, context)).toBe(!matches);
    }
    for (const quantifier of value === '' ? [] : ['ForAllValues:', 'ForAnyValue:']) {
      expect(holds(`${quantifier}${operator}`, key, wanted, context)).toBe(matches);
      expect(holds(`${quantifier}${negated}`, key, wanted, context)).toBe(!matches);
    }
  });

  it.each([
    ['true', 'true', true],
    [true, 'true', true],
    ['True', 'true', true],
    [false, 'true', false],
    ['false', 'false', true],
    [['true', 'false'], 'false', true],
  ])('Bool: %j of "%s" is %s', (wanted, value, matches) => {
    expect(holds('Bool', TRUTH_KEY, wanted, { [TRUTH_KEY]: value })).toBe(matches);
  });

  it('looks for a key whatever its case, and for no other', () => {
    expect(holds('StringEquals', 'SWF:tasklist.Name', 'a', { [KEY]: 'a' })).toBe(true);
    expect(holds('StringEquals', 'aws:username', 'a', { 'AWS:UserName': 'a' })).toBe(true);
    expect(holds('StringEquals', KEY, 'a', { 'swf:taskList': 'a', 'swf:taskList.nam': 'a' })).toBe(false);
  });

  it('has to hold for every key and every operator', () => {
    const both = { [KEY]: 'a', 'swf:name': 'b' };
    const twoKeys = { StringEquals: both };
    const twoOperators = { StringEquals: { [KEY]: 'a' }, StringLike: { 'swf:name': 'b*' } };
    for (const Condition of [twoKeys, twoOperators]) {
      const written = document(statement({ Condition }));
      expect(asks(written, { context: both })).toBe(true);
      expect(asks(written, { context: { ...both, [KEY]: 'b' } })).toBe(false);
      expect(asks(written, { context: { ...both, 'swf:name': 'a' } })).toBe(false);
      expect(asks(written, { context: { [KEY]: 'a' } })).toBe(false);
    }
  });
});

describe('a key that is missing', () => {
  const negated = COMPARED.map(([, name]) => name);
  const names = [...new Set([...COMPARED.map(([name]) => name), ...negated, 'Bool'])];
  const value = (name: string): string => (name === 'Bool' ? 'true' : '*');

  it.each(names)('%s', (name) => {
    const given = (operator: string): boolean => holds(operator, KEY, value(name), { 'swf:name': '*' });
    expect(given(name)).toBe(negated.includes(name));
    expect(given(`${name}IfExists`)).toBe(true);
    expect(given(`ForAllValues:${name}`)).toBe(true);
    expect(given(`ForAnyValue:${name}`)).toBe(false);
    expect(given(`ForAllValues:${name}IfExists`)).toBe(true);
    expect(given(`ForAnyValue:${name}IfExists`)).toBe(true);
  });

  it.each([
    ['true', { [KEY]: 'a' }, false],
    ['true', { [KEY]: '' }, false],
    ['true', {}, true],
    [true, {}, true],
    ['false', { [KEY]: 'a' }, true],
    ['false', {}, false],
    [false, {}, false],
    [['true', 'false'], {}, true],
    [['true', 'false'], { [KEY]: 'a' }, true],
  ])('Null: %j of %j is %s', (wanted, context, matches) => {
    expect(holds('Null', KEY, wanted, context as ConditionContext)).toBe(matches);
  });
});

describe('a key of several values (IAM User Guide, "Set operators for multivalued context keys")', () => {
  const TAGS = 'aws:TagKeys';
  it.each([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAllValues:StringEquals', ['a'], [''], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAnyValue:StringEquals', ['a'], [], false],
    ['ForAnyValue:StringEquals', ['a', ''], [''], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
    ['ForAnyValue:StringLikeIfExists', ['a*'], ['b', 'ac'], true],
    ['ForAnyValue:StringLikeIfExists', ['a*'], ['b'], false],
    ['ForAnyValue:StringLikeIfExists', ['a*'], [], true],
    // Without a set operator: any that matches, or none.
    ['StringEquals', ['a'], ['b', 'a'], true],
    ['StringNotEquals', ['a'], ['b', 'a'], false],
    ['StringNotEquals', ['a'], ['b', 'c'], true],
    ['Null', 'true', [], true],
    ['Null', 'true', ['a'], false],
  ])('%s: %j of %j is %s', (operator, wanted, values, matches) => {
    expect(holds(operator, TAGS, wanted, { [TAGS]: values })).toBe(matches);
  });
});
