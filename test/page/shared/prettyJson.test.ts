import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyJson } from '../../../src/page/shared/prettyJson.js';

describe('pretty JSON', () => {
  it('has each member on a line', () => {
    expect(prettyJson('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it('leaves numbers and texts as they are written', () => {
    expect(prettyJson('{"n":1200.50,"big":12345678901234567890,"t":"\\u003c: {,}","n":2}')).toBe(
      '{\n  "n": 1200.50,\n  "big": 12345678901234567890,\n  "t": "\\u003c: {,}",\n  "n": 2\n}',
    );
  });

  it.each(['', 'order 7', '7', 'null', '"text"', '{"a":', '[1,]', '{a:1}'])('is not made of %j', (text) => {
    expect(prettyJson(text)).toBeUndefined();
  });

  it('is not made of what is nested deeper than 40', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(prettyJson(nested(40))).toContain('\n');
    expect(prettyJson(nested(41))).toBeUndefined();
    expect(prettyJson(nested(10_000))).toBeUndefined();
  });

  it('is what JSON.stringify makes of it', () => {
    const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(value, (one) => {
        expect(prettyJson(JSON.stringify(one))).toBe(JSON.stringify(one, null, 2));
      }),
    );
  });
});
