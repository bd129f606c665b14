import type { Run } from '../model/run.js';
import { CLOSES } from '../model/run.js';
import { openRunOf, runAt, type State, taskListOf } from '../model/state.js';
import { readyTasks, retainedBefore } from '../model/taskLists.js';
import { inOrder } from '../store/heap.js';
import { values } from '../store/table.js';
import { nodes } from '../store/vector.js';
import { type Fold, foldHistory } from './historyRules.js';
import { type RuleText, STATE_RULES } from './rules.js';
import type { Report, Violation } from './violation.js';

/**
 * Checks a state against the histories in it, and returns every broken rule. A correct state has none. These are the
 * rules:
 *
 * - What is open in a run is what its history leaves open.
 * - Every waiting task is once on its task list.
 * - Every open run is found by its workflow id.
 *
 * It reads the whole state, so it takes time in proportion to all events.
 */
export function checkInvariants(s: State): readonly Violation[] {
  const violations: Violation[] = [];
  const report: Report = (violation) => void violations.push(violation);
  const waiting = new Map<string, Set<string>>();
  for (const run of nodes(s.runs)) checkRun(s, run, waiting, report);
  checkLists(s, waiting, report);
  checkRetained(s, report);
  return violations;
}

function checkRetained(s: State, report: Report): void {
  const retained = [...inOrder(retainedBefore, s.retained)].map(({ run }) => runAt(s, run));
  const open = retained.filter((run) => run && !run.closed).map((run) => run?.workflowId);
  if (open.length > 0) report({ rule: STATE_RULES.retained, detail: `open: ${open.join(', ')}` });
}

function checkRun(s: State, run: Run, waiting: Map<string, Set<string>>, report: Report): void {
  const events = run.events.slice(0, run.length);
  const fold = foldHistory(events, ({ rule, detail }) =>
    report({ rule, detail: `run '${run.workflowId}': ${detail}` }),
  );
  const last = events.at(-1);
  const expect = (holds: boolean, rule: RuleText): unknown =>
    holds || report({ rule, detail: `run '${run.workflowId}'` });
  expect((last !== undefined && CLOSES.has(last.type)) === (run.closed !== undefined), STATE_RULES.closedRun);
  expect((openRunOf(s, run.domain, run.workflowId)?.number === run.number) === !run.closed, STATE_RULES.openRun);
  if (run.closed) return;
  expect(run.decisionScheduled?.scheduledId === fold.decisionScheduled, STATE_RULES.waitingDecisionTask);
  expect(run.decisionStarted?.startedId === fold.decisionStarted, STATE_RULES.startedDecisionTask);
  expect(sameActivities(run, fold), STATE_RULES.activities);
  expect(sameTimers(run, fold), STATE_RULES.timers);
  expect(sameChildren(run, fold), STATE_RULES.children);
  expect(sameLambdas(run, fold), STATE_RULES.lambdas);
  for (const { key, task } of waitingOf(run, fold)) waiting.set(key, (waiting.get(key) ?? new Set()).add(task));
}

const sameActivities = (run: Run, fold: Fold): boolean =>
  run.activities.byId.size === fold.activities.size &&
  [...run.activities.byId.values()].every(({ scheduledId, phase }) => fold.activities.get(scheduledId) === phase);

const sameTimers = (run: Run, fold: Fold): boolean =>
  run.timers.byId.size === fold.timers.size &&
  [...run.timers.byId.values()].every(({ startedId }) => fold.timers.has(startedId));

const sameChildren = (run: Run, fold: Fold): boolean =>
  run.children.byId.size === fold.children.size &&
  [...run.children.byId.values()].every(({ initiatedId }) => fold.children.has(initiatedId));

const sameLambdas = (run: Run, fold: Fold): boolean =>
  run.lambdas.byId.size === fold.lambdas.size &&
  [...run.lambdas.byId.values()].every(
    ({ scheduledId, startedId }) =>
      fold.lambdas.get(scheduledId) === (startedId === undefined ? 'scheduled' : 'started'),
  );

interface Waiting {
  readonly key: string;
  readonly task: string;
}

function waitingOf(run: Run, fold: Fold): readonly Waiting[] {
  const scheduled = [...fold.activities].filter(([, phase]) => phase === 'scheduled').map(([id]) => id);
  const ids = fold.decisionScheduled === undefined ? scheduled : [...scheduled, fold.decisionScheduled];
  return ids.flatMap((id) => {
    const event = run.events[id - 1];
    if (event?.type !== 'ActivityTaskScheduled' && event?.type !== 'DecisionTaskScheduled') return [];
    const kind = event.type === 'ActivityTaskScheduled' ? 'activity' : 'decision';
    return [{ key: JSON.stringify([kind, run.domain, event.attributes.taskList.name]), task: `${run.number}/${id}` }];
  });
}

function checkLists(s: State, waiting: ReadonlyMap<string, ReadonlySet<string>>, report: Report): void {
  for (const [key, tasks] of waiting) {
    const [kind, domain, name] = JSON.parse(key) as ['activity' | 'decision', string, string];
    const count = taskListOf(s, { kind, domain, name })?.count ?? 0;
    if (count !== tasks.size)
      report({
        rule: STATE_RULES.listCount,
        detail: `${named(key)} counts ${count} of ${tasks.size}`,
      });
    const ready = [...readyTasks(s, kind, domain, name)].map((task) => `${task.run}/${task.scheduledId}`);
    const once = new Set(ready).size === ready.length && ready.every((task) => tasks.has(task));
    if (!once)
      report({
        rule: STATE_RULES.readyOnce,
        detail: `${named(key)}: tasks ${ready.join(', ')}`,
      });
    const missing = [...tasks].filter((task) => !ready.includes(task) && !(kind === 'decision' && isQueued(s, task)));
    if (missing.length > 0)
      report({ rule: STATE_RULES.missingFromList, detail: `${named(key)}: tasks ${missing.join(', ')}` });
  }
  const lists = [...values(s.domains)].flatMap(({ decision, activity }) => [...values(decision), ...values(activity)]);
  if (lists.length !== waiting.size) {
    report({
      rule: STATE_RULES.emptyList,
      detail: `${lists.length} task lists, ${waiting.size} with waiting tasks`,
    });
  }
}

function named(key: string): string {
  const [kind, domain, name] = JSON.parse(key) as readonly [string, string, string];
  return `${kind} task list '${name}' of domain '${domain}'`;
}

// A decision task that waits behind a started one of its run is not ready (docs/swf.md 6.1).
function isQueued(s: State, task: string): boolean {
  const number = Number(task.split('/')[0]);
  return [...nodes(s.runs)].some((run) => run.number === number && run.decisionStarted !== undefined && !run.closed);
}
