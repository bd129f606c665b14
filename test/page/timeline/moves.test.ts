import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { cursorOf, moved } from '../../../src/page/timeline/moves.js';
import { rowsOf } from '../../../src/render/model/rows.js';
import { busyOrder, historyOf } from './orders.js';

// Rows: the run, 4 decision tasks, 4 attempts of charge, a marker, the child, two timers, and six others.
const rows = rowsOf(readEvents(historyOf(busyOrder)));
const afterKey = (row: number, attempt: number, key: string) => {
  const to = moved(rows, { row, attempt }, key);
  return to && [to.row, to.attempt];
};

describe('the keys', () => {
  it.each([
    [2, 0, 'ArrowRight', 2, 1],
    [2, 3, 'ArrowRight', 2, 3],
    [2, 1, 'ArrowLeft', 2, 0],
    [2, 0, 'ArrowLeft', 2, 0],
    [2, 1, 'Home', 2, 0],
    [2, 1, 'End', 2, 3],
    [0, 0, 'ArrowUp', 0, 0],
    [12, 0, 'ArrowDown', 12, 0],
    [0, 0, 'PageDown', 10, 0],
    [11, 0, 'PageUp', 1, 3],
  ])('from row %d, bar %d: %s leads to row %d, bar %d', (row, attempt, key, toRow, toAttempt) => {
    expect(afterKey(row, attempt, key)).toEqual([toRow, toAttempt]);
  });

  it('up and down lead to what went on at the same time', () => {
    expect(afterKey(1, 2, 'ArrowDown')).toEqual([2, 0]);
    expect(afterKey(3, 0, 'ArrowUp')).toEqual([2, 0]);
    expect(afterKey(2, 3, 'ArrowUp')).toEqual([1, 2]);
  });

  it('others lead nowhere, and so do all where there is no row', () => {
    expect(afterKey(1, 1, 'a')).toBeUndefined();
    expect(afterKey(1, 1, 'toString')).toBeUndefined();
    expect(moved([], { row: 0, attempt: 0 }, 'ArrowDown')).toBeUndefined();
  });
});

describe('cursorOf', () => {
  it('finds the bar of an event', () => {
    expect(cursorOf(rows, 17)).toEqual({ row: 2, attempt: 1 });
    expect(cursorOf(rows, 999)).toBeUndefined();
    expect(cursorOf(rows, undefined)).toBeUndefined();
  });
});
