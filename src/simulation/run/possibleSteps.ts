import { type Due, firstDeadline, type Instant, type TaskKind } from '../../core/index.js';
import type { ActorContext } from '../actors/context.js';
import type { Completion, Move } from '../model/pendingMoves.js';
import { type WaitingTask, waitingTasks } from '../model/pendingTasks.js';
import type { Step } from '../model/step.js';
import { dueText } from '../order/dueAddress.js';
import type { StepOrder } from '../order/stepOrder.js';

/** A step that is possible now: a move that waited, or the poll of a task. */
export type PossibleStep = Move | (Step & Pick<Move, 'perform'>);

/** The deciders or the workers that poll. */
interface Pollers {
  poll(list: string, waiting: WaitingTask): Completion;
}

type Context = Omit<ActorContext<never>, 'definition' | 'world' | 'outcomes'> & { readonly order: StepOrder };

/** The steps that are possible at one time of a simulation. */
export class PossibleSteps {
  readonly #context: Context;
  readonly #pollers: { readonly [K in TaskKind]: Pollers };

  constructor(context: Context, pollers: { readonly [K in TaskKind]: Pollers }) {
    this.#context = context;
    this.#pollers = pollers;
  }

  /** Returns the steps that are possible now. The first is taken if neither seed nor schedule decides otherwise. */
  now(): PossibleStep[] {
    const { moves, now } = this.#context;
    const steps: PossibleStep[] = moves.ready(now);
    this.#addPolls(steps, 'decision');
    this.#addPolls(steps, 'activity');
    return steps;
  }

  #addPolls(steps: PossibleStep[], kind: TaskKind): void {
    const { shell, domain, fleet, addresses } = this.#context;
    for (const { list, tasks } of waitingTasks(shell.state, domain, kind, fleet)) {
      for (const waiting of tasks) {
        const address = addresses.peek(addresses.poll(kind, waiting.task));
        steps.push({ address, perform: () => this.#pollers[kind].poll(list, waiting) });
      }
    }
  }

  /** Returns the index of what comes first of the things that are due at one instant. */
  nextDue(due: readonly Due[]): number {
    const { addresses, order, shell } = this.#context;
    const texts = due.map((one) => dueText(shell.state, addresses, one));
    const steps = texts.map((text) => ({ address: addresses.peek(text) }));
    const chosen = order.choose('due', steps);
    const index = chosen ? steps.indexOf(chosen) : 0;
    addresses.next(texts[index] ?? '');
    return index;
  }

  /** Returns what comes at the next instant, in words. */
  nextText(at: Instant): string {
    const { shell, moves, now, addresses } = this.#context;
    const move = moves.next(now);
    if (move?.at === at) return move.address;
    const deadline = firstDeadline(shell.state);
    return deadline?.at === at ? dueText(shell.state, addresses, deadline) : 'an action of the test';
  }
}
