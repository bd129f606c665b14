import type { JSX } from 'preact';
import type { Action } from './useAction.js';

/** How the last action ended, in a place that a screen reader follows. */
export const Outcome = ({ said, isRefused }: Pick<Action, 'said' | 'isRefused'>): JSX.Element => (
  <p class={isRefused ? 'console-said console-refused' : 'console-said'} role="status">
    {said !== undefined && isRefused && <span aria-hidden="true">✕ </span>}
    {said}
  </p>
);
