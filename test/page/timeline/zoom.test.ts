import { describe, expect, it } from 'vitest';
import { nextZoom, pixelsPerUnit } from '../../../src/page/timeline/zoom.js';

describe('the zoom', () => {
  it('begins as wide as the window, but neither coarse nor tiny', () => {
    expect(pixelsPerUnit('first', 500, 1000)).toBe(2);
    expect(pixelsPerUnit('first', 50, 1000)).toBe(3);
    expect(pixelsPerUnit('first', 100_000, 1000)).toBe(0.6);
  });

  it('fits a long history in the window', () => {
    expect(pixelsPerUnit('fit', 100_000, 1000)).toBe(0.01);
  });

  it('never makes a chart wider than a browser can draw', () => {
    expect(pixelsPerUnit(16, 2_000_000, 1000)).toBe(4);
    expect(pixelsPerUnit(16, 1000, 1000)).toBe(16);
  });

  it('goes in and out by the same step, up to its limits', () => {
    expect(nextZoom(1, 'in')).toBe(1.5);
    expect(nextZoom(nextZoom(1, 'in'), 'out')).toBe(1);
    expect([nextZoom(16, 'in'), nextZoom(0.002, 'out')]).toEqual([16, 0.002]);
  });
});
