import type { CoreEvent, Run } from '../../../core/index.js';
import { judgeRuns } from '../../../rules/judge.js';
import { runOfState } from '../../../rules/runs/readRun.js';
import { violationMessage } from '../../model/invariant.js';
import { canonical } from '../state/canonical.js';
import { sdkEvents } from '../state/display.js';
import { countedRuns, fingerprint } from '../state/fingerprint.js';
import { Hash } from '../state/hash.js';
import { holdsIdleTask, mainRun, type Node, type Problem } from '../state/node.js';
import { addOrderedHistory, type HistoryOrder, ownId } from '../state/orderedHistory.js';
import type { PreparedScenario } from '../state/preparedScenario.js';
import type { FindingKind } from '../state/scenario.js';
import { seenAt } from '../state/seen.js';
import { answerText, leadsToNothing } from './askDecider.js';
import { compareOrders, type Question } from './compareOrders.js';
import { type Dependence, workflowOf } from './dependence.js';
import { NormalForms } from './normalForm.js';

/** A node that a step led to. */
export interface SteppedNode<W> {
  readonly node: Node<W>;
  /** The fingerprint of the node, where the order of independent events does not count. */
  readonly print: number;
  /** False if the node equals one before, apart from the order of independent events. */
  readonly isNew: boolean;
  /** True if no path goes on from the node. */
  readonly isEnd: boolean;
  readonly problems: readonly Problem[];
  /** The run whose decider got a task in the step. */
  readonly asked: Run | undefined;
}

/**
 * Checks in one search that the order of independent events makes no difference: to deciders, to invariants that read the
 * history, and to rules. It compares their answers to the orders that the search reaches, and to orders that it leaves out.
 */
export class OrderCheck<W> {
  /** The order that stands for all orders of a history. */
  readonly orders: NormalForms;
  readonly #prepared: PreparedScenario<W>;
  /** The answers of deciders, by the hash of the history. */
  readonly #answers = new Map<number, string>();
  /** The problems of nodes that have any, by fingerprint. */
  readonly #problems = new Map<number, string>();
  /** The fingerprints of nodes whose order counts. */
  readonly #exact = new Set<number>();
  readonly #alike: Set<string>;
  #compared = 0;
  #saved = 0;
  #differs = false;

  /**
   * `alike` has the histories and nodes whose answers were alike in searches before. They are not compared again: since then,
   * fewer orders are left out.
   */
  constructor(prepared: PreparedScenario<W>, dependence: Dependence, alike: Set<string>) {
    this.#prepared = prepared;
    this.#alike = alike;
    this.orders = new NormalForms(dependence);
  }

  /** The number of answers to other orders. */
  get compared(): number {
    return this.#compared;
  }

  /** The number of different nodes that are not explored, because another order stands for them. */
  get saved(): number {
    return this.#saved;
  }

  /** True if an answer differed. Then the search is of no use, and another one must start. */
  get differs(): boolean {
    return this.#differs;
  }

  /** Checks the answers in a node that a step led to. */
  check(stepped: SteppedNode<W>): void {
    if (stepped.asked) this.#checkDecider(stepped.asked);
    const main = mainRun(this.#prepared, stepped.node.state);
    const { print, isNew } = stepped;
    const problems = problemsText(stepped.problems);
    const known = isNew ? undefined : (this.#problems.get(print) ?? '');
    if (isNew && problems !== '') this.#problems.set(print, problems);
    const exact = this.#counted(stepped);
    if (known === problems) return;
    // Invariants read the history of the main run only, rules those of all.
    const judged = this.#prepared.scenario.rules ? countedRuns(this.#prepared, stepped.node) : [main];
    this.#explain(judged, known, `node ${exact}`, () => this.#checkNode(main, stepped));
  }

  /** Counts a node that is not explored, unless it was reached before. Returns its fingerprint where the order counts. */
  #counted({ node, isNew }: SteppedNode<W>): number {
    const exact = fingerprint(this.#prepared, node);
    const before = this.#exact.size;
    this.#exact.add(exact);
    if (!isNew && this.#exact.size > before) this.#saved += 1;
    return exact;
  }

  #checkDecider(run: Run): void {
    const answer = (events: readonly CoreEvent[]): string => answerText(this.#prepared, run, events);
    const own = answer(run.events.slice(0, run.length));
    const history = historyHash(run, this.orders.of(run, false));
    const known = this.#answers.get(history);
    if (known === undefined) this.#answers.set(history, own);
    if (known === own) return;
    this.#explain([run], known, `history ${historyHash(run, asItIs(run))}`, () => this.#compare(run, answer));
  }

  /**
   * Compares more orders: of what is new, and of what differs from an equal one before. If they explain no difference, every
   * order of `runs` counts: those whose histories the answer is about.
   */
  #explain(runs: readonly Run[], known: string | undefined, what: string, compare: () => boolean): void {
    if (known === undefined && this.#alike.has(what)) return;
    const isExplained = compare();
    if (isExplained) return;
    this.#alike.add(what);
    const { dependence } = this.orders;
    const workflows = runs.map(workflowOf).filter((workflow) => !dependence.isWhole(workflow));
    // If every order is explored already, it is not the order that makes the difference: what answers is not pure.
    if (known === undefined || workflows.length === 0) return;
    this.#differs = true;
    for (const workflow of workflows) dependence.addAll(workflow);
  }

  #checkNode(main: Run, { node, isEnd }: SteppedNode<W>): boolean {
    const invariant = this.#compareInvariant('invariant', main, node);
    if (!isEnd) return invariant;
    return [this.#compareInvariant('finalInvariant', main, node), this.#compareRules(node)].includes(true) || invariant;
  }

  #compareInvariant(name: 'invariant' | 'finalInvariant', main: Run, node: Node<W>): boolean {
    const invariant = this.#prepared.scenario[name];
    if (!invariant) return false;
    let reads = false;
    const answer: Question['answer'] = (events) => {
      const historyOf = () => {
        reads = true;
        return sdkEvents(events);
      };
      return violationMessage(name, invariant, seenAt(this.#prepared, node, historyOf)) ?? '';
    };
    answer(main.events.slice(0, main.length));
    return reads && this.#compare(main, answer, node);
  }

  #compareRules(node: Node<W>): boolean {
    const { rules } = this.#prepared.scenario;
    if (!rules) return false;
    const runs = countedRuns(this.#prepared, node);
    const own = runs.map((run) => runOfState(run));
    const differs = runs.map((run, place) => {
      const answer: Question['answer'] = (events) => {
        const { broken } = judgeRuns(rules, own.with(place, runOfState(run, events)), node.state.now);
        return canonical(broken.map(({ rule, of, reason }) => [rule, of, reason]));
      };
      return this.#compare(run, answer, node);
    });
    return differs.includes(true);
  }

  #compare(run: Run, answer: Question['answer'], node?: Node<W>): boolean {
    const form = this.orders.of(run, node !== undefined && holdsIdleTask(node.held, run));
    if (!form.hasOthers) return false;
    const isIdle = leadsToNothing(this.#prepared, run);
    const { compared, differs } = compareOrders({ run, form, answer, leadsToNothing: isIdle }, this.orders.dependence);
    this.#compared += compared;
    this.#differs ||= differs;
    return differs;
  }
}

function historyHash(run: Run, order: HistoryOrder): number {
  const hash = new Hash().text(run.runId);
  addOrderedHistory(hash, order, run, new Map());
  return hash.value();
}

const asItIs = (run: Run): HistoryOrder => ({ events: run.events.slice(0, run.length), idOf: ownId, marks: [] });

/** The problems that depend on the order of a history. */
const OF_HISTORIES: ReadonlySet<FindingKind> = new Set(['invariant broken', 'final invariant broken', 'rule broken']);

function problemsText(problems: readonly Problem[]): string {
  const own = problems.filter(({ kind }) => OF_HISTORIES.has(kind));
  return own.length === 0 ? '' : canonical(own.map(({ kind, message }) => [kind, message]));
}
