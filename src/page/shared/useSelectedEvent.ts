import { useEffect, useRef, useState } from 'preact/hooks';
import type { Go, Place } from './place.js';

/** Browsers refuse hundreds of addresses in a few seconds: a key that is held down or a slider makes one at its rest. */
const REST_MILLIS = 200;

/** Selects an event, or none. */
export type SelectEvent = (id: number | undefined) => void;

/**
 * Returns the event of the place, and a function that moves to another one. What is shown follows at once, the address
 * when the moves rest.
 */
export function useSelectedEvent({ event }: Place, go: Go): readonly [number | undefined, SelectEvent] {
  const [shown, setShown] = useState(event);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The event of the last address that was made here. */
  const own = useRef(event);
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    // Meanwhile, something else than the address that was made here can be shown.
    if (event === own.current) return;
    own.current = event;
    clearTimeout(rest.current);
    setShown(event);
  }, [event]);
  useEffect(() => () => clearTimeout(rest.current), []);
  const select: SelectEvent = (id) => {
    setShown(id);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      own.current = id;
      latest.current({ event: id });
    }, REST_MILLIS);
  };
  return [shown, select];
}
