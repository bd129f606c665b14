import type { JSX } from 'preact';
import type { Recorded } from '../../history/readHistory.js';
import { durationText } from '../../render/durationText.js';
import type { AttributeDifference, EventPair } from '../../render/model/compareHistories.js';
import { sinceText, utcText } from '../shared/times.js';
import type { Line } from './lines.js';
import { PAIR_LOOKS } from './pairLooks.js';
import { eventHash, type Side, type Sides } from './sides.js';
import { valueTexts } from './valueText.js';

interface CompareLineProps extends Sides {
  readonly id: string;
  readonly line: Line;
  readonly rowIndex: number;
  /** The distance from the first line in pixels. */
  readonly top: number;
  readonly hasDelays: boolean;
  readonly isSelected: boolean;
  readonly choose: () => void;
}

/** A line of the comparison: a pair, an attribute that differs, or equal events that are folded. */
export function CompareLine({ id, line, rowIndex, top, isSelected, choose, ...shown }: CompareLineProps): JSX.Element {
  const kind = line.kind === 'pair' ? line.pair.kind : line.kind;
  return (
    <tr
      id={id}
      class={`compare-line compare-${kind}`}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      onClick={choose}
    >
      {line.kind === 'pair' && <PairCells pair={line.pair} {...shown} />}
      {line.kind === 'attribute' && <AttributeCells difference={line.difference} />}
      {line.kind === 'fold' && <FoldCell count={line.count} />}
    </tr>
  );
}

function FoldCell({ count }: { readonly count: number }): JSX.Element {
  return (
    <td colSpan={3} class="compare-opener">
      <button type="button">
        <span aria-hidden="true">⋯</span> {count.toLocaleString('en')} equal events
      </button>
    </td>
  );
}

function AttributeCells({
  difference: { name, left, right },
}: {
  readonly difference: AttributeDifference;
}): JSX.Element {
  const [old, now] = valueTexts(name, left, right);
  return (
    <>
      <td class="compare-sign" />
      <ValueCell name={name} text={old} />
      <ValueCell name={name} text={now} />
    </>
  );
}

const ValueCell = ({ name, text }: { readonly name: string; readonly text: string }): JSX.Element => (
  <td class="compare-value">
    <span class="compare-name">{name}</span>
    <span class="compare-text">{text}</span>
  </td>
);

type PairCellsProps = Sides & { readonly pair: EventPair; readonly hasDelays: boolean };

function PairCells({ pair, left, right, hasDelays }: PairCellsProps): JSX.Element {
  const { sign, label } = PAIR_LOOKS[pair.kind];
  const delay = hasDelays ? delayText(pair, left, right) : undefined;
  return (
    <>
      <td class="compare-sign">
        <span aria-hidden="true">{pair.kind === 'equal' ? '' : sign}</span>
        <span class="visually-hidden">{label}</span>
      </td>
      <EventCell side={left} event={pair.left} subject={pair.subject} />
      <EventCell side={right} event={pair.right} subject={pair.subject} delay={delay} />
    </>
  );
}

interface EventCellProps {
  readonly side: Side;
  readonly event: Recorded | undefined;
  readonly subject: string;
  /** The difference of the time since start from the other side; absent if times since start are shown. */
  readonly delay?: string | undefined;
}

function EventCell({ side, event, subject, delay }: EventCellProps): JSX.Element {
  if (!event) return <td class="compare-none" />;
  const since = sinceText(event.at, side.run.began);
  return (
    <td class="compare-event">
      <a href={eventHash(side, event.id)} onClick={(click) => click.stopPropagation()}>
        #{event.id}
      </a>
      <span class={delay === undefined ? 'compare-time' : 'compare-time compare-delay'} title={utcText(event.at)}>
        {delay ?? since}
      </span>
      <span class="compare-text">{event.type}</span>{' '}
      {subject !== '' && <span class="compare-text compare-subject">{subject}</span>}
    </td>
  );
}

/** Returns how much later an event is on the right, measured from the start of each run; empty if it is on one side only. */
export function delayText({ left, right }: EventPair, ofLeft: Side, ofRight: Side): string | undefined {
  if (!left || !right) return undefined;
  const delay = right.at - ofRight.run.began - (left.at - ofLeft.run.began);
  if (!Number.isFinite(delay)) return undefined;
  return `Δ ${delay > 0 ? '+' : ''}${durationText(delay)}`;
}
