import type { Input, Reply } from '../../model/api.js';
import { type NewEvent, newEvent } from '../../model/events.js';
import {
  type Fault,
  fault,
  invalidToken,
  unknownDecisionTask,
  unknownDomain,
  unknownExecution,
} from '../../model/faults.js';
import { frozenTaskList } from '../../model/frozen.js';
import { NO_EVENT, type RunNumber } from '../../model/ids.js';
import type { StartedDecision } from '../../model/openTasks.js';
import { withDefined } from '../../model/optional.js';
import { nextEventId, type Run, settingsOf } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import { readyTask } from '../../model/taskLists.js';
import { type PageRef, taskToken } from '../../model/tokens.js';
import { get } from '../../store/table.js';
import { batchProblem, type CheckedDecision, checkedDecisions, decideOne } from '../decisions/batch.js';
import type { Decision } from '../decisions/rule.js';
import type { Steps } from '../plan.js';
import { inDomain, type Operation, replyOnly } from '../plan.js';
import { decisionTask, record, recordForDecider } from '../record.js';
import { openPage, pageAt } from './pages.js';
import { noToken, taskOfCall, taskTarget } from './taskTokens.js';

type Poll = Input<'PollForDecisionTask'>;
type Task = Reply<'PollForDecisionTask'>;

const emptyPoll = (s: State) =>
  ({ ...noToken(s), startedEventId: NO_EVENT, previousStartedEventId: NO_EVENT }) as unknown as Task;

/**
 * The rule of PollForDecisionTask: takes the first task of a list, or returns the next page of a started one
 * (docs/swf.md 2.5, 5.4).
 */
export const pollForDecisionTask: Operation<'PollForDecisionTask'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide(s, input, { pick }) {
    const { domain, taskList, identity, nextPageToken } = input;
    const page = nextPageToken ? openPage(s, ['poll page'], nextPageToken) : undefined;
    if (page && 'fault' in page) return page;
    if (!get(s.domains, domain)) return unknownDomain(domain);
    if (page) return nextPage(s, input, page);
    const task = readyTask(s, { kind: 'decision', domain, name: taskList.name }, pick);
    if (!task) return replyOnly(emptyPoll(s));
    const run = runAt(s, task.run) as Run;
    return {
      changes: record(s, run, newEvent('DecisionTaskStarted', { scheduledEventId: task.scheduledId }, { identity })),
      reply: (done) => startedTaskReply(done, task.run, input, 0),
    };
  },
};

/**
 * The rule of RespondDecisionTaskCompleted: checks the whole batch, then applies its decisions in order (docs/swf.md
 * 2.5, 3.0).
 */
export const respondDecisionTaskCompleted: Operation<'RespondDecisionTaskCompleted'> = {
  target: (s, { taskToken }) => taskTarget(s, 'decision', taskToken),
  conditionKeys: [],
  decide(s, input, call) {
    const { run, ref } = taskOfCall(call);
    const decisions = (input.decisions ?? []) as readonly Decision[];
    const problem = listProblem(input) ?? batchProblem(decisions);
    if (problem) return problem;
    if (run.closed) return unknownExecution(run);
    const started = run.decisionStarted;
    if (started?.startedId !== ref.startedId) return unknownDecisionTask(ref.scheduledId);
    const completedId = nextEventId(run);
    return {
      changes: record(s, run, completed(input, started)),
      next: decideFrom(run.number, { decisions: checkedDecisions(decisions, call), completedId }, 0, false),
      reply: () => ({}),
    };
  },
};

// A later page needs that the task of its poll is still started. It shows the history as of that poll (docs/swf.md
// 5.4).
function nextPage(s: State, input: Poll, page: PageRef) {
  const run = runAt(s, page.run);
  if (run?.domain !== input.domain || run.decisionStarted?.startedId !== page.upTo) return invalidToken;
  return replyOnly(startedTaskReply(s, run.number, input, page.offset));
}

// If no task is started, the limit of the history terminated the run in place of the Started event: the poll finds no
// task.
function startedTaskReply(
  s: State,
  number: RunNumber,
  input: Pick<Poll, 'startAtPreviousStartedEvent' | 'maximumPageSize' | 'reverseOrder'>,
  offset: number,
): Task {
  const run = runAt(s, number) as Run;
  const started = run.decisionStarted;
  if (!started) return emptyPoll(s);
  const { scheduledId, startedId } = started;
  const from = input.startAtPreviousStartedEvent ? Math.max(1, run.previousStartedId) : 1;
  const { events, nextPageToken } = pageAt(s, { kind: 'poll page', run, from, upTo: startedId, offset }, input);
  const task = {
    taskToken: taskToken(s.config.secret, 'decision', { run: number, scheduledId, startedId }),
    startedEventId: startedId,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    workflowType: settingsOf(run).workflowType,
    previousStartedEventId: run.previousStartedId,
    events,
  };
  return withDefined(task, { nextPageToken });
}

/** Returns the task that a decider of this run has, as PollForDecisionTask returned it, with the first page of its events. */
export const startedDecisionTask = (s: State, { number }: Run): Task => startedTaskReply(s, number, {}, 0);

const completed = (input: Input<'RespondDecisionTaskCompleted'>, started: StartedDecision): NewEvent =>
  newEvent(
    'DecisionTaskCompleted',
    { scheduledEventId: started.scheduledId, startedEventId: started.startedId },
    {
      executionContext: input.executionContext,
      taskList: input.taskList && frozenTaskList(input.taskList),
      taskListScheduleToStartTimeout: input.taskListScheduleToStartTimeout,
    },
  );

const listProblem = (input: Input<'RespondDecisionTaskCompleted'>): Fault | undefined =>
  input.taskListScheduleToStartTimeout !== undefined && !input.taskList
    ? fault('ValidationException', 'taskListScheduleToStartTimeout needs a taskList')
    : undefined;

interface Batch {
  readonly decisions: readonly CheckedDecision[];
  readonly completedId: ReturnType<typeof nextEventId>;
}

/**
 * Returns the steps of a batch from the decision `index` on. Each decision is decided from the state that the one
 * before it left. A failed decision appends its event, and the batch continues. After the last one comes a decision
 * task, if a decision failed (docs/swf.md 3.0, doubt 1).
 */
function decideFrom(number: RunNumber, batch: Batch, index: number, failed: boolean) {
  return (s: State): Steps | undefined => {
    const run = runAt(s, number) as Run;
    if (run.closed) return undefined;
    const decision = batch.decisions[index];
    if (!decision) return failed && !run.decisionScheduled ? { changes: record(s, run, decisionTask(run)) } : undefined;
    const outcome = decideOne(s, run, decision, batch.completedId);
    const next = decideFrom(number, batch, index + 1, failed || outcome.failed);
    const { event, failed: fails } = outcome;
    return { changes: fails && taskAtOnce(s) ? recordForDecider(s, run, event) : record(s, run, event), next };
  };
}

// No recording shows whether the decision task after a failed decision waits for the end of the batch. If it does not,
// a close later in the batch fails with UNHANDLED_DECISION (docs/swf.md 12, doubt 1).
const taskAtOnce = ({ config }: State): boolean => config.assumptions.closeAfterFailedDecision === 'fails';
