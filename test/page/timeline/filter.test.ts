import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { ALL_ROWS, type Filter, failuresOf, kindsIn, rowsIn } from '../../../src/page/timeline/filter.js';
import { rowsOf } from '../../../src/render/model/rows.js';
import { busyOrder, historyOf } from './orders.js';

const rows = rowsOf(readEvents(historyOf(busyOrder)));
const found = (filter: Partial<Filter>) =>
  rowsIn(rows, { ...ALL_ROWS, ...filter }).map(({ kind, name }) => `${kind} ${name}`.trim());

describe('the filter of rows', () => {
  it('shows all rows at first', () => {
    expect(found({})).toHaveLength(rows.length);
  });

  it.each([
    ['CHARGE', ['activity charge']],
    ['ship@2', ['child ship-7']],
    ['taxof', ['lambda function tax']],
    ['timer', ['timer remind', 'timer late']],
    ['timed out', ['decisions', 'activity charge']],
    ['#22', ['child ship-7']],
    [' #17 ', ['activity charge']],
    ['nothing like it', []],
  ])('finds %s', (text, names) => {
    expect(found({ text })).toEqual(names);
  });

  it('shows one kind', () => {
    expect(found({ kind: 'timer' })).toEqual(['timer remind', 'timer late']);
  });

  it('shows what went wrong', () => {
    expect(found({ failuresOnly: true })).toEqual([
      'decisions',
      'activity charge',
      'child ship-7',
      'lambda function tax',
    ]);
    expect(found({ failuresOnly: true, kind: 'activity', text: 'charge' })).toEqual(['activity charge']);
  });

  it('counts kinds and failures', () => {
    expect(kindsIn(rows)).toContainEqual(['activity', 3]);
    expect(kindsIn(rows)).toContainEqual(['timer', 2]);
    expect(rows.map(failuresOf).reduce((sum, count) => sum + count, 0)).toBe(6);
  });
});
