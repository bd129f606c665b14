import { endsStory, problemsAtEnd, problemsOf, problemsOfNode } from './check.js';
import { fingerprint } from './fingerprint.js';
import type { Move } from './move.js';
import { movesOf } from './moves.js';
import { Draft, type Node, type Problem } from './node.js';
import { Progress } from './progress.js';
import type { Setting } from './setting.js';

/** How a node was reached: which of the moves of the node before. The story is told again only for who asks. */
export interface Trail {
  readonly before: Trail | undefined;
  readonly move: number;
}

export interface Sighting {
  readonly problem: Problem;
  readonly trail: Trail | undefined;
}

export interface Searched {
  readonly states: number;
  readonly depth: number;
  readonly exhaustive: boolean;
  readonly sightings: readonly Sighting[];
}

interface Visit<W> {
  readonly node: Node<W>;
  readonly trail: Trail | undefined;
  readonly spoilt: boolean;
}

/** Of findings that differ in their message alone there may be any number. */
const MOST_SIGHTINGS = 20;

export const startNode = <W>({ started, scenario }: Setting<W>): Node<W> => ({
  state: started,
  world: scenario.world?.() as W,
  hands: [],
  coming: scenario.start.events ?? [],
});

/** Takes every move of every node, all that is few steps away before anything that is more: what it finds first is shortest. */
export class Search<W> {
  readonly #setting: Setting<W>;
  readonly #maxStates: number;
  readonly #maxSteps: number;
  readonly #seen = new Set<number>();
  readonly #sightings = new Map<string, Sighting>();
  readonly #progress: Progress;
  #depth = 0;
  #exhaustive = true;

  constructor(setting: Setting<W>, maxSteps: number, maxStates: number) {
    this.#setting = setting;
    this.#maxSteps = maxSteps;
    this.#maxStates = maxStates;
    this.#progress = new Progress(maxStates);
  }

  run(): Searched {
    const node = startNode(this.#setting);
    this.#seen.add(fingerprint(this.#setting, node));
    const problems = problemsOfNode(this.#setting, node);
    this.#sight(problems, undefined);
    let level: readonly Visit<W>[] = [{ node, trail: undefined, spoilt: problems.some(endsStory) }];
    for (; level.length > 0; level = this.#nextLevel(level)) this.#depth += 1;
    this.#progress.end();
    const sightings = [...this.#sightings.values()];
    return { states: this.#seen.size, depth: this.#depth - 1, exhaustive: this.#exhaustive, sightings };
  }

  #nextLevel(level: readonly Visit<W>[]): readonly Visit<W>[] {
    const next: Visit<W>[] = [];
    for (const visit of level) if (!visit.spoilt) this.#expand(visit, next);
    return next;
  }

  #expand({ node, trail }: Visit<W>, next: Visit<W>[]): void {
    const moves = movesOf(this.#setting, node);
    if (moves.length === 0) this.#sight(problemsAtEnd(this.#setting, node), trail);
    else if (this.#depth > this.#maxSteps) this.#exhaustive = false;
    else for (const [move, { take }] of moves.entries()) this.#visit(node, take, { before: trail, move }, next);
  }

  #visit(from: Node<W>, take: Move<W>['take'], trail: Trail, next: Visit<W>[]): void {
    if (this.#seen.size >= this.#maxStates) {
      this.#exhaustive = false;
      return;
    }
    const draft = new Draft(this.#setting, from);
    take(draft);
    const node = draft.node();
    const problems = problemsOf(draft, node);
    this.#sight(problems, trail);
    if (!this.#isNew(node)) return;
    next.push({ node, trail, spoilt: problems.some(endsStory) });
    this.#progress.show(this.#seen.size, this.#depth);
  }

  #isNew(node: Node<W>): boolean {
    const before = this.#seen.size;
    this.#seen.add(fingerprint(this.#setting, node));
    return this.#seen.size > before;
  }

  #sight(problems: readonly Problem[], trail: Trail | undefined): void {
    for (const problem of problems) {
      const key = `${problem.kind}: ${problem.message}`;
      if (this.#sightings.has(key) || this.#sightings.size >= MOST_SIGHTINGS) continue;
      this.#sightings.set(key, { problem, trail });
    }
  }
}
