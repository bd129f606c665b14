// A hidden property of the histories that the fake returns, so that a failed matcher can explain the run. It is not
// enumerable: a history equals any other list of the same events.
const EXPLAIN = Symbol.for('swfake.explain');

/** Returns the same history, with a function that explains the current state of its run. */
export function withExplanation<H extends object>(history: H, explain: () => string): H {
  Object.defineProperty(history, EXPLAIN, { value: explain, enumerable: false });
  return history;
}

/** Returns the fake's explanation of the run at this moment; `undefined` if the history is not from a fake. */
export function explanationOf(history: unknown): string | undefined {
  if (typeof history !== 'object' || history === null) return undefined;
  const explain = (history as { readonly [EXPLAIN]?: unknown })[EXPLAIN];
  return typeof explain === 'function' ? String(explain()) : undefined;
}
