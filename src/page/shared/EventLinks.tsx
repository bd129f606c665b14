import type { JSX } from 'preact';
import type { LoadedRun } from './loadedRun.js';
import { hashOf, type Place } from './place.js';

/** Some things have thousands of events. */
const MOST = 30;

interface EventLinksProps {
  readonly ids: readonly number[];
  readonly place: Place;
  /** The event that is shown: it needs no link. */
  readonly current?: number;
  /** The run, if the type of each event is to be shown too. */
  readonly types?: LoadedRun;
}

/** Links to events, in the view of the events. */
export function EventLinks({ ids, place, current, types }: EventLinksProps): JSX.Element {
  const left = ids.length - MOST;
  return (
    <span class="event-links">
      {ids.slice(0, MOST).map((id) => (
        <a
          key={id}
          href={hashOf({ ...place, view: 'events', event: id })}
          aria-current={id === current ? 'true' : undefined}
        >
          #{id}
          {types && ` ${types.events[types.indexOf.get(id) ?? -1]?.type ?? ''}`}
        </a>
      ))}
      {left > 0 && <span class="faint">and {left.toLocaleString('en')} more</span>}
    </span>
  );
}
