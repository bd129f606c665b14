// A runner can replace the timers of the process before this file is imported: Vitest in a setup file, Jest with
// `enableGlobally`. What is true then too: the module `node:perf_hooks`, which no fake timers replace, and the timers inside
// of Node that `AbortSignal.timeout` uses.

/** The part of Node's `process` that returns a module without an import. Other runtimes may not have it. */
interface ModuleSource {
  getBuiltinModule?(name: 'node:perf_hooks'): { readonly performance: Performance } | undefined;
}

const { process: node } = globalThis as { readonly process?: ModuleSource };
const clock = node?.getBuiltinModule?.('node:perf_hooks')?.performance ?? globalThis.performance;

/** Returns real time in milliseconds. A runner's fake timers do not change it. */
export const realMillis: () => number = clock.now.bind(clock);

const abortAfter = AbortSignal.timeout.bind(AbortSignal);

/**
 * Calls `action` after a span of real time. Returns a function that cancels it. A runner's fake timers do not change it. It
 * does not keep the process alive.
 */
export function realTimeout(action: () => void, millis: number): () => void {
  const signal = abortAfter(millis);
  signal.addEventListener('abort', action, { once: true });
  return () => signal.removeEventListener('abort', action);
}
