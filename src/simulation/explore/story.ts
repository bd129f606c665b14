import { nodes } from '../../core/store/vector.js';
import { timeline } from '../../render/text.js';
import { problemsAtEnd, problemsOf, problemsOfNode } from './check.js';
import { movesOf } from './moves.js';
import { Draft, mainRun, type Node, type Problem } from './node.js';
import type { Finding } from './scenario.js';
import { type Sighting, startNode, type Trail } from './search.js';
import type { Setting } from './setting.js';
import { eventsOf } from './shown.js';

/** A story told step by step. */
export interface Story<W> {
  readonly steps: readonly string[];
  readonly node: Node<W>;
  readonly problems: readonly Problem[];
}

/** Takes the moves again that a path names. @throws RangeError if it names one that there is not. */
export function tell<W>(setting: Setting<W>, path: readonly number[]): Story<W> {
  const steps: string[] = [];
  let node = startNode(setting);
  let problems = problemsOfNode(setting, node);
  for (const index of path) {
    const move = movesOf(setting, node)[index];
    if (!move) throw new RangeError(strayed(path, steps.length));
    steps.push(move.words());
    const draft = new Draft(setting, node);
    move.take(draft);
    node = draft.node();
    problems = [...problems, ...problemsOf(draft, node)];
  }
  const ends = movesOf(setting, node).length === 0;
  return { steps, node, problems: ends ? [...problems, ...problemsAtEnd(setting, node)] : problems };
}

const strayed = (path: readonly number[], taken: number): string =>
  `swfake: after ${taken} steps of the path ${pathText(path)} there is no move ${path[taken]}: the scenario is another one, or a decider or an effect is not pure`;

export const pathOf = (text: string): readonly number[] => (text === '' ? [] : text.split('.').map(Number));

const pathText = (path: readonly number[]): string => path.join('.');

function movesTo(trail: Trail | undefined): readonly number[] {
  const path: number[] = [];
  for (let at = trail; at; at = at.before) path.push(at.move);
  return path.reverse();
}

/** @throws Error if the same steps do not come to the same again. */
export function findingOf<W>(setting: Setting<W>, { problem, trail }: Sighting): Finding {
  const path = movesTo(trail);
  const story = tell(setting, path);
  const again = story.problems.some(({ kind, message }) => kind === problem.kind && message === problem.message);
  if (again) return told(setting, problem, path, story);
  throw new Error(
    `swfake: ${problem.kind} (${problem.message}) did not come again when the same steps were taken again (path ${pathText(path)}): a decider, an effect or a law is not pure`,
  );
}

export function told<W>(
  setting: Setting<W>,
  { kind, message }: Problem,
  path: readonly number[],
  { steps, node: { state } }: Story<W>,
): Finding {
  const main = mainRun(setting, state);
  const runs = [...nodes(state.runs)];
  const histories = runs.map((run) => `${titleOf(run.workflowId, runs.length)}${timeline(eventsOf(run))}`);
  const numbered = steps.map((step, i) => `${String(i + 1).padStart(4)}. ${step}`);
  const repeat = `repeat it: explore(scenario, { path: '${pathText(path)}' })`;
  const text = [`${kind}: ${message}`, ...numbered, ...histories, repeat].join('\n');
  return { kind, message, steps, history: eventsOf(main), path: pathText(path), toString: () => text };
}

const titleOf = (workflowId: string, runs: number): string => (runs > 1 ? `${workflowId}:\n` : '');
