import type { JSX } from 'preact';
import { hashOf } from '../shared/place.js';
import type { ViewProps } from '../shared/viewProps.js';
import { FindingSteps } from './FindingSteps.js';

const VIEWS = [
  ['timeline', 'Timeline'],
  ['events', 'Events'],
  ['summary', 'Summary'],
] as const;

/** The findings of an exploration: the steps to each, and its history. */
export function FindingsView({ data: { findings = [] }, runs }: ViewProps): JSX.Element {
  if (findings.length === 0) return <p>There is no finding.</p>;
  return (
    <section class="findings" aria-label="Findings">
      <p class="findings-count">{findings.length === 1 ? '1 finding' : `${findings.length} findings`}</p>
      {findings.map((finding, index) => {
        const run = finding.history;
        const name = run === undefined ? undefined : runs[run]?.name;
        return (
          <article class="findings-one">
            <FindingSteps finding={finding} index={index} />
            {run !== undefined && name !== undefined && (
              <p class="findings-links">
                <span class="faint">History {name}:</span>
                {VIEWS.map(([view, label]) => (
                  <a href={hashOf({ view, run })}>{label}</a>
                ))}
              </p>
            )}
          </article>
        );
      })}
    </section>
  );
}
