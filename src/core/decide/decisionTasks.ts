import { type Happening, happened } from '../events.js';
import { type Fault, fault, invalidToken, unknownDecisionTask, unknownDomain, unknownExecution } from '../faults.js';
import { withGiven } from '../given.js';
import { NO_EVENT, type RunNumber } from '../ids.js';
import { keptList } from '../kept.js';
import { readyTask } from '../queues.js';
import { decisionTask, record, recordForDecider } from '../record.js';
import { nextEventId, type Run, type StartedDecision, settingsOf } from '../run.js';
import type { Stage } from '../stage.js';
import { runAt, type State } from '../state.js';
import { get } from '../store/table.js';
import { type PageRef, taskToken } from '../tokens.js';
import type { Input, Reply } from '../types.js';
import { batchProblem, decideOne, type Ruled, ruled } from './batch.js';
import type { Decision } from './decisions/rule.js';
import { openPage, pageAt } from './pages.js';
import { answer, inDomain, type Operation } from './plan.js';
import { namedTask, noToken, taskTarget } from './tasks.js';

type Poll = Input<'PollForDecisionTask'>;
type Task = Reply<'PollForDecisionTask'>;

const idle = (s: State) =>
  ({ ...noToken(s), startedEventId: NO_EVENT, previousStartedEventId: NO_EVENT }) as unknown as Task;

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
    if (!task) return answer(idle(s));
    const run = runAt(s, task.run) as Run;
    return {
      changes: record(s, run, happened('DecisionTaskStarted', { scheduledEventId: task.scheduledId }, { identity })),
      reply: (done) => handedOut(done, task.run, input, 0),
    };
  },
};

export const respondDecisionTaskCompleted: Operation<'RespondDecisionTaskCompleted'> = {
  target: (s, { taskToken }) => taskTarget(s, 'decision', taskToken),
  conditionKeys: [],
  decide(s, input, call) {
    const { run, ref } = namedTask(call);
    const decisions = (input.decisions ?? []) as readonly Decision[];
    const problem = listProblem(input) ?? batchProblem(decisions);
    if (problem) return problem;
    if (run.closed) return unknownExecution(run);
    const started = run.decisionStarted;
    if (started?.startedId !== ref.startedId) return unknownDecisionTask(ref.scheduledId);
    const completedId = nextEventId(run);
    return {
      changes: record(s, run, completed(input, started)),
      next: decideFrom(run.number, { decisions: ruled(decisions, call), completedId }, 0, false),
      reply: () => ({}),
    };
  },
};

// A page that goes on belongs to the task that the poll started, while it is the open one, and shows the history as that
// poll did (swf-behaviour 5.4).
function nextPage(s: State, input: Poll, page: PageRef) {
  const run = runAt(s, page.run);
  if (run?.domain !== input.domain || run.decisionStarted?.startedId !== page.upTo) return invalidToken;
  return answer(handedOut(s, run.number, input, page.offset));
}

// Idle if the run was terminated in the place of the event: then nobody got the task.
function handedOut(s: State, number: RunNumber, input: Poll, offset: number): Task {
  const run = runAt(s, number) as Run;
  const started = run.decisionStarted;
  if (!started) return idle(s);
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
  return withGiven(task, { nextPageToken });
}

const completed = (input: Input<'RespondDecisionTaskCompleted'>, started: StartedDecision): Happening =>
  happened(
    'DecisionTaskCompleted',
    { scheduledEventId: started.scheduledId, startedEventId: started.startedId },
    {
      executionContext: input.executionContext,
      taskList: input.taskList && keptList(input.taskList),
      taskListScheduleToStartTimeout: input.taskListScheduleToStartTimeout,
    },
  );

const listProblem = (input: Input<'RespondDecisionTaskCompleted'>): Fault | undefined =>
  input.taskListScheduleToStartTimeout !== undefined && !input.taskList
    ? fault('ValidationException', 'taskListScheduleToStartTimeout needs a taskList')
    : undefined;

interface Batch {
  readonly decisions: readonly Ruled[];
  readonly completedId: ReturnType<typeof nextEventId>;
}

/**
 * Each decision is decided against what the one before it left. A decision that fails leaves its event and the batch
 * goes on; the decision task that failures call for comes once, at the end (swf-behaviour 3.0, doubt 1).
 */
function decideFrom(number: RunNumber, batch: Batch, index: number, failed: boolean) {
  return (s: State): Stage | undefined => {
    const run = runAt(s, number) as Run;
    if (run.closed) return undefined;
    const decision = batch.decisions[index];
    if (!decision) return failed && !run.decisionScheduled ? { changes: record(s, run, decisionTask(run)) } : undefined;
    const outcome = decideOne(s, run, decision, batch.completedId);
    const next = decideFrom(number, batch, index + 1, failed || outcome.failed);
    const { happening, failed: fails } = outcome;
    return { changes: fails && taskAtOnce(s) ? recordForDecider(s, run, happening) : record(s, run, happening), next };
  };
}

// No recording tells whether the task that a failure calls for waits for the end of its batch: if it does not, a close
// that follows fails with UNHANDLED_DECISION (swf-behaviour 12, doubt 1).
const taskAtOnce = ({ config }: State): boolean => config.choices.closeAfterFailedDecision === 'fails';
