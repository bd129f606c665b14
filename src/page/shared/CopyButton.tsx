import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { copyText } from './copyText.js';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
}

/** A button that copies a text. Where the browser does not allow it, the text is shown and selected. */
export function CopyButton({ text, label }: CopyButtonProps): JSX.Element {
  const [end, setEnd] = useState<'copied' | 'refused'>();
  const shown = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (end === 'refused') shown.current?.select();
  }, [end]);
  const copy = async (): Promise<void> => setEnd((await copyText(text)) ? 'copied' : 'refused');
  return (
    <>
      <button type="button" onClick={copy}>
        {label}
      </button>
      <span role="status" class="faint">
        {end === 'copied' && 'Copied'}
        {end === 'refused' && 'The browser does not allow it: copy the selected text'}
      </span>
      {end === 'refused' && <textarea ref={shown} readOnly rows={6} aria-label="Text to copy" value={text} />}
    </>
  );
}
