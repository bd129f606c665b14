import { dueAt } from '../core/due.js';
import type { EventOf } from '../core/events.js';
import { typeName } from '../core/faults.js';
import { deadlineBefore, listOf } from '../core/queues.js';
import { type ActivityTask, type Run, settingsOf } from '../core/run.js';
import { type Deadline, type ListKey, runAt, type State } from '../core/state.js';
import { inOrder } from '../core/store/heap.js';
import { failureLines } from './failures.js';
import { nearest } from './near.js';
import { sameList } from './parking.js';
import { refusalLine } from './refusals.js';
import type { Shell } from './shell.js';

/** Why a run does what it does, or nothing, in sentences. */
export function explain(shell: Shell, run: Run): string {
  const head = `${run.workflowId} (${typeName(settingsOf(run).workflowType)}, run ${run.runId})`;
  const refusal = shell.refusals.of(run);
  const refused = refusal ? [refusalLine(run, refusal)] : [];
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
    lines.push('Nothing is pending: it waits for a signal, a cancel request, or its end (no decision task is forced).');
  }
  const failures = failureLines(shell.state, run);
  return [
    `${head} is open since ${timeOf(run.startedAt)}.`,
    ...refused,
    ...failures,
    ...lines,
    dueLine(shell, run),
  ].join('\n  ');
}

function decisionLines(shell: Shell, run: Run): string[] {
  const lines: string[] = [];
  if (run.decisionStarted) lines.push(`A decider has the decision task ${run.decisionStarted.startedId}.`);
  if (!run.decisionScheduled) return lines;
  const { scheduledId } = run.decisionScheduled;
  const behind = run.decisionStarted ? ', behind the one that is started' : '';
  const list = listOf(run, scheduledId);
  return [
    ...lines,
    `The decision task ${scheduledId} waits on the task list ${list.name}${behind}: ${served(shell, list)}`,
  ];
}

const activityLines = (shell: Shell, run: Run): string[] =>
  [...run.activities.byId.values()].map((task) => activityLine(shell, run, task));

function activityLine(shell: Shell, run: Run, task: ActivityTask): string {
  const asked = task.cancelRequestedId === undefined ? '' : ', and was asked to cancel';
  if (task.phase === 'started')
    return `A worker has the activity ${task.activityId} (event ${task.startedId})${asked}.`;
  const list = listOf(run, task.scheduledId);
  return `The activity ${task.activityId} waits on the task list ${list.name}${asked}: ${served(shell, list)}`;
}

const timerLines = (run: Run): string[] =>
  [...run.timers.byId.values()].map(({ timerId }) => `The timer ${timerId} runs.`);

const childLines = (run: Run): string[] =>
  [...run.children.byId.values()].map(({ initiatedId, startedId }) => {
    const { workflowId } = (run.events[initiatedId - 1] as EventOf<'StartChildWorkflowExecutionInitiated'>).attributes;
    return `The child ${workflowId} ${startedId === undefined ? 'is about to start' : 'runs'}.`;
  });

const lambdaLines = (run: Run): string[] =>
  [...run.lambdas.byId.values()].map(({ id, scheduledId }) => {
    const { name } = (run.events[scheduledId - 1] as EventOf<'LambdaFunctionScheduled'>).attributes;
    return `The Lambda function ${name} runs as ${id}.`;
  });

/** Who looks at a list, and who looks at one that is called almost so. */
function served(shell: Shell, list: ListKey): string {
  const parked = shell.parking.at(list)[0];
  if (parked) return `${parked.holder} polls it.`;
  const pollers = [...shell.pollers.values()].filter(
    ({ kind, domain }) => kind === list.kind && domain === list.domain,
  );
  const last = pollers.find((poller) => sameList(poller, list));
  if (last) return `nobody polls it now; ${last.holder} did at ${timeOf(last.at)}.`;
  const near = nearest(
    list.name,
    pollers.map(({ name }) => name),
  );
  const other = pollers.find(({ name }) => name === near?.name) ?? pollers.toSorted((a, b) => b.at - a.at)[0];
  const off = near ? ` (${near.off})` : '';
  return other ? `nobody ever polled it; ${other.holder} polled ${other.name}${off}.` : 'nobody ever polled it.';
}

function dueLine({ state, lambdas }: Shell, run: Run): string {
  const due = firstDue(state, (deadline) => deadline.run === run.number);
  const answer = lambdas.nextAnswer(state, (call) => call.lambda.run === run.number);
  if (answer && answer.at < (due?.at ?? Number.POSITIVE_INFINITY)) {
    return `Next, at ${timeOf(answer.at)}: the Lambda function ${answer.name} answers.`;
  }
  return due ? `Next, at ${timeOf(due.at)}: ${deadlineText(run, due.deadline)}.` : 'Nothing falls due.';
}

/** What happens next by itself in any run, or because the test asked for it; or that nothing does. */
export function nextLine({ state, watching, lambdas }: Shell): string {
  const act = watching.next();
  const answer = lambdas.nextAnswer(state, () => true);
  const due = firstDue(state, () => true);
  const run = due && runAt(state, due.deadline.run);
  if (act !== undefined && act < (due?.at ?? Number.POSITIVE_INFINITY)) {
    const what =
      answer?.at === act ? `the Lambda function ${answer.name} answers` : 'what the test wants to be done then';
    return `Next, at ${timeOf(act)}: ${what}.`;
  }
  if (!due || !run) return 'Nothing falls due in any run.';
  return `Next, at ${timeOf(due.at)}, in ${run.workflowId}: ${deadlineText(run, due.deadline)}.`;
}

/** The first deadline that stands, and when it falls due: a heartbeat may have moved it. */
function firstDue(s: State, isMeant: (deadline: Deadline) => boolean) {
  let first: { readonly deadline: Deadline; readonly at: number } | undefined;
  for (const deadline of inOrder(deadlineBefore, s.deadlines)) {
    if (first && first.at <= deadline.at) return first;
    const at = isMeant(deadline) ? dueAt(s, deadline) : undefined;
    if (at !== undefined && at < (first?.at ?? Number.POSITIVE_INFINITY)) first = { deadline, at };
  }
  return first;
}

function deadlineText(run: Run, { kind, eventId }: Deadline): string {
  const event = run.events[eventId - 1] as EventOf<'ActivityTaskScheduled' | 'TimerStarted'>;
  if (kind === 'timer') return `the timer ${(event as EventOf<'TimerStarted'>).attributes.timerId} fires`;
  if (!kind.startsWith('activity')) return `the ${kind} timeout`;
  const { activityId } = (event as EventOf<'ActivityTaskScheduled'>).attributes;
  return `the ${kind.replace('activity ', '')} timeout of the activity ${activityId}`;
}

const timeOf = (at: number): string => new Date(at).toISOString();
