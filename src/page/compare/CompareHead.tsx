import type { JSX } from 'preact';
import type { LoadedRun } from '../shared/loadedRun.js';
import type { Go } from '../shared/place.js';

interface CompareHeadProps {
  readonly runs: readonly LoadedRun[];
  /** The indexes of the histories. */
  readonly left: number;
  readonly right: number;
  readonly go: Go;
}

/** The two histories to compare. */
export function CompareHead({ runs, left, right, go }: CompareHeadProps): JSX.Element {
  const pick = (run: number, beside: number): void => go({ run, beside, event: undefined });
  return (
    <div class="compare-head">
      <RunPick label="Left" runs={runs} value={left} pick={(run) => pick(run, right)} />
      <button type="button" onClick={() => pick(right, left)} title="Exchange left and right">
        <span aria-hidden="true">⇄</span>
        <span class="visually-hidden">Exchange left and right</span>
      </button>
      <RunPick label="Right" runs={runs} value={right} pick={(beside) => pick(left, beside)} />
    </div>
  );
}

interface RunPickProps {
  readonly label: string;
  readonly runs: readonly LoadedRun[];
  readonly value: number;
  readonly pick: (index: number) => void;
}

const RunPick = ({ label, runs, value, pick }: RunPickProps): JSX.Element => (
  <label class="compare-pick">
    <span>{label}</span>
    <select aria-label={label} value={value} onChange={(event) => pick(Number(event.currentTarget.value))}>
      {runs.map(({ name, events }, index) => (
        <option value={index}>
          {index + 1}. {name} ({events.length.toLocaleString('en')} events)
        </option>
      ))}
    </select>
  </label>
);
