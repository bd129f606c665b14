import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { SLOT, scaleOf } from '../../../src/page/timeline/scale.js';
import { busyOrder, historyOf, type Line, longOrder } from './orders.js';

const DAY = 86_400;
const eventsAt = (...seconds: readonly number[]) =>
  readEvents(historyOf(seconds.map((at): Line => ['MarkerRecorded', at, { markerName: 'm' }])));

describe('the scale of a time axis', () => {
  it('gives each event its width where no time passes', () => {
    const { lefts, width, folds, isTimed } = scaleOf(eventsAt(0, 0, 0));
    expect(lefts).toEqual([0, SLOT, 2 * SLOT]);
    expect([width, folds, isTimed]).toEqual([3 * SLOT, [], true]);
  });

  it('draws spans of time in proportion, and folds what is much longer than the usual one', () => {
    const { lefts, folds } = scaleOf(eventsAt(0, 60, 120, 150, 150 + 3 * DAY));
    expect(lefts).toEqual([0, 28, 56, 76, 152]);
    expect(folds).toEqual([{ left: 88, right: 152, millis: 3 * DAY * 1000 }]);
  });

  it('folds the only span of time of a run: there is nothing to compare it with', () => {
    expect(scaleOf(eventsAt(0, 0, 3 * DAY)).folds.map(({ millis }) => millis)).toEqual([3 * DAY * 1000]);
  });

  it('keeps the order where a clock went back', () => {
    const { lefts, folds } = scaleOf(eventsAt(10, 5, 5));
    expect([lefts, folds]).toEqual([[0, SLOT, 2 * SLOT], []]);
  });

  it('shows the order alone where the history has no times', () => {
    const { lefts, isTimed, folds } = scaleOf(readEvents(historyOf(busyOrder, false)));
    expect([isTimed, folds, lefts.at(-1)]).toEqual([false, [], (busyOrder.length - 1) * SLOT]);
  });

  it('never draws an event left of an earlier one, nor a span wider than a fold', () => {
    const { lefts, folds } = scaleOf(readEvents(historyOf(longOrder(3000))));
    const steps = lefts.slice(1).map((left, index) => left - (lefts[index] ?? 0));
    expect(Math.min(...steps)).toBe(SLOT);
    expect(Math.max(...steps)).toBe(SLOT + 64);
    expect(folds.map(({ millis }) => millis)).toEqual([86_401_000, 86_401_000, 86_401_000, 86_401_000]);
  });

  it('has an empty history', () => {
    expect(scaleOf([])).toEqual({ lefts: [], width: 0, folds: [], isTimed: false });
  });
});
