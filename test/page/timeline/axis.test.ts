import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { type Axis, axisOf, roughDuration } from '../../../src/page/timeline/axis.js';
import { scaleOf } from '../../../src/page/timeline/scale.js';
import { busyOrder, historyOf, type Line, longOrder } from './orders.js';

function axisAt(lines: readonly Line[], zoom: number, timed = true): Axis {
  const events = readEvents(historyOf(lines, timed));
  return axisOf(events, { scale: scaleOf(events), zoom, indexOf: new Map() });
}

const overlaps = (spans: readonly { readonly left: number; readonly right: number }[]): number =>
  spans
    .toSorted((a, b) => a.left - b.left)
    .filter(({ left }, index, all) => left < (all[index - 1]?.right ?? Number.NEGATIVE_INFINITY)).length;

describe('the axis', () => {
  it('has the time since the start, the UTC as a tooltip, and the ids', () => {
    const { times, ids } = axisAt(busyOrder, 4);
    expect(times.slice(0, 3).map(({ text, title }) => [text, title])).toEqual([
      ['+0s', '2026-01-05T08:30:00.000Z'],
      ['+200ms', '2026-01-05T08:30:00.200Z'],
      ['+12s', '2026-01-05T08:30:12.000Z'],
    ]);
    expect(ids.slice(0, 2).map(({ text, title }) => [text, title])).toEqual([
      ['#1', '#1 WorkflowExecutionStarted'],
      ['#2', '#2 DecisionTaskScheduled'],
    ]);
  });

  it('shows the length of a folded span', () => {
    const [fold, ...others] = axisAt(busyOrder, 1).folds;
    expect(others).toEqual([]);
    expect([fold?.label?.text, fold?.title]).toEqual(['2d23h', '2d23h59m1s']);
  });

  it.each([0.02, 0.3, 0.6, 1, 3])('has no two texts of a line that overlap at zoom %d', (zoom) => {
    for (const lines of [busyOrder, longOrder(3000)]) {
      const { times, ids, folds } = axisAt(lines, zoom);
      expect(overlaps(times)).toBe(0);
      expect(overlaps([...ids, ...folds.flatMap(({ label }) => label ?? [])])).toBe(0);
      expect(ids.length).toBeGreaterThan(0);
    }
  });

  it('gives the labels to the longest spans where there is no room for all', () => {
    const DAY = 86_400;
    const minutes = Array.from({ length: 30 }, (_, index) => index * 60);
    const lines = [...minutes, DAY, 9 * DAY].map((at): Line => ['MarkerRecorded', at]);
    const { folds } = axisAt(lines, 0.3);
    expect(folds.map(({ label }) => label?.text)).toEqual([undefined, '8d']);
  });

  it('has the order alone where the history has no times', () => {
    const { times, ids, folds } = axisAt(busyOrder, 3, false);
    expect([times, folds, ids[0]?.text, ids.at(-1)?.text]).toEqual([[], [], '#1', '#42']);
  });
});

describe('roughDuration', () => {
  it('has the two largest units', () => {
    expect([0, 90_500, 273_600_000, 86_401_000].map(roughDuration)).toEqual(['0s', '1m30s', '3d4h', '1d1s']);
  });
});
