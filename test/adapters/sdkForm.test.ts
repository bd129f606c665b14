import { describe, expect, it } from 'vitest';
import { fromSdk, toSdk } from '../../src/adapters/sdkForm.js';

const DATE = new Date('2020-01-02T03:04:05.678Z');

describe('an input of the SDK', () => {
  it.each<readonly [filter: unknown, ofCore: unknown]>([
    [{ oldestDate: DATE }, { oldestDate: DATE.getTime() }],
    [
      { oldestDate: DATE, latestDate: 7 },
      { oldestDate: DATE.getTime(), latestDate: 7000 },
    ],
    // What is no time stays, and validation refuses it.
    [
      { oldestDate: '2020', latestDate: null },
      { oldestDate: '2020', latestDate: null },
    ],
    [null, null],
    ['2020', '2020'],
  ])('has milliseconds in its time filters: %j', (filter, ofCore) => {
    const input = { domain: 'shop', startTimeFilter: filter };
    expect(fromSdk(input)).toEqual({ domain: 'shop', startTimeFilter: ofCore });
    expect(input).toEqual({ domain: 'shop', startTimeFilter: filter });
    expect(fromSdk({ closeTimeFilter: filter })).toEqual({ closeTimeFilter: ofCore });
  });

  it.each([undefined, null, 'input', 7, {}, { domain: 'shop', tagFilter: { tag: 'a' } }])(
    'without them is itself: %j',
    (input) => {
      expect(fromSdk(input)).toBe(input);
    },
  );
});

describe('an output of the SDK', () => {
  it('is a deep copy, with dates', () => {
    const value = {
      name: 'a',
      none: null,
      absent: undefined,
      creationDate: DATE.getTime(),
      list: [{ eventTimestamp: DATE.getTime(), ids: [1, 2] }],
      type: { name: 'Order', version: '1' },
    };
    const copy = toSdk(value);
    expect(copy).toStrictEqual({ ...value, creationDate: DATE, list: [{ eventTimestamp: DATE, ids: [1, 2] }] });
    const [first] = copy.list as (typeof value)['list'];
    expect([
      copy.type === value.type,
      copy.list === value.list,
      first === value.list[0],
      first?.ids === value.list[0]?.ids,
    ]).toEqual([false, false, false, false]);
  });
});
