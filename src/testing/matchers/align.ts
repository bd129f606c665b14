import { alignment, type Step } from '../../history/alignment.js';
import { type DescribedEvent, GAP, isAbout, type Line, matches, type Pattern } from './linePattern.js';

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

/**
 * Aligns expected lines with events so that as few as possible differ. It goes by the subjects of events and not by
 * their ids: after one unexpected event, the events that follow are still equal to their lines.
 */
export const align = (lines: readonly Line[], events: readonly DescribedEvent[]): readonly Aligned[] =>
  withJoinedGaps(alignment(lines, events, stepsFrom).flat());

function stepsFrom(line: Line | undefined, event: DescribedEvent | undefined): readonly Step<readonly Aligned[]>[] {
  if (line === GAP) {
    const end = { cost: 0, left: 1, right: 0, of: [] } as const;
    return event ? [end, { cost: 0, left: 0, right: 1, of: [{ kind: 'gap', events: [event] }] }] : [end];
  }
  const steps: Step<readonly Aligned[]>[] = line && event ? [...pairings(line, event)] : [];
  if (line) steps.push({ cost: MISSING, left: 1, right: 0, of: [{ kind: 'missing', line }] });
  if (event) steps.push({ cost: UNEXPECTED, left: 0, right: 1, of: [{ kind: 'unexpected', event }] });
  return steps;
}

function pairings(line: Pattern, event: DescribedEvent): readonly Step<readonly Aligned[]>[] {
  if (matches(line, event)) return [{ cost: 0, left: 1, right: 1, of: [{ kind: 'same', line, event }] }];
  if (line.type !== event.row.type) return [];
  const cost = isAbout(line, event) ? CHANGED : SAME_TYPE_ONLY;
  return [{ cost, left: 1, right: 1, of: [{ kind: 'changed', line, event }] }];
}

function withJoinedGaps(aligned: readonly Aligned[]): readonly Aligned[] {
  const found: Aligned[] = [];
  for (const one of aligned) {
    const last = found.at(-1);
    if (one.kind === 'gap' && last?.kind === 'gap')
      found.splice(-1, 1, { kind: 'gap', events: [...last.events, ...one.events] });
    else found.push(one);
  }
  return found;
}
