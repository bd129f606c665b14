import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/conform/index.js';
import { PLANTED } from '../soak/faults.js';
import { FOUND_BY } from './planted.js';

// test/conform/mutants.ts plants the faults; here the table is held to the lists of faults and checks.

describe('the planted faults of the soak', () => {
  it('have a row each: a check that finds it, or the reason why it cannot be seen from outside', () => {
    expect(Object.keys(FOUND_BY).toSorted()).toEqual(PLANTED.map(({ fault }) => fault).toSorted());
  });

  it('are found by checks that exist', () => {
    const ids = new Set(CHECKS.map(({ id }) => id));
    const named = Object.values(FOUND_BY).flatMap((found) =>
      'check' in found ? [found.check.split(' with ')[0] ?? ''] : [],
    );
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(30);
  });
});
