import type { EventOf } from '../core/events.js';
import { type TypeId, typeName } from '../core/faults.js';
import type { Decider, DeciderAnswer, DecisionTask } from '../simulation/definition.js';
import { checked, decisionOf, differingResponse, madeBy, shownBy } from './answered.js';
import type { Decision } from './decisions.js';
import { type Compared, compareDecisions, type DecisionDifference, responseDifferences } from './differing.js';
import { type ExportedHistory, readExport } from './exported.js';
import { Impossible } from './impossible.js';
import type { Shown } from './meaning.js';
import { meter, type OnProgress } from './progress.js';
import type { Recorded } from './recorded.js';
import { Deliverer, type TaskOf, tasksIn } from './redelivered.js';
import { tornIn } from './shape.js';
import { shortened } from './texts.js';

/** A decider for whatever is replayed, or one for each type of workflow, written `Name@version`. */
export type Deciders = Decider | Readonly<Record<string, Decider>>;

export interface ReplayOptions {
  /** Decides no task that was started after this event. */
  readonly stopAt?: number;
  /** Whether a difference is none: `({ what }) => what === 'control'`. */
  readonly tolerate?: (difference: DecisionDifference) => boolean;
  /** Whose history it is: no event says so. Default: what the export says, or a made-up name. */
  readonly workflowExecution?: { readonly workflowId: string; readonly runId: string };
  /** Told now and then how many of the tasks are decided. */
  readonly onProgress?: OnProgress;
}

export interface Replayed {
  /** `skipped`: there was nothing to compare. */
  readonly verdict: 'same' | 'differs' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  /** How many tasks were decided and compared. */
  readonly tasks: number;
  /** Tasks that nobody answered in the recording, so that nobody can tell what would have been decided: they are left out. */
  readonly unanswered: readonly UnansweredTask[];
  /** The first task at which something else was decided. */
  readonly difference?: TaskDifference;
}

export interface UnansweredTask {
  readonly startedEventId: number;
  readonly why: 'timed out' | 'not answered';
}

export interface TaskDifference {
  /** The DecisionTaskStarted and the DecisionTaskCompleted of the task. */
  readonly startedEventId: number;
  readonly completedEventId: number;
  /** The decisions of the recording, as far as their events show them. */
  readonly recorded: readonly Decision[];
  /** What the decider answers now; nothing, if it throws. */
  readonly decided?: DeciderAnswer;
  /** What it throws. */
  readonly error?: unknown;
  /** What differs: never empty, the first first. */
  readonly differences: readonly DecisionDifference[];
  /** All of it as text: `-` was recorded, `+` is decided now. */
  readonly diff: string;
}

/**
 * Gives a decider the decision tasks of a recorded history, one after the other as PollForDecisionTask gave them, and
 * compares what it decides with what was recorded, up to the first task at which it decides something else. Only what
 * events show is compared: where a decision leaves to a default what the event shows, both are the same.
 *
 * @throws TypeError if `exported` is no history.
 */
export async function replay(
  exported: ExportedHistory,
  deciders: Deciders,
  options: ReplayOptions = {},
): Promise<Replayed> {
  const prepared = prepare(exported, deciders, options);
  if (typeof prepared === 'string') return { verdict: 'skipped', reason: prepared, tasks: 0, unanswered: [] };
  const { scene, answered, unanswered } = prepared;
  const progress = meter(answered.length, options.onProgress);
  let [tasks, previousStartedId] = [0, 0];
  for (const task of answered) {
    const found = await differenceAt(scene, task, previousStartedId);
    tasks += 1;
    progress.passed();
    previousStartedId = task.startedId;
    if (!found) continue;
    progress.ended();
    return { verdict: 'differs', tasks, unanswered, difference: found };
  }
  progress.ended();
  return { verdict: 'same', tasks, unanswered };
}

/** What stays the same from task to task. */
interface Scene {
  readonly history: readonly Recorded[];
  readonly goesOn: boolean;
  readonly workflowType: TypeId;
  readonly deliverer: Deliverer;
  readonly decider: Decider;
  readonly tolerate: (difference: DecisionDifference) => boolean;
}

interface AnsweredTask {
  readonly startedId: number;
  readonly completed: EventOf<'DecisionTaskCompleted'>;
}

interface Prepared {
  readonly scene: Scene;
  readonly answered: readonly AnsweredTask[];
  readonly unanswered: readonly UnansweredTask[];
}

/** All that a replay takes; a text says why there can be none. */
function prepare(exported: ExportedHistory, deciders: Deciders, options: ReplayOptions): Prepared | string {
  const read = attempt(exported);
  if (typeof read === 'string') return read;
  const { history, goesOn } = read;
  const [first] = history;
  if (first?.type !== 'WorkflowExecutionStarted') return 'the history does not begin with WorkflowExecutionStarted';
  const torn = tornIn(history);
  if (torn !== undefined) return torn;
  const { workflowType } = first.attributes;
  const decider = deciderOf(deciders, workflowType);
  if (!decider) return `there is no decider for the type ${typeName(workflowType)}`;
  const { stopAt = Number.POSITIVE_INFINITY, tolerate = () => false } = options;
  const tasks = tasksIn(history).filter(({ started }) => started.id <= stopAt);
  const answered = tasks.flatMap(answeredTask);
  if (answered.length === 0) return 'the history has no decision task that was answered';
  const { workflowId = 'replayed', runId = 'replayed' } = options.workflowExecution ?? read.workflowExecution ?? {};
  const workflowExecution = { workflowId, runId };
  const deliverer = new Deliverer(history, { workflowExecution, workflowType });
  const scene = { history, goesOn, workflowType, deliverer, decider, tolerate };
  return { scene, answered, unanswered: tasks.flatMap(unansweredTask) };
}

function attempt(exported: ExportedHistory) {
  try {
    return readExport(exported);
  } catch (error) {
    if (error instanceof Impossible) return error.message;
    throw error;
  }
}

const deciderOf = (deciders: Deciders, workflowType: TypeId): Decider | undefined => {
  if (typeof deciders === 'function') return deciders;
  return Object.hasOwn(deciders, typeName(workflowType)) ? deciders[typeName(workflowType)] : undefined;
};

const answeredTask = ({ started, ended }: TaskOf): readonly AnsweredTask[] =>
  ended?.type === 'DecisionTaskCompleted' ? [{ startedId: started.id, completed: ended }] : [];

const unansweredTask = ({ started, ended }: TaskOf): readonly UnansweredTask[] =>
  ended?.type === 'DecisionTaskCompleted'
    ? []
    : [{ startedEventId: started.id, why: ended ? 'timed out' : 'not answered' }];

/** What differs at a task, if anything does that is not tolerated. */
async function differenceAt(
  scene: Scene,
  { startedId, completed }: AnsweredTask,
  previousStartedId: number,
): Promise<TaskDifference | undefined> {
  const { decider, deliverer, history, workflowType, tolerate } = scene;
  const recorded = shownBy(history, completed, workflowType);
  const outcome = await decided(decider, deliverer.deliver(startedId, previousStartedId));
  const isCut = breaksOff(scene, completed.id + recorded.length);
  const { differences, diff } =
    'error' in outcome ? thrown(outcome.error) : compared(scene, { completed, recorded, isCut }, outcome.decided);
  const left = differences.filter((difference) => !tolerate(difference));
  if (left.length === 0) return undefined;
  const head = `decision task ${startedId}, answered by event ${completed.id}:`;
  return {
    startedEventId: startedId,
    completedEventId: completed.id,
    recorded: recorded.map(decisionOf),
    ...outcome,
    differences: left,
    diff: `${head}\n${diff}`,
  };
}

type Outcome = { readonly decided: DeciderAnswer } | { readonly error: unknown };

async function decided(decider: Decider, task: DecisionTask): Promise<Outcome> {
  try {
    return { decided: checked(await decider(task)) };
  } catch (error) {
    return { error };
  }
}

const thrown = (error: unknown): Compared => ({
  differences: [{ kind: 'thrown', about: 'the decider', recorded: undefined, decided: error }],
  diff: `  the decider throws ${error instanceof Error ? error.stack : shortened(error)}`,
});

interface Response {
  readonly completed: EventOf<'DecisionTaskCompleted'>;
  readonly recorded: readonly Shown[];
  readonly isCut: boolean;
}

function compared({ workflowType }: Scene, { completed, recorded, isCut }: Response, answer: DeciderAnswer): Compared {
  const response = responseDifferences(differingResponse(completed, answer));
  const decisions = compareDecisions(recorded, madeBy(answer, workflowType), { isCut });
  return {
    differences: [...decisions.differences, ...response.differences],
    diff: [decisions.diff, response.diff].filter((text) => text !== '').join('\n'),
  };
}

/** Whether more may have been decided than is shown: the export ends there, or the service closed the run amid the batch. */
function breaksOff({ history, goesOn }: Scene, lastId: number): boolean {
  const next = history[lastId];
  if (!next) return goesOn;
  return next.type === 'WorkflowExecutionTerminated' && next.attributes.cause === 'EVENT_LIMIT_EXCEEDED';
}
