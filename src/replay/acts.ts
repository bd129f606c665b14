import type { EventOf, EventType } from '../core/events.js';
import type { Due } from '../core/index.js';
import { batchOf, type Enacted, enacted, grantsFor } from './decisions.js';
import type { Recorded } from './recorded.js';
import { DOMAIN, Impossible, type Stage } from './stage.js';

/** The name that the re-enacted run goes by: no history says its own. */
const WORKFLOW_ID = 'reenacted';
const RUN = { domain: DOMAIN, workflowId: WORKFLOW_ID };

type Act<T extends EventType> = (stage: Stage, event: EventOf<T>, history: readonly Recorded[]) => void;

/** Does what leads to the recorded event: a caller's command, or something that the fake does by itself. */
export function act(stage: Stage, event: Recorded, history: readonly Recorded[]): void {
  const lead = ACTS[event.type] as Act<EventType> | undefined;
  if (!lead) throw new Impossible(`nothing that anybody did leads to ${event.type} ${event.id}`);
  lead(stage, event, history);
}

const ACTS: { readonly [T in EventType]?: Act<T> } = {
  WorkflowExecutionStarted: (stage, { attributes }) => {
    const { parentInitiatedEventId: _, ...settings } = attributes;
    stage.must('RegisterWorkflowType', { domain: DOMAIN, ...settings.workflowType });
    stage.must('StartWorkflowExecution', { ...RUN, ...settings });
  },
  WorkflowExecutionSignaled: (stage, event) => {
    const { signalName, input } = event.attributes;
    ask(stage, event, 'SignalWorkflowExecution', { signalName, input });
  },
  WorkflowExecutionCancelRequested: (stage, event) => ask(stage, event, 'RequestCancelWorkflowExecution', {}),
  WorkflowExecutionTerminated: (stage, event) => {
    const { reason, details, childPolicy } = event.attributes;
    ask(stage, event, 'TerminateWorkflowExecution', { reason, details, childPolicy });
  },
  WorkflowExecutionTimedOut: (stage, event) => stage.land(event, ({ kind }) => kind === 'execution'),
  DecisionTaskStarted: (stage, event) => {
    stage.moveTo(event);
    stage.poll('PollForDecisionTask', event.attributes);
  },
  DecisionTaskCompleted: respond,
  DecisionTaskTimedOut: (stage, event) => {
    const { scheduledEventId, startedEventId = 0, timeoutType } = event.attributes;
    const started = timeoutType === 'START_TO_CLOSE';
    stage.land(
      event,
      isDue(
        started ? 'decision start-to-close' : 'decision schedule-to-start',
        started ? startedEventId : scheduledEventId,
      ),
    );
  },
  ActivityTaskStarted: (stage, event) => {
    stage.moveTo(event);
    stage.poll('PollForActivityTask', event.attributes);
  },
  ActivityTaskCompleted: (stage, event) => {
    report(stage, event, 'RespondActivityTaskCompleted', { result: event.attributes.result });
  },
  ActivityTaskFailed: (stage, event) => {
    const { reason, details } = event.attributes;
    report(stage, event, 'RespondActivityTaskFailed', { reason, details });
  },
  ActivityTaskCanceled: (stage, event) => {
    const { details, scheduledEventId } = event.attributes;
    if (event.attributes.startedEventId) report(stage, event, 'RespondActivityTaskCanceled', { details });
    else stage.land(event, isDue('cancel activity', scheduledEventId));
  },
  ActivityTaskTimedOut: (stage, event) => {
    const { details, scheduledEventId, startedEventId, timeoutType } = event.attributes;
    if (details !== undefined) stage.heartbeat(startedEventId, details);
    stage.land(event, isDue(`activity ${timeoutType.toLowerCase().replaceAll('_', '-')}`, scheduledEventId));
  },
  TimerFired: (stage, event) => {
    const { startedEventId } = event.attributes;
    stage.land(event, (due) => isDue('timer', startedEventId)(due) || isDue('fire timer', startedEventId)(due));
  },
};

const isDue =
  (kind: string, eventId: number) =>
  (due: Due): boolean =>
    due.kind === kind && due.eventId === eventId;

type Ask = 'SignalWorkflowExecution' | 'RequestCancelWorkflowExecution' | 'TerminateWorkflowExecution';

function ask(stage: Stage, event: Recorded, op: Ask, input: object): void {
  stage.moveTo(event);
  stage.must(op, { ...RUN, ...input });
}

type Report = 'RespondActivityTaskCompleted' | 'RespondActivityTaskFailed' | 'RespondActivityTaskCanceled';

function report(
  stage: Stage,
  event: EventOf<'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskCanceled'>,
  op: Report,
  input: object,
): void {
  stage.moveTo(event);
  stage.must(op, { taskToken: stage.token(event.attributes.startedEventId), ...input });
}

function respond(stage: Stage, event: EventOf<'DecisionTaskCompleted'>, history: readonly Recorded[]): void {
  const { executionContext, taskList, taskListScheduleToStartTimeout, startedEventId } = event.attributes;
  stage.moveTo(event);
  const batch = batchOf(history, event).map(decisionBehind);
  for (const decided of batch) arrangeType(stage, decided);
  const decisions = batch.map(({ decision }) => decision);
  const response = { executionContext, taskList, taskListScheduleToStartTimeout, decisions };
  const input = { taskToken: stage.token(startedEventId), ...response };
  stage.must('RespondDecisionTaskCompleted', input, { grants: grantsFor(batch) });
}

function decisionBehind(event: Recorded): Enacted {
  const decided = enacted(event);
  if (decided) return decided;
  throw new Impossible(`no decision leads to ${event.type} ${event.id}`);
}

/** Makes the world such that the decision ends as it did: the type is there, or not, or deprecated. */
function arrangeType(stage: Stage, { activityType, cause }: Enacted): void {
  if (!activityType || cause === 'ACTIVITY_TYPE_DOES_NOT_EXIST') return;
  stage.knowActivityType(activityType);
  if (cause === 'ACTIVITY_TYPE_DEPRECATED') stage.deprecateActivityType(activityType);
}
