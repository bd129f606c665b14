import { type DescribedEvent, GAP, type Line, matches, type Pattern } from '../../patterns/linePattern.js';

/** Lines of an expected history, and the events that they are compared with. */
export interface Part {
  readonly lines: readonly Line[];
  readonly events: readonly DescribedEvent[];
}

/** Returns true if a history is as the lines require. */
export function holds(lines: readonly Line[], events: readonly DescribedEvent[]): boolean {
  const segments = segmentsOf(lines);
  return placesOf(segments, lines, events).length === segments.length;
}

/**
 * Cuts an expected history and the events at the lines between gaps that match as they are. What is between them is left to
 * compare. The parts have all lines and all events, in order.
 */
export function partsOf(lines: readonly Line[], events: readonly DescribedEvent[]): readonly Part[] {
  const parts: Part[] = [];
  let [line, event] = [0, 0];
  for (const { segment, at } of placesOf(segmentsOf(lines), lines, events)) {
    parts.push({ lines: lines.slice(line, segment.from), events: events.slice(event, at) });
    line = segment.from + segment.patterns.length;
    event = at + segment.patterns.length;
    parts.push({ lines: segment.patterns, events: events.slice(at, event) });
  }
  return [...parts, { lines: lines.slice(line), events: events.slice(event) }];
}

/** Lines without a gap between them. */
interface Segment {
  /** The index of its first line. */
  readonly from: number;
  readonly patterns: readonly Pattern[];
}

/** A segment that matches the events from an index on. */
interface Place {
  readonly segment: Segment;
  readonly at: number;
}

function segmentsOf(lines: readonly Line[]): readonly Segment[] {
  const segments: Segment[] = [];
  let patterns: Pattern[] = [];
  const closed: readonly Line[] = [...lines, GAP];
  for (const [index, line] of closed.entries()) {
    if (line !== GAP) patterns.push(line);
    // An empty history has no lines and no gap: its empty segment forbids events.
    else if (patterns.length > 0 || lines.length === 0) segments.push({ from: index - patterns.length, patterns });
    if (line === GAP) patterns = [];
  }
  return segments;
}

// Each segment at its first possible place leaves the most events for the others.
function placesOf(
  segments: readonly Segment[],
  lines: readonly Line[],
  events: readonly DescribedEvent[],
): readonly Place[] {
  const places: Place[] = [];
  let from = 0;
  for (const segment of segments) {
    const at = firstPlace(segment, lines, events, from);
    if (at === undefined) continue;
    places.push({ segment, at });
    from = at + segment.patterns.length;
  }
  return places;
}

function firstPlace(
  { from, patterns }: Segment,
  lines: readonly Line[],
  events: readonly DescribedEvent[],
  earliest: number,
): number | undefined {
  const latest = events.length - patterns.length;
  const isLast = from + patterns.length === lines.length;
  const begin = isLast ? Math.max(earliest, latest) : earliest;
  const end = from === 0 ? Math.min(0, latest) : latest;
  for (let at = begin; at <= end; at += 1) {
    if (patterns.every((pattern, index) => matches(pattern, events[at + index] as DescribedEvent))) return at;
  }
  return undefined;
}
