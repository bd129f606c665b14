import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/adapters/wire/json.js';

describe('a reply as JSON of the service (docs/swf.md 9.2)', () => {
  it.each<readonly [value: unknown, text: string]>([
    [null, 'null'],
    ['a"b', '"a\\"b"'],
    [7, '7'],
    [false, 'false'],
    [[], '[]'],
    [[1, 'a', [null]], '[1,"a",[null]]'],
    [{}, '{}'],
    [{ b: 1, a: { d: undefined, c: null }, B: [{}] }, '{"B":[{}],"a":{"c":null},"b":1}'],
    [{ a: undefined }, '{}'],
    [
      { eventTimestamp: 1_497_371_587_073, timestamp: 1_497_371_587_073 },
      '{"eventTimestamp":1.497371587073E9,"timestamp":1497371587073}',
    ],
    [{ creationDate: 0, closeTimestamp: -1_497_371_587_000 }, '{"closeTimestamp":-1.497371587E9,"creationDate":0.0}'],
  ])('%j', (value, text) => {
    expect(jsonOf(value)).toBe(text);
  });
});
