import { isThenable } from '../../args/isThenable.js';
import { type EventId, isFault, type Reply, runOfId, typeName } from '../../core/index.js';
import { checkedAnswer } from '../../deciders/answer.js';
import { type DeciderAnswer, type DecisionTask, taskMetadata } from '../../deciders/decider.js';
import { isEmptyAnswer } from '../../shell/call.js';
import type { CallResult } from '../faults/call.js';
import type { Actor, Completion } from '../model/pendingMoves.js';
import type { ActorContext } from './context.js';
import { UserCode } from './userCode.js';
import { WorkerNames } from './workerNames.js';

type DecisionTaskReply = Reply<'PollForDecisionTask'>;

/** The deciders made of the definition's functions: as many as there are tasks at once. */
export class Deciders<W> {
  readonly #context: ActorContext<W>;
  readonly #names = new WorkerNames('decider');

  constructor(context: ActorContext<W>) {
    this.#context = context;
  }

  /** Polls a task list for the task at position `pick`, from 0. */
  poll(list: string, pick: number): Completion {
    const actor: Actor = { name: this.#names.take() };
    // The history comes from the cache, so pages need not be read.
    const input = { ...this.#pollInput(list), identity: actor.name, maximumPageSize: 1 };
    const onResult = (reply: CallResult): Completion => this.#handleTask(actor, list, reply);
    return this.#context.network.attempt({ actor, op: 'PollForDecisionTask', input, retries: false, pick, onResult });
  }

  #pollInput = (name: string) => ({ domain: this.#context.domain, taskList: { name } });

  #handleTask(actor: Actor, list: string, reply: CallResult): Completion {
    if (reply === 'lost' || isFault(reply) || isEmptyAnswer(reply)) return this.#free(actor);
    const task = this.#wholeTask(reply as DecisionTaskReply);
    const type = typeName((reply as DecisionTaskReply).workflowType);
    const decider = this.#context.fleet.takeDecision(type, list);
    try {
      const answer = decider?.(task) ?? [];
      if (isThenable(answer)) return this.#awaitAnswer(actor, task, answer);
      this.#respond(actor, task, answer);
    } catch (error) {
      this.#context.fail(`the decider of '${type}'`, error);
    }
    return undefined;
  }

  async #awaitAnswer(actor: Actor, task: DecisionTask, answer: PromiseLike<DeciderAnswer>): Promise<void> {
    const code = new UserCode(`the decider of '${task.workflowType?.name}@${task.workflowType?.version}'`);
    const ended = (): void => {
      code.ended = true;
    };
    answer
      .then((decided) => this.#respond(actor, task, decided ?? []))
      .then(ended, (error: unknown) => {
        ended();
        this.#context.fail(code.name, error);
      });
    await code.untilBlocked();
  }

  #respond(actor: Actor, { taskToken }: DecisionTask, answer: DeciderAnswer): void {
    checkedAnswer(answer);
    const response = 'decisions' in answer ? answer : { decisions: answer };
    const input = { ...response, taskToken };
    const onResult = (): Completion => this.#free(actor);
    this.#context.network.enqueue({ actor, op: 'RespondDecisionTaskCompleted', input, retries: true, onResult });
  }

  #free(actor: Actor): undefined {
    this.#names.free(actor.name);
  }

  #wholeTask({ nextPageToken: _page, ...reply }: DecisionTaskReply): DecisionTask {
    const { shell, domain, histories } = this.#context;
    const run = runOfId(shell.state, domain, reply.workflowExecution);
    const events = run ? histories.upTo(run, reply.startedEventId as EventId) : [];
    return { ...(reply as unknown as DecisionTask), $metadata: taskMetadata(), events };
  }
}
