import type { JSX } from 'preact';
import type { Row, RowKind } from '../../render/model/rows.js';
import { kindText } from '../shared/things.js';
import { type Filter, kindsIn } from './filter.js';
import type { ZoomChange } from './zoom.js';

interface ToolbarProps {
  readonly rows: readonly Row[];
  /** The number of rows that the filter shows. */
  readonly shown: number;
  readonly filter: Filter;
  onFilter(filter: Filter): void;
  onZoom(change: ZoomChange): void;
}

/** The filters and the zoom of the chart. */
export function Toolbar({ rows, shown, filter, onFilter, onZoom }: ToolbarProps): JSX.Element {
  const count = rows.length === 1 ? '1 row' : `${rows.length} rows`;
  return (
    <div class="tl-tools" role="toolbar" aria-label="Filters and zoom">
      <input
        type="search"
        class="tl-search"
        aria-label="Filter rows by name, type, status or #event"
        placeholder="name, type, status, #event"
        value={filter.text}
        onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <KindSelect rows={rows} filter={filter} onFilter={onFilter} />
      <label class="tl-check">
        <input
          type="checkbox"
          checked={filter.failuresOnly}
          onChange={(event) => onFilter({ ...filter, failuresOnly: event.currentTarget.checked })}
        />
        failures only
      </label>
      <span class="faint tl-shown" role="status">
        {shown === rows.length ? count : `${shown} of ${count}`}
      </span>
      <span class="tl-zoom">
        <button type="button" aria-label="Zoom out (key -)" title="Zoom out (key -)" onClick={() => onZoom('out')}>
          −
        </button>
        <button type="button" title="As wide as the window (key 0)" onClick={() => onZoom('fit')}>
          Fit
        </button>
        <button type="button" aria-label="Zoom in (key +)" title="Zoom in (key +)" onClick={() => onZoom('in')}>
          +
        </button>
      </span>
    </div>
  );
}

type KindSelectProps = Pick<ToolbarProps, 'rows' | 'filter' | 'onFilter'>;

function KindSelect({ rows, filter, onFilter }: KindSelectProps): JSX.Element {
  const kinds = kindsIn(rows);
  const pick = (text: string): RowKind | undefined => kinds.find(([kind]) => kind === text)?.[0];
  return (
    <select
      aria-label="Kind of rows"
      value={filter.kind ?? ''}
      onChange={(event) => onFilter({ ...filter, kind: pick(event.currentTarget.value) })}
    >
      <option value="">all kinds</option>
      {kinds.map(([kind, count]) => (
        <option value={kind} key={kind}>
          {kindText(kind)} ({count})
        </option>
      ))}
    </select>
  );
}
