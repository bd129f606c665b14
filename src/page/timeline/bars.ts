import { isFailure } from '../../render/model/effects.js';
import type { Attempt, AttemptStatus, Row } from '../../render/model/rows.js';
import { type Scale, SLOT } from './scale.js';

/** A chart as it is drawn: its scale, its zoom, and where each event is. */
export interface Drawing {
  readonly scale: Scale;
  /** Pixels for a unit of the scale. */
  readonly zoom: number;
  /** The index of each event id. */
  readonly indexOf: ReadonlyMap<number, number>;
}

/** Pixels from the start of the chart: what is in the window. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

/** A bar of a row: one attempt, or several that are too narrow to be drawn apart. */
export interface Bar extends Span {
  /** The indexes of its first and its last attempt in the row. */
  readonly first: number;
  readonly last: number;
  /** The pixel where the attempt started; `right` if it did not. */
  readonly started: number;
  /** The status of the attempt, or of the worst of several. */
  readonly status: AttemptStatus;
  readonly isOpen: boolean;
  /** True for what happens at one moment, such as a signal. */
  readonly isPoint: boolean;
}

/** Pixels behind the last event, where open bars end. */
export const TAIL = 28;
/** Bars are not drawn narrower, and those that start nearer to each other are drawn as one. */
const NARROWEST = 4;
/** The width of what happens at one moment. */
const POINT = 14;

/** Returns the pixel of the left edge of an event. An event that the history does not have is at the start. */
export function leftOf(id: number, { scale, zoom, indexOf }: Drawing): number {
  return (scale.lefts[indexOf.get(id) ?? -1] ?? 0) * zoom;
}

/** Returns the width of the chart in pixels. */
export const widthOf = ({ scale, zoom }: Drawing): number => scale.width * zoom + TAIL;

/** Returns the bars of a row that are in the window, from left to right. */
export function barsOf({ attempts }: Row, drawing: Drawing, window: Span): readonly Bar[] {
  const bars: Bar[] = [];
  attempts.forEach((attempt, index) => {
    const bar = barOf(attempt, index, drawing);
    if (bar.right < window.left || bar.left > window.right) return;
    const before = bars.at(-1);
    if (before && areOne(before, bar)) bars[bars.length - 1] = joined(before, bar);
    else bars.push(bar);
  });
  return bars;
}

/** Returns the bar of one attempt. */
export function barOf(attempt: Attempt, index: number, drawing: Drawing): Bar {
  const { status, isOpen, scheduled, started, closed } = attempt;
  const isPoint = closed?.id === scheduled.id;
  const { left, right } = isPoint ? pointOf(scheduled.id, drawing) : spanOf(attempt, drawing);
  const isUnstarted = !started && !isPoint;
  return {
    first: index,
    last: index,
    left,
    right,
    started: isUnstarted ? right : Math.max(left, leftOf((started ?? scheduled).id, drawing)),
    status,
    isOpen,
    isPoint,
  };
}

function spanOf({ scheduled, closed }: Attempt, drawing: Drawing): Span {
  const left = leftOf(scheduled.id, drawing);
  const end = closed ? leftOf(closed.id, drawing) + SLOT * drawing.zoom : widthOf(drawing);
  return { left, right: Math.max(end, left + NARROWEST) };
}

function pointOf(id: number, drawing: Drawing): Span {
  const middle = leftOf(id, drawing) + (SLOT * drawing.zoom) / 2;
  return { left: middle - POINT / 2, right: middle + POINT / 2 };
}

const areOne = (a: Bar, b: Bar): boolean =>
  b.first === a.last + 1 && b.left < a.left + NARROWEST && !a.isOpen && !b.isOpen && b.right < a.right + NARROWEST;

const joined = (a: Bar, b: Bar): Bar => ({
  ...a,
  last: b.last,
  right: Math.max(a.right, b.right),
  status: isFailure(b.status) && !isFailure(a.status) ? b.status : a.status,
});
