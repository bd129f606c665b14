import {
  CountClosedWorkflowExecutionsCommand,
  CountOpenWorkflowExecutionsCommand,
  ListOpenWorkflowExecutionsCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { domain, start } from '../support/shop.js';
import { WAYS, withWay } from '../support/ways.js';

const START = new Date('2024-06-01T00:00:00.500Z');
const seconds = START.getTime() / 1000;
/** What JavaScript lets through. */
const time = (value: unknown): Date => value as Date;

async function shop() {
  const swf = new SwfFake({ startTime: START });
  swf.register({ domain, workflows: { 'Order@1': {} } });
  await start(swf.client());
  return swf;
}

/** The number of open runs in a time filter, or the text of the refusal. */
const counted = async (way: string, filter: { oldestDate: unknown; latestDate?: unknown }) =>
  withWay(way, await shop(), async ({ client }) => {
    const startTimeFilter = { oldestDate: time(filter.oldestDate), latestDate: time(filter.latestDate) };
    const open = client.send(new CountOpenWorkflowExecutionsCommand({ domain, startTimeFilter }));
    const count = await open.then(
      (output) => output.count,
      ({ name, message }: Error) => `${name}: ${message}`,
    );
    const listed = client.send(new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter }));
    const closed = client.send(new CountClosedWorkflowExecutionsCommand({ domain, closeTimeFilter: startTimeFilter }));
    if (typeof count === 'number') {
      expect((await listed).executionInfos).toHaveLength(count);
      expect((await closed).count).toBe(0);
    } else {
      await expect(listed).rejects.toThrow();
      await expect(closed).rejects.toThrow();
    }
    return count;
  });

const NUMBERS: readonly (readonly [
  what: string,
  filter: { oldestDate: unknown; latestDate?: unknown },
  count: number,
])[] = [
  ['seconds before', { oldestDate: seconds - 1 }, 1],
  ['seconds with a fraction', { oldestDate: seconds }, 1],
  ['a millisecond after', { oldestDate: seconds + 0.001 }, 0],
  ['seconds after', { oldestDate: Date.parse('2025-01-01') / 1000 }, 0],
  ['the end in seconds, before', { oldestDate: 0, latestDate: seconds - 1 }, 0],
  ['the end in seconds, after', { oldestDate: new Date(0), latestDate: seconds + 1 }, 1],
  ['milliseconds, which are the far future', { oldestDate: START.getTime() }, 0],
  ['dates', { oldestDate: START, latestDate: START }, 1],
];

const REFUSED: readonly (readonly [what: string, value: unknown, text: string])[] = [
  ['a text', '2024-06-01', 'class java.lang.String can not be converted to milliseconds since epoch'],
  ['a number as a text', String(seconds), 'class java.lang.String can not be converted to milliseconds since epoch'],
  ['true', true, 'class java.lang.Boolean can not be converted to milliseconds since epoch'],
  ['a list', [seconds], 'class java.util.ArrayList can not be converted to milliseconds since epoch'],
  ['an object', { seconds }, 'class java.util.LinkedHashMap can not be converted to milliseconds since epoch'],
  // The SDK writes both as texts, because JSON has neither.
  ['no number', Number.NaN, 'class java.lang.String can not be converted to milliseconds since epoch'],
  ['infinity', Number.POSITIVE_INFINITY, 'class java.lang.String can not be converted to milliseconds since epoch'],
];

describe.each(Object.keys(WAYS))('a time filter through %s', (way) => {
  it.each(NUMBERS)('takes numbers as seconds: %s', async (_what, filter, count) => {
    expect(await counted(way, filter)).toBe(count);
  });

  it.each(REFUSED)('refuses %s with the text of AWS', async (_what, value, text) => {
    expect(await counted(way, { oldestDate: value })).toBe(`SerializationException: ${text}`);
    expect(await counted(way, { oldestDate: 0, latestDate: value })).toBe(`SerializationException: ${text}`);
  });
});
