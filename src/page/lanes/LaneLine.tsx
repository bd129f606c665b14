import type { JSX } from 'preact';
import { durationText } from '../../render/durationText.js';
import type { LaneEntry } from '../../render/html/pageData.js';
import { hashOf } from '../shared/place.js';
import { sinceText, utcText } from '../shared/times.js';
import { END_LOOKS } from './endLooks.js';
import { LaneArrow } from './LaneArrow.js';
import { type LaneColumns, type LaneRow, shortName } from './laneRows.js';

/** The sizes of the lanes. */
export interface LaneSizes {
  readonly count: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The parts of a row of the lanes. */
export interface LaneLineProps {
  readonly id: string;
  readonly row: LaneRow;
  readonly columns: LaneColumns;
  readonly sizes: LaneSizes;
  readonly rowIndex: number;
  readonly began: number;
  /** The last event that was added since the entry before; absent if there is none, or its history is not in the page. */
  readonly event: number | undefined;
  readonly isSelected: boolean;
  readonly select: () => void;
}

/** A row of the lanes: a call, a happening, or a time in which nothing happens. */
export function LaneLine(props: LaneLineProps): JSX.Element {
  const { id, row, sizes, rowIndex, isSelected, select } = props;
  return (
    <tr
      id={id}
      class={`lanes-row lanes-${row.kind}`}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      style={{ transform: `translateY(${(rowIndex - 2) * sizes.height}px)` }}
      onClick={select}
    >
      {row.kind === 'idle' ? (
        <IdleCells millis={row.millis} count={sizes.count} />
      ) : (
        <EntryCells {...props} entry={row.entry} />
      )}
    </tr>
  );
}

const IdleCells = ({ millis, count }: { readonly millis: number; readonly count: number }): JSX.Element => (
  <>
    <td class="lanes-time">
      <span aria-hidden="true">⋮</span>
    </td>
    <td colSpan={count + 1} class="lanes-gap">
      <span title={durationText(millis)}>
        {idleText(millis)} <span class="visually-hidden">in which nothing happens</span>
      </span>
    </td>
  </>
);

const MINUTE = 60_000;

/** Returns a time in which nothing happens: of over a minute, the seconds are rounded. */
export const idleText = (millis: number): string =>
  durationText(millis < MINUTE ? millis : Math.round(millis / 1000) * 1000);

function EntryCells({
  entry,
  columns,
  sizes,
  began,
  event,
}: LaneLineProps & { readonly entry: LaneEntry }): JSX.Element {
  return (
    <>
      <td class="lanes-time" title={utcText(entry.at)}>
        {sinceText(entry.at, began)}
      </td>
      <td colSpan={sizes.count} class="lanes-call" title={sentenceOf(entry)}>
        <CallPicture entry={entry} columns={columns} sizes={sizes} />
      </td>
      <td class="lanes-text" title={sentenceOf(entry)}>
        {event !== undefined && (
          <a
            href={hashOf({ view: 'events', run: entry.history ?? 0, event })}
            onClick={(click) => click.stopPropagation()}
          >
            #{event}
          </a>
        )}
        {entry.fault !== undefined && <span class="lanes-fault">⚑ {entry.fault}</span>}
        {entry.text}
      </td>
    </>
  );
}

type CallPictureProps = Pick<LaneLineProps, 'columns' | 'sizes'> & { readonly entry: LaneEntry };

/** The distance of a label from the middle of its lane, and the width of a flag, in pixels. */
const ASIDE = 10;
const FLAG = 13;

function CallPicture({ entry, columns, sizes: { count, width, height } }: CallPictureProps): JSX.Element {
  const { end, op, lane } = entry;
  const middle = (column: number): number => (column + 0.5) * width;
  const [from, to] = [middle(columns.of(entry)), middle(columns.service)];
  const all = count * width;
  // To the side of the service, where the arrow is; of the service's own, to the side with more room.
  const isRight = from === to ? from < all / 2 : to > from;
  const room = from === to ? width - ASIDE : Math.abs(to - from) - 2 * ASIDE;
  const at = isRight ? { left: `${from + ASIDE}px` } : { right: `${all - from + ASIDE}px` };
  const name = op === undefined ? '' : shortName(op);
  const label = end === 'answered' || end === 'happened' ? name : `${END_LOOKS[end].sign} ${name}`;
  return (
    <>
      <LaneArrow end={end} from={from} to={to} width={all} height={height} />
      {entry.fault !== undefined && (
        <span class="lanes-flag" style={{ left: `${isRight ? from - FLAG : from + 1}px` }} aria-hidden="true">
          ⚑
        </span>
      )}
      <span class={`lanes-label ${END_LOOKS[end].tone}`} style={{ ...at, maxWidth: `${room}px` }}>
        <span class="visually-hidden">{lane} </span>
        {label}
        <span class="visually-hidden"> {END_LOOKS[end].label}</span>
      </span>
    </>
  );
}

/** Returns an entry in words. */
export function sentenceOf({ lane, op, end, text, fault }: LaneEntry): string {
  const head = end === 'happened' ? [lane, op] : [lane, op, `(${END_LOOKS[end].label})`];
  const said = `${head.filter((part) => part !== undefined).join(' ')}: ${text}`;
  return fault === undefined ? said : `${said}\nPlanned fault: ${fault}`;
}
