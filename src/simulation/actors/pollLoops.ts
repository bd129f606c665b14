import type { SWF } from '@aws-sdk/client-swf';
import { createClient } from '../../adapters/client.js';
import type { Send, SendOptions } from '../../adapters/clientOptions.js';
import { exceptionOf, metadataOf } from '../../adapters/exceptions.js';
import { fromSdk, toSdk } from '../../adapters/sdkForm.js';
import { wrongAnswer } from '../../args/checkAnswer.js';
import { isThenable } from '../../args/isThenable.js';
import { isFault, type OperationName, readyTask } from '../../core/index.js';
import { macrotask } from '../../host/eventLoop.js';
import type { Answer } from '../../shell/call.js';
import { abortError, type PollName, polledList, pollerName, taskTokenIn } from '../../shell/call.js';
import type { CallResult } from '../faults/call.js';
import { taskIn } from '../faults/refusals.js';
import type { PollLoop } from '../model/definition.js';
import type { Actor, Completion } from '../model/pendingMoves.js';
import type { ActorContext } from './context.js';
import { type Responder, UserCode } from './userCode.js';
import { networkError } from './workers.js';

/** A poll loop that runs. After a crash, a new one takes its place. */
interface RunningLoop {
  readonly actor: Actor;
  readonly code: UserCode;
  readonly controller: AbortController;
  readonly openRequests: Set<Responder<object>>;
}

/** The poll loops of the definition. Their calls are moves like all others, and their polls wait until there is a task. */
export class PollLoops<W> {
  readonly #context: ActorContext<W>;
  readonly #loops = new Set<RunningLoop>();
  #stopped = false;

  constructor(context: ActorContext<W>) {
    this.#context = context;
  }

  /** Starts every loop, and waits until each has made its first call. */
  async start(): Promise<void> {
    for (const [name, loop] of Object.entries(this.#context.definition.workers ?? {}))
      await this.#startLoop(name, loop);
  }

  /** Ends every loop: its signal is aborted, and its open calls are rejected. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { code, controller, openRequests } of this.#loops) {
      // The simulation no longer waits for the loop.
      code.ended = true;
      controller.abort();
      for (const { reject } of openRequests) void reject(abortError());
    }
    if (this.#loops.size > 0) await macrotask();
  }

  #startLoop(name: string, loop: PollLoop): Promise<void> {
    const running: RunningLoop = {
      actor: { name },
      code: new UserCode(`poll loop '${name}'`),
      controller: new AbortController(),
      openRequests: new Set(),
    };
    this.#loops.add(running);
    const ended = (): void => {
      running.code.ended = true;
    };
    // The new loop has no memory of the crashed one, whose calls are never answered.
    const restart = (): Completion => {
      this.#loops.delete(running);
      return this.#startLoop(name, loop);
    };
    const client = this.#client(running, restart);
    startedLoop(name, loop, client, running.controller.signal).then(ended, (error: unknown) => {
      ended();
      if (!this.#stopped && !running.actor.crashed) this.#context.fail(`poll loop '${name}'`, error);
    });
    return running.code.untilBlocked();
  }

  #client(running: RunningLoop, onCrash: () => Completion): SWF {
    const send = (op: OperationName, input: object, options?: SendOptions): Promise<object> => {
      if (this.#stopped || running.actor.crashed) return new Promise(() => undefined);
      if (options?.abortSignal?.aborted) return Promise.reject(abortError());
      return running.code.request<object>((responder) =>
        this.#request(running, op, input, responder, onCrash, options),
      );
    };
    return createClient({ send: send as unknown as Send }, this.#context.shell.state.config.region, {});
  }

  #request(
    { actor, openRequests }: RunningLoop,
    op: OperationName,
    input: object,
    responder: Responder<object>,
    onCrash: () => Completion,
    { abortSignal }: SendOptions = {},
  ): void {
    const { network, shell } = this.#context;
    const since = shell.state.now;
    openRequests.add(responder);
    const abort = (): void => {
      withdraw();
      // The simulation has no limit of 60 seconds: the loop would have polled again after each of them.
      if (isBlocked && shell.state.config.assumptions.abandonedPoll === 'takesTask') network.abandon(call, since);
      // The loop aborts its own call while it runs, so the simulation waits for it already.
      if (openRequests.delete(responder)) responder.reject(abortError())?.catch(() => undefined);
    };
    const onResult = (result: CallResult): Completion => {
      abortSignal?.removeEventListener('abort', abort);
      return openRequests.delete(responder) ? this.#respond(result, responder) : undefined;
    };
    const isBlocked = this.#blockedUntilTask(op, input);
    const address = this.#addressOf(actor, op, input);
    const request = { address, actor, op, input: fromSdk(input) as object, retries: true, onResult, onCrash };
    const call = { ...request, ...(isBlocked && { isBlocked }) };
    const withdraw = network.enqueue(call);
    abortSignal?.addEventListener('abort', abort, { once: true });
  }

  #respond(result: CallResult, { resolve, reject }: Responder<object>): Completion {
    const id = `simulated-${this.#context.network.calls.count}`;
    if (result === 'lost') return reject(networkError());
    if (isFault(result)) return reject(exceptionOf(result, id));
    return resolve({ ...toSdk(result as Extract<Answer, object>), $metadata: metadataOf(200, id) });
  }

  #addressOf({ name }: Actor, op: OperationName, input: object): string {
    const { addresses, shell } = this.#context;
    const token = taskTokenIn(input);
    const task = token === undefined ? undefined : taskIn(shell.state, token);
    return addresses.next(`${op} ${task ? `for ${addresses.task(task)}` : `of ${name}`}`);
  }

  // A poll for a further page has its task already.
  #blockedUntilTask(op: OperationName, input: object): (() => boolean) | undefined {
    const { taskList, nextPageToken } = input as { taskList?: { name?: string }; nextPageToken?: string };
    if (!op.startsWith('PollFor') || taskList?.name === undefined || nextPageToken) return undefined;
    const { shell } = this.#context;
    const list = polledList(op as PollName, input);
    // So that `explain` shows which task lists are polled.
    const key = `${list.kind} ${list.domain} ${list.name}`;
    shell.pollers.set(key, { holder: pollerName(input), at: shell.state.now, ...list });
    return () => readyTask(shell.state, list, 0) === undefined;
  }
}

/** Starts a loop. The promise rejects if the loop throws, or if it returns no promise: then no code knows when it ends. */
async function startedLoop(name: string, loop: PollLoop, client: SWF, signal: AbortSignal): Promise<void> {
  const running: unknown = loop(client, signal);
  if (!isThenable(running))
    throw wrongAnswer(`the poll loop '${name}'`, running, 'a promise: make it an async function');
  await running;
}
