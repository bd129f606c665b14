import { checkFunction, checkNames } from '../../args/checkOptions.js';
import { checkedAnswer } from '../../deciders/answer.js';
import { compareAnswers, compareTasks, type DeciderOutcome } from '../../deciders/compareAnswers.js';
import type { Decider, DeciderAnswer, DecisionTask } from '../../deciders/decider.js';
import { copyOf } from '../../deciders/decisionTask.js';
import { checkCallback } from '../model/checkCallback.js';
import { wrongValue } from '../model/checkValues.js';
import { type Draws, perturb, recordDraws } from './perturb.js';

/**
 * A way in which a task is decided once more: unchanged (`again`), with the newest event first (`reversed`), or with only the
 * events since the last decision task that was completed (`sincePrevious`).
 */
export type Look = 'again' | 'reversed' | 'sincePrevious';

/** Options of `checkDeterminism`. */
export interface CheckDeterminismOptions {
  /** Called with each finding. Default: throws it. */
  readonly report?: (finding: DeterminismFinding) => void;
  /** True to check with the newest event first, for deciders that poll with `reverseOrder`. Default false. */
  readonly reversed?: boolean;
  /**
   * True to check with only the events since the previous task, for deciders that keep state and poll with
   * `startAtPreviousStartedEvent`. Default false.
   */
  readonly sincePrevious?: boolean;
}

/** A fault of a decider: it decides differently, or it changes its task. */
export class DeterminismFinding extends Error {
  override readonly name = 'DeterminismFinding';
  /** `nondeterminism` if it decided differently, `mutation` if it changed its task. */
  readonly kind: 'nondeterminism' | 'mutation';
  /** The look that showed the fault; `first` if the first call changed the task. */
  readonly look: Look | 'first';
  /** The task, unchanged. */
  readonly task: DecisionTask;
  /** The differences, one per line. `-` marks what only the first answer or task has, `+` what only the later one has. */
  readonly diff: string;

  constructor(kind: DeterminismFinding['kind'], look: Look | 'first', task: DecisionTask, diff: string) {
    const { startedEventId, workflowExecution } = task;
    super(
      `swfake: the decider ${FINDING_TEXTS[look]} (decision task ${startedEventId} of run '${workflowExecution?.workflowId}')\n${diff}`,
    );
    this.kind = kind;
    this.look = look;
    this.task = task;
    this.diff = diff;
  }
}

const FINDING_TEXTS: Readonly<Record<Look | 'first', string>> = {
  first: 'changed its task',
  again: 'decided differently on a second call, with another time, other random numbers and another task token',
  reversed: 'decided differently from the history with its newest event first',
  sincePrevious: 'decided differently from only the events since the previous decision task',
};

/** A decider that `checkDeterminism` returns: it takes the same task, and returns a promise of the same answer. */
export type CheckedDecider<D extends Decider> = (
  task: Parameters<D> extends readonly [infer T] ? T : DecisionTask,
) => Promise<Awaited<ReturnType<D>>>;

/**
 * Returns a decider that decides every task more than once, each time from a copy, and reports a finding if the decisions
 * differ or the task is changed. A difference shows that the decider depends on the time, on random numbers, on the task
 * token, or on state of its own.
 *
 * While the decider runs again, `Date` and `Math.random` return other values. For an async decider, they are replaced only
 * until its first `await`.
 *
 * @throws DeterminismFinding (the returned decider rejects) if there is a finding and no `report`.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { checkDeterminism, harness } from 'swfake/simulation';
 *
 * const findings: string[] = [];
 * const decider = checkDeterminism(
 *   () => {
 *     // A replay of the same history gives another result.
 *     const result = new Date().toISOString();
 *     const attributes = { result };
 *     return [{ decisionType: 'CompleteWorkflowExecution', completeWorkflowExecutionDecisionAttributes: attributes }];
 *   },
 *   { report: ({ kind }) => findings.push(kind) },
 * );
 * await harness({ workflows: { 'Order@1': decider } }).run({ workflow: 'Order@1' });
 * deepEqual(findings, ['nondeterminism']);
 * ```
 */
export function checkDeterminism<D extends Decider>(
  decider: D,
  options: CheckDeterminismOptions = {},
): CheckedDecider<D> {
  checkNames('checkDeterminism()', options, { report: true, reversed: true, sincePrevious: true });
  checkFunction('report', options.report);
  if (typeof decider !== 'function') throw wrongValue('the decider of checkDeterminism()', decider, 'a function');
  const { report = throwFinding } = options;
  const tell = (finding: DeterminismFinding): void => checkCallback('report()', report(finding));
  const checked = async (task: DecisionTask): Promise<DeciderAnswer> => {
    const draws: Draws = { drawn: [] };
    const copy = copyOf(task);
    const answer = checkedAnswer(await recordDraws(draws, () => decider(copy)));
    const first = copyOf(answer);
    const changes = compareTasks(task, copy);
    if (changes !== '') tell(new DeterminismFinding('mutation', 'first', task, changes));
    for (const look of looksOf(options)) {
      const diff = compareAnswers(first, await outcomeOf(decider, VIEWS[look](copyOf(task)), draws));
      if (diff !== '') tell(new DeterminismFinding('nondeterminism', look, task, diff));
    }
    return answer;
  };
  return checked as unknown as CheckedDecider<D>;
}

function throwFinding(finding: DeterminismFinding): never {
  throw finding;
}

const looksOf = ({ reversed, sincePrevious }: CheckDeterminismOptions): readonly Look[] => [
  'again',
  ...(reversed ? (['reversed'] as const) : []),
  ...(sincePrevious ? (['sincePrevious'] as const) : []),
];

const VIEWS: { readonly [L in Look]: (task: DecisionTask) => DecisionTask } = {
  again: (task) => ({ ...task, taskToken: `${task.taskToken} again` }),
  reversed: (task) => ({ ...task, events: task.events.toReversed() }),
  // The previous started event is included. A first task has none, and gets the whole history (docs/swf.md 5.4).
  sincePrevious: (task) => ({
    ...task,
    events: task.events.filter(({ eventId = 0 }) => eventId >= (task.previousStartedEventId ?? 0)),
  }),
};

async function outcomeOf(decider: Decider, task: DecisionTask, draws: Draws): Promise<DeciderOutcome> {
  try {
    return { answer: await perturb(draws, () => decider(task)) };
  } catch (error) {
    return { error };
  }
}
