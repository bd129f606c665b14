import { type CoreEvent, type Run, runAt, settingsOf, type TypeId, typeName } from '../../core/index.js';
import { judgeState } from '../../rules/judge.js';
import type { RulesReport } from '../../rules/report.js';
import { kindOfCause } from '../../tables/causes.js';
import { FAILURES } from '../../tables/decisions.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';
import { violationMessage } from '../model/invariant.js';
import { successorType } from '../model/unregistered.js';
import { mainRun, type Node, type NodeBuilder, type Problem } from './state/node.js';
import type { PreparedScenario } from './state/preparedScenario.js';
import { seenAt } from './state/seen.js';

/**
 * Returns true if no path goes on after a problem, since later problems would only follow from it. After a failed decision,
 * paths go on unless a type is not registered.
 */
export const endsPath = ({ kind, isEnd = false }: Problem): boolean => isEnd || kind !== 'failed decision';

/** Returns the problems of one step. */
export const stepProblems = <W>(builder: NodeBuilder<W>, node: Node<W>): readonly Problem[] => [
  ...builder.problems,
  ...failedDecisions(builder),
  ...nodeProblems(builder.prepared, node),
];

/** Returns the violation of the invariant in a node. */
export const nodeProblems = <W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Problem[] =>
  violations('invariant', prepared, node);

/**
 * Returns the problems of a node without moves: the run is stuck, the final invariant does not hold, or a rule is broken.
 */
export const endProblems = <W>(
  prepared: PreparedScenario<W>,
  node: Node<W>,
  rules = judgedAt(prepared, node),
): readonly Problem[] => [...unwantedEnd(prepared, node), ...brokenRules(rules)];

/** Returns the report of the rules at a node without moves; `undefined` without rules. */
export const judgedAt = <W>(
  { scenario: { rules } }: PreparedScenario<W>,
  { state }: Node<W>,
): RulesReport | undefined => rules && judgeState(rules, state);

const brokenRules = (report: RulesReport | undefined): readonly Problem[] =>
  (report?.broken ?? []).map(({ rule, of, reason }) => ({
    kind: 'rule broken',
    message: `'${rule}' in ${of}: ${reason}`,
  }));

function unwantedEnd<W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Problem[] {
  const run = mainRun(prepared, node.state);
  if (run.closed) return violations('finalInvariant', prepared, node);
  const timeout = settingsOf(run).executionStartToCloseTimeout;
  const except = timeout === 'NONE' ? '' : `, except its execution timeout of ${timeout} seconds`;
  return [{ kind: 'stuck', message: `run '${run.workflowId}' is open, and no further step is possible${except}` }];
}

function failedDecisions<W>({ state, changes, decisions, prepared }: NodeBuilder<W>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'event' || !FAILURES.has(change.event.type)) continue;
    const successor = successorType(runAt(state, change.run) as Run, decisions);
    const { cause, subject } = failureOf(change.event, successor);
    if (prepared.expectedFailures.has(cause)) continue;
    const isEnd = kindOfCause(cause) === 'type missing';
    problems.push({ kind: 'failed decision', message: `${change.event.type}${subject}: ${cause}`, isEnd });
  }
  return problems;
}

function failureOf(
  { type, attributes }: CoreEvent,
  successor: TypeId,
): { readonly cause: string; readonly subject: string } {
  const members = attributes as Readonly<Record<string, unknown>>;
  const isSuccessor =
    type === 'ContinueAsNewWorkflowExecutionFailed' && kindOfCause(String(members.cause)) === 'type missing';
  const name = isSuccessor ? typeName(successor) : (workflowIn(members) ?? nameIn(members));
  return { cause: String(members.cause), subject: name === undefined ? '' : ` of '${name}'` };
}

const BROKEN = { invariant: 'invariant broken', finalInvariant: 'final invariant broken' } as const;

function violations<W>(name: keyof typeof BROKEN, prepared: PreparedScenario<W>, node: Node<W>): readonly Problem[] {
  const invariant = prepared.scenario[name];
  const message = invariant && violationMessage(name, invariant, seenAt(prepared, node));
  return message === undefined ? [] : [{ kind: BROKEN[name], message }];
}
