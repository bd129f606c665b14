import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type ConditionContext, iamPolicy, type PolicyRequest, type PolicyStatement } from '../../src/iam/index.js';
import { ACTIONS } from '../../src/iam/names.js';
import { wildcard } from '../../src/iam/wildcards.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { policy } from './scenes.js';

vi.setConfig({ testTimeout: 30_000 });

/** The definition, letter by letter. */
function naive(pattern: readonly string[], text: readonly string[]): boolean {
  const [letter, ...rest] = pattern;
  if (letter === undefined) return text.length === 0;
  if (letter === '*') return naive(rest, text) || (text.length > 0 && naive(pattern, text.slice(1)));
  return text.length > 0 && (letter === '?' || letter === text[0]) && naive(rest, text.slice(1));
}

const letters = (from: readonly string[], maxLength: number) => fc.array(fc.constantFrom(...from), { maxLength });
const met = { matched: 0, missed: 0, allowed: 0, denied: 0, denials: 0 };

afterAll(() => console.log(`${JSON.stringify(met)}; ${freshSeedLine}`));

describe('wildcards', () => {
  it('match what the definition matches', async () => {
    const pattern = letters(['a', 'b', '*', '*', '?', '😀'], 8);
    const text = letters(['a', 'b', '😀', '*', '\n'], 9);
    await assertOnSeeds(
      fc.property(pattern, text, (wanted, found) => {
        const matches = wildcard(wanted.join(''))(found.join(''));
        met[matches ? 'matched' : 'missed'] += 1;
        expect(matches).toBe(naive(wanted, found));
      }),
      3000,
    );
    expect(Math.min(met.matched, met.missed)).toBeGreaterThan(1000);
  });

  // The naive matcher would not come to an end.
  it('take no time that grows with the number of stars', () => {
    expect(wildcard(`${'a*'.repeat(200)}b`)('a'.repeat(5000))).toBe(false);
    expect(wildcard(`${'*a'.repeat(200)}*`)('a'.repeat(5000))).toBe(true);
  });
});

const actions = fc.constantFrom('*', 'swf:*', 'swf:Start*', 'swf:*Timer', 'swf:ListDomains', 'swf:?ancel*', 's3:*');
const domains = ['shop', 'shops', 'other'].map((name) => `arn:aws:swf:us-east-1:123456789012:/domain/${name}`);
const resources = fc.constantFrom('*', 'arn:aws:swf:*:*:/domain/shop*', 'arn:aws:swf:us-*', ...domains);
const oneOrMany = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const keys = fc.constantFrom('swf:taskList.name', 'swf:workflowType.name', 'aws:TagKeys');
const values = fc.constantFrom('a', 'b', 'A*', '');
const operators = fc
  .tuple(
    fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
    fc.constantFrom('', 'IfExists'),
  )
  .map((parts) => parts.join(''));
const conditions = fc.dictionary(operators, fc.dictionary(keys, oneOrMany(values), { maxKeys: 2 }), { maxKeys: 2 });
const either = (name: string, patterns: fc.Arbitrary<string>) =>
  fc.tuple(fc.boolean(), oneOrMany(patterns)).map(([not, found]) => ({ [not ? `Not${name}` : name]: found }));

const statementOf = (Effect: 'Allow' | 'Deny'): fc.Arbitrary<PolicyStatement> =>
  fc
    .tuple(either('Action', actions), either('Resource', resources), conditions)
    .map(
      ([action, resource, Condition]) => ({ Effect, ...action, ...resource, Condition }) as unknown as PolicyStatement,
    );

const anyStatement = fc.oneof(statementOf('Allow'), statementOf('Allow'), statementOf('Deny'));
const contexts: fc.Arbitrary<ConditionContext> = fc.dictionary(
  keys,
  fc.oneof(values, fc.array(values, { maxLength: 3 })),
  {
    maxKeys: 3,
  },
);
const requests: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...domains),
  context: contexts,
});

const policies = fc.array(anyStatement, { minLength: 1, maxLength: 5 });

/** Whether the statement is about the request, as the policy of it alone says. */
const applies = (statement: PolicyStatement, request: PolicyRequest): boolean =>
  iamPolicy(policy({ ...statement, Effect: 'Allow' }))(request);

describe('rights', () => {
  it('are those of the statements that apply: a Deny wins, whatever else there is', async () => {
    await assertOnSeeds(
      fc.property(policies, requests, (statements, request) => {
        const about = statements.filter((each) => applies(each, request)).map(({ Effect }) => Effect);
        const allowed = iamPolicy(policy(...statements))(request);
        met[allowed ? 'allowed' : 'denied'] += 1;
        if (about.includes('Deny') && about.includes('Allow')) met.denials += 1;
        expect(allowed).toBe(!about.includes('Deny') && about.includes('Allow'));
      }),
      500,
    );
    expect(Math.min(met.allowed, met.denied, met.denials)).toBeGreaterThan(50);
  });

  it('are not taken away by an Allow, nor given by a Deny, wherever it stands', async () => {
    await assertOnSeeds(
      fc.property(policies, anyStatement, fc.nat(5), requests, (statements, more, place, request) => {
        const before = iamPolicy(policy(...statements))(request);
        const after = iamPolicy(policy(...statements.toSpliced(place, 0, more)))(request);
        if (more.Effect === 'Allow') expect(after || !before).toBe(true);
        else expect(before || !after).toBe(true);
      }),
      500,
    );
  });

  it('do not depend on how the statements are ordered or spread over policies', async () => {
    await assertOnSeeds(
      fc.property(policies, requests, (statements, request) => {
        const [first, ...others] = statements.toReversed().map((each) => policy(each));
        const spread = iamPolicy(first as ReturnType<typeof policy>, ...others)(request);
        expect(spread).toBe(iamPolicy(JSON.stringify(policy(...statements)))(request));
      }),
      300,
    );
  });

  it('of a contrary are the contrary: what Action names, NotAction does not', async () => {
    await assertOnSeeds(
      fc.property(oneOrMany(actions), requests, (named, request) => {
        const allowed = iamPolicy(policy({ Action: named }))(request);
        expect(iamPolicy(policy({ NotAction: named }))(request)).toBe(!allowed);
      }),
      300,
    );
  });
});
