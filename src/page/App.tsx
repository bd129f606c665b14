import type { ComponentType, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageData, ViewName } from '../render/html/pageData.js';
import { ChecksView } from './checks/ChecksView.js';
import { CompareView } from './compare/CompareView.js';
import { EventsView } from './events/EventsView.js';
import { FindingsView } from './findings/FindingsView.js';
import { LanesView } from './lanes/LanesView.js';
import { loadedRun } from './shared/loadedRun.js';
import { hashOf, type Place, usePlace } from './shared/place.js';
import type { ViewProps } from './shared/viewProps.js';
import { StateView } from './state/StateView.js';
import { SummaryView } from './summary/SummaryView.js';
import { TimelineView } from './timeline/TimelineView.js';

interface View {
  readonly name: ViewName;
  readonly label: string;
  readonly component: ComponentType<ViewProps>;
  /** Returns true if the page has something for this view. */
  isIn(data: PageData): boolean;
}

const hasHistory = ({ histories }: PageData): boolean => histories.length > 0;

const VIEWS: readonly View[] = [
  { name: 'summary', label: 'Summary', component: SummaryView, isIn: hasHistory },
  { name: 'timeline', label: 'Timeline', component: TimelineView, isIn: hasHistory },
  { name: 'events', label: 'Events', component: EventsView, isIn: hasHistory },
  { name: 'state', label: 'State at event', component: StateView, isIn: hasHistory },
  { name: 'compare', label: 'Compare', component: CompareView, isIn: ({ histories }) => histories.length > 1 },
  { name: 'lanes', label: 'Calls', component: LanesView, isIn: ({ lanes }) => lanes !== undefined },
  { name: 'findings', label: 'Findings', component: FindingsView, isIn: ({ findings }) => findings !== undefined },
  { name: 'checks', label: 'Checks', component: ChecksView, isIn: ({ checks }) => checks !== undefined },
];

/** A page of one or several histories. */
export function App({ data }: { readonly data: PageData }): JSX.Element {
  const runs = useMemo(() => data.histories.map(loadedRun), [data]);
  const views = VIEWS.filter((view) => view.isIn(data));
  const [first] = views;
  const home: Place = { view: data.view ?? first?.name ?? 'summary', run: 0, ...data.first };
  const [place, go] = usePlace(
    home,
    views.map(({ name }) => name),
    runs.length,
  );
  const Shown = views.find(({ name }) => name === place.view)?.component;
  return (
    <>
      <PageHead title={data.title} runs={runs} views={views} place={place} go={go} />
      <main tabIndex={-1}>
        {data.note && <pre class="note">{data.note}</pre>}
        {Shown ? <Shown data={data} runs={runs} place={place} go={go} /> : <p>This page has no history.</p>}
      </main>
    </>
  );
}

interface PageHeadProps extends Pick<ViewProps, 'runs' | 'place' | 'go'> {
  readonly title: string;
  readonly views: readonly View[];
}

function PageHead({ title, runs, views, place, go }: PageHeadProps): JSX.Element {
  return (
    <header class="top">
      <h1>{title}</h1>
      {runs.length > 1 && (
        <label class="pick">
          History{' '}
          <select
            value={place.run}
            onChange={(event) => go({ run: Number(event.currentTarget.value), event: undefined })}
          >
            {runs.map(({ name }, index) => (
              <option value={index}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <nav aria-label="Views">
        {views.map(({ name, label }) => (
          <a href={hashOf({ ...place, view: name })} aria-current={name === place.view ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
    </header>
  );
}
