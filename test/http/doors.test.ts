import { describe, expect, it } from 'vitest';
import type { SwfFake } from '../../src/index.js';
import { botoDoor, type Door, SDK_DOORS } from '../support/http/doors.js';
import { REFUSED, refusals } from '../support/http/faults.js';
import { boto3 } from '../support/http/programs.js';
import { tell } from '../support/http/story.js';

type Open = (swf: SwfFake) => Promise<Door>;

const told = tell(SDK_DOORS.client as Open);
const [, ...OTHERS] = Object.entries(SDK_DOORS);

// One text for one value, whatever the order in which a door names members.
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

async function same(open: Open, known = (value: unknown): unknown => value): Promise<void> {
  const [first, other] = [await told, await tell(open)];
  expect(known(other.lines)).toEqual(known(first.lines));
  expect(textOf(known(other.history))).toBe(textOf(known(first.history)));
  expect(textOf(other.kept)).toBe(textOf(first.kept));
  expect(textOf(first.history)).toBe(textOf(first.kept));
}

/** Debian's boto3 of 2022 does not know that a decision task has a time to wait, and leaves it out. */
const asIn2022 = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (name, member) => {
    if (name !== 'decisionTaskScheduledEventAttributes') return member;
    const { scheduleToStartTimeout: _, ...others } = member;
    return others;
  });

describe('one story', () => {
  it('is a whole one', async () => {
    const { lines, history } = await told;
    expect(history).toHaveLength(13);
    expect(history.at(-1)).toMatchObject({ eventType: 'WorkflowExecutionCompleted' });
    expect(lines.filter(([, said]) => 'fault' in (said as object))).toHaveLength(1);
  });

  it.each(OTHERS)('has the same answers and the same history, byte for byte, through %s', (_, open) => same(open));

  it('has the same answers and the same history, byte for byte, through HTTP with boto3', async (context) => {
    await boto3(context);
    await same(botoDoor, asIn2022);
  }, 30_000);
});

describe('each fault', () => {
  const expected = REFUSED.map(([, , name, message]) => ({ fault: { name, message } }));

  it.each(Object.entries(SDK_DOORS))('has the same name and the same text through %s', async (_, open) => {
    expect(await refusals(open)).toEqual(expected);
  });

  it('has the same name and the same text through HTTP with boto3', async (context) => {
    await boto3(context);
    const said = await refusals(botoDoor);
    // Debian's boto3 of 2022 does not know how to delete a type.
    const known = REFUSED.map(([op], n) => ('unknown' in (said[n] ?? {}) ? { unknown: op } : expected[n]));
    expect(said).toEqual(known);
    expect(said.filter((one) => 'unknown' in one && one.unknown !== 'DeleteWorkflowType')).toEqual([]);
  }, 30_000);
});
