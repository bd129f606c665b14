import type { ActivityTask } from '@aws-sdk/client-swf';
import { type Instant, instant, isFault, type OperationName } from '../core/index.js';
import { exceptionOf } from '../sdk/errors.js';
import { type Duration, millisOf } from '../shell/durations.js';
import { isIdle } from '../shell/polling.js';
import { ActivityCanceled, type ActivityContext } from './definition.js';
import type { Actor, Going } from './moves.js';
import { type ActivityOutcome, failureOf, resultText } from './outcomes.js';
import { Pool } from './pool.js';
import { isThenable, Process } from './process.js';
import type { Stage } from './stage.js';
import type { Heard } from './wire.js';

/** Workers made of the definition's functions: as many as there are tasks at once. */
export class Workers<W> {
  readonly #stage: Stage<W>;
  readonly #pool = new Pool('worker');
  /** How many tasks of each type were begun. */
  readonly #begun = new Map<string, number>();

  constructor(stage: Stage<W>) {
    this.#stage = stage;
  }

  /** Takes the task behind `pick` others of a list. */
  poll(list: string, pick: number): Going {
    const actor: Actor = { name: this.#pool.take() };
    const input = { domain: this.#stage.domain, taskList: { name: list }, identity: actor.name };
    const hear = (heard: Heard): Going => this.#work(actor, heard);
    return this.#stage.wire.attempt({ actor, op: 'PollForActivityTask', input, again: false, pick, hear });
  }

  #work(actor: Actor, heard: Heard): Going {
    if (heard === 'lost' || isFault(heard) || isIdle(heard)) return this.#free(actor);
    const task = heard as unknown as ActivityTask;
    const type = `${task.activityType?.name}@${task.activityType?.version}`;
    const begun = this.#begun.get(type) ?? 0;
    this.#begun.set(type, begun + 1);
    const outcome = this.#stage.outcomes[type]?.[begun] ?? 'own';
    return outcome === 'own' ? this.#run(actor, task, type) : this.#play(actor, task, outcome);
  }

  #play(actor: Actor, task: ActivityTask, outcome: Exclude<ActivityOutcome, 'own'>): undefined {
    if (outcome === 'timeout') return undefined;
    if (outcome === 'canceled') return this.#answer(actor, task, 'RespondActivityTaskCanceled', {});
    if ('reason' in outcome) return this.#answer(actor, task, 'RespondActivityTaskFailed', outcome);
    return this.#complete(actor, task, outcome.result);
  }

  #run(actor: Actor, task: ActivityTask, type: string): Going {
    const process = new Process(`the activity ${type} of ${actor.name}`);
    try {
      const context = new Context(this.#stage, actor, task, process);
      const result = this.#stage.definition.activities?.[type]?.(task, context);
      if (isThenable(result)) return this.#wait(actor, task, result, process);
      return this.#complete(actor, task, result);
    } catch (error) {
      return this.#fail(actor, task, error);
    }
  }

  async #wait(actor: Actor, task: ActivityTask, result: PromiseLike<unknown>, process: Process): Promise<void> {
    const ended = (): void => {
      process.ended = true;
    };
    // What cannot be written as JSON fails the task, as what is thrown does.
    result
      .then((value) => this.#complete(actor, task, value))
      .then(ended, (error: unknown) => {
        ended();
        this.#fail(actor, task, error);
      });
    await process.rest();
  }

  #complete(actor: Actor, task: ActivityTask, value: unknown): undefined {
    const result = resultText(value);
    this.#answer(actor, task, 'RespondActivityTaskCompleted', result === undefined ? {} : { result });
  }

  #fail(actor: Actor, task: ActivityTask, error: unknown): undefined {
    if (!(error instanceof ActivityCanceled)) {
      return this.#answer(actor, task, 'RespondActivityTaskFailed', failureOf(error));
    }
    const { details } = error;
    return this.#answer(actor, task, 'RespondActivityTaskCanceled', details === undefined ? {} : { details });
  }

  #answer(actor: Actor, { taskToken }: ActivityTask, op: OperationName, said: object): undefined {
    const hear = (): Going => this.#free(actor);
    this.#stage.wire.send({ actor, op, input: { ...said, taskToken }, again: true, hear });
  }

  #free(actor: Actor): undefined {
    this.#pool.free(actor.name);
  }
}

class Context<W> implements ActivityContext<W> {
  readonly #stage: Stage<W>;
  readonly #actor: Actor;
  readonly #task: ActivityTask;
  readonly #process: Process;
  #aborting: AbortController | undefined;

  constructor(stage: Stage<W>, actor: Actor, task: ActivityTask, process: Process) {
    this.#stage = stage;
    this.#actor = actor;
    this.#task = task;
    this.#process = process;
  }

  get world(): W {
    return this.#stage.world;
  }

  get signal(): AbortSignal {
    this.#aborting ??= new AbortController();
    return this.#aborting.signal;
  }

  now(): Date {
    return new Date(this.#stage.now);
  }

  sleep(duration: Duration): Promise<void> {
    const at: Instant = instant(this.#stage.now + millisOf(duration));
    const actor = this.#actor;
    return this.#process.ask(({ resolve }) => this.#stage.moves.add({ actor, at, act: () => resolve(undefined) }));
  }

  heartbeat(details?: string): Promise<boolean> {
    const { taskToken } = this.#task;
    const input = { taskToken, ...(details !== undefined && { details }) };
    return this.#process.ask(({ resolve, reject }) => {
      const hear = (heard: Heard): Going => {
        if (heard === 'lost') return reject(networkError());
        if (isFault(heard)) return reject(exceptionOf(heard, 'simulated'));
        return resolve(this.#asked(heard as { readonly cancelRequested?: boolean }));
      };
      this.#stage.wire.send({ actor: this.#actor, op: 'RecordActivityTaskHeartbeat', input, again: true, hear });
    });
  }

  #asked({ cancelRequested = false }: { readonly cancelRequested?: boolean }): boolean {
    // Who takes the signal only later finds it aborted all the same.
    this.#aborting ??= new AbortController();
    if (cancelRequested) this.#aborting.abort();
    return cancelRequested;
  }
}

/** What the SDK throws when it has tried as often as it does and heard nothing. */
export function networkError(): Error {
  const error = new Error('socket hang up');
  error.name = 'TimeoutError';
  return error;
}
