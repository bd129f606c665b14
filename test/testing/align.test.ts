import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Costs } from '../../src/history/alignment.js';
import {
  type DescribedEvent,
  describeEvents,
  GAP,
  isAbout,
  type Line,
  matches,
  parsedLines,
} from '../../src/patterns/linePattern.js';
import { type Aligned, align } from '../../src/testing/matchers/align.js';
import { holds, partsOf } from '../../src/testing/matchers/parts.js';
import { tableAlignment } from '../history/tableAlignment.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

console.log(freshSeedLine);

const timer = fc.record({
  eventType: fc.constantFrom('TimerStarted', 'TimerFired'),
  timerId: fc.constantFrom('a', 'b'),
  control: fc.constantFrom('x', 'y z'),
});
const history = fc.array(timer, { maxLength: 9 }).map((timers) =>
  timers.map(({ eventType, ...attributes }, index) => ({
    eventId: index + 1,
    eventType,
    timerEventAttributes: attributes,
  })),
);
const line = fc
  .tuple(
    fc.constantFrom('TimerStarted', 'TimerFired'),
    fc.constantFrom('', ' a', ' b'),
    fc.constantFrom('', ' control=x'),
  )
  .map((words) => words.join(''));
const expected = fc.array(fc.oneof({ weight: 3, arbitrary: line }, fc.constant(GAP)), { maxLength: 8 });

const described = (events: Parameters<typeof describeEvents>[0], texts: readonly string[]) => ({
  lines: parsedLines(texts),
  events: describeEvents(events),
});

/** The costs of the matchers, by definition. */
const costs: Costs<Line, DescribedEvent> = {
  pair: (one, event) => {
    if (one === GAP || one.type !== event.type) return Number.POSITIVE_INFINITY;
    if (matches(one, event)) return 0;
    return isAbout(one, event) ? 0.5 : 1.5;
  },
  left: (one) => (one === GAP ? 0 : 1),
  right: (next) => (next === GAP ? 0 : 1),
};

/** Each pair as text: `same TimerFired a | #2`. */
const textsOf = (all: Iterable<Aligned>): readonly string[] =>
  [...all].flatMap((pair) => {
    if (pair.kind === 'gap') return pair.events.map((event) => `gap | ${event.place}`);
    const [text, place] = ['line' in pair ? pair.line.text : '', 'event' in pair ? pair.event.place : ''];
    return [`${pair.kind} ${text} | ${place}`];
  });

function tableTexts(lines: readonly Line[], events: readonly DescribedEvent[]): readonly string[] {
  let next = 0;
  return tableAlignment(lines, events, costs).pairs.flatMap(([one, other]) => {
    const [pattern, event] = [lines[one ?? -1], events[other ?? -1]];
    const isInGap = pattern === undefined && lines[next] === GAP;
    next += one === undefined ? 0 : 1;
    if (pattern === GAP) return [];
    if (pattern === undefined) return [isInGap ? `gap | ${event?.place}` : `unexpected  | ${event?.place}`];
    if (event === undefined) return [`missing ${pattern.text} | `];
    return [`${matches(pattern, event) ? 'same' : 'changed'} ${pattern.text} | ${event.place}`];
  });
}

const isAsExpected = (text: string): boolean => /^(same|gap) /.test(text);

describe('the alignment of lines with events', () => {
  it('is that with the fewest differences', async () => {
    await assertOnSeeds(
      fc.property(history, expected, (recorded, texts) => {
        const { lines, events } = described(recorded, texts);
        expect(textsOf(align(lines, events))).toEqual(tableTexts(lines, events));
      }),
      200,
    );
  });

  it('has no difference if the lines hold, and only then', async () => {
    await assertOnSeeds(
      fc.property(history, expected, (recorded, texts) => {
        const { lines, events } = described(recorded, texts);
        const isSame = tableTexts(lines, events).every(isAsExpected);
        expect(holds(lines, events)).toBe(isSame);
        expect(textsOf(align(lines, events, 0)).every(isAsExpected)).toBe(isSame);
      }),
      200,
    );
  });

  it('has every line and every event once, where it is made in parts', async () => {
    const bounds = { cells: 4, window: 2 };
    await assertOnSeeds(
      fc.property(history, expected, (recorded, texts) => {
        const { lines, events } = described(recorded, texts);
        const parts = partsOf(lines, events);
        expect(parts.flatMap((part) => part.lines)).toEqual(lines);
        expect(parts.flatMap((part) => part.events)).toEqual(events);
        const pairs = [...align(lines, events, 0, bounds)];
        expect(pairs.flatMap((pair) => ('line' in pair ? [pair.line] : []))).toEqual(
          lines.filter((one) => one !== GAP),
        );
        const found = pairs.flatMap((pair) => {
          if (pair.kind === 'gap') return pair.events;
          return 'event' in pair ? [pair.event] : [];
        });
        expect(found.map(({ place }) => place)).toEqual(events.map(({ place }) => place));
      }),
      200,
    );
  });
});

describe('a line', () => {
  it('does not match an event of another type whose subject has the name of a type', () => {
    const marker = {
      eventId: 1,
      eventType: 'MarkerRecorded',
      markerRecordedEventAttributes: { markerName: 'TimerFired' },
    };
    const { lines, events } = described([marker], ['TimerFired']);
    expect(holds(lines, events)).toBe(false);
    expect(textsOf(align(lines, events))).toEqual(['missing TimerFired | ', 'unexpected  | #1 +0s']);
    expect(holds(parsedLines(['MarkerRecorded TimerFired']), events)).toBe(true);
  });
});
