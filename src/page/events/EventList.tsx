import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { keyTarget } from '../shared/keyTarget.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { Marked } from '../shared/Marked.js';
import { RowGrid } from '../shared/RowGrid.js';
import { thingsOf } from '../shared/things.js';
import { useNarrow } from '../shared/useNarrow.js';
import { useVisibleRows } from '../shared/useVisibleRows.js';
import { isFailureType } from './eventIndex.js';
import { eventRow } from './eventRow.js';

interface EventListProps {
  readonly run: LoadedRun;
  /** The indexes of the events to show. */
  readonly shown: readonly number[];
  /** The id of the selected event. */
  readonly selected: number | undefined;
  readonly needle: string;
  readonly select: (id: number) => void;
  /** Moves to the detail of the selected event. */
  readonly enter: () => void;
}

const HEAD = 28;
const rowId = (id: number): string => `event-${id}`;

/** The events of a run in rows of one height. Only those in the box are in the page. */
export function EventList(props: EventListProps): JSX.Element {
  const { run, shown, selected } = props;
  const height = useNarrow() ? 48 : 26;
  const visible = useVisibleRows(shown.length, height, HEAD);
  const { from, to, fitting, reveal } = visible;
  const place = shown.findIndex((index) => run.events[index]?.id === selected);
  useEffect(() => {
    if (place >= 0) reveal(place);
  }, [place, height]);
  return (
    <RowGrid
      name="events-list"
      label="Events"
      count={shown.length}
      height={height}
      visible={visible}
      active={place >= from && place < to ? rowId(selected ?? 0) : undefined}
      head={<ListHead />}
      empty={<p class="events-none">No event matches.</p>}
      {...listeners(props, place, fitting)}
    >
      {shown.slice(from, to).map((index, offset) => {
        const position = from + offset;
        const at = { position, top: position * height, isSelected: position === place };
        return <ListRow key={index} run={run} index={index} needle={props.needle} {...at} />;
      })}
    </RowGrid>
  );
}

/** Returns what clicks and keys do in the list. `place` is the position of the selected row. */
function listeners({ run, shown, select, enter }: EventListProps, place: number, fitting: number) {
  const move = (to: number): void => {
    const event = run.events[shown[Math.max(0, Math.min(shown.length - 1, to))] ?? -1];
    if (event) select(event.id);
  };
  return {
    onClick({ target }: MouseEvent): void {
      const row = target instanceof Element ? target.closest('tr') : null;
      const position = Number(row?.getAttribute('aria-rowindex')) - 2;
      if (position >= 0) move(position);
    },
    onKeyDown(event: KeyboardEvent): void {
      const to = keyTarget(event.key, place, shown.length, fitting);
      if (to === undefined && event.key !== 'Enter') return;
      event.preventDefault();
      if (to === undefined) enter();
      else move(to);
    },
  };
}

function ListHead(): JSX.Element {
  return (
    <thead>
      <tr aria-rowindex={1} class="events-row">
        <th class="events-id">Event</th>
        <th>Time</th>
        <th>Type</th>
        <th>Subject</th>
        <th>Attributes</th>
      </tr>
    </thead>
  );
}

interface ListRowProps {
  readonly run: LoadedRun;
  readonly index: number;
  readonly position: number;
  readonly top: number;
  readonly needle: string;
  readonly isSelected: boolean;
}

function ListRow({ run, index, position, top, needle, isSelected }: ListRowProps): JSX.Element | null {
  const event = run.events[index];
  if (!event) return null;
  const row = eventRow(event, run, thingsOf(run.rows).get(event.id), needle);
  return (
    <tr
      id={rowId(event.id)}
      class={isFailureType(event.type) ? 'events-row events-bad' : 'events-row'}
      aria-rowindex={position + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td class="events-id">
        <Marked text={row.id} needle={needle} />
      </td>
      <td class="events-time" title={row.time}>
        {row.since}
      </td>
      <td class="events-type">
        {isFailureType(event.type) && (
          <span role="img" aria-label="failure">
            ✕{' '}
          </span>
        )}
        <Marked text={row.type} needle={needle} />
      </td>
      <td class="events-subject">
        <Marked text={row.subject} needle={needle} />
      </td>
      <td class="events-others">
        <Marked text={row.others} needle={needle} />
      </td>
    </tr>
  );
}
