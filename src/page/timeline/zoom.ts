/** A browser does not lay out boxes that are much wider. */
const WIDEST_PIXELS = 8_000_000;
const LARGEST = 16;
const SMALLEST = 0.002;
const STEP = 1.5;
/** The chart begins with bars that can be seen: wider ones make nothing clearer, narrower ones lose their signs. */
const FIRST = { smallest: 0.6, largest: 3 } as const;

/** The zoom of a chart: pixels for a unit. `fit`: as wide as the window. `first`: the same, if bars can be seen so. */
export type Zoom = number | 'fit' | 'first';

/** The changes of zoom that a key or a button asks for. */
export type ZoomChange = 'in' | 'out' | 'fit';

const within = (value: number, smallest: number, largest: number): number =>
  Math.min(Math.max(value, smallest), largest);

/** Returns the pixels for a unit of a scale that is `units` wide, in a window of `pixels`. */
export function pixelsPerUnit(zoom: Zoom, units: number, pixels: number): number {
  const fit = within(pixels / Math.max(units, 1), SMALLEST, FIRST.largest);
  const wanted = zoom === 'fit' ? fit : zoom === 'first' ? Math.max(fit, FIRST.smallest) : zoom;
  return within(wanted, SMALLEST, Math.min(LARGEST, WIDEST_PIXELS / Math.max(units, 1)));
}

/** Returns the next zoom in or out, from pixels for a unit. */
export const nextZoom = (current: number, direction: Exclude<ZoomChange, 'fit'>): number =>
  within(direction === 'in' ? current * STEP : current / STEP, SMALLEST, LARGEST);
