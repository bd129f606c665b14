import { describe, expect, it } from 'vitest';
import {
  type Definition,
  everyCrashPoint,
  everyUpgradePoint,
  harness,
  simulate,
  sweep,
} from '../../src/simulation/index.js';

// A decider that remembers runs by their id: the same seed gives the same id, so the second play is another one.
const remembering = (): Pick<Definition, 'workflows' | 'defaults'> => {
  const seen = new Set<string | undefined>();
  return {
    workflows: {
      'Order@1': ({ workflowExecution: { runId } }) => {
        const result = seen.has(runId) ? 'again' : 'new';
        seen.add(runId);
        return [{ decisionType: 'CompleteWorkflowExecution', completeWorkflowExecutionDecisionAttributes: { result } }];
      },
    },
    defaults: { workflows: { 'Order@1': { timeouts: { decision: '1m' } } } },
  };
};

const start = { workflow: 'Order@1' };
const SENTENCE =
  /\nnote: the same play, made twice, gave two histories: a decider or a worker remembers the play before/;

describe('a definition that is a function', () => {
  it('is made anew for each play', async () => {
    const results: unknown[] = [];
    for (let i = 0; i < 2; i += 1) {
      const { history } = await simulate(remembering, { start });
      results.push(history.at(-1)?.workflowExecutionCompletedEventAttributes?.result);
    }
    const { history } = await harness(remembering).run(start);
    results.push(history.at(-1)?.workflowExecutionCompletedEventAttributes?.result);
    expect(results).toEqual(['new', 'new', 'new']);
  });

  it('leaves no memory between plays', async () => {
    const swept = await sweep(remembering, { start, seeds: 3 });
    expect([swept.failed, swept.remembers]).toEqual([undefined, false]);
    expect(String(swept)).not.toMatch(SENTENCE);
    const points = await everyCrashPoint(remembering, start);
    expect(points.remembers).toBe(false);
    expect(String(points)).not.toMatch(SENTENCE);
    expect((await everyUpgradePoint({ from: remembering, to: remembering }, { start })).notes).toEqual([]);
  });

  it('must return a definition', async () => {
    const later = (async () => remembering()) as never;
    await expect(simulate(later, { start })).rejects.toThrow('swfake: definition() returned');
    await expect(sweep(later, { start, seeds: 1 })).rejects.toThrow('swfake: definition() returned');
    await expect(everyCrashPoint(later, start)).rejects.toThrow('swfake: definition() returned');
    expect(() => harness(later)).toThrow('swfake: definition() returned');
  });
});

describe('a decider that remembers an earlier play', () => {
  it('is named by sweep', async () => {
    const { remembers, ...swept } = await sweep(remembering(), { start, seeds: 3 });
    expect(remembers).toBe(true);
    expect(String(await sweep(remembering(), { start, seeds: 3 }))).toMatch(SENTENCE);
    expect(swept.failed).toBeUndefined();
    expect((await sweep(remembering(), { start, seeds: 1 })).remembers).toBe(false);
  });

  it('is named by everyCrashPoint', async () => {
    const points = await everyCrashPoint(remembering(), start);
    expect(points.remembers).toBe(true);
    expect(String(points)).toMatch(SENTENCE);
  });

  it('is named by everyUpgradePoint', async () => {
    const version = remembering();
    const points = await everyUpgradePoint({ from: () => version, to: () => version }, { start });
    expect(points.notes).toHaveLength(1);
    expect(String(points)).toMatch(SENTENCE);
  });
});
