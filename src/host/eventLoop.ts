import { realTimeout } from './realTime.js';

/**
 * Resolves after one turn of the event loop. It uses a message port, because a runner's fake timers stop setTimeout and
 * setImmediate. The port keeps the process alive only while a promise of this function is pending.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length > 1) return;
    ports ??= openPorts();
    ports.port1.ref?.();
    ports.port2.postMessage(undefined);
  });
}

const BUSY_TURNS = 200;
const PAUSE_MILLIS = 1;

/**
 * Returns a function that resolves after one turn of the event loop. Code that awaits settled promises needs a few turns;
 * code that needs more waits for something real, such as a connection. So after 200 turns each one takes a millisecond of
 * real time too, and the wait leaves the processor to others.
 */
export function patientTurns(): () => Promise<void> {
  let turns = 0;
  return () => {
    turns += 1;
    return turns > BUSY_TURNS ? pausedTurn() : macrotask();
  };
}

async function pausedTurn(): Promise<void> {
  const release = keepAlive();
  await new Promise<void>((resolve) => void realTimeout(resolve, PAUSE_MILLIS));
  release();
  await macrotask();
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

function openPorts(): Ports {
  const channel = new MessageChannel() as unknown as Ports;
  channel.port1.onmessage = () => {
    channel.port1.unref?.();
    for (const resolve of waiting.splice(0)) resolve();
  };
  return channel;
}

/** Keeps the process alive until the function that it returns is called. */
export function keepAlive(): () => void {
  const { port1 } = new MessageChannel();
  port1.onmessage = () => undefined;
  return () => port1.close();
}
