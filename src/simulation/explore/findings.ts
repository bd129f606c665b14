import { allRuns } from '../../core/index.js';
import { timeline } from '../../render/timeline.js';
import { movesOf } from './moves/index.js';
import type { FoundState } from './page.js';
import { endProblems, nodeProblems, stepProblems } from './problems.js';
import { type FoundProblem, startNode, type Trail } from './search.js';
import { eventsOf } from './state/display.js';
import { mainRun, type Node, NodeBuilder, type Problem } from './state/node.js';
import type { PreparedScenario } from './state/preparedScenario.js';

/** The result of a path: its steps in words, the last node, and the problems on the way. */
export interface ReplayedPath<W> {
  readonly steps: readonly string[];
  readonly node: Node<W>;
  readonly problems: readonly Problem[];
}

/**
 * Replays a path: the numbers of the moves to take, one after another.
 *
 * @throws RangeError if the path has a move that does not exist.
 */
export function replayPath<W>(prepared: PreparedScenario<W>, path: readonly number[]): ReplayedPath<W> {
  const steps: string[] = [];
  let node = startNode(prepared);
  let problems = nodeProblems(prepared, node);
  for (const index of path) {
    const move = movesOf(prepared, node)[index];
    if (!move) throw new RangeError(pathErrorText(path, steps.length));
    steps.push(move.description());
    const builder = new NodeBuilder(prepared, node);
    move.apply(builder);
    node = builder.build();
    problems = [...problems, ...stepProblems(builder, node)];
  }
  const ends = movesOf(prepared, node).length === 0;
  return { steps, node, problems: ends ? [...problems, ...endProblems(prepared, node)] : problems };
}

const pathErrorText = (path: readonly number[], taken: number): string =>
  `swfake: step ${taken + 1} of path '${pathText(path)}' does not exist; use the scenario of the finding, and deciders and effects that are pure`;

/** Returns the moves of a path that is text: `0.2.1`. */
export const parsedPath = (text: string): readonly number[] => (text === '' ? [] : text.split('.').map(Number));

const pathText = (path: readonly number[]): string => path.join('.');

function pathTo(trail: Trail | undefined): readonly number[] {
  const path: number[] = [];
  for (let at = trail; at; at = at.before) path.push(at.move);
  return path.reverse();
}

/**
 * Returns the finding for a problem. It replays the path to the problem, because the search keeps no steps in words.
 *
 * @throws Error if the problem does not appear again.
 */
export function reproducedFinding<W>(prepared: PreparedScenario<W>, { problem, trail }: FoundProblem): FoundState {
  const path = pathTo(trail);
  const replayed = replayPath(prepared, path);
  const again = replayed.problems.some(({ kind, message }) => kind === problem.kind && message === problem.message);
  if (again) return findingFrom(prepared, problem, path, replayed);
  throw new Error(
    `swfake: the finding '${problem.kind}: ${problem.message}' did not appear again on path '${pathText(path)}'; make deciders, effects and invariants pure`,
  );
}

/** Returns the finding for a problem of a path that was replayed. */
export function findingFrom<W>(
  prepared: PreparedScenario<W>,
  { kind, message }: Problem,
  path: readonly number[],
  { steps, node: { state } }: ReplayedPath<W>,
): FoundState {
  const main = mainRun(prepared, state);
  const runs = [...allRuns(state)];
  const histories = runs.map((run) => `${titleOf(run.workflowId, runs.length)}${timeline(eventsOf(run))}`);
  const numbered = steps.map((step, i) => `${String(i + 1).padStart(4)}. ${step}`);
  const repeat = `Reproduce with: explore(scenario, { path: '${pathText(path)}' })`;
  const text = [`${kind}: ${message}`, ...numbered, ...histories, repeat].join('\n');
  const finding = { kind, message, steps, history: eventsOf(main), path: pathText(path), toString: () => text };
  return { finding, state, main: main.number };
}

const titleOf = (workflowId: string, runs: number): string => (runs > 1 ? `Run '${workflowId}':\n` : '');
