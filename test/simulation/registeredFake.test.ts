import { describe, expect, it } from 'vitest';
import { createState, forkWithSeed, instant, step } from '../../src/core/index.js';
import { Coverage } from '../../src/coverage/index.js';
import { SwfFake } from '../../src/index.js';
import { type Definition, harness, simulate } from '../../src/simulation/index.js';

const order: Definition = {
  workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] },
  domain: 'shop',
};
const start = { workflow: 'Order@1' };
const seeded = async (seed: number, definition: Definition = order): Promise<readonly unknown[]> => {
  const { swf, run } = harness({ ...definition, fake: { ...definition.fake, seed } });
  await run(start);
  return [swf.runs(), swf.save()];
};

describe('the fakes of the simulations of one definition', () => {
  it('are those that a definition of its own would get, for each seed', async () => {
    const fresh = (seed: number) => seeded(seed, { ...order, fake: { coverage: new Coverage() } });
    for (const seed of [1, 2, 2 ** 40]) expect(await seeded(seed)).toEqual(await fresh(seed));
    expect(await seeded(1)).not.toEqual(await seeded(2));
  });

  it('share nothing that one of them changes', async () => {
    const { swf } = harness(order);
    swf.register({ domain: 'shop', workflows: { 'Refund@1': {} }, activities: { 'Charge@1': {} } });
    await swf.send('DeprecateWorkflowType', { domain: 'shop', workflowType: { name: 'Order', version: '1' } });
    const other = harness(order).swf;
    const types = await other.send('ListWorkflowTypes', { domain: 'shop', registrationStatus: 'REGISTERED' });
    expect(types.typeInfos?.map(({ workflowType }) => workflowType?.name)).toEqual(['Order']);
  });

  it.each([
    ['a default', { defaults: { workflows: { 'Order@1': { timeouts: { decision: '7s' } } } } }],
    ['the domain', { domain: 'other' }],
    ['the time', { fake: { startTime: new Date('2024-02-29T00:00:00Z') } }],
    ['a limit', { fake: { limits: { historyEvents: 100 } } }],
    ['an assumption', { fake: { assumptions: { idlePollToken: 'empty' } } }],
  ] satisfies [string, Partial<Definition>][])('are made anew if %s changes', async (_, change) => {
    await simulate(order, { start });
    const changed: Definition = { ...order, ...change };
    const { swf } = harness(changed);
    expect(swf.save()).not.toEqual(harness(order).swf.save());
    expect(harness(changed).swf.save()).toEqual(swf.save());
  });

  it.each([
    ['NaN for a limit that was infinite', { limits: { domains: Infinity } }, { limits: { domains: Number.NaN } }],
    ['an unknown function', {}, { injct: () => undefined }],
    ['a text in place of a number', { limits: { domains: 5 } }, { limits: { domains: '5' } }],
  ])('refuse %s, whatever came before', (_, right, wrong) => {
    harness({ ...order, fake: right });
    expect(() => harness({ ...order, fake: wrong as object })).toThrow(TypeError);
  });

  it('begin with the state of the definition', () => {
    const saved = new SwfFake({ seed: 9 });
    saved.register({ domain: 'elsewhere' });
    expect(harness({ ...order, fake: { state: saved.save() } }).swf.save().domains).toHaveLength(2);
  });
});

describe('forkWithSeed()', () => {
  const state = createState({ seed: 1, now: instant(0), region: 'eu-west-1', accountId: '000000000001' });

  it('has the keys of its own seed, of the same region and account', () => {
    const { config } = createState({ seed: 2, now: instant(0), region: 'eu-west-1', accountId: '000000000001' });
    expect(forkWithSeed(state, 2).config).toEqual(config);
    expect(state.config.seed).toBe(1);
  });

  it('does not see what is registered in the other', () => {
    const copy = forkWithSeed(state, 2);
    const input = { name: 'shop', workflowExecutionRetentionPeriodInDays: '1' };
    step(state, { op: 'RegisterDomain', input }, instant(0));
    const list = { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } } as const;
    expect(step(copy, list, instant(0)).reply).toEqual({ domainInfos: [] });
  });

  it.each([-1, 0.5, Number.NaN])('refuses %s', (seed) => {
    expect(() => forkWithSeed(state, seed)).toThrow(
      `swfake: seed was given as ${seed}; expected a whole number from 0 to 2^53 - 1, for example 1`,
    );
  });
});
