import { useLayoutEffect, useRef } from 'preact/hooks';

const STEPS: Readonly<Record<string, 1 | -1>> = { n: 1, p: -1 };

/** Calls a function with 1 for the key n and with -1 for the key p, where no text is typed. */
export function useDifferenceKeys(move: (by: 1 | -1) => void): void {
  const latest = useRef(move);
  latest.current = move;
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const by = isTyping(event) ? undefined : STEPS[event.key];
      if (by !== undefined) latest.current(by);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

// In a list of choices, a letter chooses.
const isTyping = ({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  ctrlKey ||
  altKey ||
  metaKey ||
  (target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea'));
