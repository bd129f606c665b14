import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLANTED } from './faults.js';

// What is planted by hand now and then must still find its place.
describe('every fault that the soak is tried on', () => {
  it.each(PLANTED.map(({ fault, edits }) => [fault, edits] as const))('%s: has its place', (_fault, edits) => {
    for (const { file, search } of edits) {
      expect(readFileSync(file, 'utf8').split(search), `${file}: ${search}`).toHaveLength(2);
    }
  });
});
