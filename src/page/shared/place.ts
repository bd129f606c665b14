import { useEffect, useState } from 'preact/hooks';
import type { ViewName } from '../../render/html/pageData.js';

/** The place in the page: it stands in the address after #, so that a link leads there and the browser's Back works. */
export interface Place {
  readonly view: ViewName;
  /** The index of the history. */
  readonly run: number;
  /** The id of the event that is shown or selected. */
  readonly event?: number | undefined;
  /** The index of the history beside it, in the view `compare`. */
  readonly beside?: number | undefined;
}

/** Returns the part of an address after #. */
export function hashOf({ view, run, event, beside }: Place): string {
  const parts = { view, run, event, beside };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return `#${given.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** Returns the place in the part of an address after #. What is missing or wrong is taken from `home`. */
export function placeIn(hash: string, home: Place, views: readonly ViewName[], runs: number): Place {
  const given = new URLSearchParams(hash.slice(1));
  if (given.size === 0) return home;
  const whole = (name: string, most: number): number | undefined => {
    const value = given.get(name);
    return value !== null && /^\d+$/.test(value) && Number(value) < most ? Number(value) : undefined;
  };
  return {
    view: views.find((view) => view === given.get('view')) ?? home.view,
    run: whole('run', runs) ?? home.run,
    event: whole('event', Number.MAX_SAFE_INTEGER),
    beside: whole('beside', runs),
  };
}

/** Moves to another place: what is not given stays. */
export type Go = (to: Partial<Place>) => void;

/** Returns the place of the address, and the function that moves. */
export function usePlace(home: Place, views: readonly ViewName[], runs: number): readonly [Place, Go] {
  const read = (): Place => placeIn(location.hash, home, views, runs);
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = (): void => setPlace(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go: Go = (to) => {
    location.hash = hashOf({ ...place, ...to });
  };
  return [place, go];
}
