import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { barsOf, type Drawing, leftOf, TAIL, widthOf } from '../../../src/page/timeline/bars.js';
import { SLOT, scaleOf } from '../../../src/page/timeline/scale.js';
import { type Row, rowsOf } from '../../../src/render/model/rows.js';
import { busyOrder, historyOf, type Line, longOrder } from './orders.js';

const ALL = { left: 0, right: Number.POSITIVE_INFINITY };

function drawn(
  lines: readonly Line[],
  zoom = 1,
  timed = false,
): { readonly rows: readonly Row[]; readonly drawing: Drawing } {
  const events = readEvents(historyOf(lines, timed));
  const indexOf = new Map(events.map(({ id }, index) => [Number(id), index]));
  return { rows: rowsOf(events), drawing: { scale: scaleOf(events), zoom, indexOf } };
}

function rowIn(rows: readonly Row[], kind: string, name: string): Row {
  const found = rows.find((row) => row.kind === kind && row.name === name);
  if (!found) throw new Error(`no row ${kind} ${name}`);
  return found;
}

describe('the bars of a row', () => {
  const { rows, drawing } = drawn(busyOrder);

  it('go from the first event to the end of the last, with the part that waited', () => {
    const [first] = barsOf(rowIn(rows, 'activity', 'charge'), drawing, ALL);
    expect(first).toEqual({
      first: 0,
      last: 0,
      left: 4 * SLOT,
      started: 6 * SLOT,
      right: 8 * SLOT,
      status: 'failed',
      isOpen: false,
      isPoint: false,
    });
  });

  it('are several for several attempts', () => {
    const bars = barsOf(rowIn(rows, 'activity', 'charge'), drawing, ALL);
    expect(bars.map(({ status }) => status)).toEqual(['failed', 'timed out', 'completed', 'refused']);
  });

  it('of what is open go to the edge, and wait as long as it has not started', () => {
    const end = busyOrder.length * SLOT + TAIL;
    expect(widthOf(drawing)).toBe(end);
    expect(barsOf(rowIn(rows, 'activity', 'remind'), drawing, ALL)).toMatchObject([
      { left: 37 * SLOT, started: end, right: end, isOpen: true, status: 'scheduled' },
    ]);
    expect(barsOf(rowIn(rows, 'activity', 'mail'), drawing, ALL)).toMatchObject([
      { left: 38 * SLOT, started: 39 * SLOT, right: end, isOpen: true, status: 'started' },
    ]);
  });

  it('of a moment have one width, at every zoom', () => {
    for (const zoom of [0.1, 1, 4]) {
      const [point] = barsOf(rowIn(rows, 'received signal', 'note'), { ...drawing, zoom }, ALL);
      expect(point).toMatchObject({ isPoint: true, status: 'received' });
      expect((point?.right ?? 0) - (point?.left ?? 0)).toBeCloseTo(14);
      expect(((point?.right ?? 0) + (point?.left ?? 0)) / 2).toBeCloseTo(29.5 * SLOT * zoom);
    }
  });

  it('are those of the window alone', () => {
    const row = rowIn(rows, 'activity', 'charge');
    const between = barsOf(row, drawing, { left: 15 * SLOT, right: 16 * SLOT });
    expect(between.map(({ first, last }) => [first, last])).toEqual([[1, 1]]);
  });

  it('are joined where they are too narrow, and show the worst of them', () => {
    const { rows: many, drawing: small } = drawn(longOrder(3000), 0.01);
    const decisions = barsOf(rowIn(many, 'decisions', ''), small, ALL);
    expect(decisions.length).toBeLessThan(100);
    expect(decisions.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(500);
    const lines = longOrder(300).map(
      ([type, at, attributes = {}]): Line => [type, at, { ...attributes, activityId: 'same' }],
    );
    const one = drawn(lines, 0.01);
    const same = barsOf(rowIn(one.rows, 'activity', 'same'), one.drawing, ALL);
    const failing = same.filter(({ status }) => status === 'timed out');
    expect(failing.length).toBeGreaterThan(2);
    expect(failing[0]?.first).toBeLessThan(9);
    expect(failing[0]?.last).toBeGreaterThanOrEqual(9);
  });

  it('of an event that the history lacks begin at the start', () => {
    expect(leftOf(999, drawing)).toBe(0);
  });
});
