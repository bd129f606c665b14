/**
 * A history that the fake hands out knows how to explain its run: matchers that fail ask it. It is a hidden property, so
 * a history equals any other list of the same events.
 */
const EXPLAIN = Symbol.for('swfake.explain');

export function withExplanation<H extends object>(history: H, explain: () => string): H {
  Object.defineProperty(history, EXPLAIN, { value: explain, enumerable: false });
  return history;
}

/** What the fake says of the run now, if the history is of a fake. */
export function explanationOf(history: unknown): string | undefined {
  if (typeof history !== 'object' || history === null) return undefined;
  const explain = (history as { readonly [EXPLAIN]?: unknown })[EXPLAIN];
  return typeof explain === 'function' ? String(explain()) : undefined;
}
