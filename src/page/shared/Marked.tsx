import type { JSX } from 'preact';
import { partsAround } from './marks.js';

/** A text in which the places of a search are marked. */
export function Marked({ text, needle = '' }: { readonly text: string; readonly needle?: string }): JSX.Element {
  const parts = partsAround(text, needle);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <mark>{part}</mark> : part))}</>;
}
