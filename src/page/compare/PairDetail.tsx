import type { JSX, RefObject } from 'preact';
import type { Recorded } from '../../history/readHistory.js';
import type { EventPair } from '../../render/model/compareHistories.js';
import { TextValue } from '../shared/TextValue.js';
import { sinceText, utcText } from '../shared/times.js';
import { differencesOf } from './lines.js';
import { PAIR_LOOKS } from './pairLooks.js';
import { eventHash, type Side, type Sides } from './sides.js';

interface PairDetailProps extends Sides {
  readonly pair: EventPair;
  readonly at: RefObject<HTMLElement | null>;
  readonly close: () => void;
}

/** The events of a pair with all their attributes, those that differ first. */
export function PairDetail({ left, right, pair, at, close }: PairDetailProps): JSX.Element {
  const { sign, label } = PAIR_LOOKS[pair.kind];
  const names = attributeNames(pair);
  return (
    <section ref={at} class="compare-detail" tabIndex={-1} aria-label="Selected events">
      <div class="compare-title">
        <h2>
          <span class={`compare-${pair.kind}`}>
            <span aria-hidden="true">{sign}</span> {label}
          </span>{' '}
          {(pair.left ?? pair.right)?.type} {pair.subject}
        </h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <div class="compare-sides">
        <EventHead side={left} event={pair.left} />
        <EventHead side={right} event={pair.right} />
      </div>
      {names.map(({ name, isDifferent }) => (
        <div key={name} class={isDifferent ? 'compare-attribute compare-differs' : 'compare-attribute'}>
          <h3>
            {name} {isDifferent && <span>differs</span>}
          </h3>
          <div class="compare-sides">
            <Value event={pair.left} name={name} label={`${name}, left`} />
            <Value event={pair.right} name={name} label={`${name}, right`} />
          </div>
        </div>
      ))}
    </section>
  );
}

const attributesOf = (event: Recorded | undefined): Readonly<Record<string, unknown>> =>
  event ? { ...event.attributes } : {};

interface AttributeName {
  readonly name: string;
  readonly isDifferent: boolean;
}

function attributeNames(pair: EventPair): readonly AttributeName[] {
  const different = new Set(differencesOf(pair).map(({ name }) => name));
  const all = new Set([...Object.keys(attributesOf(pair.left)), ...Object.keys(attributesOf(pair.right))]);
  const others = [...all].filter((name) => !different.has(name));
  return [
    ...[...different].map((name) => ({ name, isDifferent: true })),
    ...others.map((name) => ({ name, isDifferent: false })),
  ];
}

function EventHead({ side, event }: { readonly side: Side; readonly event: Recorded | undefined }): JSX.Element {
  if (!event) return <p class="faint">No such event in {side.run.name}</p>;
  return (
    <p class="compare-when">
      <a href={eventHash(side, event.id)}>
        #{event.id} in {side.run.name}
      </a>{' '}
      <span class="mono">
        {sinceText(event.at, side.run.began)} {utcText(event.at)}
      </span>
    </p>
  );
}

interface ValueProps {
  readonly event: Recorded | undefined;
  readonly name: string;
  readonly label: string;
}

function Value({ event, name, label }: ValueProps): JSX.Element {
  const value = attributesOf(event)[name];
  if (value === undefined) return <p class="faint">{event ? 'absent' : ''}</p>;
  return <TextValue label={label} text={typeof value === 'string' ? value : JSON.stringify(value)} />;
}
