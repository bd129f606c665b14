import { describe, expect, it } from 'vitest';
import {
  type Codec,
  choice,
  entry,
  flag,
  list,
  optional,
  plain,
  record,
  text,
  whole,
} from '../../../src/core/serialize/codec.js';

const point = record<{ readonly x: number; readonly name: string | undefined }>({ x: whole(), name: optional(text) });

const HOLE: readonly unknown[] = Object.assign(new Array(2), { 1: 'a' });

describe('a value that save() cannot have returned is refused with its place', () => {
  it.each<readonly [codec: Codec<never>, saved: unknown, shown: string, place: string, expected: string]>([
    [whole() as never, 1.5, '1.5', '', 'a whole number'],
    [whole() as never, '1', '"1"', '', 'a whole number'],
    [whole() as never, 2 ** 53, '9007199254740992', '', 'a whole number'],
    [whole() as never, undefined, 'nothing', '', 'a whole number'],
    [text as never, 1, '1', '', 'a text'],
    [text as never, null, 'null', '', 'a text'],
    [flag as never, 0, '0', '', 'true or false'],
    [flag as never, 'true', '"true"', '', 'true or false'],
    [choice(['red', 'blue']) as never, 'green', '"green"', '', 'one of red, blue'],
    [choice(['red', 'blue']) as never, ['red'], '["red"]', '', 'one of red, blue'],
    [optional(text) as never, null, 'null', '', 'a text'],
    [plain() as never, 'x', '"x"', '', 'an object'],
    [plain() as never, null, 'null', '', 'an object'],
    [plain() as never, [1], '[1]', '', 'an object'],
    [list(text) as never, { length: 0 }, '{"length":0}', '', 'a list'],
    [list(text) as never, ['a', 1], '1', '.1', 'a text'],
    [list(text) as never, HOLE, 'nothing', '.0', 'a text'],
    [entry(text) as never, 'ab', '"ab"', '', 'a list'],
    [entry(text) as never, ['a', 'b', 'c'], '["a","b","c"]', '', 'a key and a value'],
    [entry(text) as never, [1, 'b'], '1', '.0', 'a text'],
    [entry(text) as never, ['a', 2], '2', '.1', 'a text'],
    [point as never, undefined, 'nothing', '', 'an object'],
    [point as never, [], '[]', '', 'an object'],
    [point as never, {}, 'nothing', '.x', 'a whole number'],
    [point as never, { x: 1, name: 2 }, '2', '.name', 'a text'],
    [point as never, { x: 1, y: 2 }, '2', '.y', 'no such member'],
    [point as never, { x: 1, toString: 2 }, '2', '.toString', 'no such member'],
    [text as never, ['x'.repeat(56)], `["${'x'.repeat(56)}"]`, '', 'a text'],
    [text as never, ['x'.repeat(57)], `["${'x'.repeat(57)}"…`, '', 'a text'],
  ])('%# %o', (codec, saved, shown, place, expected) => {
    const message = `swfake: the saved state has ${shown} at 'here${place}'; expected ${expected}; load a state as it was saved`;
    expect(() => codec.load(saved, 'here')).toThrow(new TypeError(message));
  });
});

describe('a value that was saved is loaded', () => {
  it.each<readonly [codec: Codec<never>, value: unknown, saved: unknown]>([
    [whole() as never, -7, -7],
    [whole() as never, 2 ** 53 - 1, 2 ** 53 - 1],
    [text as never, '', ''],
    [flag as never, false, false],
    [choice(['red', 'blue']) as never, 'blue', 'blue'],
    [optional(list(text)) as never, ['a'], ['a']],
    [optional(text) as never, undefined, undefined],
    [plain() as never, { tag: { key: 'k', list: [null, 1, 'x'] } }, { tag: { key: 'k', list: [null, 1, 'x'] } }],
    [list(entry(whole())) as never, [['a', 1]], [['a', 1]]],
    [list(text) as never, [], []],
    [point as never, { x: 0, name: 'origin' }, { x: 0, name: 'origin' }],
  ])('%# %o', (codec, value, saved) => {
    expect(codec.save(value as never)).toStrictEqual(saved);
    expect(codec.load(saved, 'here')).toStrictEqual(value);
  });

  it('without the members that have no value', () => {
    expect(point.save({ x: 1, name: undefined })).toStrictEqual({ x: 1 });
    expect(point.load({ x: 1 }, 'here')).toStrictEqual({ x: 1 });
  });

  it('and what is shared with replies is frozen, whatever is in it', () => {
    const loaded = plain<{ readonly tags: readonly { readonly key: string }[] }>().load(
      { tags: [{ key: 'k' }] },
      'here',
    );
    for (const part of [loaded, loaded.tags, loaded.tags[0]]) expect(Object.isFrozen(part)).toBe(true);
  });
});
