import { type CoreEvent, settingsOf } from '../../core/index.js';
import { FAILURES } from '../../tables/decisions.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';
import type { Seen } from '../model/definition.js';
import { violationMessage } from '../model/invariant.js';
import { eventsOf } from './state/display.js';
import { mainRun, type Node, type NodeBuilder, type Problem } from './state/node.js';
import type { PreparedScenario } from './state/preparedScenario.js';
import type { FindingKind } from './state/scenario.js';

/** Returns true if no path goes on after a problem: all but failed decisions, since later problems would only follow from it. */
export const endsPath = ({ kind }: Problem): boolean => kind !== 'failed decision';

/** Returns the problems of one step. */
export const stepProblems = <W>(builder: NodeBuilder<W>, node: Node<W>): readonly Problem[] => [
  ...builder.problems,
  ...failedDecisions(builder),
  ...nodeProblems(builder.prepared, node),
];

/** Returns the violation of the invariant in a node. */
export const nodeProblems = <W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Problem[] =>
  violations('invariant broken', prepared.scenario.invariant, prepared, node);

/** Returns the problems of a node without moves: the run is stuck, or the final invariant does not hold. */
export function endProblems<W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Problem[] {
  const run = mainRun(prepared, node.state);
  if (run.closed) return violations('final invariant broken', prepared.scenario.finalInvariant, prepared, node);
  const timeout = settingsOf(run).executionStartToCloseTimeout;
  const except = timeout === 'NONE' ? '' : `, except its execution timeout of ${timeout} seconds`;
  return [{ kind: 'stuck', message: `run '${run.workflowId}' is open, and no further step is possible${except}` }];
}

function failedDecisions<W>({ changes, prepared }: NodeBuilder<W>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'event' || !FAILURES.has(change.event.type)) continue;
    const { cause, subject } = failureOf(change.event);
    if (prepared.expectedFailures.has(cause)) continue;
    problems.push({ kind: 'failed decision', message: `${change.event.type}${subject}: ${cause}` });
  }
  return problems;
}

function failureOf({ attributes }: CoreEvent): { readonly cause: string; readonly subject: string } {
  const members = attributes as Readonly<Record<string, unknown>>;
  const name = workflowIn(members) ?? nameIn(members);
  return { cause: String(members.cause), subject: name === undefined ? '' : ` of '${name}'` };
}

type Invariant<W> = ((seen: Seen<W>) => unknown) | undefined;

function violations<W>(
  kind: FindingKind,
  invariant: Invariant<W>,
  prepared: PreparedScenario<W>,
  node: Node<W>,
): readonly Problem[] {
  const message = invariant && violationMessage(invariant, seenAt(prepared, node));
  return message === undefined ? [] : [{ kind, message }];
}

const seenAt = <W>(prepared: PreparedScenario<W>, { state, world }: Node<W>): Seen<W> => ({
  world,
  now: new Date(state.now),
  // A getter, because few invariants read the history.
  get history() {
    return eventsOf(mainRun(prepared, state));
  },
});
