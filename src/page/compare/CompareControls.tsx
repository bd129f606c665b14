import type { JSX } from 'preact';
import type { CompareOptions } from './sides.js';

interface CompareControlsProps {
  /** The attributes that differ, with the number of events in which they do. */
  readonly names: readonly (readonly [string, number])[];
  readonly options: CompareOptions;
  readonly setOptions: (options: CompareOptions) => void;
}

const MOST_NAMES = 12;

/** How the comparison is shown, and which attributes do not count. */
export function CompareControls({ names, options, setOptions }: CompareControlsProps): JSX.Element {
  const change = (to: Partial<CompareOptions>): void => setOptions({ ...options, ...to });
  const { ignored, isFolded, hasDelays } = options;
  return (
    <div class="compare-controls">
      <Check label="Fold equal events" checked={isFolded} set={(on) => change({ isFolded: on })} />
      <Check label="Differences of time since start" checked={hasDelays} set={(on) => change({ hasDelays: on })} />
      {names.length > 0 && (
        <fieldset class="compare-ignore">
          <legend>Ignore</legend>
          {names.slice(0, MOST_NAMES).map(([name, count]) => (
            <Check
              key={name}
              label={`${name} (${count.toLocaleString('en')})`}
              checked={ignored.has(name)}
              set={() => change({ ignored: toggled(ignored, name) })}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly set: (on: boolean) => void;
}

const Check = ({ label, checked, set }: CheckProps): JSX.Element => (
  <label class="compare-check">
    <input type="checkbox" checked={checked} onChange={(event) => set(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
);

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const others = [...names].filter((one) => one !== name);
  return new Set(names.has(name) ? others : [...others, name]);
}
