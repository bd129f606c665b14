import type { JSX } from 'preact';
import type { AttemptStatus } from '../../render/model/rows.js';

/** How a status looks: a class of colour, and a sign for who sees no colours. */
interface Look {
  readonly tone: 'good' | 'bad' | 'late' | 'open' | 'ended';
  readonly sign: string;
}

const LOOKS: { readonly [S in AttemptStatus]: Look } = {
  scheduled: { tone: 'open', sign: '○' },
  started: { tone: 'open', sign: '◐' },
  completed: { tone: 'good', sign: '✓' },
  fired: { tone: 'good', sign: '✓' },
  recorded: { tone: 'good', sign: '◆' },
  received: { tone: 'good', sign: '↓' },
  delivered: { tone: 'good', sign: '↑' },
  'continued as new': { tone: 'good', sign: '→' },
  failed: { tone: 'bad', sign: '✕' },
  refused: { tone: 'bad', sign: '⊘' },
  terminated: { tone: 'bad', sign: '■' },
  'timed out': { tone: 'late', sign: '◷' },
  canceled: { tone: 'ended', sign: '–' },
};

/** Returns how a status looks. */
export const lookOf = (status: AttemptStatus): Look => LOOKS[status];

interface BadgeProps {
  readonly status: AttemptStatus;
  /** Another word for the status. */
  readonly text?: string;
}

/** A status, with its sign. */
export function Badge({ status, text = status }: BadgeProps): JSX.Element {
  const { tone, sign } = lookOf(status);
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{sign}</span>
      {text}
    </span>
  );
}
