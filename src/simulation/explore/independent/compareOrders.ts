import type { CoreEvent, Run } from '../../../core/index.js';
import { bareArrangement, otherIdleTasks, otherOrders, ownArrangement } from './arrangements.js';
import { type Dependence, labelOf, workflowOf } from './dependence.js';
import type { NormalForm } from './normalForm.js';
import { type Order, swapsBetween } from './orders.js';
import { type Arrangement, type LeadsToNothing, rendered, spansIn } from './render.js';
import type { Span } from './spans.js';

/** A question about a history of a run: to its decider, to an invariant or to the rules. */
export interface Question {
  readonly run: Run;
  readonly form: NormalForm;
  /** Returns the answer to a history of the run, as text. */
  readonly answer: (events: readonly CoreEvent[]) => string;
  readonly leadsToNothing: LeadsToNothing;
}

/** The result of a comparison. */
export interface Comparison {
  /** The number of answers to other orders. */
  readonly compared: number;
  /** True if an answer differed. What makes the difference now counts. */
  readonly differs: boolean;
}

/** Compares the answer to a history with those to other orders of it. What makes a difference is added to `dependence`. */
export function compareOrders(question: Question, dependence: Dependence): Comparison {
  const comparing = new Comparing(question, dependence);
  comparing.compare();
  return comparing;
}

class Comparing implements Comparison {
  compared = 0;
  differs = false;
  readonly #question: Question;
  readonly #workflow: string;
  readonly #spans: readonly Span[];

  constructor(
    question: Question,
    readonly dependence: Dependence,
  ) {
    this.#question = question;
    this.#workflow = workflowOf(question.run);
    this.#spans = spansIn(question.form.parts);
  }

  compare(): void {
    const own = this.#answerTo(ownArrangement(this.#spans));
    const bare = bareArrangement(this.#spans);
    if (own === undefined || this.#idleTasksMatter([bare], own)) return;
    const differing = otherOrders(this.#spans, bare).filter((other) => this.#differsFrom(own, other));
    for (const arrangement of differing) this.#learnPair(bare, arrangement);
    if (differing.length === 0) this.#idleTasksMatter(otherIdleTasks(this.#spans, bare), own);
  }

  #idleTasksMatter(arrangements: Iterable<Arrangement>, own: string): boolean {
    if (this.dependence.countsIdle(this.#workflow)) return false;
    for (const arrangement of arrangements) {
      if (!this.#differsFrom(own, arrangement)) continue;
      this.dependence.addIdle(this.#workflow);
      return true;
    }
    return false;
  }

  #differsFrom(own: string, arrangement: Arrangement): boolean {
    const answer = this.#answerTo(arrangement);
    if (answer === undefined) return false;
    this.compared += 1;
    if (answer === own) return false;
    this.differs = true;
    return true;
  }

  #answerTo(arrangement: Arrangement): string | undefined {
    const { form, answer, leadsToNothing } = this.#question;
    const events = rendered(form.parts, arrangement, leadsToNothing);
    return events && answer(events);
  }

  /**
   * Makes two events dependent: on the way from one order to another, where neighbours change places one by one, the answer
   * changes with these two.
   */
  #learnPair(from: Arrangement, to: Arrangement): void {
    let arrangement = from;
    let answer = this.#answerTo(from);
    for (const { span, block, order, swapped } of swapsOnTheWay(from, to)) {
      const filling = arrangement[span] as Arrangement[number];
      arrangement = arrangement.with(span, { ...filling, orders: filling.orders.with(block, order) });
      const next = this.#answerTo(arrangement) ?? answer;
      if (next !== answer) {
        this.#addPair(span, block, swapped);
        return;
      }
      answer = next;
    }
    // The answers to one order differ: the decider is not pure, so no order can stand for another one.
    this.dependence.addAll(this.#workflow);
  }

  #addPair(span: number, block: number, swapped: readonly [number, number]): void {
    const events = this.#spans[span]?.blocks[block]?.events ?? [];
    const [one, other] = swapped.map((index) => labelOf(this.#question.run, events[index] as CoreEvent));
    this.dependence.add(this.#workflow, one as string, other as string);
  }
}

/** Yields the swaps of neighbours that lead from one arrangement to another, block by block. */
function* swapsOnTheWay(from: Arrangement, to: Arrangement) {
  for (const [span, { orders }] of from.entries()) {
    for (const [block, order] of orders.entries()) {
      for (const swap of swapsBetween(order, to[span]?.orders[block] as Order)) yield { span, block, ...swap };
    }
  }
}
