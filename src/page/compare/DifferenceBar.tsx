import type { JSX } from 'preact';
import type { Comparison, PairKind } from '../../render/model/compareHistories.js';
import type { Range } from './lines.js';
import { PAIR_LOOKS } from './pairLooks.js';

interface DifferenceBarProps {
  readonly comparison: Comparison;
  readonly ranges: readonly Range[];
  /** The index of the selected pair. */
  readonly index: number | undefined;
  readonly move: (by: 1 | -1) => void;
}

const KINDS = ['changed', 'left', 'right', 'equal'] as const satisfies readonly PairKind[];

/** The number of differences, and the way from one to the next. */
export function DifferenceBar({ comparison, ranges, index, move }: DifferenceBarProps): JSX.Element {
  const { counts, unaligned } = comparison;
  const at = ranges.findIndex(({ from, to }) => index !== undefined && index >= from && index < to);
  return (
    <div class="compare-bar">
      <div class="compare-moves">
        <button type="button" disabled={ranges.length === 0} onClick={() => move(-1)} title="Key p">
          <span aria-hidden="true">↑</span> Previous
        </button>
        <button type="button" disabled={ranges.length === 0} onClick={() => move(1)} title="Key n">
          <span aria-hidden="true">↓</span> Next
        </button>
        <strong role="status">{placeText(ranges.length, at)}</strong>
      </div>
      <ul class="compare-counts">
        {KINDS.map((kind) => (
          <li class={`compare-${kind}`}>
            <span aria-hidden="true">{PAIR_LOOKS[kind].sign}</span> {counts[kind].toLocaleString('en')}{' '}
            {PAIR_LOOKS[kind].label}
          </li>
        ))}
      </ul>
      {unaligned > 0 && (
        <p class="compare-unaligned">
          {unaligned.toLocaleString('en')} events were not aligned: their stretch is too long and too different. They
          are shown as events of one side only.
        </p>
      )}
    </div>
  );
}

function placeText(count: number, at: number): string {
  if (count === 0) return 'No difference';
  const all = count === 1 ? '1 difference' : `${count.toLocaleString('en')} differences`;
  return at < 0 ? all : `Difference ${(at + 1).toLocaleString('en')} of ${count.toLocaleString('en')}`;
}
