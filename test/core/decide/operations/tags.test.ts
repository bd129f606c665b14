import { describe, expect, it } from 'vitest';
import { createState, instant, type Limits, type OperationName, step } from '../../../../src/core/index.js';

const NOW = instant(0);
const ARN = 'arn:aws:swf:us-east-1:123456789012:/domain/shop';
const retention = { workflowExecutionRetentionPeriodInDays: '1' };
const tags = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ key: `key ${from + i}`, value: 'v' }));

function account(limits: Partial<Limits> = {}) {
  const state = createState({ seed: 1, now: NOW, limits });
  const call = (op: OperationName, input: object) => step(state, { op, input }, NOW).reply;
  const register = (count: number) => call('RegisterDomain', { name: 'shop', ...retention, tags: tags(1, count) });
  const held = () => {
    const { tags: of } = call('ListTagsForResource', { resourceArn: ARN }) as { tags: readonly object[] };
    return of.length;
  };
  const tag = (from: number, to: number) => call('TagResource', { resourceArn: ARN, tags: tags(from, to) });
  return { call, register, held, tag };
}

const tooMany = (count: number) => ({ fault: 'TooManyTagsFault', message: `${count} tags` });

describe('a domain has at most 50 tags (docs/swf.md 2.6)', () => {
  it('from its registration', () => {
    expect(account().register(51)).toEqual(tooMany(51));
    const { register, held } = account();
    expect(register(50)).toEqual({});
    expect(held()).toBe(50);
  });

  it('after TagResource, which counts a key once', () => {
    const { register, tag, held } = account();
    register(30);
    expect(tag(31, 51)).toEqual(tooMany(51));
    expect(held()).toBe(30);
    expect(tag(31, 50)).toEqual({});
    expect(held()).toBe(50);
    expect(tag(1, 50)).toEqual({});
    expect(tag(51, 51)).toEqual(tooMany(51));
    expect(held()).toBe(50);
  });

  it('with room again after UntagResource', () => {
    const { register, tag, call, held } = account();
    register(50);
    expect(call('UntagResource', { resourceArn: ARN, tagKeys: ['key 7'] })).toEqual({});
    expect(tag(51, 51)).toEqual({});
    expect(held()).toBe(50);
  });

  it.each([0, 1, 2])('or the number of the limit: %i', (domainTags) => {
    expect(account({ domainTags }).register(domainTags + 1)).toEqual(tooMany(domainTags + 1));
    const { register, tag, held } = account({ domainTags });
    expect(register(domainTags)).toEqual({});
    expect(tag(domainTags + 1, domainTags + 1)).toEqual(tooMany(domainTags + 1));
    expect(held()).toBe(domainTags);
  });
});

it('a tag with a character that tags cannot have is refused, and the domain keeps its tags', () => {
  const { register, call, held } = account();
  register(1);
  const reply = call('TagResource', { resourceArn: ARN, tags: [{ key: 'cost,center', value: 'v' }] });
  expect(reply).toMatchObject({ fault: 'ValidationException' });
  expect(reply).toHaveProperty('message', expect.stringContaining("Value 'cost,center' at 'tags.1.member.key'"));
  expect(held()).toBe(1);
});
