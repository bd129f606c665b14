import type { ComponentType, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ConsoleRun } from '../../../render/html/consoleData.js';
import type { PageData, ViewName } from '../../../render/html/pageData.js';
import { EventsView } from '../../events/EventsView.js';
import { type Go, hashOf, type Place } from '../../shared/place.js';
import type { ViewProps } from '../../shared/viewProps.js';
import { StateView } from '../../state/StateView.js';
import { SummaryView } from '../../summary/SummaryView.js';
import { TimelineView } from '../../timeline/TimelineView.js';
import { RunStatus } from '../executions/RunStatus.js';
import type { WatchedRun } from '../source/model.js';
import type { ConsoleProps } from '../source/props.js';
import { RunActions } from './RunActions.js';
import { runsForViews, shownRun } from './runs.js';

const VIEWS: readonly (readonly [ViewName, string, ComponentType<ViewProps>])[] = [
  ['summary', 'Summary', SummaryView],
  ['timeline', 'Timeline', TimelineView],
  ['events', 'Events', EventsView],
  ['state', 'State at event', StateView],
];

const NO_DATA: PageData = { title: '', histories: [] };

type RunPageProps = ConsoleProps & { readonly place: Place };

/** A run: what can be done with it, and the views of the report page, which grow with it. */
export function RunPage(props: RunPageProps): JSX.Element {
  const { model, place } = props;
  const run = model.runs.get(place.run);
  const { watched } = model;
  if (!run) return <p>There is no such run. It may have been deleted at the end of the retention of its domain.</p>;
  return (
    <>
      <div class="console-run">
        <h2>{run.workflowId}</h2>
        <RunStatus run={run} />
        <span class="console-type">{run.workflowType}</span>
        <span class="faint mono console-id">{run.runId}</span>
      </div>
      {run.status === 'OPEN' && <RunActions {...props} run={run} />}
      <nav class="console-views" aria-label="Views">
        {VIEWS.map(([name, label]) => (
          <a key={name} href={hashOf({ ...place, view: name })} aria-current={name === place.view ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {watched?.number === place.run && <RunView {...props} run={run} watched={watched} />}
    </>
  );
}

type RunViewProps = RunPageProps & { readonly run: ConsoleRun; readonly watched: WatchedRun };

function RunView({ model, place, run, watched }: RunViewProps): JSX.Element {
  const shown = useMemo(() => shownRun(watched, run), [watched]);
  const runs = useMemo(() => runsForViews(model, shown, place.run), [model.runs.size, shown, place.run]);
  const [, , View] = VIEWS.find(([name]) => name === place.view) ?? VIEWS[0] ?? [];
  const go: Go = (to) => {
    location.hash = hashOf({ ...place, ...to });
  };
  return View ? <View data={NO_DATA} runs={runs} place={place} go={go} /> : <p>There is no such view.</p>;
}
