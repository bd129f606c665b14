import { checkAnswer } from '../args/checkAnswer.js';
import { checkFunction, checkNames } from '../args/checkOptions.js';
import { quoted } from '../args/quoted.js';
import { type EventOf, type TypeId, typeName } from '../core/index.js';
import {
  checkedAnswer,
  differingResponseMembers,
  expectedDecisions,
  flatDecisions,
  toRecordedDecision,
} from '../deciders/answer.js';
import {
  type Comparison,
  compareDecisions,
  compareResponseMembers,
  type DecisionDifference,
} from '../deciders/compareDecisions.js';
import type { Decider, DeciderAnswer, DecisionTask } from '../deciders/decider.js';
import type { ExpectedDecision } from '../deciders/decision.js';
import { type StartedTask, startedTasks, TaskBuilder } from '../deciders/decisionTask.js';
import { shortText } from '../deciders/diffText.js';
import { incompleteReason } from '../history/completeness.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { readExport } from '../history/readExport.js';
import type { Recorded } from '../history/readHistory.js';
import { checkDeciders } from './checkDeciders.js';
import { idsOf, type Outcome, placeholderLines, type ReplayedIds } from './placeholder.js';
import { progressMeter } from './progress.js';
import type { Deciders, Replayed, ReplayOptions, TaskDifference, UnansweredTask } from './replayed.js';
import { replayedOf } from './replayPage.js';

/**
 * Replays a recorded history through a decider, and compares its decisions with the recorded ones. Use it before a
 * deployment: a changed decider must still decide the same for the runs that are open.
 *
 * The decider receives the decision tasks one by one, as PollForDecisionTask returned them. The replay stops at the
 * first task with a difference. Only attributes that events contain are compared. An attribute that the decider leaves
 * to the default of the type is the same as an event that spells out this default. A decider that throws is a
 * difference too.
 *
 * @throws TypeError if `exported` is no history of SWF, `deciders` is no decider, or `tolerate` returns something else than
 * true or false. An incomplete history is no error: the verdict is `skipped`.
 *
 * @example
 * ```ts
 * import { equal, match } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { replay } from 'swfake/replay';
 *
 * const swf = new SwfFake();
 * const history = swf.history(swf.scheduleActivity({ activity: 'Charge@1', input: '1200' }));
 * const charge = (input: string) => ({
 *   decisionType: 'ScheduleActivityTask' as const,
 *   scheduleActivityTaskDecisionAttributes: {
 *     activityId: 'Charge-1',
 *     activityType: { name: 'Charge', version: '1' },
 *     input,
 *   },
 * });
 *
 * const same = await replay(history, () => [charge('1200')]);
 * same.assert();
 *
 * const other = await replay(history, () => [charge('1000')]);
 * equal(other.verdict, 'differs');
 * match(other.difference?.diff ?? '', /input: recorded "1200", decided "1000"/);
 * ```
 */
export async function replay(
  exported: ExportedHistory,
  deciders: Deciders,
  options: ReplayOptions = {},
): Promise<Replayed> {
  checkNames('replay()', options, REPLAY_OPTIONS);
  checkFunction('tolerate', options.tolerate);
  checkFunction('onProgress', options.onProgress);
  checkDeciders('replay()', deciders);
  const prepared = prepare(exported, deciders, options);
  if (typeof prepared === 'string') {
    const skipped = { verdict: 'skipped', reason: prepared, tasks: 0, unanswered: [] } as const;
    return replayedOf(skipped, { exported, history: [], workflowType: undefined });
  }
  const { run, answered, unanswered } = prepared;
  const replayed = { exported, history: run.history, workflowType: run.workflowType };
  const progress = progressMeter(answered.length, options.onProgress);
  let [tasks, previousStartedId] = [0, 0];
  for (const task of answered) {
    const found = await differenceAt(run, task, previousStartedId);
    tasks += 1;
    await progress.countOne();
    previousStartedId = task.startedId;
    if (!found) continue;
    await progress.finish();
    return replayedOf({ verdict: 'differs', tasks, unanswered, difference: found }, replayed);
  }
  await progress.finish();
  return replayedOf({ verdict: 'same', tasks, unanswered }, replayed);
}

const REPLAY_OPTIONS: { readonly [K in keyof Required<ReplayOptions>]: true } = {
  stopAt: true,
  tolerate: true,
  workflowExecution: true,
  onProgress: true,
};

/** The parts of a replay that stay the same from task to task. */
interface ReplayedRun {
  readonly history: readonly Recorded[];
  /** True if the run has more events than were exported. */
  readonly continues: boolean;
  readonly workflowType: TypeId;
  readonly taskBuilder: TaskBuilder;
  readonly decider: Decider;
  readonly ids: ReplayedIds;
  readonly tolerate: (difference: DecisionDifference) => boolean;
}

interface AnsweredTask {
  readonly startedId: number;
  readonly completed: EventOf<'DecisionTaskCompleted'>;
}

interface Prepared {
  readonly run: ReplayedRun;
  readonly answered: readonly AnsweredTask[];
  readonly unanswered: readonly UnansweredTask[];
}

/** Returns all that the replay needs, or the reason why it is skipped. */
function prepare(exported: ExportedHistory, deciders: Deciders, options: ReplayOptions): Prepared | string {
  const read = readExport(exported);
  if (typeof read === 'string') return read;
  const { history, continues } = read;
  const [first] = history;
  if (!first) return 'the history has no events';
  if (first.type !== 'WorkflowExecutionStarted')
    return `the first event of the history is ${first.type}; expected WorkflowExecutionStarted`;
  const incomplete = incompleteReason(history);
  if (incomplete !== undefined) return incomplete;
  const { workflowType } = first.attributes;
  const decider = deciderOf(deciders, workflowType);
  if (!decider) return `no decider was given for workflow type ${quoted(typeName(workflowType))}`;
  const { stopAt = Number.POSITIVE_INFINITY, tolerate = () => false } = options;
  const tasks = startedTasks(history).filter(({ started }) => started.id <= stopAt);
  const answered = tasks.flatMap(answeredTask);
  if (answered.length === 0) return 'the history has no completed decision task, so there are no decisions to compare';
  const ids = idsOf({ ...read.workflowExecution, ...options.workflowExecution });
  const taskBuilder = new TaskBuilder(history, { workflowExecution: ids.workflowExecution, workflowType });
  const run = { history, continues, workflowType, taskBuilder, decider, ids, tolerate };
  return { run, answered, unanswered: tasks.flatMap(unansweredTask) };
}

/** Returns the decider of a workflow type; `undefined` if there is none. */
export const deciderOf = (deciders: Deciders, workflowType: TypeId): Decider | undefined => {
  if (typeof deciders === 'function') return deciders;
  return Object.hasOwn(deciders, typeName(workflowType)) ? deciders[typeName(workflowType)] : undefined;
};

const answeredTask = ({ started, ended }: StartedTask): readonly AnsweredTask[] =>
  ended?.type === 'DecisionTaskCompleted' ? [{ startedId: started.id, completed: ended }] : [];

const unansweredTask = ({ started, ended }: StartedTask): readonly UnansweredTask[] =>
  ended?.type === 'DecisionTaskCompleted'
    ? []
    : [{ startedEventId: started.id, why: ended ? 'timed out' : 'not answered' }];

/** Replays one task; returns its differences, or `undefined` if there is none that counts. */
async function differenceAt(
  run: ReplayedRun,
  { startedId, completed }: AnsweredTask,
  previousStartedId: number,
): Promise<TaskDifference | undefined> {
  const { decider, taskBuilder, history, workflowType, tolerate } = run;
  const recorded = expectedDecisions(history, completed, workflowType);
  const outcome = await outcomeOf(decider, taskBuilder.build(startedId, previousStartedId));
  const isTruncated = mayMissDecisions(run, completed.id + recorded.length);
  const { differences, diff } =
    'error' in outcome
      ? differencesOfError(outcome.error)
      : differencesOfAnswer(run, { completed, recorded, isTruncated }, outcome.decided);
  const left = differences.filter((difference) => !isTolerated(tolerate, difference));
  if (left.length === 0) return undefined;
  const head = `decision task ${startedId}, completed by event ${completed.id}:`;
  return {
    startedEventId: startedId,
    completedEventId: completed.id,
    recorded: recorded.map(toRecordedDecision),
    ...outcome,
    differences: left,
    diff: [head, diff, ...placeholderLines(run.ids, recorded, outcome)].join('\n'),
  };
}

function isTolerated(tolerate: ReplayedRun['tolerate'], difference: DecisionDifference): boolean {
  const answer: unknown = tolerate(difference);
  checkAnswer('tolerate()', answer, ['boolean']);
  return answer === true;
}

async function outcomeOf(decider: Decider, task: DecisionTask): Promise<Outcome> {
  try {
    return { decided: checkedAnswer(await decider(task)) };
  } catch (error) {
    return { error };
  }
}

const differencesOfError = (error: unknown): Comparison => ({
  differences: [{ kind: 'thrown', about: 'the decider', recorded: undefined, decided: error }],
  diff: `  the decider threw ${error instanceof Error ? error.stack : shortText(error)}`,
});

interface Response {
  readonly completed: EventOf<'DecisionTaskCompleted'>;
  readonly recorded: readonly ExpectedDecision[];
  readonly isTruncated: boolean;
}

function differencesOfAnswer(
  { workflowType }: ReplayedRun,
  { completed, recorded, isTruncated }: Response,
  answer: DeciderAnswer,
): Comparison {
  const response = compareResponseMembers(differingResponseMembers(completed, answer));
  const decisions = compareDecisions(recorded, flatDecisions(answer, workflowType), { isTruncated });
  return {
    differences: [...decisions.differences, ...response.differences],
    diff: [decisions.diff, response.diff].filter((text) => text !== '').join('\n'),
  };
}

/**
 * Returns true if the response may have had more decisions than the history shows: the export ends there, or the
 * service closed the run within the batch.
 */
function mayMissDecisions({ history, continues }: ReplayedRun, lastId: number): boolean {
  const next = history[lastId];
  if (!next) return continues;
  return next.type === 'WorkflowExecutionTerminated' && next.attributes.cause === 'EVENT_LIMIT_EXCEEDED';
}
