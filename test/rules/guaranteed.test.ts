import { describe, expect, it } from 'vitest';
import { audit } from '../../src/rules/index.js';
import { corpus } from '../replay/corpus.js';
import { GUARANTEED } from './guaranteed.js';

describe('ten rules that SWF guarantees', () => {
  it('are broken by no history of the corpus, and apply', () => {
    const histories = corpus(40).map(({ id, events }) => ({ id, history: events }));
    const report = audit(GUARANTEED, histories);
    expect(report.broken.map(String)).toEqual([]);
    expect(report.rules.filter(({ cases }) => cases === 0)).toEqual([]);
  });
});
