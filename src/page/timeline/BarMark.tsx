import type { JSX } from 'preact';
import type { AttemptStatus } from '../../render/model/rows.js';
import { lookOf } from '../shared/Badge.js';
import type { Bar } from './bars.js';

/** A narrower bar has no room for a sign: its shape says it then. */
const SIGN_WIDTH = 14;

type Shape = Pick<Bar, 'left' | 'right' | 'started' | 'isOpen' | 'isPoint'> & { readonly status: AttemptStatus };

/** The classes of a bar: each status has a shape of its own besides its colour. */
export function barClass({ status, isOpen, isPoint }: Shape): string {
  const { tone } = lookOf(status);
  const point = isPoint ? ` tl-point tl-${status}` : '';
  return `tl-bar tl-${tone}${isOpen ? ' tl-is-open' : ''}${point}`;
}

/** The inside of a bar: the part that waits, the part that works, and the sign of its end. */
export function BarMark(bar: Shape): JSX.Element {
  const { left, right, started, status, isOpen, isPoint } = bar;
  const { tone, sign } = lookOf(status);
  const hasCap = isPoint || (!isOpen && tone !== 'good');
  const hasSign = right - left >= SIGN_WIDTH && (hasCap || isOpen) && !['recorded', 'received'].includes(status);
  return (
    <>
      {!isPoint && started > left && <span class="tl-wait" style={{ width: `${started - left}px` }} />}
      {!isPoint && started < right && <span class="tl-work" />}
      {hasCap && <span class="tl-cap">{hasSign && sign}</span>}
      {isOpen && <span class="tl-arrow" />}
    </>
  );
}
