// One listener for each signal: a hundred checks can wait at a time.
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

function stopsOf(signal: AbortSignal): Set<() => void> {
  const known = waiting.get(signal);
  if (known) return known;
  const stops = new Set<() => void>();
  waiting.set(signal, stops);
  signal.addEventListener('abort', () => {
    for (const stop of [...stops]) stop();
  });
  return stops;
}

/** Resolves after a span of real time. Rejects with the reason of the signal when that is aborted. */
export function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stops = stopsOf(signal);
    const stop = (): void => {
      clearTimeout(timer);
      stops.delete(stop);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      stops.delete(stop);
      resolve();
    }, millis);
    stops.add(stop);
  });
}
