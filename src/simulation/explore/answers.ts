import { isFault } from '../../core/index.js';
import type { Run } from '../../core/run.js';
import { runAt } from '../../core/state.js';
import type { DeciderAnswer, Decision } from '../definition.js';
import { resultText } from '../outcomes.js';
import type { Move } from './move.js';
import { type DeciderHand, type Draft, isWanted, type Node, type WorkerHand } from './node.js';
import type { Effect, WorkOutcome } from './scenario.js';
import type { Setting } from './setting.js';

/** Those who have a task answer it: a decider as it must, a worker in each way that the scenario gives. */
export function answers<W>(setting: Setting<W>, node: Node<W>): readonly Move<W>[] {
  return node.hands.flatMap((hand) => {
    if (hand.kind === 'decision') return [decide<W>(hand)];
    if (hand.silent) return [];
    return isWanted(node.state, hand) ? endings(setting, node, hand) : lateEndings(setting, hand);
  });
}

/** What workers still do to the world whose task has ended without them. */
export function lateAnswers<W>(setting: Setting<W>, { state, hands }: Node<W>): readonly Move<W>[] {
  return hands.flatMap((hand) => (hand.kind === 'decision' || isWanted(state, hand) ? [] : lateEndings(setting, hand)));
}

function decide<W>(hand: DeciderHand): Move<W> {
  const { taskToken, answer, scheduledId } = hand;
  const response = 'decisions' in answer ? answer : { decisions: answer };
  return {
    words: () => `the decider answers the decision task ${scheduledId}: ${decisionsText(answer)}`,
    take: (draft) => {
      const input = { ...response, taskToken, decisions: [...response.decisions] };
      const reply = draft.call('RespondDecisionTaskCompleted', input);
      draft.drop(hand);
      if (isFault(reply)) draft.problems.push({ kind: 'refused answer', message: `${reply.fault}: ${reply.message}` });
    },
  };
}

function decisionsText(answer: DeciderAnswer): string {
  const decisions = 'decisions' in answer ? answer.decisions : answer;
  return decisions.length === 0 ? 'nothing' : decisions.map(decisionText).join(', ');
}

const NAMES = ['activityId', 'timerId', 'workflowId', 'markerName', 'id'];

function decisionText(decision: Decision): string {
  const attributes = Object.entries(decision).find(([member]) => member.endsWith('DecisionAttributes'))?.[1] ?? {};
  const name = NAMES.find((member) => member in (attributes as object));
  const subject = name === undefined ? '' : ` ${(attributes as Record<string, unknown>)[name]}`;
  return `${decision.decisionType}${subject}`;
}

function endings<W>(setting: Setting<W>, { state }: Node<W>, hand: WorkerHand): readonly Move<W>[] {
  const possible = setting.outcomesOf(hand.type).map(wholeOf);
  return possible
    .filter((end) => !('canceled' in end) || isAsked(runAt(state, hand.run) as Run, hand))
    .map((end) => ({
      words: () => `${who(hand)} ${wordsOf(end)}`,
      take: (draft) => {
        act(draft, hand, end);
        draft.drop(hand);
        if ('timeout' in end) draft.hands = [...draft.hands, { ...hand, silent: true }];
        else answer(draft, hand, end);
      },
    }));
}

// SWF refuses what it says; what it has done stays done.
const lateEndings = <W>(setting: Setting<W>, hand: WorkerHand): readonly Move<W>[] =>
  setting
    .outcomesOf(hand.type)
    .map(wholeOf)
    .filter(({ effect }) => effect !== undefined)
    .map((end) => ({
      words: () => `${who(hand)} has done it, too late`,
      take: (draft) => {
        act(draft, hand, end);
        draft.drop(hand);
      },
    }));

type End<W> = Exclude<WorkOutcome<W>, string>;

function wholeOf<W>(outcome: WorkOutcome<W>): End<W> {
  if (outcome === 'timeout') return { timeout: true };
  return outcome === 'canceled' ? { canceled: true } : outcome;
}

/** A Lambda function cannot be canceled. */
const isAsked = (run: Run, { kind, work }: WorkerHand): boolean =>
  kind === 'activity' && run.activities.byId.get(work.id)?.cancelRequestedId !== undefined;

function act<W>(draft: Draft<W>, { work }: WorkerHand, { effect }: Effect<W>): void {
  if (!effect) return;
  draft.world = draft.setting.copyOf(draft.world);
  effect(draft.world, work);
}

function answer<W>(draft: Draft<W>, hand: WorkerHand, end: End<W>): void {
  if (hand.kind === 'lambda') hearLambda(draft, hand, end);
  else answerActivity(draft, hand.taskToken, end);
}

function hearLambda<W>(draft: Draft<W>, { run, scheduledId }: WorkerHand, end: End<W>): void {
  const lambda = { run, scheduledId };
  if ('reason' in end) draft.hear({ lambda, outcome: { reason: end.reason, details: end.details } });
  else draft.hear({ lambda, outcome: { result: resultOf(end) } });
}

function answerActivity<W>(draft: Draft<W>, taskToken: string, end: End<W>): void {
  if ('reason' in end) {
    draft.call('RespondActivityTaskFailed', { taskToken, reason: end.reason, details: end.details });
  } else if ('canceled' in end) {
    draft.call('RespondActivityTaskCanceled', { taskToken, details: end.details });
  } else {
    draft.call('RespondActivityTaskCompleted', { taskToken, result: resultOf(end) });
  }
}

const resultOf = <W>(end: End<W>): string | undefined => resultText('result' in end ? end.result : undefined);

const who = ({ kind, work }: WorkerHand): string =>
  kind === 'activity' ? `the worker of ${work.id}` : `the Lambda function of ${work.id}`;

function wordsOf<W>(end: End<W>): string {
  const after = end.effect ? 'does it and ' : '';
  if ('timeout' in end) return `${after}falls silent`;
  if ('canceled' in end) return `${after}answers that it is canceled`;
  if ('reason' in end) return `${after}fails: ${end.reason}`;
  const result = resultOf(end);
  return result === undefined ? `${after}completes` : `${after}completes: ${result}`;
}
