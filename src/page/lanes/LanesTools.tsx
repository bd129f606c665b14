import type { JSX } from 'preact';
import { END_LOOKS } from './endLooks.js';

/** The entries to show. */
export interface LanesFilter {
  readonly text: string;
  /** True for those that went wrong or that a fault struck. */
  readonly isUnusual: boolean;
}

interface LanesToolsProps {
  readonly filter: LanesFilter;
  readonly setFilter: (filter: LanesFilter) => void;
  /** The number of entries that are shown, and of all. */
  readonly shown: number;
  readonly all: number;
}

/** The filter of the calls, their number, and the legend of their ends. */
export function LanesTools({ filter, setFilter, shown, all }: LanesToolsProps): JSX.Element {
  return (
    <div class="lanes-tools">
      <label>
        Search{' '}
        <input
          type="search"
          value={filter.text}
          onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
      </label>
      <label class="lanes-check">
        <input
          type="checkbox"
          checked={filter.isUnusual}
          onChange={(event) => setFilter({ ...filter, isUnusual: event.currentTarget.checked })}
        />
        Failures and faults only
      </label>
      <output>{countText(shown, all)}</output>
      <Legend />
    </div>
  );
}

function countText(shown: number, all: number): string {
  const calls = all === 1 ? '1 call or happening' : `${all.toLocaleString('en')} calls and happenings`;
  return shown === all ? calls : `${shown.toLocaleString('en')} of ${calls}`;
}

const Legend = (): JSX.Element => (
  <ul class="lanes-legend" aria-label="Legend">
    {Object.values(END_LOOKS).map(({ sign, tone, label }) => (
      <li class={tone}>
        <span aria-hidden="true">{sign}</span> {label}
      </li>
    ))}
    <li class="late">
      <span aria-hidden="true">⚑</span> planned fault
    </li>
  </ul>
);
