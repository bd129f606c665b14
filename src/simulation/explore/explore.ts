import { counted, withPage, withReport } from '../../results/report.js';
import { countsLine } from '../../rules/report.js';
import { findingFrom, parsedPath, replayPath, reproducedFinding } from './findings.js';
import { explorationPage, type FoundState } from './page.js';
import { Search } from './search.js';
import { searchOneOrder } from './searchOneOrder.js';
import { checkExplore, checkScenario } from './state/checkScenario.js';
import { PreparedScenario } from './state/preparedScenario.js';
import type { Exploration, ExploreOptions, IndependentOrders, Scenario } from './state/scenario.js';

const MAX_STEPS = 100;
const MAX_STATES = 100_000;

/**
 * Explores every order of steps that a scenario allows, up to a bound. A step is one of these:
 *
 * - a decider or a worker takes a task;
 * - a decider responds, or a worker ends its task with one of its outcomes;
 * - a signal, a cancel request or a termination reaches the run;
 * - one of the effects of a decision reaches its target, for example the start of a child;
 * - a timer fires, or a timeout expires.
 *
 * Finds deciders that get stuck, that throw, or whose decisions fail, and invariants that do not hold. Each finding has the
 * shortest path to it. Time passes only until the next timer, timeout or event. Deciders, effects and invariants are called
 * often: they must be pure and synchronous.
 *
 * @throws TypeError if an option or a member is unknown or has a wrong value.
 * @throws TypeError if a decider, an invariant, an effect, `world` or `clone` returns a promise or another wrong answer.
 * @throws RangeError if `path` has a step that does not exist.
 * @throws Error if SWF refuses to start the run, or if the path to a finding does not lead to it again.
 *
 * @example
 * ```ts
 * import { deepEqual, equal } from 'node:assert/strict';
 * import { type Decider, explore } from 'swfake/simulation';
 *
 * const decider: Decider = ({ events }) => {
 *   const has = (type: string) => events.some(({ eventType }) => eventType === type);
 *   // The fault: a signal that arrives after the charge was scheduled is overlooked.
 *   if (has('ActivityTaskCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
 *   if (has('ActivityTaskScheduled')) return [];
 *   if (has('WorkflowExecutionSignaled')) return [{ decisionType: 'CancelWorkflowExecution' }];
 *   const attributes = { activityId: 'charge', activityType: { name: 'Charge', version: '1' } };
 *   return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
 * };
 * const report = explore<{ charged: number }>({
 *   workflows: { 'Order@1': decider },
 *   start: { workflow: 'Order@1', events: [{ signal: 'cancel' }] },
 *   outcomes: {
 *     'Charge@1': [
 *       {
 *         effect: (world) => {
 *           world.charged += 1;
 *         },
 *       },
 *     ],
 *   },
 *   world: () => ({ charged: 0 }),
 *   finalInvariant: ({ world, history }) =>
 *     world.charged === 0 || history.every(({ eventType }) => eventType !== 'WorkflowExecutionSignaled') || 'paid anyway',
 * });
 * equal(report.exhaustive, true);
 * deepEqual(
 *   report.findings.map(({ kind, message }) => [kind, message]),
 *   [['final invariant broken', 'paid anyway']],
 * );
 * ```
 */
export function explore<W = unknown>(scenario: Scenario<W>, options: ExploreOptions = {}): Exploration {
  checkScenario(scenario);
  checkExplore(options);
  const { maxSteps = MAX_STEPS, maxStates = MAX_STATES, path, independent = false } = options;
  const prepared = new PreparedScenario(scenario);
  const title = `explore ${scenario.start.workflow}`;
  if (path !== undefined) return explorePath(prepared, title, parsedPath(path));
  const bounds = { maxSteps, maxStates };
  const { problems, ...extent } = independent ? searchOneOrder(prepared, bounds) : new Search(prepared, bounds).run();
  return explorationOf(
    extent,
    { title, text: extentText(extent) },
    problems.map((problem) => reproducedFinding(prepared, problem)),
  );
}

function explorePath<W>(prepared: PreparedScenario<W>, title: string, path: readonly number[]): Exploration {
  const replayed = replayPath(prepared, path);
  const found = replayed.problems.map((problem) => findingFrom(prepared, problem, path, replayed));
  const extent = { states: path.length + 1, depth: path.length, exhaustive: false, rules: [] };
  return explorationOf(extent, { title, text: `took the ${counted(path.length, 'step')} of the path` }, found);
}

type Extent = Pick<Exploration, 'states' | 'depth' | 'exhaustive' | 'rules' | 'orders'>;

interface Words {
  readonly title: string;
  /** The extent of the exploration, in words. */
  readonly text: string;
}

function explorationOf(extent: Extent, { title, text }: Words, found: readonly FoundState[]): Exploration {
  const findings = found.map(({ finding }) => finding);
  const head = `${text}: ${foundText(findings.length)}`;
  const result = withReport(
    { ...extent, findings },
    () => [[head, ...ordersLines(extent.orders), ...extent.rules.map(countsLine)].join('\n'), ...findings].join('\n\n'),
    () => findings.length > 0,
  );
  return withPage(result, () => explorationPage(title, head, found));
}

const foundText = (count: number): string => (count === 0 ? 'no findings' : counted(count, 'finding'));

function extentText({ states, depth, exhaustive, orders }: Extent): string {
  const count = states.toLocaleString('en');
  const noun = states === 1 ? 'state' : 'states';
  const explored = exhaustive
    ? `all ${count} ${noun}`
    : `${count} ${noun}, not all (maxSteps or maxStates was reached)`;
  const saved = orders ? `, saved ${orders.saved.toLocaleString('en')}` : '';
  return `explored ${explored}${saved}, ${counted(depth, 'step')} deep`;
}

const ordersLines = (orders: IndependentOrders | undefined): readonly string[] =>
  orders
    ? [
        `${orders.compared.toLocaleString('en')} answers to other orders were compared`,
        ...orders.dependent.map((events) => `the order matters in ${events}`),
      ]
    : [];
