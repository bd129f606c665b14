import { type DescribedEvent, GAP, hasToken, type Line, matches, type Pattern } from '../../patterns/linePattern.js';
import { cutText } from '../../render/values.js';
import { type Aligned, align } from './align.js';
import { isShort, SEE_ALL } from './shortTimeline.js';

/**
 * Returns the difference as text: `-` is a missing line, `+` an unexpected event; a changed event has both. Of more than
 * 100 lines or events, it has the first differences, with the events around them.
 */
export function diff(lines: readonly Line[], events: readonly DescribedEvent[]): string {
  if (!isShort(lines) || !isShort(events)) return longDiff(lines, events).join('\n');
  const pairs = [...align(lines, events)];
  const unpaired = unpairedEvents(pairs);
  return pairs.flatMap((pair) => diffLines(pair, unpaired)).join('\n');
}

/** The number of lines at which the text of a long difference ends. */
const MOST_LINES = 120;
/** The number of differences at which a long history is compared no further. */
const MOST_DIFFERENCES = 100;
/** The number of pairs that are shown before and after a difference. */
const AROUND = 10;

function longDiff(lines: readonly Line[], events: readonly DescribedEvent[]): readonly string[] {
  const pairs = firstPairs(align(lines, events));
  const unpaired = unpairedEvents(pairs);
  const texts: string[] = [];
  const said: Aligned[] = [];
  for (const { isNear, run } of runsOf(pairs)) {
    if (!isNear) texts.push(`  … ${counted(eventCount(run), 'event')} as expected`);
    const shown = isNear ? runText(run, unpaired, MOST_LINES - texts.length) : { texts: [], count: run.length };
    texts.push(...shown.texts);
    said.push(...run.slice(0, shown.count));
    if (texts.length >= MOST_LINES) break;
  }
  return [...texts, ...omittedAfter(lines, events, said)];
}

const isAsExpected = ({ kind }: Aligned): boolean => kind === 'same' || kind === 'gap';

function firstPairs(all: Iterable<Aligned>): readonly Aligned[] {
  const pairs: Aligned[] = [];
  let differences = 0;
  for (const pair of all) {
    pairs.push(pair);
    differences += isAsExpected(pair) ? 0 : 1;
    if (differences === MOST_DIFFERENCES) break;
  }
  return pairs;
}

/** Pairs that follow each other, all of them near a difference, or none. */
interface Run {
  readonly isNear: boolean;
  readonly run: Aligned[];
}

function runsOf(pairs: readonly Aligned[]): readonly Run[] {
  const near = new Set<number>();
  for (const [index, pair] of pairs.entries()) {
    if (isAsExpected(pair)) continue;
    for (let other = index - AROUND; other <= index + AROUND; other += 1) near.add(other);
  }
  const runs: Run[] = [];
  for (const [index, pair] of pairs.entries()) {
    const last = runs.at(-1);
    if (last?.isNear === near.has(index)) last.run.push(pair);
    else runs.push({ isNear: near.has(index), run: [pair] });
  }
  return runs;
}

function runText(run: readonly Aligned[], unpaired: readonly DescribedEvent[], most: number) {
  const texts: string[] = [];
  let count = 0;
  for (; count < run.length && texts.length < most; count += 1)
    texts.push(...diffLines(run[count] as Aligned, unpaired));
  return { texts, count };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function omittedAfter(
  lines: readonly Line[],
  events: readonly DescribedEvent[],
  said: readonly Aligned[],
): readonly string[] {
  const linesSaid = said.filter((pair) => 'line' in pair).length;
  const linesLeft = lines.filter((line) => line !== GAP).length - linesSaid;
  const eventsLeft = events.length - eventCount(said);
  if (linesLeft === 0 && eventsLeft === 0) return [];
  const left = `${counted(linesLeft, 'more line')} and ${counted(eventsLeft, 'more event')}`;
  return [`  … ${left} are left out: ${SEE_ALL}`];
}

const eventCount = (pairs: readonly Aligned[]): number => pairs.reduce((sum, pair) => sum + eventsOf(pair).length, 0);

function unpairedEvents(pairs: readonly Aligned[]): readonly DescribedEvent[] {
  return pairs.flatMap((pair) => (pair.kind === 'gap' || pair.kind === 'unexpected' ? eventsOf(pair) : []));
}

function eventsOf(aligned: Aligned): readonly DescribedEvent[] {
  if (aligned.kind === 'gap') return aligned.events;
  return aligned.kind === 'missing' ? [] : [aligned.event];
}

function diffLines(aligned: Aligned, unpaired: readonly DescribedEvent[]): readonly string[] {
  switch (aligned.kind) {
    case 'same':
      return [`  ${aligned.event.place} ${aligned.line.text}`];
    case 'changed':
      return changedLines(aligned.line, aligned.event);
    case 'missing':
      return missingLines(aligned.line, unpaired);
    case 'unexpected':
      return [`+ ${aligned.event.place} ${aligned.event.short}`];
    case 'gap':
      return [`  ... ${counted(aligned.events.length, 'event')}`];
  }
}

// The event can still be in the history, at another place.
function missingLines(line: Pattern, unpaired: readonly DescribedEvent[]): readonly string[] {
  const elsewhere = unpaired.find((event) => matches(line, event));
  return [`- ${line.text}`, ...(elsewhere ? [`  ^ ${elsewhere.place} matches this line, but in another order`] : [])];
}

// The line of an event is long, so the words that differ are listed.
function changedLines({ text, tokens }: Pattern, event: DescribedEvent): readonly string[] {
  const wrong = tokens.filter((token) => !hasToken(event, token));
  return [
    `- ${text}`,
    `+ ${event.place} ${event.text}`,
    `  ^ the event does not have ${wrong.map(cutText).join(', ')}`,
  ];
}
