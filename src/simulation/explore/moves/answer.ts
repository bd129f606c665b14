import { quoted } from '../../../args/quoted.js';
import { type Run, runAt, type SdkInput } from '../../../core/index.js';
import type { DeciderAnswer, Decision } from '../../../deciders/decider.js';
import { nameIn, workflowIn } from '../../../tables/subjects.js';
import { checkCallback } from '../../model/checkCallback.js';
import { resultText } from '../../model/outcomes.js';
import type { Move } from '../state/move.js';
import { type HeldDecisionTask, type HeldWork, isOpen, type Node, type NodeBuilder } from '../state/node.js';
import type { PreparedScenario } from '../state/preparedScenario.js';
import type { WorkOutcome, WorldEffect } from '../state/scenario.js';

/** Returns the moves that answer a task: one for a decider, and one for each outcome of a worker's task. */
export function answerMoves<W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Move<W>[] {
  return node.held.flatMap((heldTask) => {
    if (heldTask.kind === 'decision') return [decisionMove<W>(heldTask)];
    if (heldTask.silent) return [];
    return isOpen(node.state, heldTask) ? workMoves(prepared, node, heldTask) : lateMoves(prepared, heldTask);
  });
}

/** Returns the moves of workers whose tasks have ended: their effects on the world still happen. */
export function lateWorkMoves<W>(prepared: PreparedScenario<W>, { state, held }: Node<W>): readonly Move<W>[] {
  return held.flatMap((heldTask) =>
    heldTask.kind === 'decision' || isOpen(state, heldTask) ? [] : lateMoves(prepared, heldTask),
  );
}

function decisionMove<W>(heldTask: HeldDecisionTask): Move<W> {
  const { taskToken, answer, scheduledId } = heldTask;
  const response = 'decisions' in answer ? answer : { decisions: answer };
  return {
    description: () => `the decider completes decision task ${scheduledId}: ${decisionsText(answer)}`,
    apply: (builder) => {
      const input = { ...response, taskToken, decisions: [...response.decisions] };
      builder.decisions = input.decisions;
      const reply = builder.call('RespondDecisionTaskCompleted', input);
      builder.release(heldTask);
      builder.noteRefusal('', reply);
    },
  };
}

function decisionsText(answer: DeciderAnswer): string {
  const decisions = 'decisions' in answer ? answer.decisions : answer;
  return decisions.length === 0 ? 'no decisions' : decisions.map(decisionText).join(', ');
}

function decisionText(decision: Decision): string {
  const attributes = Object.entries(decision).find(([member]) => member.endsWith('DecisionAttributes'))?.[1] ?? {};
  const subject = workflowIn(attributes) ?? nameIn(attributes);
  return subject === undefined ? String(decision.decisionType) : `${decision.decisionType} '${subject}'`;
}

function workMoves<W>(prepared: PreparedScenario<W>, { state }: Node<W>, heldTask: HeldWork): readonly Move<W>[] {
  const possible = prepared.outcomesOf(heldTask.type).map(workEnd);
  return possible
    .filter((end) => !('canceled' in end) || isCancelRequested(runAt(state, heldTask.run) as Run, heldTask))
    .map((end) => ({
      description: () => `${workerText(heldTask)} ${endText(end)}`,
      apply: (builder) => {
        applyEffect(builder, heldTask, end);
        builder.release(heldTask);
        if ('timeout' in end) builder.held = [...builder.held, { ...heldTask, silent: true }];
        else answerTask(builder, heldTask, end);
      },
    }));
}

// SWF refuses the late response, but the effect on the world stays.
const lateMoves = <W>(prepared: PreparedScenario<W>, heldTask: HeldWork): readonly Move<W>[] =>
  prepared
    .outcomesOf(heldTask.type)
    .map(workEnd)
    .filter(({ effect }) => effect !== undefined)
    .map((end) => ({
      description: () => `${workerText(heldTask)} applies its effect after the end of the task`,
      apply: (builder) => {
        applyEffect(builder, heldTask, end);
        builder.release(heldTask);
      },
    }));

type WorkEnd<W> = Exclude<WorkOutcome<W>, string>;

function workEnd<W>(outcome: WorkOutcome<W>): WorkEnd<W> {
  if (outcome === 'timeout') return { timeout: true };
  return outcome === 'canceled' ? { canceled: true } : outcome;
}

/** Returns true if a cancel of the activity task is requested. A Lambda task cannot be canceled. */
const isCancelRequested = (run: Run, { kind, work }: HeldWork): boolean =>
  kind === 'activity' && run.activities.byId.get(work.id)?.cancelRequestedId !== undefined;

function applyEffect<W>(builder: NodeBuilder<W>, { work }: HeldWork, { effect }: WorldEffect<W>): void {
  if (!effect) return;
  builder.world = builder.prepared.copyOf(builder.world);
  checkCallback('effect()', effect(builder.world, work));
}

function answerTask<W>(builder: NodeBuilder<W>, heldTask: HeldWork, end: WorkEnd<W>): void {
  if (heldTask.kind === 'lambda') endLambda(builder, heldTask, end);
  else answerActivity(builder, heldTask, end);
}

function endLambda<W>(builder: NodeBuilder<W>, { run, scheduledId }: HeldWork, end: WorkEnd<W>): void {
  const lambda = { run, scheduledId };
  if ('reason' in end) builder.endLambda({ lambda, outcome: { reason: end.reason, details: end.details } });
  else builder.endLambda({ lambda, outcome: { result: resultOf(end) } });
}

function answerActivity<W>(builder: NodeBuilder<W>, heldTask: HeldWork, end: WorkEnd<W>): void {
  const { taskToken } = heldTask;
  if ('reason' in end) {
    respond(builder, heldTask, 'RespondActivityTaskFailed', { taskToken, reason: end.reason, details: end.details });
  } else if ('canceled' in end) {
    respond(builder, heldTask, 'RespondActivityTaskCanceled', { taskToken, details: end.details });
  } else {
    respond(builder, heldTask, 'RespondActivityTaskCompleted', { taskToken, result: resultOf(end) });
  }
}

type Response = 'RespondActivityTaskFailed' | 'RespondActivityTaskCanceled' | 'RespondActivityTaskCompleted';

function respond<W, O extends Response>(builder: NodeBuilder<W>, { work }: HeldWork, op: O, input: SdkInput<O>): void {
  builder.noteRefusal(`${op} of activity '${work.id}': `, builder.call(op, input));
}

const resultOf = <W>(end: WorkEnd<W>): string | undefined => resultText('result' in end ? end.result : undefined);

const workerText = ({ kind, work }: HeldWork): string =>
  kind === 'activity' ? `the worker of activity '${work.id}'` : `Lambda function '${work.id}'`;

function endText<W>(end: WorkEnd<W>): string {
  const after = end.effect ? 'applies its effect and ' : '';
  if ('timeout' in end) return `${after}never responds`;
  if ('canceled' in end) return `${after}responds that it is canceled`;
  if ('reason' in end) return `${after}fails: ${quoted(end.reason)}`;
  const result = resultOf(end);
  return result === undefined ? `${after}completes` : `${after}completes: ${quoted(result)}`;
}
