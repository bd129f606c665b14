import type { LoadedRun } from '../shared/loadedRun.js';

/** Returns the index of the nearest event of a type before or after one; `undefined` if there is none. */
export function nextOfType({ events }: LoadedRun, from: number, by: 1 | -1, type: string): number | undefined {
  for (let index = from + by; index >= 0 && index < events.length; index += by)
    if (events[index]?.type === type) return index;
  return undefined;
}

/** Returns the index of the event with an id, else that of the last event before it; 0 if there is none. */
export function indexAt({ events, indexOf }: LoadedRun, id: number): number {
  const known = indexOf.get(id);
  if (known !== undefined) return known;
  return Math.max(
    0,
    events.findLastIndex((event) => event.id <= id),
  );
}
