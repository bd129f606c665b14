import type { JSX } from 'preact';
import type { Attempt, Row } from '../../render/model/rows.js';
import { kindText } from '../shared/things.js';
import { sinceText } from '../shared/times.js';
import { BarMark, barClass } from './BarMark.js';
import { type Bar, barsOf, type Drawing, leftOf, type Span } from './bars.js';
import type { Cursor } from './moves.js';
import { RowLabel } from './RowLabel.js';

/** Pixels at the sides of the window in which bars are drawn, too. */
const SPARE = 200;

interface RowLineProps {
  readonly row: Row;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly labelWidth: number;
  readonly drawing: Drawing;
  readonly window: Span;
  readonly began: number;
  readonly cursor: Cursor | undefined;
  readonly selected: number | undefined;
  onSelect(cursor: Cursor): void;
}

/** A row of the chart: its label and its bars. */
export function RowLine(props: RowLineProps): JSX.Element {
  const { row, index, count, top, labelWidth, drawing, window, onSelect } = props;
  const bars = barsOf(row, drawing, { left: window.left - SPARE, right: window.right + SPARE });
  const isEmpty = !bars.some(({ left, right }) => right > window.left && left < window.right);
  return (
    <li class="tl-row" aria-posinset={index + 1} aria-setsize={count} style={{ top: `${top}px` }}>
      <RowLabel row={row} width={labelWidth} onSelect={() => onSelect({ row: index, attempt: 0 })} />
      {bars.map((bar) => (
        <BarButton {...props} bar={bar} key={bar.first} />
      ))}
      {isEmpty && <Elsewhere {...props} />}
    </li>
  );
}

function BarButton(props: RowLineProps & { readonly bar: Bar }): JSX.Element {
  const { row, index, labelWidth, began, cursor, selected, bar, onSelect } = props;
  const attempts = row.attempts.slice(bar.first, bar.last + 1);
  const has = (id: number | undefined): boolean =>
    id !== undefined && attempts.some(({ events }) => events.includes(id));
  const isCursor = cursor?.row === index && cursor.attempt >= bar.first && cursor.attempt <= bar.last;
  const text = barText(row, bar, began);
  return (
    <button
      type="button"
      class={barClass(bar)}
      style={{ left: `${labelWidth + bar.left}px`, width: `${bar.right - bar.left}px` }}
      tabIndex={-1}
      title={text}
      aria-label={text}
      aria-pressed={has(selected)}
      data-cursor={isCursor || undefined}
      onClick={() => onSelect({ row: index, attempt: isCursor ? cursor.attempt : bar.first })}
    >
      <BarMark {...bar} />
    </button>
  );
}

/** A way to the bars of a row of which none is in the window. */
function Elsewhere({ row, index, labelWidth, drawing, window, onSelect }: RowLineProps): JSX.Element {
  const isBefore = leftOf(row.attempts[0]?.scheduled.id ?? 0, drawing) < window.left;
  const left = labelWidth + (isBefore ? window.left : window.right - 24);
  return (
    <button
      type="button"
      class="tl-elsewhere"
      tabIndex={-1}
      style={{ left: `${left}px` }}
      aria-label={`Show the bars of ${row.name || row.kind}`}
      onClick={() => onSelect({ row: index, attempt: isBefore ? row.attempts.length - 1 : 0 })}
    >
      {isBefore ? '‹' : '›'}
    </button>
  );
}

function barText({ kind, name, attempts }: Row, { first, last, status }: Bar, began: number): string {
  const thing = [kindText(kind), name].filter((text) => text !== '').join(' ');
  const [one, end] = [attempts[first], attempts[last]];
  if (!one || !end) return thing;
  if (first < last) return `${thing}: ${last - first + 1} attempts, #${one.scheduled.id} to #${lastEvent(end)}`;
  const number = attempts.length > 1 ? `, attempt ${first + 1} of ${attempts.length}` : '';
  return `${thing}${number}: ${status}${timesText(one, began)}, #${[...new Set([one.scheduled.id, lastEvent(one)])].join(' to #')}`;
}

const lastEvent = ({ events, scheduled }: Attempt): number => events.at(-1) ?? scheduled.id;

function timesText({ scheduled, closed }: Attempt, began: number): string {
  const [from, to] = [sinceText(scheduled.at, began), sinceText(closed?.at ?? Number.NaN, began)];
  if (from === '') return '';
  return to === '' || to === from ? `, ${from}` : `, ${from} to ${to}`;
}
