import type { ComponentChildren, JSX } from 'preact';
import type { Moment } from '../../render/model/rows.js';
import { Badge } from '../shared/Badge.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { utcText } from '../shared/times.js';
import type { RunFacts } from './runFacts.js';

interface FactsProps {
  readonly run: LoadedRun;
  readonly facts: RunFacts;
  readonly place: Place;
}

/** The facts about a run, as a list of names and values. */
export function Facts({ run, facts, place }: FactsProps): JSX.Element {
  const { attempt, type, duration, tags, taskList } = facts;
  const first = run.events[0];
  return (
    <section aria-label="Run">
      <dl class="sum-facts">
        <Fact name="Status">
          {attempt ? (
            <Badge status={attempt.status} text={attempt.isOpen ? openText(run) : attempt.status} />
          ) : (
            'unknown: the history has no start'
          )}
        </Fact>
        {attempt?.cancelRequested && (
          <Fact name="Cancel">
            requested, <EventLink id={attempt.cancelRequested.id} place={place} />
          </Fact>
        )}
        <Fact name="Type">{type}</Fact>
        <Fact name="Workflow id">{run.workflowId}</Fact>
        <Fact name="Run id">{run.runId}</Fact>
        <Fact name="Started">{first && <TimeOf moment={first} place={place} />}</Fact>
        <Fact name="Closed">{attempt?.closed && <TimeOf moment={attempt.closed} place={place} />}</Fact>
        <Fact name="Duration">{duration}</Fact>
        <Fact name="Events">{run.events.length}</Fact>
        <Fact name="Task list">{taskList}</Fact>
        <Fact name="Tags">{tags.length > 0 && <Tags tags={tags} />}</Fact>
      </dl>
    </section>
  );
}

const openText = ({ continues, events }: LoadedRun): string =>
  continues ? `cut after ${events.length} ${events.length === 1 ? 'event' : 'events'}` : 'open';

interface FactProps {
  readonly name: string;
  readonly children?: ComponentChildren;
}

/** A name with its value; nothing where the value is unknown. */
function Fact({ name, children }: FactProps): JSX.Element | null {
  if (children === undefined || children === false || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

const Tags = ({ tags }: { readonly tags: readonly string[] }): JSX.Element => (
  <>
    {tags.map((tag) => (
      <span class="sum-tag" key={tag}>
        {tag}
      </span>
    ))}
  </>
);

interface TimeOfProps {
  readonly moment: Moment;
  readonly place: Place;
}

const TimeOf = ({ moment, place }: TimeOfProps): JSX.Element => (
  <>
    {utcText(moment.at)} <EventLink id={moment.id} place={place} />
  </>
);

/** A link to an event in the view of events. */
export const EventLink = ({ id, place }: { readonly id: number; readonly place: Place }): JSX.Element => (
  <a href={hashOf({ ...place, view: 'events', event: id })}>#{id}</a>
);
