import type { DecisionTask as SdkDecisionTask } from '@aws-sdk/client-swf';
import { typeName } from '../core/faults.js';
import { type EventId, isFault, type Reply } from '../core/index.js';
import { runOfId } from '../core/state.js';
import { isIdle } from '../shell/polling.js';
import type { DeciderAnswer, DecisionTask } from './definition.js';
import type { Actor, Going } from './moves.js';
import { Pool } from './pool.js';
import { isThenable, Process } from './process.js';
import type { Stage } from './stage.js';
import type { Heard } from './wire.js';

type Handed = Reply<'PollForDecisionTask'>;

/** Deciders made of the definition's functions: as many as there are tasks at once. */
export class Deciders<W> {
  readonly #stage: Stage<W>;
  readonly #pool = new Pool('decider');

  constructor(stage: Stage<W>) {
    this.#stage = stage;
  }

  /** Takes the task behind `pick` others of a list. */
  poll(list: string, pick: number): Going {
    const actor: Actor = { name: this.#pool.take() };
    // The history is read from the log, not from pages.
    const input = { ...this.#list(list), identity: actor.name, maximumPageSize: 1 };
    const hear = (heard: Heard): Going => this.#decide(actor, heard);
    return this.#stage.wire.attempt({ actor, op: 'PollForDecisionTask', input, again: false, pick, hear });
  }

  #list = (name: string) => ({ domain: this.#stage.domain, taskList: { name } });

  #decide(actor: Actor, heard: Heard): Going {
    if (heard === 'lost' || isFault(heard) || isIdle(heard)) return this.#free(actor);
    const task = this.#taskOf(heard as Handed);
    const type = typeName((heard as Handed).workflowType);
    const decider = this.#stage.definition.workflows[type];
    try {
      const answer = decider?.(task) ?? [];
      if (isThenable(answer)) return this.#wait(actor, task, answer);
      this.#respond(actor, task, answer);
    } catch (error) {
      this.#stage.fail(`the decider of ${type}`, error);
    }
    return undefined;
  }

  async #wait(actor: Actor, task: DecisionTask, answer: PromiseLike<DeciderAnswer>): Promise<void> {
    const process = new Process(`the decider of ${task.workflowType?.name}@${task.workflowType?.version}`);
    const ended = (): void => {
      process.ended = true;
    };
    answer
      .then((decided) => this.#respond(actor, task, decided ?? []))
      .then(ended, (error: unknown) => {
        ended();
        this.#stage.fail(process.name, error);
      });
    await process.rest();
  }

  #respond(actor: Actor, { taskToken }: DecisionTask, answer: DeciderAnswer): void {
    const said = 'decisions' in answer ? answer : { decisions: answer };
    const input = { ...said, taskToken };
    const hear = (): Going => this.#free(actor);
    this.#stage.wire.send({ actor, op: 'RespondDecisionTaskCompleted', input, again: true, hear });
  }

  #free(actor: Actor): undefined {
    this.#pool.free(actor.name);
  }

  #taskOf({ nextPageToken: _page, ...handed }: Handed): DecisionTask {
    const { shell, domain, log } = this.#stage;
    const run = runOfId(shell.state, domain, handed.workflowExecution);
    const events = run ? log.upTo(run, handed.startedEventId as EventId) : [];
    return { ...(handed as unknown as SdkDecisionTask), events };
  }
}
