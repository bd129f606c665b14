import type { JSX } from 'preact';
import type { AttemptStatus, RowKind } from '../../render/model/rows.js';
import { kindText } from '../shared/things.js';
import { BarMark, barClass } from './BarMark.js';
import { KIND_SIGNS } from './kinds.js';

interface Sample {
  readonly text: string;
  readonly status: AttemptStatus;
  readonly started?: number;
  readonly isOpen?: boolean;
  readonly isPoint?: boolean;
}

const WIDTH = 40;

const SAMPLES: readonly Sample[] = [
  { text: 'waits, then works, completes', status: 'completed', started: 14 },
  { text: 'failed', status: 'failed', started: 10 },
  { text: 'refused', status: 'refused', isPoint: true },
  { text: 'terminated', status: 'terminated' },
  { text: 'timed out', status: 'timed out', started: 10 },
  { text: 'canceled', status: 'canceled' },
  { text: 'still open', status: 'started', started: 10, isOpen: true },
  { text: 'signal received', status: 'received', isPoint: true },
  { text: 'marker', status: 'recorded', isPoint: true },
];

/** The meanings of shapes, colours and signs. */
export function Legend({ kinds }: { readonly kinds: readonly RowKind[] }): JSX.Element {
  return (
    <ul class="tl-legend" aria-label="Legend">
      {SAMPLES.map((sample) => (
        <li key={sample.text}>
          <SampleBar {...sample} />
          {sample.text}
        </li>
      ))}
      <li>
        <span class="tl-sample tl-fold" />
        span without an event, folded
      </li>
      {kinds.map((kind) => (
        <li key={kind}>
          <span class="tl-kind">{KIND_SIGNS[kind]}</span>
          {kindText(kind)}
        </li>
      ))}
    </ul>
  );
}

function SampleBar({ status, started = 0, isOpen = false, isPoint = false }: Sample): JSX.Element {
  const shape = { left: 0, right: isPoint ? 16 : WIDTH, started, status, isOpen, isPoint };
  return (
    <span class={`tl-sample ${barClass(shape)}`} style={{ width: `${shape.right}px` }} aria-hidden="true">
      <BarMark {...shape} />
    </span>
  );
}
