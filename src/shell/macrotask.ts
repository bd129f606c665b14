/**
 * One turn of the event loop, without timers: under a test runner's fake timers setTimeout and setImmediate never fire
 * by themselves. The port holds the process only while somebody waits.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length > 1) return;
    port1.ref?.();
    port2.postMessage(undefined);
  });
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  ref?(): void;
  unref?(): void;
}

const waiting: (() => void)[] = [];
const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port };

port1.onmessage = () => {
  port1.unref?.();
  for (const resolve of waiting.splice(0)) resolve();
};
port1.unref?.();

/** Real time in milliseconds, whatever a test does to `performance` later. */
export const realMillis: () => number = performance.now.bind(performance);
