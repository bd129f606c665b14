import { invariant } from '../bug.js';
import type { EventOf } from '../events.js';
import { after, type EventId, type Millis, spanOf } from '../ids.js';
import { type LambdaTask, lambdaOf, type Run } from '../run.js';
import type { ListKey, State } from '../state.js';
import { deliver, nextOrder, setDeadline, writableOpen } from './write.js';

/** Without a timeout of its own a function has 15 minutes (API reference, ScheduleLambdaFunctionDecisionAttributes). */
const LONGEST = '900';

export function lambdaScheduled(s: State, run: Run, event: EventOf<'LambdaFunctionScheduled'>): undefined {
  const task = { id: event.attributes.id, scheduledId: event.id, startedId: undefined, order: nextOrder(s) };
  writableLambdas(s, run).set(task.id, task);
  deliver(s, run, 'start lambda', event.id);
}

export function lambdaStarted(s: State, run: Run, event: EventOf<'LambdaFunctionStarted'>): undefined {
  const task = openLambda(run, event);
  invariant(task.startedId === undefined, () => `${event.id} starts a Lambda function that is started`);
  writableLambdas(s, run).set(task.id, { ...task, startedId: event.id });
  const { scheduledId: eventId, order } = task;
  const { attributes } = run.events[eventId - 1] as EventOf<'LambdaFunctionScheduled'>;
  const at = after(event.at, spanOf(attributes.startToCloseTimeout ?? LONGEST) as Millis);
  setDeadline(s, { at, order, kind: 'lambda start-to-close', run: run.number, eventId });
}

type LambdaEnd =
  | 'LambdaFunctionCompleted'
  | 'LambdaFunctionFailed'
  | 'LambdaFunctionTimedOut'
  | 'StartLambdaFunctionFailed';

export function lambdaEnded(s: State, run: Run, event: EventOf<LambdaEnd>): ListKey | undefined {
  writableLambdas(s, run).delete(openLambda(run, event).id);
  return undefined;
}

function openLambda(run: Run, { id, type, attributes }: EventOf<LambdaEnd | 'LambdaFunctionStarted'>): LambdaTask {
  const task = lambdaOf(run, attributes.scheduledEventId as EventId);
  invariant(task, () => `${type} ${id} is of a Lambda function that is not open`);
  return task;
}

function writableLambdas(s: State, run: Run): Map<string, LambdaTask> {
  run.lambdas = writableOpen(s.owner, run.lambdas);
  return run.lambdas.byId;
}
