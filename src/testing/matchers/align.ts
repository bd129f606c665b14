import { alignment, type Bounds, type Costs, type Pair } from '../../history/alignment.js';
import { type DescribedEvent, GAP, isAbout, type Line, matches, type Pattern } from '../../patterns/linePattern.js';
import { type Part, partsOf } from './parts.js';

/** A pair of an expected line and an event; one of them can be absent. A gap has the events that `...` stands for. */
export type Aligned =
  | { readonly kind: 'same' | 'changed'; readonly line: Pattern; readonly event: DescribedEvent }
  | { readonly kind: 'missing'; readonly line: Pattern }
  | { readonly kind: 'unexpected'; readonly event: DescribedEvent }
  | { readonly kind: 'gap'; readonly events: readonly DescribedEvent[] };

// Less than a missing line. In a gap an event costs nothing, so otherwise a changed event would appear as a missing
// line.
const CHANGED = 0.5;
const SAME_TYPE_ONLY = 1.5;
const MISSING = 1;
const UNEXPECTED = 1;

const COSTS: Costs<Line, DescribedEvent> = {
  pair: (line, event) => (line === GAP || line.type !== event.type ? Number.POSITIVE_INFINITY : pairCost(line, event)),
  left: (line) => (line === GAP ? 0 : MISSING),
  right: (next) => (next === GAP ? 0 : UNEXPECTED),
};

function pairCost(line: Pattern, event: DescribedEvent): number {
  if (!isAbout(line, event)) return SAME_TYPE_ONLY;
  return matches(line, event) ? 0 : CHANGED;
}

/** The product of the numbers of lines and events up to which lines and gaps are compared with all events at once. */
const MOST_AT_ONCE = 4_000_000;

/**
 * Aligns expected lines with events so that as few as possible differ. It goes by the subjects of events and not by
 * their ids: after one unexpected event, the events that follow are still equal to their lines. A long history is aligned
 * in parts, each when its first pair is read.
 */
export function* align(
  lines: readonly Line[],
  events: readonly DescribedEvent[],
  atOnce = MOST_AT_ONCE,
  bounds?: Bounds,
): Generator<Aligned, void> {
  const isLong = lines.length * events.length > atOnce && lines.includes(GAP);
  for (const part of isLong ? partsOf(lines, events) : [{ lines, events }]) yield* alignedPart(part, bounds);
}

function* alignedPart({ lines, events }: Part, bounds: Bounds | undefined): Generator<Aligned, void> {
  let gap: DescribedEvent[] = [];
  let next = 0;
  for (const pair of alignment(lines, events, COSTS, bounds)) {
    const isInGap = pair.right !== undefined && pair.left === undefined && lines[next] === GAP;
    if (isInGap) gap.push(pair.right);
    else if (pair.left !== GAP) {
      if (gap.length > 0) yield { kind: 'gap', events: gap };
      gap = [];
      yield alignedPair(pair);
    }
    next += pair.left === undefined ? 0 : 1;
  }
  if (gap.length > 0) yield { kind: 'gap', events: gap };
}

function alignedPair({ left, right, isEqual }: Pair<Line, DescribedEvent>): Aligned {
  const line = left === GAP ? undefined : left;
  if (!line) return { kind: 'unexpected', event: right as DescribedEvent };
  if (!right) return { kind: 'missing', line };
  return { kind: isEqual ? 'same' : 'changed', line, event: right };
}
