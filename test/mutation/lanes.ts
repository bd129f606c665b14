import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LaneAnswer, LaneRequest } from './lane.js';

const PROGRAM = fileURLToPath(new URL('lane.js', import.meta.url));

/** A process that runs test files. It is replaced after one that did not end. */
export class Lane {
  readonly #copy: string;
  readonly #coverage: string;
  #child: ChildProcess | undefined;

  constructor(copy: string, coverage: string) {
    this.#copy = copy;
    this.#coverage = coverage;
  }

  /** Runs test files. Returns `undefined` if they do not end within `limit` milliseconds. */
  async run(request: LaneRequest, limit: number): Promise<LaneAnswer | undefined> {
    this.#child ??= await this.#start();
    const child = this.#child;
    child.send(request);
    const over = new AbortController();
    const { signal } = over;
    const answer = await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as LaneAnswer),
      once(child, 'exit', { signal }).then(() => undefined),
      wait(limit, undefined, { signal }),
    ]);
    over.abort();
    if (answer === undefined) this.stop();
    return answer;
  }

  /** Ends the process, with the test process that it may have. */
  stop(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid === undefined) return;
    endGroup(pid);
    // A test process that was being started a moment ago is in the group now.
    setTimeout(() => endGroup(pid), 1000).unref();
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(PROGRAM, [this.#copy], {
      // A group of its own: a loop that never ends runs in a grandchild.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, SWFAKE_MUTANT_COVERAGE: this.#coverage, NODE_NO_WARNINGS: '1' },
    });
    await once(child, 'message');
    return child;
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Takes the items in order, `lanes.length` at a time. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: readonly Lane[],
  each: (item: T, lane: Lane) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const item of left) await each(item, lane);
    }),
  );
}
