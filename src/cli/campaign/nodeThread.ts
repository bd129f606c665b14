import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from '../../campaign/messages.js';
import type { StartThread } from '../../campaign/thread.js';

/** The shared number of a thread in which no play has begun. */
const NONE = -1n;

// Both were measured (docs/decisions.md 27).
const FLAGS = [
  // Each thread has a processor of its own. The helper threads of its garbage collector would take the processor of another.
  '--no-parallel-scavenge',
  // V8 learns which objects live long, and puts the next ones into the old generation at once. Objects of a simulation live
  // until it ends. When they are dead, they would still keep all that they reach until the next full collection.
  '--no-allocation-site-pretenuring',
];

/** Returns a function that starts threads of Node. `file` is the program of a thread. */
export const nodeThreads =
  (file: URL): StartThread =>
  (setup, megabytes, listener) => {
    for (const flag of FLAGS) setFlagsFromString(flag);
    // A play that never gives the thread back cannot send a message, but this memory is shared.
    const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
    const current = new BigInt64Array(shared).fill(NONE);
    const worker = new Worker(file, {
      workerData: { setup, shared },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      // The result is on standard output: what the module prints must not be between its lines.
      stdout: true,
    });
    let isOver = false;
    const end = (reason: string): void => {
      if (!isOver) listener.ended(reason);
      isOver = true;
    };
    worker.stdout.on('data', (chunk) => process.stderr.write(chunk));
    worker.on('message', (message: ThreadMessage) => {
      if (!isOver) listener.message(message);
    });
    worker.on('error', (error) => end(reasonOf(error, megabytes)));
    worker.on('exit', (code) => end(`called process.exit(${code})`));
    return {
      request: (request) => worker.postMessage(request),
      current: () => {
        const number = Atomics.load(current, 0);
        return number === NONE ? undefined : Number(number);
      },
      stop: () => {
        isOver = true;
        void worker.terminate();
      },
    };
  };

function reasonOf(error: unknown, megabytes: number): string {
  const { code, stack } = Object(error) as { readonly code?: string; readonly stack?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `needed more than ${megabytes} MB of memory`;
  return `threw outside of every decider and activity: ${stack ?? String(error)}`;
}
