import { addedCounts, type RuleCounts } from '../../rules/report.js';
import { madeWorld } from '../model/world.js';
import type { OrderCheck, SteppedNode } from './independent/orderCheck.js';
import { movesOf } from './moves/index.js';
import { endProblems, endsPath, judgedAt, nodeProblems, stepProblems } from './problems.js';
import { Progress } from './progress.js';
import { fingerprint } from './state/fingerprint.js';
import type { Move } from './state/move.js';
import { mainRun, type Node, NodeBuilder, type Problem } from './state/node.js';
import type { PreparedScenario } from './state/preparedScenario.js';

/** The moves that lead to a node, last one first. They are kept as numbers, which takes little memory. */
export interface Trail {
  readonly before: Trail | undefined;
  readonly move: number;
}

/** A problem, with the moves that lead to it. */
export interface FoundProblem {
  readonly problem: Problem;
  readonly trail: Trail | undefined;
}

/** The result of a search. */
export interface SearchResult {
  readonly states: number;
  readonly depth: number;
  readonly exhaustive: boolean;
  readonly problems: readonly FoundProblem[];
  readonly rules: readonly RuleCounts[];
}

interface ReachedNode<W> {
  readonly node: Node<W>;
  readonly trail: Trail | undefined;
  readonly isEnd: boolean;
}

/** The bounds of a search. */
export interface Bounds {
  readonly maxSteps: number;
  readonly maxStates: number;
}

/** A limit, because there can be any number of problems that differ only in their message. */
const MAX_PROBLEMS = 20;

/** Returns the node in which the run has just been started. */
export const startNode = <W>({ started, scenario }: PreparedScenario<W>): Node<W> => ({
  state: started,
  world: madeWorld(scenario),
  held: [],
  pendingEvents: scenario.start.events ?? [],
});

/** A breadth-first search through the nodes of a scenario: the first path to a problem is a shortest one. */
export class Search<W> {
  readonly #prepared: PreparedScenario<W>;
  readonly #maxStates: number;
  readonly #maxSteps: number;
  readonly #seen = new Set<number>();
  readonly #problems = new Map<string, FoundProblem>();
  readonly #progress: Progress;
  readonly #check: OrderCheck<W> | undefined;
  #rules: readonly RuleCounts[] = [];
  #depth = 0;
  #exhaustive = true;

  /** With `check`, one order of independent events stands for the others. */
  constructor(prepared: PreparedScenario<W>, { maxSteps, maxStates }: Bounds, check?: OrderCheck<W>) {
    this.#prepared = prepared;
    this.#maxSteps = maxSteps;
    this.#maxStates = maxStates;
    this.#progress = new Progress(maxStates);
    this.#check = check;
  }

  /** Searches until no node is left, a bound is reached, or an answer to another order differs. */
  run(): SearchResult {
    const node = startNode(this.#prepared);
    this.#isNew(this.#fingerprint(node));
    const startProblems = nodeProblems(this.#prepared, node);
    this.#addProblems(startProblems, undefined);
    let level: readonly ReachedNode<W>[] = [{ node, trail: undefined, isEnd: startProblems.some(endsPath) }];
    for (; level.length > 0; level = this.#nextLevel(level)) this.#depth += 1;
    this.#progress.end();
    const problems = [...this.#problems.values()];
    return {
      states: this.#seen.size,
      depth: this.#depth - 1,
      exhaustive: this.#exhaustive,
      problems,
      rules: this.#rules,
    };
  }

  #nextLevel(level: readonly ReachedNode<W>[]): readonly ReachedNode<W>[] {
    const next: ReachedNode<W>[] = [];
    for (const reached of level) {
      if (this.#check?.differs) return [];
      if (!reached.isEnd) this.#expand(reached, next);
    }
    return next;
  }

  #expand({ node, trail }: ReachedNode<W>, next: ReachedNode<W>[]): void {
    const moves = movesOf(this.#prepared, node);
    if (moves.length === 0) this.#end(node, trail);
    else if (this.#depth > this.#maxSteps) this.#exhaustive = false;
    else for (const [move, { apply }] of moves.entries()) this.#visit(node, apply, { before: trail, move }, next);
  }

  #end(node: Node<W>, trail: Trail | undefined): void {
    const judged = judgedAt(this.#prepared, node);
    if (judged) this.#rules = addedCounts(this.#rules, judged.rules);
    this.#addProblems(endProblems(this.#prepared, node, judged), trail);
  }

  #visit(from: Node<W>, apply: Move<W>['apply'], trail: Trail, next: ReachedNode<W>[]): void {
    if (this.#seen.size >= this.#maxStates) {
      this.#exhaustive = false;
      return;
    }
    const builder = new NodeBuilder(this.#prepared, from);
    apply(builder);
    const node = builder.build();
    const problems = stepProblems(builder, node);
    this.#addProblems(problems, trail);
    const print = this.#fingerprint(node);
    const isNew = this.#isNew(print);
    if (this.#check) this.#checkOrders({ node, print, isNew, problems, asked: builder.asked }, trail);
    if (!isNew) return;
    next.push({ node, trail, isEnd: problems.some(endsPath) });
    this.#progress.show(this.#seen.size, this.#depth);
  }

  #fingerprint(node: Node<W>): number {
    return fingerprint(this.#prepared, node, this.#check?.orders);
  }

  #isNew(print: number): boolean {
    const before = this.#seen.size;
    this.#seen.add(print);
    return this.#seen.size > before;
  }

  // The end of a path is judged in each order that is reached, also in those that no path goes on from.
  #checkOrders(stepped: Omit<SteppedNode<W>, 'isEnd'>, trail: Trail): void {
    const { node, problems } = stepped;
    // Without rules, only the end of a closed run depends on the history.
    const isJudged =
      this.#prepared.scenario.rules !== undefined || mainRun(this.#prepared, node.state).closed !== undefined;
    const isEnd = isJudged && !problems.some(endsPath) && movesOf(this.#prepared, node).length === 0;
    const ends = isEnd ? endProblems(this.#prepared, node) : [];
    this.#addProblems(ends, trail);
    this.#check?.check({ ...stepped, isEnd, problems: [...problems, ...ends] });
  }

  #addProblems(problems: readonly Problem[], trail: Trail | undefined): void {
    for (const problem of problems) {
      const key = `${problem.kind}: ${problem.message}`;
      if (this.#problems.has(key) || this.#problems.size >= MAX_PROBLEMS) continue;
      this.#problems.set(key, { problem, trail });
    }
  }
}
