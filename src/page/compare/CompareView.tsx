import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { compareHistories } from '../../render/model/compareHistories.js';
import type { ViewProps } from '../shared/viewProps.js';
import { CompareControls } from './CompareControls.js';
import { CompareHead } from './CompareHead.js';
import { EventComparison } from './EventComparison.js';
import { differingNames } from './lines.js';
import type { CompareOptions, Sides } from './sides.js';

/** Two histories beside each other, aligned by the meaning of their events. */
export function CompareView({ runs, place, go }: ViewProps): JSX.Element {
  const beside = place.beside ?? (place.run === 0 ? 1 : 0);
  const [left, right] = [runs[place.run], runs[beside]];
  return (
    <section class="compare" aria-label="Comparison of two histories">
      <CompareHead runs={runs} left={place.run} right={beside} go={go} />
      {left && right && (
        <RunComparison
          key={`${place.run} ${beside}`}
          left={{ run: left, index: place.run }}
          right={{ run: right, index: beside }}
          event={place.event}
        />
      )}
    </section>
  );
}

interface RunComparisonProps extends Sides {
  /** The id of the event on the left to begin with. */
  readonly event: number | undefined;
}

const FIRST_OPTIONS: CompareOptions = { ignored: new Set(), isFolded: true, hasDelays: false };

function RunComparison({ left, right, event }: RunComparisonProps): JSX.Element {
  const [options, setOptions] = useState(FIRST_OPTIONS);
  const [ofLeft, ofRight] = [left.run.events, right.run.events];
  const whole = useMemo(() => compareHistories(ofLeft, ofRight), [ofLeft, ofRight]);
  const names = useMemo(() => differingNames(whole.pairs), [whole]);
  const { ignored } = options;
  const shown = useMemo(
    () => (ignored.size === 0 ? whole : compareHistories(ofLeft, ofRight, ignored)),
    [whole, ignored],
  );
  return (
    <>
      <CompareControls names={names} options={options} setOptions={setOptions} />
      <EventComparison left={left} right={right} comparison={shown} options={options} event={event} />
    </>
  );
}
