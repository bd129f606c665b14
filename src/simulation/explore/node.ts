import {
  type Change,
  type Effect,
  type EventId,
  type Fault,
  fork,
  type LambdaOutcome,
  type OperationName,
  type Reply,
  type RunNumber,
  type State,
  step,
} from '../../core/index.js';
import type { Run } from '../../core/run.js';
import { openRunOf, runAt } from '../../core/state.js';
import { backwards } from '../../core/store/vector.js';
import type { SdkInput } from '../../core/types.js';
import type { DeciderAnswer, OutsideEvent } from '../definition.js';
import type { FindingKind, Work } from './scenario.js';
import type { Setting } from './setting.js';

/** A moment of a story: all that its future depends on. Nodes share what they hold; only a draft changes anything. */
export interface Node<W> {
  readonly state: State;
  readonly world: W;
  /** What deciders and workers have in their hands. */
  readonly hands: readonly Hand[];
  /** What has yet to come from outside. */
  readonly coming: readonly OutsideEvent[];
}

/** A task in somebody's hands. */
export type Hand = DeciderHand | WorkerHand;

export interface DeciderHand {
  readonly kind: 'decision';
  readonly run: RunNumber;
  readonly scheduledId: EventId;
  readonly startedId: number;
  readonly taskToken: string;
  /** A decider is pure, so what it will answer is known as soon as it has the task. */
  readonly answer: DeciderAnswer;
}

export interface WorkerHand {
  readonly kind: 'activity' | 'lambda';
  readonly run: RunNumber;
  readonly scheduledId: EventId;
  /** Of an activity; a Lambda function has none. */
  readonly taskToken: string;
  /** `Name@version` of an activity, the name of a Lambda function. */
  readonly type: string;
  readonly work: Work;
  /** Nobody will answer it any more. */
  readonly silent: boolean;
}

export interface Problem {
  readonly kind: FindingKind;
  readonly message: string;
}

/** The run that the scenario is about: the open one of its workflow id, else the last. */
export function mainRun<W>({ domain, workflowId }: Setting<W>, state: State): Run {
  const open = openRunOf(state, domain, workflowId);
  if (open) return open;
  for (const run of backwards(state.runs)) if (run.workflowId === workflowId) return run;
  throw new RangeError(`swfake: there is no run of ${workflowId}`);
}

/** A node in the making: a fork of the one before, to which one step is done. */
export class Draft<W> {
  readonly state: State;
  readonly changes: Change[] = [];
  readonly problems: Problem[] = [];
  world: W;
  hands: readonly Hand[];
  coming: readonly OutsideEvent[];

  constructor(
    readonly setting: Setting<W>,
    from: Node<W>,
  ) {
    this.state = fork(from.state);
    this.world = from.world;
    this.hands = from.hands;
    this.coming = from.coming;
  }

  /** Steps that follow a batch are left waiting: when each of them lands is a step of the story. */
  call<O extends OperationName>(op: O, input: SdkInput<O>, pick = 0): Reply<O> | Fault {
    const outcome = step<O>(this.state, { op, input, grants: this.setting.grants, pick, hold: true }, this.state.now);
    this.took(outcome);
    return outcome.reply;
  }

  hear(outcome: LambdaOutcome): void {
    this.took(step(this.state, { ...outcome, hold: true }, this.state.now));
  }

  /** Notes what a step has done to the state. */
  took({ changes, effects }: { readonly changes: readonly Change[]; readonly effects: readonly Effect[] }): void {
    this.changes.push(...changes);
    if (effects.length > 0) this.hands = [...this.hands, ...effects.map((effect) => this.#lambdaHand(effect))];
  }

  drop(hand: Hand): void {
    this.hands = this.hands.filter((other) => other !== hand);
  }

  /** What came of it. A task that has ended is in nobody's hands any more, unless its work has effects. */
  node(): Node<W> {
    const { state, world } = this;
    const hands = this.hands.filter((hand) => isWanted(state, hand) || this.#mayStillAct(hand));
    return { state, world, hands, coming: mainRun(this.setting, state).closed ? [] : this.coming };
  }

  #mayStillAct(hand: Hand): boolean {
    return hand.kind !== 'decision' && !hand.silent && this.setting.hasEffects(hand.type);
  }

  #lambdaHand({ lambda: { run: number, scheduledId }, name, input }: Effect): WorkerHand {
    const run = runAt(this.state, number) as Run;
    const scheduled = run.events[scheduledId - 1];
    const id = scheduled?.type === 'LambdaFunctionScheduled' ? scheduled.attributes.id : name;
    const work = { id, input, workflowId: run.workflowId };
    return { kind: 'lambda', run: number, scheduledId, taskToken: '', type: name, work, silent: false };
  }
}

/** Whether an answer is still waited for. */
export function isWanted(state: State, hand: Hand): boolean {
  const run = runAt(state, hand.run);
  if (!run || run.closed) return false;
  if (hand.kind === 'decision') return run.decisionStarted?.startedId === hand.startedId;
  const open = hand.kind === 'activity' ? run.activities.byId : run.lambdas.byId;
  return open.get(hand.work.id)?.scheduledId === hand.scheduledId;
}
