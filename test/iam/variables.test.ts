import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConditionContext } from '../../src/iam/index.js';
import { parseTemplate, resolve, textOf } from '../../src/iam/variables.js';
import { assertOnSeeds } from '../support/seeds.js';
import { asks, document, holds, SHOP, statement } from './asks.js';

const ARN = 'arn:aws:swf:us-east-1:123456789012:/domain/';
const USER = `\${aws:username}`;
const named = (Resource: unknown, resource: string, context: ConditionContext): boolean =>
  asks(document(statement({ Resource })), { resource, context });
const unnamed = (NotResource: unknown, resource: string, context: ConditionContext): boolean =>
  asks(document(statement({ Resource: undefined, NotResource })), { resource, context });

describe('a policy variable in a resource (IAM User Guide, "Variables and tags")', () => {
  it.each<readonly [pattern: string, context: ConditionContext, domain: string, names: boolean]>([
    [USER, { 'aws:username': 'ann' }, 'ann', true],
    [USER, { 'aws:username': 'ann' }, 'bob', false],
    [`\${AWS:UserName}`, { 'aws:username': 'ann' }, 'ann', true],
    [`\${ aws:username }`, { 'aws:username': 'ann' }, 'ann', true],
    [`team-${USER}-*`, { 'aws:username': 'ann' }, 'team-ann-7', true],
    [`${USER}-\${aws:PrincipalTag/team}`, { 'aws:username': 'ann', 'aws:PrincipalTag/team': 'x' }, 'ann-x', true],
    [`\${swf:workflowType.name}`, { 'swf:workflowType.name': 'shop' }, 'shop', true],
    // The value is no pattern, and a colon in it ends no field of the ARN.
    [USER, { 'aws:username': '*' }, 'ann', false],
    [USER, { 'aws:username': '*' }, '*', true],
    [USER, { 'aws:username': 'a?n' }, 'ann', false],
    [`\${aws:userid}`, { 'aws:userid': 'ID:session' }, 'ID:session', true],
    // A value is not read again.
    [USER, { 'aws:username': `\${aws:userid}`, 'aws:userid': 'ann' }, 'ann', false],
    // Special characters.
    [`a\${*}`, {}, 'a*', true],
    [`a\${*}`, {}, 'ab', false],
    [`a\${?}`, {}, 'a?', true],
    [`a\${?}`, {}, 'ab', false],
    [`a\${$}{aws:username}`, {}, `a\${aws:username}`, true],
    // Default values.
    [`\${aws:username, 'all'}`, {}, 'all', true],
    [`\${aws:username, 'all'}`, { 'aws:username': 'ann' }, 'ann', true],
    [`\${aws:username, 'all'}`, { 'aws:username': 'ann' }, 'all', false],
    [`\${aws:username,'a*'}`, {}, 'ab', false],
    [`\${aws:username, ''}shop`, {}, 'shop', true],
  ])('%s in %j: %s, %s', (pattern, context, domain, names) => {
    expect(named(`${ARN}${pattern}`, `${ARN}${domain}`, context)).toBe(names);
    expect(unnamed(`${ARN}${pattern}`, `${ARN}${domain}`, context)).toBe(!names);
  });

  it.each<readonly [why: string, context: ConditionContext]>([
    ['is absent', {}],
    ['has several values', { 'aws:username': ['ann', 'bob'] }],
    ['has none', { 'aws:username': [] }],
  ])('matches no resource if its key %s', (_why, context) => {
    for (const resource of [SHOP, `${ARN}ann`]) expect(named(`${ARN}${USER}`, resource, context)).toBe(false);
    expect(named([`${ARN}${USER}`, SHOP], SHOP, context)).toBe(true);
    expect(unnamed(`${ARN}${USER}`, SHOP, context)).toBe(true);
  });
});

describe('a policy variable in a condition', () => {
  const KEY = 'aws:ResourceTag/owner';
  it.each<readonly [operator: string, wanted: string, context: ConditionContext, matches: boolean]>([
    ['StringEquals', USER, { [KEY]: 'ann', 'aws:username': 'ann' }, true],
    ['StringEquals', USER, { [KEY]: 'ann', 'aws:username': 'bob' }, false],
    ['StringEquals', `${USER}*`, { [KEY]: 'ann*', 'aws:username': 'ann' }, true],
    ['StringEqualsIgnoreCase', USER, { [KEY]: 'ann', 'aws:username': 'ANN' }, true],
    ['StringLike', `${USER}-*`, { [KEY]: 'ann-7', 'aws:username': 'ann' }, true],
    ['StringLike', USER, { [KEY]: 'ann', 'aws:username': '*' }, false],
    ['StringNotEquals', USER, { [KEY]: 'ann', 'aws:username': 'ann' }, false],
    ['StringNotEquals', USER, { [KEY]: 'ann', 'aws:username': 'bob' }, true],
    // A variable without a value is equal to nothing, so what it is not equal to is everything.
    ['StringEquals', USER, { [KEY]: 'ann' }, false],
    ['StringLike', `*${USER}`, { [KEY]: 'ann' }, false],
    ['StringNotEquals', USER, { [KEY]: 'ann' }, true],
    ['StringNotLike', USER, { [KEY]: 'ann' }, true],
    ['StringEquals', `\${aws:username, 'ann'}`, { [KEY]: 'ann' }, true],
    ['ForAnyValue:StringEquals', USER, { [KEY]: ['bob', 'ann'], 'aws:username': 'ann' }, true],
    ['ForAllValues:StringEquals', USER, { [KEY]: ['bob', 'ann'], 'aws:username': 'ann' }, false],
    ['StringEqualsIfExists', USER, { 'aws:username': 'ann' }, true],
    [
      'ArnLike',
      `arn:aws:iam::\${aws:PrincipalAccount}:role/*`,
      { [KEY]: 'arn:aws:iam::1:role/x', 'aws:PrincipalAccount': '1' },
      true,
    ],
    // A colon in the value ends no field of the ARN.
    ['ArnLike', `arn:aws:iam::\${aws:x}:role/a`, { [KEY]: 'arn:aws:iam::1:role/b:role/a', 'aws:x': '1:role/b' }, false],
    [
      'ArnNotEquals',
      `arn:aws:iam::\${aws:PrincipalAccount}:role/*`,
      { [KEY]: 'arn:aws:iam::1:role/x', 'aws:PrincipalAccount': '2' },
      true,
    ],
  ])('%s: %s of %j is %s', (operator, wanted, context, matches) => {
    expect(holds(operator, KEY, wanted, context)).toBe(matches);
  });
});

describe('a policy without Version 2012-10-17', () => {
  it.each([{}, { Version: '2008-10-17' }])('%j has no variables', (version) => {
    const own = { ...version, Statement: statement({ Resource: `${ARN}${USER}` }) };
    expect(asks(own, { resource: `${ARN}ann`, context: { 'aws:username': 'ann' } })).toBe(false);
    expect(asks(own, { resource: `${ARN}${USER}`, context: { 'aws:username': 'ann' } })).toBe(true);
    const Condition = { StringEquals: { 'aws:x': `\${` } };
    expect(asks({ ...version, Statement: statement({ Condition }) }, { context: { 'aws:x': `\${` } })).toBe(true);
  });
});

it('the text around variables stays as it is', async () => {
  const text = fc
    .array(fc.constantFrom('a', '$', '{', '}', '*', "'", ',', ' '), { maxLength: 8 })
    .map((letters) => letters.join(''))
    .filter((each) => !each.includes('${') && !each.endsWith('$'));
  await assertOnSeeds(
    fc.property(text, text, fc.string(), (before, after, value) => {
      const pieces = resolve(parseTemplate(`${before}${USER}${after}`, 'policy'), { 'aws:username': value });
      expect(textOf(pieces ?? [])).toBe(`${before}${value}${after}`);
    }),
    1000,
  );
});
