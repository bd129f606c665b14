import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Marked } from './Marked.js';
import { prettyJson } from './prettyJson.js';

/** The size of a text that fits in its box. A longer one is scrolled: then the keyboard must reach the box. */
const FITS = { characters: 600, lines: 12 } as const;

interface TextValueProps {
  readonly text: string;
  /** The name of the value, for a screen reader. */
  readonly label: string;
  readonly needle?: string;
}

/** A text of a history: JSON with each member on a line of its own, any other text as it is. */
export function TextValue({ text, label, needle = '' }: TextValueProps): JSX.Element {
  const shown = useMemo(() => prettyJson(text) ?? text, [text]);
  const isLong = shown.length > FITS.characters || shown.split('\n').length > FITS.lines;
  const scrolled = isLong ? ({ tabIndex: 0, role: 'region', 'aria-label': label } as const) : {};
  return (
    <pre class="text-value" {...scrolled}>
      {shown === '' ? <span class="faint">(empty)</span> : <Marked text={shown} needle={needle} />}
    </pre>
  );
}
