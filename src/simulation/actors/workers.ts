import type { ActivityTask } from '@aws-sdk/client-swf';
import { exceptionOf } from '../../adapters/exceptions.js';
import { type Duration, millisOf } from '../../args/durations.js';
import { isThenable } from '../../args/isThenable.js';
import { type Instant, instant, isFault, type OperationName } from '../../core/index.js';
import { isEmptyAnswer } from '../../shell/call.js';
import type { CallResult } from '../faults/call.js';
import { type Activity, type ActivityContext, isCanceled } from '../model/definition.js';
import { type ActivityOutcome, checkResult, failureFields, resultText } from '../model/outcomes.js';
import type { Actor, Completion } from '../model/pendingMoves.js';
import type { WaitingTask } from '../model/pendingTasks.js';
import type { ActorContext } from './context.js';
import { UserCode } from './userCode.js';
import { WorkerNames } from './workerNames.js';

/** A worker that has a task, and the name of the task. */
interface AtWork {
  readonly actor: Actor;
  readonly name: string;
}

/** The workers made of the definition's functions: as many as there are tasks at once. */
export class Workers<W> {
  readonly #context: ActorContext<W>;
  readonly #names = new WorkerNames('worker');
  /** The number of tasks of each type that were started. */
  readonly #started = new Map<string, number>();

  constructor(context: ActorContext<W>) {
    this.#context = context;
  }

  /** Polls a task list for one of its tasks. */
  poll(list: string, { pick, task }: WaitingTask): Completion {
    const { addresses, network } = this.#context;
    const name = addresses.task(task);
    const address = addresses.next(addresses.poll('activity', task));
    const actor: Actor = { name: this.#names.take() };
    const input = { domain: this.#context.domain, taskList: { name: list }, identity: actor.name };
    const onResult = (reply: CallResult): Completion => this.#handleTask({ actor, name }, list, reply);
    return network.attempt({ address, actor, op: 'PollForActivityTask', input, retries: false, pick, onResult });
  }

  #handleTask(at: AtWork, list: string, reply: CallResult): Completion {
    if (reply === 'lost' || isFault(reply) || isEmptyAnswer(reply)) return this.#free(at.actor);
    const task = reply as unknown as ActivityTask;
    const type = `${task.activityType?.name}@${task.activityType?.version}`;
    const activity = this.#context.fleet.takeActivity(type, list);
    const started = this.#started.get(type) ?? 0;
    this.#started.set(type, started + 1);
    const outcome = this.#context.outcomes[type]?.[started] ?? 'own';
    return outcome === 'own' ? this.#runActivity(at, task, type, activity) : this.#applyOutcome(at, task, outcome);
  }

  #applyOutcome(at: AtWork, task: ActivityTask, outcome: Exclude<ActivityOutcome, 'own'>): undefined {
    if (outcome === 'timeout') return undefined;
    if (outcome === 'canceled') return this.#respond(at, task, 'RespondActivityTaskCanceled', {});
    if ('reason' in outcome) return this.#respond(at, task, 'RespondActivityTaskFailed', outcome);
    return this.#complete(at, task, outcome.result);
  }

  #runActivity(at: AtWork, task: ActivityTask, type: string, activity: Activity<W> | undefined): Completion {
    const code = new UserCode(`activity '${type}' of ${at.actor.name}`);
    try {
      const context = new WorkerContext(this.#context, at, task, code);
      const result = activity?.(task, context);
      if (isThenable(result)) return this.#awaitResult(at, task, type, result, code);
      return this.#completeOwn(at, task, type, result);
    } catch (error) {
      return this.#fail(at, task, error);
    }
  }

  async #awaitResult(
    at: AtWork,
    task: ActivityTask,
    type: string,
    result: PromiseLike<unknown>,
    code: UserCode,
  ): Promise<void> {
    const ended = (): void => {
      code.ended = true;
    };
    // A result that cannot be written as JSON fails the task, as an error does.
    result
      .then((value) => this.#completeOwn(at, task, type, value))
      .then(ended, (error: unknown) => {
        ended();
        this.#fail(at, task, error);
      });
    await code.untilBlocked();
  }

  // A wrong kind of result is a bug of the code. It must not end as a task that completed, nor as one that failed.
  #completeOwn(at: AtWork, task: ActivityTask, type: string, value: unknown): undefined {
    const wrong = checkResult(`the activity '${type}'`, value);
    if (wrong) this.#context.fail(`activity '${type}' of ${at.actor.name}`, wrong);
    else this.#complete(at, task, value);
  }

  #complete(at: AtWork, task: ActivityTask, value: unknown): undefined {
    const result = resultText(value);
    this.#respond(at, task, 'RespondActivityTaskCompleted', result === undefined ? {} : { result });
  }

  #fail(at: AtWork, task: ActivityTask, error: unknown): undefined {
    if (!isCanceled(error)) {
      return this.#respond(at, task, 'RespondActivityTaskFailed', failureFields(error));
    }
    const { details } = error;
    return this.#respond(at, task, 'RespondActivityTaskCanceled', details === undefined ? {} : { details });
  }

  #respond({ actor, name }: AtWork, { taskToken }: ActivityTask, op: OperationName, fields: object): undefined {
    const onResult = (): Completion => this.#free(actor);
    const address = this.#context.addresses.next(`${op} for ${name}`);
    this.#context.network.enqueue({ address, actor, op, input: { ...fields, taskToken }, retries: true, onResult });
  }

  #free(actor: Actor): undefined {
    this.#names.free(actor.name);
  }
}

class WorkerContext<W> implements ActivityContext<W> {
  readonly #context: ActorContext<W>;
  readonly #at: AtWork;
  readonly #task: ActivityTask;
  readonly #code: UserCode;
  #controller: AbortController | undefined;

  constructor(context: ActorContext<W>, at: AtWork, task: ActivityTask, code: UserCode) {
    this.#context = context;
    this.#at = at;
    this.#task = task;
    this.#code = code;
  }

  get world(): W {
    return this.#context.world;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  now(): Date {
    return new Date(this.#context.now);
  }

  sleep(duration: Duration): Promise<void> {
    const at: Instant = instant(this.#context.now + millisOf(duration));
    const { actor, name } = this.#at;
    const address = this.#context.addresses.next(`the worker of ${name} wakes up`);
    return this.#code.request(({ resolve }) =>
      this.#context.moves.add({ address, actor, at, perform: () => resolve(undefined) }),
    );
  }

  heartbeat(details?: string): Promise<boolean> {
    const { taskToken } = this.#task;
    const { actor, name } = this.#at;
    const op = 'RecordActivityTaskHeartbeat';
    const address = this.#context.addresses.next(`${op} for ${name}`);
    const input = { taskToken, ...(details !== undefined && { details }) };
    return this.#code.request(({ resolve, reject }) => {
      const onResult = (reply: CallResult): Completion => {
        if (reply === 'lost') return reject(networkError());
        if (isFault(reply)) return reject(exceptionOf(reply, 'simulated'));
        return resolve(this.#noteCancelRequest(reply as { readonly cancelRequested?: boolean }));
      };
      this.#context.network.enqueue({ address, actor, op, input, retries: true, onResult });
    });
  }

  #noteCancelRequest({ cancelRequested = false }: { readonly cancelRequested?: boolean }): boolean {
    // Code that reads the signal only later must find it aborted too.
    this.#controller ??= new AbortController();
    if (cancelRequested) this.#controller.abort();
    return cancelRequested;
  }
}

/** Returns the error that the SDK throws after its last attempt got no response. */
export function networkError(): Error {
  const error = new Error('socket hang up');
  error.name = 'TimeoutError';
  return error;
}
