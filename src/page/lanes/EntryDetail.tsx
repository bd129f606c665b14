import type { JSX, RefObject } from 'preact';
import type { LaneEntry } from '../../render/html/pageData.js';
import { EventLinks } from '../shared/EventLinks.js';
import { TextValue } from '../shared/TextValue.js';
import { sinceText, utcText } from '../shared/times.js';
import type { ViewProps } from '../shared/viewProps.js';
import { END_LOOKS } from './endLooks.js';

type EntryDetailProps = Pick<ViewProps, 'runs' | 'place'> & {
  readonly entry: LaneEntry;
  readonly began: number;
  /** The ids of the events that were added to its history since the entry before. */
  readonly added: readonly number[];
  readonly at: RefObject<HTMLElement | null>;
  readonly close: () => void;
};

/** A call with everything that is known of it. */
export function EntryDetail({ entry, began, added, at, close, runs, place }: EntryDetailProps): JSX.Element {
  const { sign, tone, label } = END_LOOKS[entry.end];
  const run = entry.history ?? 0;
  return (
    <section ref={at} class="lanes-detail" tabIndex={-1} aria-label="Selected call">
      <div class="lanes-title">
        <h2>{entry.op ?? label}</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <dl>
        <dt>Lane</dt>
        <dd>{entry.lane}</dd>
        <dt>End</dt>
        <dd class={`badge ${tone}`}>
          <span aria-hidden="true">{sign}</span> {label}
        </dd>
        {entry.fault !== undefined && <dt>Planned fault</dt>}
        {entry.fault !== undefined && <dd class="lanes-fault">⚑ {entry.fault}</dd>}
        <dt>Time</dt>
        <dd class="mono">
          {sinceText(entry.at, began)} {utcText(entry.at)}
        </dd>
        <dt>Events since the call before</dt>
        <dd>
          {added.length === 0 && 'none'}
          {runs[run] && added.length > 0 && <EventLinks ids={added} place={{ ...place, run }} types={runs[run]} />}
        </dd>
      </dl>
      {entry.text !== '' && <TextValue label="Task, fault" text={entry.text} />}
    </section>
  );
}
