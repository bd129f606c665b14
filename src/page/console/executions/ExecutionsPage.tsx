import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ConsoleRun } from '../../../render/html/consoleData.js';
import { durationText } from '../../../render/timeline.js';
import { utcText } from '../../shared/times.js';
import { pageHash, runHash } from '../source/address.js';
import type { ConsoleProps } from '../source/props.js';
import { ExecutionFilters } from './ExecutionFilters.js';
import { ANY_RUN, matchingRuns } from './filter.js';
import { RunStatus } from './RunStatus.js';

const ON_A_PAGE = 100;

/** The executions of a fake, newest first, with filters. */
export function ExecutionsPage({ model }: ConsoleProps): JSX.Element {
  const [filter, setFilter] = useState(ANY_RUN);
  const [from, setFrom] = useState(0);
  const shown = useMemo(() => matchingRuns(model.runs.values(), filter), [model.runs, filter]);
  const first = from < shown.length ? from : 0;
  if (model.runs.size === 0) return <NoRuns />;
  return (
    <>
      <ExecutionFilters
        runs={model.runs}
        filter={filter}
        change={(changed) => {
          setFilter(changed);
          setFrom(0);
        }}
      />
      <p class="faint" role="status">
        {countText(shown.length, model.runs.size)}
      </p>
      <RunTable runs={shown.slice(first, first + ON_A_PAGE)} now={model.now} />
      {shown.length > ON_A_PAGE && <Pages first={first} count={shown.length} move={setFrom} />}
    </>
  );
}

const NoRuns = (): JSX.Element => (
  <p>
    No workflow execution was started yet. <a href={pageHash('start')}>Start a workflow</a>
  </p>
);

const countText = (shown: number, all: number): string => {
  const word = all === 1 ? 'execution' : 'executions';
  return shown === all
    ? `${all.toLocaleString('en')} ${word}`
    : `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} ${word}`;
};

function RunTable({ runs, now }: { readonly runs: readonly ConsoleRun[]; readonly now: number }): JSX.Element {
  return (
    <table class="console-table console-runs">
      <thead>
        <tr>
          <th scope="col">Workflow id</th>
          <th scope="col">Status</th>
          <th scope="col">Type</th>
          <th scope="col">Domain</th>
          <th scope="col">Tags</th>
          <th scope="col">Started</th>
          <th scope="col" class="console-number">
            Duration
          </th>
          <th scope="col" class="console-number">
            Events
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunLine key={run.number} run={run} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function RunLine({ run, now }: { readonly run: ConsoleRun; readonly now: number }): JSX.Element {
  const { number, workflowId, workflowType, domain, tags, startedAt, closedAt, events } = run;
  return (
    <tr>
      <th scope="row" title={workflowId}>
        <a href={runHash(number)}>{workflowId}</a>
      </th>
      <td data-label="Status">
        <RunStatus run={run} />
      </td>
      <td data-label="Type" title={workflowType}>
        {workflowType}
      </td>
      <td data-label="Domain" title={domain}>
        {domain}
      </td>
      <td data-label="Tags" title={tags.join(', ')}>
        {tags.join(', ')}
      </td>
      <td data-label="Started" class="mono">
        {utcText(startedAt)}
      </td>
      <td data-label="Duration" class="mono console-number">
        {durationText(Math.max(0, (closedAt ?? now) - startedAt))}
      </td>
      <td data-label="Events" class="mono console-number">
        {events.toLocaleString('en')}
      </td>
    </tr>
  );
}

interface PagesProps {
  readonly first: number;
  readonly count: number;
  move(first: number): void;
}

function Pages({ first, count, move }: PagesProps): JSX.Element {
  return (
    <nav class="console-pages" aria-label="Pages">
      <button type="button" disabled={first === 0} onClick={() => move(Math.max(0, first - ON_A_PAGE))}>
        Newer
      </button>
      <span class="mono">
        {first + 1}–{Math.min(count, first + ON_A_PAGE)} of {count.toLocaleString('en')}
      </span>
      <button type="button" disabled={first + ON_A_PAGE >= count} onClick={() => move(first + ON_A_PAGE)}>
        Older
      </button>
    </nav>
  );
}
