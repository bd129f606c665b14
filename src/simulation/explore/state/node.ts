import { shortMessage } from '../../../args/shortMessage.js';
import {
  type Change,
  type Effect,
  type EventId,
  type Fault,
  fork,
  isFault,
  type LambdaOutcome,
  type OperationName,
  openRunOf,
  type Reply,
  type Run,
  type RunNumber,
  runAt,
  runsNewestFirst,
  type SdkInput,
  type State,
  step,
} from '../../../core/index.js';
import type { DeciderAnswer } from '../../../deciders/decider.js';
import type { OutsideEvent } from '../../model/definition.js';
import type { PreparedScenario } from './preparedScenario.js';
import type { FindingKind, Work } from './scenario.js';

/** A state of the exploration, with everything that the future depends on. Nodes share data: only a builder changes any. */
export interface Node<W> {
  readonly state: State;
  readonly world: W;
  /** The tasks that deciders and workers have. */
  readonly held: readonly HeldTask[];
  /** The events that have not yet reached the run. */
  readonly pendingEvents: readonly OutsideEvent[];
}

/** A task that a decider or a worker has. */
export type HeldTask = HeldDecisionTask | HeldWork;

/** A decision task that a decider has. */
export interface HeldDecisionTask {
  readonly kind: 'decision';
  readonly run: RunNumber;
  readonly scheduledId: EventId;
  readonly startedId: number;
  readonly taskToken: string;
  /** The decider's answer, which is known as soon as it has the task, because a decider is pure. */
  readonly answer: DeciderAnswer;
}

/** An activity task or a Lambda task that a worker has. */
export interface HeldWork {
  readonly kind: 'activity' | 'lambda';
  readonly run: RunNumber;
  readonly scheduledId: EventId;
  /** The token of an activity task; empty for a Lambda task. */
  readonly taskToken: string;
  /** The activity type, `Name@version`, or the name of the Lambda function. */
  readonly type: string;
  readonly work: Work;
  /** True if the worker will never respond. */
  readonly silent: boolean;
}

/** A problem of a step or a node. */
export interface Problem {
  readonly kind: FindingKind;
  readonly message: string;
  /** True for a failed decision after which no path goes on: a decider repeats it for ever. */
  readonly isEnd?: boolean;
}

/** Returns the run that the scenario starts: the open one with its workflow id, or the last. */
export function mainRun<W>({ domain, workflowId }: PreparedScenario<W>, state: State): Run {
  const open = openRunOf(state, domain, workflowId);
  if (open) return open;
  for (const run of runsNewestFirst(state)) if (run.workflowId === workflowId) return run;
  throw new RangeError(`swfake: there is no run with workflow id '${workflowId}'`);
}

/** A builder of the next node: it forks the node before, and takes one step. */
export class NodeBuilder<W> {
  readonly state: State;
  readonly changes: Change[] = [];
  readonly problems: Problem[] = [];
  /** The decisions of the step, if it completes a decision task. */
  decisions: readonly unknown[] = [];
  /** The run whose decider got a task in the step. */
  asked: Run | undefined;
  world: W;
  held: readonly HeldTask[];
  pendingEvents: readonly OutsideEvent[];

  constructor(
    readonly prepared: PreparedScenario<W>,
    from: Node<W>,
  ) {
    this.state = fork(from.state);
    this.world = from.world;
    this.held = from.held;
    this.pendingEvents = from.pendingEvents;
  }

  /** Makes a call. After-batch steps stay waiting, because carrying out each of them is a move of its own. */
  call<O extends OperationName>(op: O, input: SdkInput<O>, pick = 0): Reply<O> | Fault {
    const outcome = step<O>(this.state, { op, input, grants: this.prepared.grants, pick, hold: true }, this.state.now);
    this.record(outcome);
    return outcome.reply;
  }

  /** Adds a problem if a reply is a fault that the scenario does not expect. `subject` begins the message. */
  noteRefusal(subject: string, reply: object): void {
    if (!isFault(reply) || this.prepared.expectedFailures.has(reply.fault)) return;
    const message = `${subject}${reply.fault}: ${shortMessage(reply.message)}`;
    this.problems.push({ kind: 'refused answer', message });
  }

  /** Ends a Lambda task. */
  endLambda(outcome: LambdaOutcome): void {
    this.record(step(this.state, { ...outcome, hold: true }, this.state.now));
  }

  /** Records the changes of a step, and holds the Lambda tasks that it started. */
  record({ changes, effects }: { readonly changes: readonly Change[]; readonly effects: readonly Effect[] }): void {
    this.changes.push(...changes);
    if (effects.length > 0) this.held = [...this.held, ...effects.map((effect) => this.#heldLambda(effect))];
  }

  /** Drops a task that a decider or a worker had. */
  release(heldTask: HeldTask): void {
    this.held = this.held.filter((other) => other !== heldTask);
  }

  /** Returns the node. Tasks that have ended are dropped, unless their work can still have effects. */
  build(): Node<W> {
    const { state, world } = this;
    const held = this.held.filter((heldTask) => isOpen(state, heldTask) || this.#mayStillHaveEffects(heldTask));
    return { state, world, held, pendingEvents: mainRun(this.prepared, state).closed ? [] : this.pendingEvents };
  }

  #mayStillHaveEffects(heldTask: HeldTask): boolean {
    return heldTask.kind !== 'decision' && !heldTask.silent && this.prepared.hasEffects(heldTask.type);
  }

  #heldLambda({ lambda: { run: number, scheduledId }, name, input }: Effect): HeldWork {
    const run = runAt(this.state, number) as Run;
    const scheduled = run.events[scheduledId - 1];
    const id = scheduled?.type === 'LambdaFunctionScheduled' ? scheduled.attributes.id : name;
    const work = { id, input, workflowId: run.workflowId };
    return { kind: 'lambda', run: number, scheduledId, taskToken: '', type: name, work, silent: false };
  }
}

/** Returns true if a decider has a task of the run that will lead to no decision, and to nothing else that a history shows. */
export const holdsIdleTask = (held: readonly HeldTask[], run: Run): boolean =>
  held.some((heldTask) => heldTask.kind === 'decision' && heldTask.run === run.number && isIdle(heldTask.answer));

/** Returns true if an answer makes no decision, and says nothing else. */
export const isIdle = (answer: DeciderAnswer): boolean =>
  'decisions' in answer
    ? answer.decisions.length === 0 &&
      Object.entries(answer).every(([member, value]) => member === 'decisions' || value === undefined)
    : answer.length === 0;

/** Returns true if the task is still open. */
export function isOpen(state: State, heldTask: HeldTask): boolean {
  const run = runAt(state, heldTask.run);
  if (!run || run.closed) return false;
  if (heldTask.kind === 'decision') return run.decisionStarted?.startedId === heldTask.startedId;
  const open = heldTask.kind === 'activity' ? run.activities.byId : run.lambdas.byId;
  return open.get(heldTask.work.id)?.scheduledId === heldTask.scheduledId;
}
