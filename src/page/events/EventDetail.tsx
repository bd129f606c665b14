import type { JSX, Ref } from 'preact';
import { type Recorded, sdkEvent } from '../../history/readHistory.js';
import { Badge } from '../shared/Badge.js';
import { CopyButton } from '../shared/CopyButton.js';
import { EventLinks } from '../shared/EventLinks.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { TextValue } from '../shared/TextValue.js';
import { type Thing, thingsOf, thingText } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';
import { memberText } from './eventIndex.js';

interface EventDetailProps {
  readonly run: LoadedRun;
  readonly event: Recorded;
  readonly place: Place;
  readonly needle: string;
  readonly heading: Ref<HTMLHeadingElement>;
  /** True if the filters leave the event out. */
  readonly isHidden: boolean;
  readonly showThing: (key: string) => void;
  readonly close: () => void;
}

/** Everything that a history has of one event. */
export function EventDetail(props: EventDetailProps): JSX.Element {
  const { run, event, place, needle, heading, isHidden, showThing, close } = props;
  const thing = thingsOf(run.rows).get(event.id);
  const attributes = Object.entries(event.attributes).filter(([, value]) => value !== undefined);
  return (
    <aside class="events-detail" aria-label="Selected event">
      <div class="events-title">
        <h2 ref={heading} tabIndex={-1}>
          <span class="events-number">#{event.id}</span> {event.type}
        </h2>
        <button type="button" aria-label="Close the detail" onClick={close}>
          ✕
        </button>
      </div>
      <p class="events-when mono">
        {sinceText(event.at, run.began)} <span class="faint">{utcText(event.at)}</span>
      </p>
      {isHidden && <p class="faint">The filters leave this event out of the list.</p>}
      {thing && <ThingPart thing={thing} place={place} event={event.id} showThing={showThing} />}
      <dl class="events-attributes">
        {attributes.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Attribute name={name} value={value} run={run} place={place} needle={needle} />
            </dd>
          </div>
        ))}
      </dl>
      {attributes.length === 0 && <p class="faint">This event has no attributes.</p>}
      <p class="events-actions">
        <CopyButton key={event.id} text={JSON.stringify(sdkEvent(event), null, 2)} label="Copy as JSON" />
        <a href={hashOf({ ...place, view: 'state', event: event.id })}>State at this event</a>
        <a href={hashOf({ ...place, view: 'timeline', event: event.id })}>In the timeline</a>
      </p>
    </aside>
  );
}

interface ThingPartProps {
  readonly thing: Thing;
  readonly place: Place;
  readonly event: number;
  readonly showThing: (key: string) => void;
}

/** The thing that the event is about, and its other events. */
function ThingPart({ thing: { row, attempt }, place, event, showThing }: ThingPartProps): JSX.Element {
  const all = row.attempts.reduce((sum, { events }) => sum + events.length, 0);
  return (
    <div class="events-same">
      <div class="events-about">
        <span class="events-name">{thingText(row)}</span>
        {row.type !== '' && <span class="faint events-name">{row.type}</span>}
        <Badge status={attempt.status} />
      </div>
      <div>
        Events of the same thing: <EventLinks ids={attempt.events} current={event} place={place} />{' '}
        {all > 1 && (
          <button type="button" onClick={() => showThing(row.key)}>
            Show only these{all > attempt.events.length ? `, of all ${row.attempts.length} attempts` : ''}
          </button>
        )}
      </div>
    </div>
  );
}

interface AttributeProps {
  readonly name: string;
  readonly value: unknown;
  readonly run: LoadedRun;
  readonly place: Place;
  readonly needle: string;
}

function Attribute({ name, value, run, place, needle }: AttributeProps): JSX.Element {
  const target = name.endsWith('EventId') ? Number(value) : Number.NaN;
  if (run.indexOf.has(target)) return <EventLinks ids={[target]} place={place} types={run} />;
  const text = memberText(name, value);
  return <TextValue text={text} label={name} needle={needle} />;
}
