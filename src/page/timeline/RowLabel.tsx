import type { JSX } from 'preact';
import type { Row } from '../../render/model/rows.js';
import { kindText } from '../shared/things.js';
import { failuresOf } from './filter.js';
import { KIND_SIGNS } from './kinds.js';

interface RowLabelProps {
  readonly row: Row;
  readonly width: number;
  onSelect(): void;
}

/** The label of a row, which stays at the left: its kind as a sign, its name and its type. */
export function RowLabel({ row, width, onSelect }: RowLabelProps): JSX.Element {
  const { kind, name, type, attempts } = row;
  const title = [kindText(kind), name, type, attempts.length > 1 ? `${attempts.length} attempts` : '']
    .filter((text) => text !== '')
    .join(' · ');
  return (
    <button
      type="button"
      class="tl-label"
      style={{ width: `${width}px` }}
      tabIndex={-1}
      title={title}
      onClick={onSelect}
    >
      <span class="tl-kind" aria-hidden="true">
        {KIND_SIGNS[kind]}
      </span>
      <span class="visually-hidden">{name === '' ? '' : kindText(kind)}</span>
      <span class="tl-name">{name || (kind === 'decisions' ? 'decisions' : kindText(kind))}</span>
      <span class="tl-type">{type}</span>
      <AttemptCount row={row} />
    </button>
  );
}

function AttemptCount({ row }: { readonly row: Row }): JSX.Element | null {
  const failures = failuresOf(row);
  const count = row.attempts.length;
  if (failures === 0) return count > 1 ? <span class="tl-count">{count}×</span> : null;
  return (
    <span class="tl-count tl-failed" title={`${failures} of ${count} went wrong`}>
      ✕{count > 1 && ` ${failures}/${count}`}
    </span>
  );
}
