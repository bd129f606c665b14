import { describe, expect, it } from 'vitest';
import { createState, instant, type OperationName, step } from '../../../src/core/index.js';

const replyTo = (op: OperationName, input: object) => {
  const state = createState({ seed: 1, now: instant(0) });
  const { reply, changes } = step(state, { op, input }, instant(0));
  expect(changes).toEqual([]);
  return reply;
};

const unreadable = (message: string) => ({ fault: 'SerializationException', message });
const invalid = (value: string, path: string, constraint: string) => ({
  fault: 'ValidationException',
  message: `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
});

describe('a value of the wrong type is named (docs/swf.md 9.3)', () => {
  it.each([
    ['true', true, 'class java.lang.Boolean can not be converted to an String'],
    ['false', false, 'class java.lang.Boolean can not be converted to an String'],
    ['a whole number', 5, 'class java.lang.Integer can not be converted to an String'],
    ['a fraction', 1.5, 'class java.lang.Double can not be converted to an String'],
    ['NaN, which the SDK writes as a text', Number.NaN, 'class java.lang.String can not be converted to an String'],
    ['a list', ['a'], 'class java.util.ArrayList can not be converted to an String'],
    ['an object', { a: 'a' }, 'class java.util.LinkedHashMap can not be converted to an String'],
  ])('%s in place of a text', (_what, name, message) => {
    expect(replyTo('DescribeDomain', { name })).toEqual(unreadable(message));
    const registered = { name: 'shop', workflowExecutionRetentionPeriodInDays: '1', tags: [{ key: 'a', value: name }] };
    expect(replyTo('RegisterDomain', registered)).toEqual(unreadable(message));
    const tagged = { resourceArn: 'arn', tagKeys: ['a', name] };
    expect(replyTo('UntagResource', tagged)).toEqual(unreadable(message));
  });

  it.each([
    ['a flag', { reverseOrder: 'yes' }, 'class java.lang.String can not be converted to an Boolean'],
    ['a flag, as null', { reverseOrder: null }, 'null can not be converted to an Boolean'],
    ['a number', { maximumPageSize: true }, 'class java.lang.Boolean can not be converted to an Integer'],
    ['a number, as a fraction', { maximumPageSize: 1.5 }, 'class java.lang.Double can not be converted to an Integer'],
    ['a number, as null', { maximumPageSize: null }, 'null can not be converted to an Integer'],
    ['a structure', { taskList: 5 }, 'class java.lang.Integer can not be converted to an Map'],
  ])('in place of %s', (_what, members, message) => {
    const poll = { domain: 'shop', taskList: { name: 'a' }, ...members };
    expect(replyTo('PollForDecisionTask', poll)).toEqual(unreadable(message));
  });

  it('a text in place of a choice or a time', () => {
    const time = 'class java.lang.String can not be converted to milliseconds since epoch';
    const counted = { domain: 'shop', startTimeFilter: { oldestDate: '2026-01-31' } };
    expect(replyTo('CountOpenWorkflowExecutions', counted)).toEqual(unreadable(time));
    const choice = 'class java.lang.Integer can not be converted to an String';
    expect(replyTo('ListDomains', { registrationStatus: 5 })).toEqual(unreadable(choice));
  });

  it('the first one, in the order of the API model', () => {
    const poll = { reverseOrder: 'yes', maximumPageSize: true, taskList: { name: 'a' }, domain: 'shop' };
    const message = 'class java.lang.Boolean can not be converted to an Integer';
    expect(replyTo('PollForDecisionTask', poll)).toEqual(unreadable(message));
  });

  it('before a broken constraint', () => {
    const poll = { domain: '', taskList: { name: 5 } };
    const message = 'class java.lang.Integer can not be converted to an String';
    expect(replyTo('PollForDecisionTask', poll)).toEqual(unreadable(message));
  });

  it('a text in place of a list', () => {
    const message = 'class java.lang.String can not be converted to an List';
    expect(replyTo('RespondDecisionTaskCompleted', { taskToken: 't', decisions: 'none' })).toEqual(unreadable(message));
  });
});

describe('a list without its element (docs/swf.md 9.7)', () => {
  const NOT_NULL = 'Member must not be null';
  const marker = { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'm' } };

  it.each([
    ['the only decision', [null], 1],
    ['the only decision, undefined', [undefined], 1],
    ['a hole', new Array(1), 1],
    ['the second decision', [marker, null, marker], 2],
  ])('%s', (_what, decisions, place) => {
    const reply = replyTo('RespondDecisionTaskCompleted', { taskToken: 't', decisions });
    expect(reply).toEqual(invalid('null', `decisions.${place}.member`, NOT_NULL));
  });

  it('a tag', () => {
    const reply = replyTo('TagResource', { resourceArn: 'arn', tags: [{ key: 'a' }, null] });
    expect(reply).toEqual(invalid('null', 'tags.2.member', NOT_NULL));
  });
});

describe('a list of texts is shown whole (docs/swf.md 9.4)', () => {
  const bounds = (max: number, min: number) =>
    `Member must satisfy constraint: [Member must have length less than or equal to ${max}, ` +
    `Member must have length greater than or equal to ${min}]`;
  const started = (tagList: readonly unknown[]) =>
    replyTo('StartWorkflowExecution', {
      domain: 'shop',
      workflowId: 'a',
      workflowType: { name: 'Order', version: '1' },
      tagList,
    });
  const long = 'x'.repeat(257);

  it('if one of its texts is too long or too short', () => {
    expect(started(['a', long, ''])).toEqual(invalid(`'[a, ${long}, ]'`, 'tagList', bounds(256, 0)));
    const untagged = replyTo('UntagResource', { resourceArn: 'arn', tagKeys: ['a', ''] });
    expect(untagged).toEqual(invalid("'[a, ]'", 'tagKeys', bounds(128, 1)));
  });

  it('with null, which counts as no text', () => {
    expect(started([null, long])).toEqual(invalid(`'[null, ${long}]'`, 'tagList', bounds(256, 0)));
  });

  it('if it has too many texts', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
    const message = 'Member must have length less than or equal to 5';
    expect(started(letters)).toEqual(invalid("'[a, b, c, d, e, f]'", 'tagList', message));
  });
});

describe('many broken constraints', () => {
  const nulls = (count: number) =>
    replyTo('RespondDecisionTaskCompleted', { taskToken: 't', decisions: Array.from({ length: count }, () => null) });
  const listed = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `Value null at 'decisions.${i + 1}.member' failed to satisfy constraint: Member must not be null`,
    ).join('; ');

  it.each([
    [2, 2],
    [100, 100],
    [101, 100],
    [5000, 100],
  ])('%i are counted, and %i of them listed', (count, named) => {
    expect(nulls(count)).toEqual({
      fault: 'ValidationException',
      message: `${count} validation errors detected: ${listed(named)}`,
    });
  });
});
