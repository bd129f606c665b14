import { nearest } from '../../args/didYouMean.js';
import {
  type Deadline,
  deadlinesInOrder,
  dueAt,
  eventOfType,
  type ListKey,
  listOf,
  type OpenActivityTask,
  type Run,
  runAt,
  type State,
  sameList,
  scheduledEventOf,
  settingsOf,
  typeName,
} from '../../core/index.js';
import { DEADLINES, type DeadlineSubject, timeoutName } from '../../tables/timeouts.js';
import { failureLines } from './failures.js';
import { lostText, lostTo, pollText } from './lostTasks.js';
import { refusalLines } from './refusals.js';
import type { ShellView } from './view.js';

/** Explains the state of a run in sentences: the tasks that wait, their pollers, and the next deadline. */
export function explain(shell: ShellView, run: Run): string {
  const head = `Run '${run.workflowId}' (${typeName(settingsOf(run).workflowType)}, run id ${run.runId})`;
  const refused = refusalLines(shell.refusals, run);
  if (run.closed)
    return [`${head} is closed: ${run.closed.status} at ${timeOf(run.closed.at)}.`, ...refused].join('\n  ');
  const lines = [
    ...decisionLines(shell, run),
    ...activityLines(shell, run),
    ...timerLines(run),
    ...childLines(run),
    ...lambdaLines(run),
  ];
  if (lines.length === 0) {
    lines.push(
      'Nothing is pending: it waits for a signal, a cancel request or its execution timeout. No decision task is scheduled.',
    );
  }
  const failures = failureLines(shell, run);
  return [
    `${head} is open since ${timeOf(run.startedAt)}.`,
    ...refused,
    ...failures,
    ...lines,
    dueLine(shell, run),
  ].join('\n  ');
}

function decisionLines(shell: ShellView, run: Run): string[] {
  const lines: string[] = [];
  if (run.decisionStarted) lines.push(startedDecisionLine(shell, run, run.decisionStarted.startedId));
  if (!run.decisionScheduled) return lines;
  const { scheduledId } = run.decisionScheduled;
  const behind = run.decisionStarted ? ', behind the started one' : '';
  const list = listOf(run, scheduledId);
  return [
    ...lines,
    `The decision task ${scheduledId} waits on the task list '${list.name}'${behind}: ${pollersText(shell, list)}`,
  ];
}

function startedDecisionLine(shell: ShellView, run: Run, startedId: number): string {
  const holder = lostTo(shell, run, startedId);
  if (holder !== undefined) return `The decision task ${startedId} ${lostText(holder)}`;
  return `A decider has the decision task ${startedId} and has not responded.`;
}

const activityLines = (shell: ShellView, run: Run): string[] =>
  [...run.activities.byId.values()].map((task) => activityLine(shell, run, task));

function activityLine(shell: ShellView, run: Run, task: OpenActivityTask): string {
  const asked = task.cancelRequestedId === undefined ? '' : ', and its cancellation was requested';
  if (task.phase === 'started') return startedActivityLine(shell, run, task, asked);
  const list = listOf(run, task.scheduledId);
  return `The activity '${task.activityId}' waits on the task list '${list.name}'${asked}: ${pollersText(shell, list)}`;
}

function startedActivityLine(
  shell: ShellView,
  run: Run,
  { activityId, startedId }: Extract<OpenActivityTask, { phase: 'started' }>,
  asked: string,
): string {
  const holder = lostTo(shell, run, startedId);
  if (holder !== undefined) return `The activity '${activityId}' (event ${startedId})${asked} ${lostText(holder)}`;
  return `A worker has the activity '${activityId}' (event ${startedId})${asked}.`;
}

const timerLines = (run: Run): string[] =>
  [...run.timers.byId.values()].map(({ timerId }) => `The timer '${timerId}' runs.`);

const childLines = (run: Run): string[] =>
  [...run.children.byId.values()].map(({ initiatedId, startedId }) => {
    const { workflowId } = eventOfType(run, initiatedId, 'StartChildWorkflowExecutionInitiated').attributes;
    return `The child workflow '${workflowId}' ${startedId === undefined ? 'is about to start' : 'runs'}.`;
  });

const lambdaLines = (run: Run): string[] =>
  [...run.lambdas.byId.values()].map(({ id, scheduledId }) => {
    const { name } = eventOfType(run, scheduledId, 'LambdaFunctionScheduled').attributes;
    return `The Lambda function '${name}' runs with the id '${id}'.`;
  });

// If no poller has used the list, a poller of a list with a similar name is shown: one of the names may be misspelt.
function pollersText(shell: ShellView, list: ListKey): string {
  const waiting = shell.longPolls.at(list)[0];
  if (waiting) return `${pollText(waiting, 'polls')} it.`;
  const pollers = [...shell.pollers.values()].filter(
    ({ kind, domain }) => kind === list.kind && domain === list.domain,
  );
  const last = pollers.find((poller) => sameList(poller, list));
  if (last) {
    const advice = shell.heldTasks.answered(list) ? LOOP_ADVICE : '';
    return `no poll waits on it; the last one was of ${last.holder} at ${timeOf(last.at)}.${advice}`;
  }
  const near = nearest(
    list.name,
    pollers.map(({ name }) => name),
  );
  const other = pollers.find(({ name }) => name === near?.name) ?? pollers.toSorted((a, b) => b.at - a.at)[0];
  const off = near ? ` (${near.off})` : '';
  if (other) return `it was never polled; ${other.holder} polled '${other.name}'${off}.`;
  return shell.pollers.size > 0 ? 'it was never polled.' : NO_POLLS;
}

const LOOP_ADVICE =
  ' If a loop polls it, await swf.clock.advanceAsync() or swf.idle() in place of swf.clock.advance(), so that the loop runs.';

const NO_POLLS =
  'it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().';

function dueLine({ state, lambdas }: ShellView, run: Run): string {
  const due = firstDue(state, (deadline) => deadline.run === run.number);
  const answer = lambdas.nextAnswer(state, (call) => call.lambda.run === run.number);
  if (answer && answer.at < (due?.at ?? Number.POSITIVE_INFINITY)) {
    return `Next, at ${timeOf(answer.at)}: the Lambda function '${answer.name}' returns.`;
  }
  return due ? `Next, at ${timeOf(due.at)}: ${deadlineText(run, due.deadline)}.` : 'Nothing becomes due.';
}

/** Returns a sentence about the next deadline of any run, or the next action of the test. */
export function nextLine({ state, hooks, lambdas }: ShellView): string {
  const action = hooks.next();
  const answer = lambdas.nextAnswer(state, () => true);
  const due = firstDue(state, () => true);
  const run = due && runAt(state, due.deadline.run);
  if (action !== undefined && action < (due?.at ?? Number.POSITIVE_INFINITY)) {
    const what =
      answer?.at === action ? `the Lambda function '${answer.name}' returns` : 'an action of the test (at or after)';
    return `Next, at ${timeOf(action)}: ${what}.`;
  }
  if (!due || !run) return 'Nothing becomes due in any run.';
  return `Next, at ${timeOf(due.at)}, in run '${run.workflowId}': ${deadlineText(run, due.deadline)}.`;
}

/**
 * Returns the deadline that is due first of those that match. A heartbeat moves a deadline without a change of its place in
 * the order: `dueAt` returns the actual instant.
 */
export function firstDue(s: State, matches: (deadline: Deadline) => boolean) {
  let first: { readonly deadline: Deadline; readonly at: number } | undefined;
  for (const deadline of deadlinesInOrder(s)) {
    if (first && first.at <= deadline.at) return first;
    const at = matches(deadline) ? dueAt(s, deadline) : undefined;
    if (at !== undefined && at < (first?.at ?? Number.POSITIVE_INFINITY)) first = { deadline, at };
  }
  return first;
}

/** Returns what happens at a deadline: `the heartbeat timeout of the activity 'charge'`. */
export const deadlineText = (run: Run, deadline: Deadline): string =>
  DEADLINE_TEXTS[DEADLINES[deadline.kind].of](run, deadline);

const timeoutText = (_run: Run, { kind }: Deadline): string => `the ${kind} timeout`;

const DEADLINE_TEXTS: { readonly [S in DeadlineSubject]: (run: Run, deadline: Deadline) => string } = {
  executions: timeoutText,
  'decision tasks': timeoutText,
  'activity tasks': (run, { kind, eventId }) =>
    `the ${timeoutName(kind)} timeout of the activity '${scheduledEventOf(run, eventId).attributes.activityId}'`,
  timers: (run, { eventId }) => `the timer '${eventOfType(run, eventId, 'TimerStarted').attributes.timerId}' fires`,
  'Lambda functions': timeoutText,
};

const timeOf = (at: number): string => new Date(at).toISOString();
