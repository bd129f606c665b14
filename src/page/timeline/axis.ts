import type { Recorded } from '../../history/readHistory.js';
import { durationText } from '../../render/durationText.js';
import { utcText } from '../shared/times.js';
import type { Drawing, Span } from './bars.js';

/** A text at the axis. */
export interface AxisLabel extends Span {
  readonly text: string;
  /** The whole of it, for a tooltip. */
  readonly title: string;
}

/** A folded span of time, and its length as a label if there is room. */
export interface AxisFold extends Span {
  readonly title: string;
  readonly label: AxisLabel | undefined;
}

/** The texts of an axis: a line of times, and a line of event ids with the lengths of the folds. */
export interface Axis {
  readonly times: readonly AxisLabel[];
  readonly ids: readonly AxisLabel[];
  readonly folds: readonly AxisFold[];
}

const LETTER = 7;
const MINUTE = 60_000;
const BETWEEN = 10;
/** Folds that get a label though it is wider than they are: the longest ones. */
const FOLDS_WITH_ROOM = 100;

const widthOf = (text: string): number => text.length * LETTER;

/** Returns the two largest units of a duration: `3d4h`. */
export const roughDuration = (millis: number): string =>
  (durationText(millis).match(/-?\d+[a-z]+/g) ?? []).slice(0, 2).join('');

// After a minute, no reader asks for the milliseconds.
const timeText = (millis: number): string => durationText(millis < MINUTE ? millis : Math.floor(millis / 1000) * 1000);

/** Returns the texts of the axis of a drawing. No two of a line overlap. */
export function axisOf(events: readonly Recorded[], drawing: Drawing): Axis {
  const folds = foldLabels(drawing);
  const taken = folds.flatMap(({ label }) => label ?? []);
  return { times: timeLabels(events, drawing), ids: idLabels(events, drawing, taken), folds };
}

function timeLabels(events: readonly Recorded[], drawing: Drawing): readonly AxisLabel[] {
  if (!drawing.scale.isTimed) return [];
  const began = events.find(({ at }) => !Number.isNaN(at))?.at ?? 0;
  const changes = events.map(({ at }, index) => !Number.isNaN(at) && at !== events[index - 1]?.at);
  const label = ({ at }: Recorded): string => `+${timeText(at - began)}`;
  return spread(
    events,
    drawing,
    label,
    ({ at }) => utcText(at),
    [],
    (index) => changes[index] ?? false,
  );
}

function idLabels(events: readonly Recorded[], drawing: Drawing, taken: readonly Span[]): readonly AxisLabel[] {
  return spread(
    events,
    drawing,
    ({ id }) => `#${id}`,
    ({ id, type }) => `#${id} ${type}`,
    taken,
    () => true,
  );
}

type TextOf = (event: Recorded) => string;

function spread(
  events: readonly Recorded[],
  { scale, zoom }: Drawing,
  textOf: TextOf,
  titleOf: TextOf,
  taken: readonly Span[],
  isWanted: (index: number) => boolean,
): readonly AxisLabel[] {
  const labels: AxisLabel[] = [];
  let [free, next] = [0, 0];
  scale.lefts.forEach((unit, index) => {
    const [event, left] = [events[index], unit * zoom];
    if (!event || left < free || !isWanted(index)) return;
    const text = textOf(event);
    if (text === labels.at(-1)?.text) return;
    const right = left + widthOf(text);
    while ((taken[next]?.right ?? Number.POSITIVE_INFINITY) < left) next += 1;
    if ((taken[next]?.left ?? Number.POSITIVE_INFINITY) < right) return;
    labels.push({ left, right, text, title: titleOf(event) });
    free = right + BETWEEN;
  });
  return labels;
}

/** Returns the folds with their labels. The longest ones get theirs first; one that would cover another stays without. */
function foldLabels({ scale, zoom }: Drawing): readonly AxisFold[] {
  const spans = scale.folds.map(({ left, right, millis }) => ({ left: left * zoom, right: right * zoom, millis }));
  const longest = new Set(spans.toSorted((a, b) => b.millis - a.millis).slice(0, FOLDS_WITH_ROOM));
  const placed: Span[] = [];
  const labels = new Map<Span, AxisLabel>();
  for (const span of [...longest, ...spans.filter((one) => !longest.has(one))]) {
    const label = labelAround(span);
    const fits = label.right - label.left <= span.right - span.left;
    if (!(fits || longest.has(span)) || label.left < 0 || placed.some((other) => overlap(other, label))) continue;
    if (longest.has(span)) placed.push(label);
    labels.set(span, label);
  }
  return spans.map((span) => ({ ...span, title: durationText(span.millis), label: labels.get(span) }));
}

function labelAround({ left, right, millis }: Span & { readonly millis: number }): AxisLabel {
  const text = roughDuration(millis);
  const middle = (left + right) / 2;
  const half = widthOf(text) / 2;
  return { left: middle - half, right: middle + half, text, title: durationText(millis) };
}

const overlap = (a: Span, b: Span): boolean => a.left < b.right && b.left < a.right;
