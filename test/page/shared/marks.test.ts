import { describe, expect, it } from 'vitest';
import { contains, excerptAround, partsAround } from '../../../src/page/shared/marks.js';

describe('the parts around a search', () => {
  it('are the text and its places in turn, in any case', () => {
    expect(partsAround('Charge, charge', 'CHARGE')).toEqual(['', 'Charge', ', ', 'charge', '']);
    expect(partsAround('Charge', '')).toEqual(['Charge']);
    expect(partsAround('Charge', 'ship')).toEqual(['Charge']);
  });

  it('take a pattern as a text', () => {
    expect(partsAround('a.*b a+b [x] (y) a-b /', '.*')).toEqual(['a', '.*', 'b a+b [x] (y) a-b /']);
    for (const needle of ['[', '(', ')', '\\', '^', '$', '|', '{', '}', '?', '-', '/']) {
      expect(partsAround(`x${needle}y`, needle)).toEqual(['x', needle, 'y']);
    }
  });

  it('are 200 places at most', () => {
    const parts = partsAround('a'.repeat(32_768), 'a');
    expect(parts).toHaveLength(401);
    expect(parts.join('')).toHaveLength(32_768);
  });
});

describe('an excerpt', () => {
  it('has the first place and what is around it', () => {
    expect(excerptAround(`${'x'.repeat(100)}Needle${'y'.repeat(100)}`, 'needle', 3)).toBe('…xxxNeedleyyy…');
    expect(excerptAround('a needle', 'needle')).toBe('a needle');
    expect(excerptAround('nothing', 'needle')).toBeUndefined();
  });
});

describe('a text that contains another', () => {
  it('has it in any case', () => {
    expect([contains('Charge', 'cHAR'), contains('Charge', 'ship'), contains('', '')]).toEqual([true, false, true]);
  });
});
