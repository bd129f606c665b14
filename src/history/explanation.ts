// A hidden property of the histories that the fake returns, so that a failed matcher can explain the run. It is not
// enumerable: a history equals any other list of the same events.
const EXPLAIN = Symbol.for('swfake.explain');

/**
 * Returns the same history, with a function that explains the current state of its run. `explain` gets the number of events
 * that the history has now, and returns `undefined` if the run is not as the history says.
 */
export function withExplanation<H extends readonly unknown[]>(
  history: H,
  explain: (eventCount: number) => string | undefined,
): H {
  const { length } = history;
  Object.defineProperty(history, EXPLAIN, { value: () => explain(length), enumerable: false });
  return history;
}

/**
 * Returns the fake's explanation of the run at this moment; `undefined` if the history is not from a fake, or if its run has
 * gone on since.
 */
export function explanationOf(history: unknown): string | undefined {
  if (typeof history !== 'object' || history === null) return undefined;
  const explain = (history as { readonly [EXPLAIN]?: unknown })[EXPLAIN];
  const explanation: unknown = typeof explain === 'function' ? explain() : undefined;
  return typeof explanation === 'string' ? explanation : undefined;
}
