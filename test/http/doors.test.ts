import { describe, expect, it } from 'vitest';
import type { SwfFake } from '../../src/index.js';
import { botoDoor, type Door, SDK_DOORS } from './support/doors.js';
import { REFUSED, refusals } from './support/faults.js';
import { boto3 } from './support/programs.js';
import { type Told, tell } from './support/story.js';

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

async function same(open: Open): Promise<void> {
  const [first, other]: readonly Told[] = [await told, await tell(open)];
  expect(other?.lines).toEqual(first?.lines);
  expect(textOf(other?.history)).toBe(textOf(first?.history));
}

describe('one story', () => {
  it('is a whole one', async () => {
    const { lines, history } = await told;
    expect(history).toHaveLength(14);
    expect(history.at(-1)).toMatchObject({ eventType: 'WorkflowExecutionCompleted' });
    expect(lines.filter(([, said]) => 'fault' in (said as object))).toHaveLength(1);
  });

  it.each(OTHERS)('has the same answers and the same history, byte for byte, through %s', (_, open) => same(open));

  it('has the same answers and the same history, byte for byte, through HTTP with boto3', async (context) => {
    await boto3(context);
    await same(botoDoor);
  }, 30_000);
});

describe('each fault', () => {
  const expected = REFUSED.map(([, , name, message]) => ({ fault: { name, message } }));

  it.each(Object.entries(SDK_DOORS))('has the same name and the same text through %s', async (_, open) => {
    expect(await refusals(open)).toEqual(expected);
  });

  it('has the same name and the same text through HTTP with boto3', async (context) => {
    await boto3(context);
    expect(await refusals(botoDoor)).toEqual(expected);
  }, 30_000);
});
