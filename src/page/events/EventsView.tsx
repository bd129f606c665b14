import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { LoadedRun } from '../shared/loadedRun.js';
import { usePrinting } from '../shared/usePrinting.js';
import { useSelectedEvent } from '../shared/useSelectedEvent.js';
import type { ViewProps } from '../shared/viewProps.js';
import { EventDetail } from './EventDetail.js';
import { EventFilters } from './EventFilters.js';
import { EventList } from './EventList.js';
import { EventsOnPaper } from './EventsOnPaper.js';
import { EventIndex, NO_FILTER } from './eventIndex.js';

/** The events of a run: a list with a search and filters, and everything of the selected one. */
export function EventsView(props: ViewProps): JSX.Element {
  const run = props.runs[props.place.run];
  return run ? <EventsOfRun key={props.place.run} {...props} run={run} /> : <p>This page has no history.</p>;
}

function EventsOfRun({ run, place, go }: ViewProps & { readonly run: LoadedRun }): JSX.Element {
  const [filter, setFilter] = useState(NO_FILTER);
  const [selected, select] = useSelectedEvent(place, go);
  const printing = usePrinting();
  const heading = useRef<HTMLHeadingElement>(null);
  const index = useMemo(() => new EventIndex(run), [run]);
  const needle = filter.text.trim();
  const shown = useMemo(() => index.matching({ ...filter, text: needle }), [index, filter, needle]);
  const event = run.events[run.indexOf.get(selected ?? -1) ?? -1];
  const list = { run, shown, selected, needle, select };
  const detail = event && { run, event, place, needle, heading, isHidden: isLeftOut(run, shown, event.id) };
  return (
    <div class="events">
      <EventFilters filter={filter} index={index} run={run} left={shown.length} change={setFilter} />
      <div class={detail ? 'events-parts' : 'events-parts events-alone'}>
        <EventList {...list} enter={() => heading.current?.focus()} />
        {detail && (
          <EventDetail
            {...detail}
            showThing={(thing) => setFilter({ ...NO_FILTER, thing })}
            close={() => select(undefined)}
          />
        )}
      </div>
      {printing && <EventsOnPaper run={run} shown={shown} />}
    </div>
  );
}

const isLeftOut = ({ indexOf }: LoadedRun, shown: readonly number[], id: number): boolean =>
  !shown.includes(indexOf.get(id) ?? -1);
