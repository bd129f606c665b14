import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/core/index.js';
import { MODEL } from './model.js';
import { summaryOf } from './summary.js';

// The table at the end of a whole run: whatever the service has is shown at work by some test that passed.

describe('the model that is to be shown', () => {
  it('is all of it (docs/swf.md 14.2: 57 causes, with their events and the one of StartLambdaFunctionFailed)', () => {
    const sizes = Object.fromEntries(Object.entries(MODEL).map(([kind, facts]) => [kind, facts.length]));
    expect(sizes).toMatchObject({ operations: 39, decisions: 13, 'event types': 54, 'failure causes': 57 });
    expect(MODEL.operations?.toSorted()).toEqual(OPERATIONS.map((op) => `op ${op}`).toSorted());
  });

  it('has every part once', () => {
    const facts = Object.values(MODEL).flat();
    expect(new Set(facts).size).toBe(facts.length);
  });
});

describe('the sum', () => {
  const model = { operations: ['op A', 'op B'], limits: ['limit l'] } as const;

  it('has a row for each kind, and no complaint if all is shown', () => {
    expect(summaryOf(model, new Set(['op A', 'op B', 'limit l']))).toEqual({
      table: ['  operations      2/2', '  limits          1/1'],
      problems: [],
    });
  });

  it('names what is not shown', () => {
    const { table, problems } = summaryOf(model, new Set(['op B']));
    expect(table).toEqual(['  operations      1/2', '  limits          0/1']);
    expect(problems).toEqual(['not shown: op A', 'not shown: limit l']);
  });

  it('names what nobody knows, which is a slip of the pen or a fault that AWS does not declare', () => {
    const shown = new Set(['op A', 'op B', 'limit l', 'op C', 'fault A F']);
    expect(summaryOf(model, shown, ['fault A F']).problems).toEqual(['not in the model: op C']);
  });
});
