import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LoadedRun } from '../shared/loadedRun.js';
import { TextValue } from '../shared/TextValue.js';
import type { ViewProps } from '../shared/viewProps.js';
import { Counts } from './Counts.js';
import { Facts } from './Facts.js';
import { Failures } from './Failures.js';
import { OpenNow } from './OpenNow.js';
import { Relations } from './Relations.js';
import { runFactsOf } from './runFacts.js';

/** The run at one glance: its status, what it waits for, what went wrong, and its neighbours. */
export function SummaryView({ runs, place }: ViewProps): JSX.Element {
  const run = runs[place.run];
  if (!run) return <p>This page has no such history.</p>;
  return <RunSummary run={run} runs={runs} place={place} />;
}

type RunSummaryProps = Pick<ViewProps, 'runs' | 'place'> & { readonly run: LoadedRun };

function RunSummary({ run, runs, place }: RunSummaryProps): JSX.Element {
  const facts = useMemo(() => runFactsOf(run), [run]);
  const { attempt, input, outcome } = facts;
  return (
    <div class="sum">
      <div class="sum-column">
        <Facts run={run} facts={facts} place={place} />
        <Relations run={run} runs={runs} place={place} />
      </div>
      <div class="sum-column">
        {run.explanation && (
          <section aria-label="Explanation">
            <h2>{attempt?.isOpen ? 'Why it stands still' : 'Explanation'}</h2>
            <pre class="text-value">{run.explanation}</pre>
          </section>
        )}
        {attempt?.isOpen !== false && <OpenNow run={run} place={place} />}
        <Failures rows={run.rows} run={run} place={place} />
        {input !== undefined && <Value name="Input" text={input} />}
        {outcome !== undefined && <Value name={attempt?.status === 'completed' ? 'Result' : 'Reason'} text={outcome} />}
        <Counts rows={run.rows} />
      </div>
    </div>
  );
}

const Value = ({ name, text }: { readonly name: string; readonly text: string }): JSX.Element => (
  <section aria-label={name}>
    <h2>{name}</h2>
    <TextValue text={text} label={name} />
  </section>
);
