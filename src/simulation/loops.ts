import type { SWF } from '@aws-sdk/client-swf';
import { isFault, type OperationName } from '../core/index.js';
import { readyTask } from '../core/queues.js';
import { clientOf } from '../sdk/client.js';
import { exceptionOf, metadataOf } from '../sdk/errors.js';
import { fromSdk, toSdk } from '../sdk/reply.js';
import type { Send, SendOptions } from '../sdk/types.js';
import type { Answer } from '../shell/answer.js';
import { macrotask } from '../shell/macrotask.js';
import { abortError, holderIn, listIn, type PollName } from '../shell/polling.js';
import type { PollLoop } from './definition.js';
import type { Actor, Going } from './moves.js';
import { type Answering, Process } from './process.js';
import type { Stage } from './stage.js';
import type { Heard } from './wire.js';
import { networkError } from './workers.js';

/** A loop of the user's while it runs; after a crash it is another one. */
interface Running {
  readonly actor: Actor;
  readonly process: Process;
  readonly aborting: AbortController;
  readonly open: Set<Answering<object>>;
}

/** The poll loops of the definition: their calls are moves like any other, and their polls wait until a task is there. */
export class Loops<W> {
  readonly #stage: Stage<W>;
  readonly #running = new Set<Running>();
  #stopped = false;

  constructor(stage: Stage<W>) {
    this.#stage = stage;
  }

  async start(): Promise<void> {
    for (const [name, loop] of Object.entries(this.#stage.definition.workers ?? {})) await this.#begin(name, loop);
  }

  /** Ends them all: their signals are aborted, and so is whatever they wait for. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { process, aborting, open } of this.#running) {
      // Nobody waits any more for what the loop does next.
      process.ended = true;
      aborting.abort();
      for (const { reject } of open) void reject(abortError());
    }
    if (this.#running.size > 0) await macrotask();
  }

  #begin(name: string, loop: PollLoop): Promise<void> {
    const running: Running = {
      actor: { name },
      process: new Process(`the loop ${name}`),
      aborting: new AbortController(),
      open: new Set(),
    };
    this.#running.add(running);
    const ended = (): void => {
      running.process.ended = true;
    };
    // What comes after a crash knows nothing of what was before, and the dead one's calls are never answered.
    const again = (): Going => {
      this.#running.delete(running);
      return this.#begin(name, loop);
    };
    const client = this.#client(running, again);
    loop(client, running.aborting.signal).then(ended, (error: unknown) => {
      ended();
      if (!this.#stopped && !running.actor.dead) this.#stage.fail(`the loop ${name}`, error);
    });
    return running.process.rest();
  }

  #client(running: Running, died: () => Going): SWF {
    const send = (op: OperationName, input: object, options?: SendOptions): Promise<object> => {
      if (this.#stopped || running.actor.dead) return new Promise(() => undefined);
      if (options?.abortSignal?.aborted) return Promise.reject(abortError());
      return running.process.ask<object>((answering) => this.#ask(running, op, input, answering, died, options));
    };
    return clientOf(send as unknown as Send, this.#stage.shell.state.config.region, {});
  }

  #ask(
    { actor, open }: Running,
    op: OperationName,
    input: object,
    answering: Answering<object>,
    died: () => Going,
    { abortSignal }: SendOptions = {},
  ): void {
    open.add(answering);
    const abort = (): void => {
      takeBack();
      // The loop aborts its own call while it runs: whoever waits for the loop waits already.
      if (open.delete(answering)) answering.reject(abortError())?.catch(() => undefined);
    };
    const hear = (heard: Heard): Going => {
      abortSignal?.removeEventListener('abort', abort);
      return open.delete(answering) ? this.#tell(heard, answering) : undefined;
    };
    const waits = this.#waiting(op, input);
    const call = { actor, op, input: fromSdk(input) as object, again: true, hear, died, ...(waits && { waits }) };
    const takeBack = this.#stage.wire.send(call);
    abortSignal?.addEventListener('abort', abort, { once: true });
  }

  #tell(heard: Heard, { resolve, reject }: Answering<object>): Going {
    const id = `simulated-${this.#stage.wire.count}`;
    if (heard === 'lost') return reject(networkError());
    if (isFault(heard)) return reject(exceptionOf(heard, id));
    return resolve({ ...toSdk(heard as Extract<Answer, object>), $metadata: metadataOf(200, id) });
  }

  // A poll that asks for a further page has its task already.
  #waiting(op: OperationName, input: object): (() => boolean) | undefined {
    const { taskList, nextPageToken } = input as { taskList?: { name?: string }; nextPageToken?: string };
    if (!op.startsWith('PollFor') || taskList?.name === undefined || nextPageToken) return undefined;
    const { shell } = this.#stage;
    const list = listIn(op as PollName, input);
    // What `explain` has to tell of lists that nobody serves.
    const key = `${list.kind} ${list.domain} ${list.name}`;
    shell.pollers.set(key, { ...list, holder: holderIn(input), at: shell.state.now });
    return () => readyTask(shell.state, list, 0) === undefined;
  }
}
