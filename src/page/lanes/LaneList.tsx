import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Lane, Lanes } from '../../render/html/pageData.js';
import { keyTarget } from '../shared/keyTarget.js';
import { RowGrid } from '../shared/RowGrid.js';
import { useNarrow } from '../shared/useNarrow.js';
import { useVisibleRows } from '../shared/useVisibleRows.js';
import { LaneLine, type LaneLineProps } from './LaneLine.js';
import { type LaneRow, laneColumns } from './laneRows.js';

interface LaneListProps {
  readonly lanes: Lanes;
  readonly rows: readonly LaneRow[];
  /** Of each entry, the ids of the events that were added since the one before. */
  readonly added: readonly (readonly number[])[];
  /** The number of histories in the page. */
  readonly histories: number;
  /** True if something stands beside the list. */
  readonly isBeside: boolean;
  /** The index of the selected entry; -1 if there is none. */
  readonly selected: number;
  readonly select: (index: number) => void;
  /** Moves to the detail of the selected entry. */
  readonly enter: () => void;
}

const HEAD = 34;
const HEIGHT = 30;
const rowId = (position: number): string => `lanes-${position}`;

/** The calls with a lane for each actor, in rows of one height. Only those in the box are in the page. */
export function LaneList(props: LaneListProps): JSX.Element {
  const { lanes, rows, isBeside, selected } = props;
  const width = useNarrow() || isBeside ? 132 : 152;
  const visible = useVisibleRows(rows.length, HEIGHT, HEAD);
  const { box, from, to, fitting, reveal } = visible;
  const place = rows.findIndex(({ kind, index }) => kind === 'entry' && index === selected);
  const columns = laneColumns(lanes);
  const began = lanes.entries[0]?.at ?? Number.NaN;
  useEffect(() => {
    if (place >= 0) reveal(place);
    const entry = place >= 0 && lanes.entries[selected];
    if (entry && box.current) revealLane(box.current, columns.of(entry) * width, width);
  }, [place, rows]);
  const sizes = { count: lanes.lanes.length, width, height: HEIGHT };
  const lineOf = lineMaker(props, { columns, sizes, began }, place);
  return (
    <RowGrid
      name="lanes-list"
      label="Calls"
      count={rows.length}
      height={HEIGHT}
      visible={visible}
      active={place >= from && place < to ? rowId(place) : undefined}
      head={<ListHead lanes={lanes.lanes} />}
      empty={<p class="lanes-none">No call matches.</p>}
      style={{ '--lanes': lanes.lanes.length, '--lane': `${width}px` }}
      onKeyDown={(event) => pressKey(event, props, place, fitting)}
    >
      {rows.slice(from, to).map((row, offset) => lineOf(row, from + offset))}
    </RowGrid>
  );
}

type Shown = Pick<LaneLineProps, 'columns' | 'sizes' | 'began'>;

/** Returns a function that draws a row at a position. */
const lineMaker =
  ({ added, histories, select }: LaneListProps, shown: Shown, place: number) =>
  (row: LaneRow, position: number): JSX.Element => (
    <LaneLine
      key={`${row.kind} ${row.index}`}
      id={rowId(position)}
      row={row}
      {...shown}
      rowIndex={position + 2}
      event={eventOf(row, added, histories)}
      isSelected={position === place}
      select={() => row.kind === 'entry' && select(row.index)}
    />
  );

function pressKey(event: KeyboardEvent, { rows, select, enter }: LaneListProps, place: number, fitting: number): void {
  if (event.target instanceof HTMLAnchorElement) return;
  const target = keyTarget(event.key, place, rows.length, fitting);
  if (target === undefined && event.key !== 'Enter') return;
  event.preventDefault();
  const row = target === undefined ? undefined : entryNear(rows, target, target < place);
  if (row) select(row.index);
  else enter();
}

const KIND_SIGNS: { readonly [K in Lane['kind']]: string } = { caller: '▷', decider: '◇', service: '▣', worker: '⚙' };

function ListHead({ lanes }: { readonly lanes: readonly Lane[] }): JSX.Element {
  return (
    <thead>
      <tr aria-rowindex={1} class="lanes-row">
        <th class="lanes-time">Time</th>
        {lanes.map(({ name, kind }) => (
          <th class={`lanes-name lanes-${kind}`} title={`${name} (${kind})`}>
            <span aria-hidden="true">{KIND_SIGNS[kind]}</span> {name}
            <span class="visually-hidden"> ({kind})</span>
          </th>
        ))}
        <th class="lanes-text">Task, fault</th>
      </tr>
    </thead>
  );
}

function eventOf(row: LaneRow, added: readonly (readonly number[])[], histories: number): number | undefined {
  const isInPage = row.kind === 'entry' && (row.entry.history ?? 0) < histories;
  return isInPage ? added[row.index]?.at(-1) : undefined;
}

/** Returns the entry at a position or next to it, within the list. */
export function entryNear(rows: readonly LaneRow[], position: number, isUpwards: boolean): LaneRow | undefined {
  const inside = Math.max(0, Math.min(rows.length - 1, position));
  const row = rows[inside];
  // Above and below an idle time there is an entry.
  return row?.kind === 'idle' ? rows[inside + (isUpwards ? -1 : 1)] : row;
}

/** Scrolls sideways so far that a lane is beside the column with the times. */
function revealLane(box: HTMLElement, left: number, width: number): void {
  const inside = box.clientWidth - (box.querySelector('th')?.offsetWidth ?? 0);
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (left + width > box.scrollLeft + inside) box.scrollLeft = left + width - inside;
}
