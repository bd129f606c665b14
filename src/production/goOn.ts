import type { ActivityTask } from '@aws-sdk/client-swf';
import {
  deadlinesInOrder,
  dueAt,
  type Instant,
  instant,
  isFault,
  listsWithTasks,
  type OperationName,
  type Run,
  type RunNumber,
  readyTasks,
  runAt,
  runOfId,
  type State,
  type TaskKind,
  type TypeId,
  typeName,
} from '../core/index.js';
import { checkedAnswer } from '../deciders/answer.js';
import { type DecisionTask, taskMetadata } from '../deciders/decider.js';
import { type SwfFake, shellOf } from '../fake.js';
import type { AdoptedFake } from '../fromHistories.js';
import type { Deciders } from '../replay/index.js';
import { deciderOf } from '../replay/replay.js';
import { isEmptyAnswer } from '../shell/call.js';
import type { Shell } from '../shell/shell.js';
import type { Outcomes } from './outcomes.js';
import { ProblemLog } from './problems.js';

/** The deciders and outcomes with which the runs of a fake go on. */
export interface Going {
  /** The domain of the runs. */
  readonly domain: string;
  /** The deciders that answer the decision tasks from now on. */
  readonly deciders: Deciders;
  /** The deciders that have the decision tasks in hand. */
  readonly before: Deciders;
  /** The outcomes of activity tasks. */
  readonly outcomes: Outcomes;
  /** The longest time that passes, in milliseconds of the fake's clock. */
  readonly maxMillis: number;
}

// A run that goes round writes events without end. The limit of its events is 10 times those that it has, and 1000 more.
const MOST_TIMES = 10;
const MOST_MORE = 1000;

/** Goes on with all open runs of a fake, until each closes or nothing more can happen. Resolves to the problems. */
export async function goOn({ swf, tasks }: AdoptedFake<SwfFake>, going: Going): Promise<ProblemLog> {
  const journey = new Journey(shellOf(swf), going);
  for (const task of tasks.decisions) await journey.decide(task as DecisionTask, going.before);
  for (const task of tasks.activities) journey.work(task);
  await journey.toEnd();
  return journey.problems;
}

class Journey {
  readonly problems: ProblemLog;
  readonly #shell: Shell;
  readonly #going: Going;
  readonly #until: Instant;
  /** The most events of each run. */
  readonly #most = new Map<RunNumber, number>();

  constructor(shell: Shell, going: Going) {
    this.#shell = shell;
    this.#going = going;
    this.#until = instant(shell.state.now + going.maxMillis);
    this.problems = new ProblemLog(shell);
  }

  async toEnd(): Promise<void> {
    while (await this.#step()) {
      // Each step answers a task, or lets time pass.
    }
    this.problems.noteStuck();
  }

  async #step(): Promise<boolean> {
    const decision = this.#take('decision');
    if (decision) return this.decide(decision as DecisionTask, this.#going.deciders);
    const activity = this.#take('activity');
    return activity ? this.work(activity as ActivityTask) : this.#passTime();
  }

  async decide(task: DecisionTask, deciders: Deciders): Promise<true> {
    const run = this.#runOf(task);
    const type = task.workflowType as TypeId;
    const decider = deciderOf(deciders, type);
    if (!decider) {
      this.problems.note(run, 'no decider', `no decider serves the workflow type '${typeName(type)}'`);
      return true;
    }
    try {
      const answer = checkedAnswer((await decider(this.#whole(task, run))) ?? []);
      const response = 'decisions' in answer ? answer : { decisions: answer };
      this.#call(run, 'RespondDecisionTaskCompleted', { ...response, taskToken: task.taskToken });
    } catch (error) {
      this.problems.note(run, 'threw', `the decider threw at event ${task.startedEventId}: ${String(error)}`);
    }
    return true;
  }

  work(task: ActivityTask): true {
    const run = this.#runOf(task);
    const outcome = this.#going.outcomes.next(task.activityType as TypeId);
    if (outcome === 'timeout') return true;
    const op = 'reason' in outcome ? 'RespondActivityTaskFailed' : 'RespondActivityTaskCompleted';
    this.#call(run, op, { ...outcome, taskToken: task.taskToken });
    return true;
  }

  /** Takes the first task of a run that has no problem. */
  #take(kind: TaskKind): object | undefined {
    const { state } = this.#shell;
    const { domain } = this.#going;
    for (const name of listsWithTasks(state, kind, domain)) {
      const pick = [...readyTasks(state, kind, domain, name)].findIndex(({ run }) => this.#goesOn(run));
      if (pick < 0) continue;
      const op = kind === 'decision' ? 'PollForDecisionTask' : 'PollForActivityTask';
      const reply = this.#shell.call(op, { domain, taskList: { name }, maximumPageSize: PAGE[kind] }, {}, pick);
      if (!isFault(reply) && !isEmptyAnswer(reply)) return reply;
    }
    return undefined;
  }

  #goesOn(number: RunNumber): boolean {
    const run = runAt(this.#shell.state, number) as Run;
    if (this.problems.hasEnded(run)) return false;
    const most = this.#most.get(number) ?? MOST_TIMES * run.length + MOST_MORE;
    this.#most.set(number, most);
    if (run.length <= most) return true;
    this.problems.note(run, 'goes round', `it goes round: it wrote ${run.length} events without an end`);
    return false;
  }

  #passTime(): boolean {
    const next = this.#shell.nextInstant();
    if (next === undefined || next > this.#until || onlyExecutionTimeouts(this.#shell.state)) return false;
    this.#shell.passUntil(next);
    return true;
  }

  #call(run: Run, op: OperationName, input: object): void {
    const reply = this.#shell.call(op, input, {});
    if (isFault(reply) && reply.fault !== 'UnknownResourceFault')
      this.problems.note(run, 'refused', `SWF refused ${op} with ${reply.fault}: ${reply.message}`);
  }

  #runOf({ workflowExecution }: Pick<ActivityTask, 'workflowExecution'>): Run {
    return runOfId(
      this.#shell.state,
      this.#going.domain,
      workflowExecution as { workflowId: string; runId: string },
    ) as Run;
  }

  // A poll returns a page of the events; a decider gets all of them.
  #whole(task: DecisionTask, run: Run): DecisionTask {
    const { nextPageToken: _page, ...rest } = task;
    const events = this.problems.eventsOf(run, task.startedEventId);
    return { ...(rest as DecisionTask), $metadata: taskMetadata(), events };
  }
}

// The decider gets the events from the state.
const PAGE: Readonly<Record<TaskKind, number | undefined>> = { decision: 1, activity: undefined };

function onlyExecutionTimeouts(s: State): boolean {
  for (const deadline of deadlinesInOrder(s))
    if (deadline.kind !== 'execution' && dueAt(s, deadline) !== undefined) return false;
  return s.deliveries.length === 0;
}
