import { isThenable } from '../../args/isThenable.js';
import { type EventId, isFault, type Reply, runOfId, typeName } from '../../core/index.js';
import { checkedAnswer } from '../../deciders/answer.js';
import { type DeciderAnswer, type DecisionTask, taskMetadata } from '../../deciders/decider.js';
import { isEmptyAnswer } from '../../shell/call.js';
import type { CallResult } from '../faults/call.js';
import type { Actor, Completion } from '../model/pendingMoves.js';
import type { WaitingTask } from '../model/pendingTasks.js';
import type { ActorContext } from './context.js';
import { UserCode } from './userCode.js';
import { WorkerNames } from './workerNames.js';

type DecisionTaskReply = Reply<'PollForDecisionTask'>;

/** A decider that has a task, and the name of the task. */
interface AtWork {
  readonly actor: Actor;
  readonly name: string;
}

/** The deciders made of the definition's functions: as many as there are tasks at once. */
export class Deciders<W> {
  readonly #context: ActorContext<W>;
  readonly #names = new WorkerNames('decider');

  constructor(context: ActorContext<W>) {
    this.#context = context;
  }

  /** Polls a task list for one of its tasks. */
  poll(list: string, { pick, task }: WaitingTask): Completion {
    const { addresses, network } = this.#context;
    const name = addresses.task(task);
    const address = addresses.next(addresses.poll('decision', task));
    const actor: Actor = { name: this.#names.take() };
    // The history comes from the cache, so pages need not be read.
    const { domain } = this.#context;
    const input = { domain, taskList: { name: list }, identity: actor.name, maximumPageSize: 1 };
    const onResult = (reply: CallResult): Completion => this.#handleTask({ actor, name }, list, reply);
    return network.attempt({ address, actor, op: 'PollForDecisionTask', input, retries: false, pick, onResult });
  }

  #handleTask(at: AtWork, list: string, reply: CallResult): Completion {
    if (reply === 'lost' || isFault(reply) || isEmptyAnswer(reply)) return this.#free(at.actor);
    const task = this.#wholeTask(reply as DecisionTaskReply);
    const type = typeName((reply as DecisionTaskReply).workflowType);
    const decider = this.#context.fleet.takeDecision(type, list);
    try {
      const answer = decider?.(task) ?? [];
      if (isThenable(answer)) return this.#awaitAnswer(at, task, answer);
      this.#respond(at, task, answer);
    } catch (error) {
      this.#context.fail(`the decider of '${type}'`, error);
    }
    return undefined;
  }

  async #awaitAnswer(at: AtWork, task: DecisionTask, answer: PromiseLike<DeciderAnswer>): Promise<void> {
    const code = new UserCode(`the decider of '${task.workflowType?.name}@${task.workflowType?.version}'`);
    const ended = (): void => {
      code.ended = true;
    };
    answer
      .then((decided) => this.#respond(at, task, decided ?? []))
      .then(ended, (error: unknown) => {
        ended();
        this.#context.fail(code.name, error);
      });
    await code.untilBlocked();
  }

  #respond({ actor, name }: AtWork, { taskToken }: DecisionTask, answer: DeciderAnswer): void {
    checkedAnswer(answer);
    const response = 'decisions' in answer ? answer : { decisions: answer };
    const input = { ...response, taskToken };
    const onResult = (): Completion => this.#free(actor);
    const op = 'RespondDecisionTaskCompleted';
    const address = this.#context.addresses.next(`${op} for ${name}`);
    this.#context.network.enqueue({ address, actor, op, input, retries: true, onResult });
  }

  #free(actor: Actor): undefined {
    this.#names.free(actor.name);
  }

  #wholeTask({ nextPageToken: _page, ...reply }: DecisionTaskReply): DecisionTask {
    const { shell, domain, histories } = this.#context;
    const run = runOfId(shell.state, domain, reply.workflowExecution);
    const events = run ? histories.upTo(run, reply.startedEventId as EventId) : [];
    return { $metadata: taskMetadata(), ...reply, events } as unknown as DecisionTask;
  }
}
