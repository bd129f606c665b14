import type { EventOf, EventType } from '../core/events.js';
import { settingsOf } from '../core/run.js';
import { batchOf, grantsFor } from './decisions.js';
import { type Enacted, enacted } from './enacted.js';
import { Impossible } from './impossible.js';
import { LAMBDA_ACTS } from './lambdaActs.js';
import { cancelRequested, PEER_ACTS, signaled, started, terminated } from './peerActs.js';
import type { Act, Acts, Play } from './play.js';
import type { Recorded } from './recorded.js';

/** Does what leads to the recorded event: a caller's command, or something that the fake does by itself. */
export function act(play: Play, event: Recorded): void {
  const lead = ACTS[event.type] as Act<EventType> | undefined;
  if (!lead) throw new Impossible(`nothing that anybody did leads to ${event.type} ${event.id}`);
  lead(play, event);
}

const ACTS: Acts = {
  WorkflowExecutionStarted: started,
  WorkflowExecutionSignaled: signaled,
  WorkflowExecutionCancelRequested: cancelRequested,
  WorkflowExecutionTerminated: terminated,
  WorkflowExecutionTimedOut: ({ clock }, event) => clock.land(event),
  DecisionTaskStarted: ({ clock, stage }, event) => {
    clock.moveTo(event);
    stage.poll('PollForDecisionTask', event.attributes);
  },
  DecisionTaskCompleted: respond,
  DecisionTaskTimedOut: ({ clock }, event) => clock.land(event),
  ActivityTaskStarted: ({ clock, history, stage }, event) => {
    clock.moveTo(event);
    stage.poll('PollForActivityTask', event.attributes);
    const said = lastSaid(history, event.attributes.scheduledEventId);
    // At once: then it moves no deadline, and what it said is kept whatever heartbeats follow.
    if (said !== undefined) stage.heartbeat(event.id, said);
  },
  ActivityTaskCompleted: (play, event) => {
    report(play, event, 'RespondActivityTaskCompleted', { result: event.attributes.result });
  },
  ActivityTaskFailed: (play, event) => {
    const { reason, details } = event.attributes;
    report(play, event, 'RespondActivityTaskFailed', { reason, details });
  },
  ActivityTaskCanceled: (play, event) => {
    const { details, startedEventId } = event.attributes;
    if (startedEventId) report(play, event, 'RespondActivityTaskCanceled', { details });
    else play.clock.deliver(event);
  },
  ActivityTaskTimedOut: ({ clock }, event) => clock.land(event),
  TimerFired: ({ clock }, event) => clock.land(event),
  ...PEER_ACTS,
  ...LAMBDA_ACTS,
};

/** What the last heartbeat said of a task that timed out: only its timeout shows that. */
function lastSaid(history: readonly Recorded[], scheduledId: number): string | undefined {
  const said = history.map(({ type, attributes }) =>
    type === 'ActivityTaskTimedOut' && attributes.scheduledEventId === scheduledId ? attributes.details : undefined,
  );
  return said.find((details) => details !== undefined);
}

type Report = 'RespondActivityTaskCompleted' | 'RespondActivityTaskFailed' | 'RespondActivityTaskCanceled';

function report(
  { clock, stage }: Play,
  event: EventOf<'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskCanceled'>,
  op: Report,
  input: object,
): void {
  clock.moveTo(event);
  stage.must(op, { taskToken: stage.token(event.attributes.startedEventId), ...input });
}

function respond(play: Play, event: EventOf<'DecisionTaskCompleted'>): void {
  const { executionContext, taskList, taskListScheduleToStartTimeout, startedEventId } = event.attributes;
  play.clock.moveTo(event);
  const batch = batchOf(play.history, event).map((decided) => decisionBehind(play, decided));
  for (const { type } of batch) if (type) play.types.arrange(type.kind, type.id, type.standing);
  const decisions = batch.map(({ decision }) => decision);
  const response = { executionContext, taskList, taskListScheduleToStartTimeout, decisions };
  const input = { taskToken: play.stage.token(startedEventId), ...response };
  play.stage.must('RespondDecisionTaskCompleted', input, { grants: grantsFor(batch.map(({ cause }) => cause)) });
}

function decisionBehind({ stage, cast }: Play, event: Recorded): Enacted {
  const { workflowType } = settingsOf(stage.subject);
  const decided = enacted(event, { workflowType, idOf: (target) => cast.idOf(target) });
  if (decided) return decided;
  throw new Impossible(`no decision leads to ${event.type} ${event.id}`);
}
