import { cutText } from '../../render/values.js';
import { type Aligned, align } from './align.js';
import { type DescribedEvent, hasToken, type Line, matches, type Pattern } from './linePattern.js';

/** Returns true if a history is as the lines require. */
export const holds = (lines: readonly Line[], events: readonly DescribedEvent[]): boolean =>
  align(lines, events).every(({ kind }) => kind === 'same' || kind === 'gap');

/** Returns the difference as text: `-` is a missing line, `+` an unexpected event; a changed event has both. */
export const diff = (lines: readonly Line[], events: readonly DescribedEvent[]): string =>
  allDiffLines(align(lines, events)).join('\n');

function allDiffLines(all: readonly Aligned[]): readonly string[] {
  const paired = new Set(all.flatMap((one) => (one.kind === 'same' || one.kind === 'changed' ? [one.event] : [])));
  const left = all.flatMap(eventsOf).filter((event) => !paired.has(event));
  return all.flatMap((one) => diffLines(one, left));
}

function eventsOf(aligned: Aligned): readonly DescribedEvent[] {
  if (aligned.kind === 'gap') return aligned.events;
  return aligned.kind === 'missing' ? [] : [aligned.event];
}

function diffLines(aligned: Aligned, left: readonly DescribedEvent[]): readonly string[] {
  switch (aligned.kind) {
    case 'same':
      return [`  ${placeOf(aligned.event)} ${aligned.line.text}`];
    case 'changed':
      return changedLines(aligned.line, aligned.event);
    case 'missing':
      return missingLines(aligned.line, left);
    case 'unexpected':
      return [`+ ${placeOf(aligned.event)} ${aligned.event.short}`];
    case 'gap':
      return [`  ... ${aligned.events.length} ${aligned.events.length === 1 ? 'event' : 'events'}`];
  }
}

// The event can still be in the history, at another place.
function missingLines(line: Pattern, left: readonly DescribedEvent[]): readonly string[] {
  const elsewhere = left.find((event) => matches(line, event));
  return [
    `- ${line.text}`,
    ...(elsewhere ? [`  ^ ${placeOf(elsewhere)} matches this line, but in another order`] : []),
  ];
}

// The line of an event is long, so the words that differ are listed.
function changedLines(
  { text, tokens }: { text: string; tokens: readonly string[] },
  event: DescribedEvent,
): readonly string[] {
  const wrong = tokens.filter((token) => !hasToken(event, token));
  return [
    `- ${text}`,
    `+ ${placeOf(event)} ${event.text}`,
    `  ^ the event does not have ${wrong.map(cutText).join(', ')}`,
  ];
}

const placeOf = ({ row }: DescribedEvent): string => `${row.id} ${row.time}`;
