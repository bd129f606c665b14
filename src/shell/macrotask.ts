/**
 * One turn of the event loop, without timers: under a test runner's fake timers setTimeout and setImmediate never fire
 * by themselves. The port holds the process only while somebody waits.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length > 1) return;
    ports ??= opened();
    ports.port1.ref?.();
    ports.port2.postMessage(undefined);
  });
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  ref?(): void;
  unref?(): void;
}

interface Ports {
  readonly port1: Port;
  readonly port2: Port;
}

const waiting: (() => void)[] = [];
let ports: Ports | undefined;

function opened(): Ports {
  const channel = new MessageChannel() as unknown as Ports;
  channel.port1.onmessage = () => {
    channel.port1.unref?.();
    for (const resolve of waiting.splice(0)) resolve();
  };
  return channel;
}

/** Real time in milliseconds, whatever a test does to `performance` later. */
export const realMillis: () => number = performance.now.bind(performance);

/** Real timers, whatever a test does to them later. */
export const realTimeout = globalThis.setTimeout.bind(globalThis);
export const realClearTimeout = globalThis.clearTimeout.bind(globalThis);
