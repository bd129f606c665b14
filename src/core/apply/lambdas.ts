import { invariant } from '../model/bug.js';
import type { ListKey } from '../model/domain.js';
import type { EventOf } from '../model/events.js';
import type { EventId } from '../model/ids.js';
import type { LambdaTask } from '../model/openTasks.js';
import { eventOfType, lambdaOf, type Run } from '../model/run.js';
import type { State } from '../model/state.js';
import { addDelivery, nextOrder, startTimeouts, writableOpen } from './write.js';

/** The timeout of a function that has none of its own: 15 minutes (docs/swf.md 3.13). */
const DEFAULT_SECONDS = '900';

/** Opens a Lambda function. It starts in an after-batch step (docs/swf.md 3.13). */
export function lambdaScheduled(s: State, run: Run, event: EventOf<'LambdaFunctionScheduled'>): undefined {
  const task = { id: event.attributes.id, scheduledId: event.id, startedId: undefined, order: nextOrder(s) };
  writableLambdas(s, run).set(task.id, task);
  addDelivery(s, run, 'start lambda', event.id);
}

/** Starts the start-to-close timeout of a Lambda function. */
export function lambdaStarted(s: State, run: Run, event: EventOf<'LambdaFunctionStarted'>): undefined {
  const task = openLambda(run, event);
  invariant(task.startedId === undefined, () => `${event.id} starts a Lambda function that is started`);
  writableLambdas(s, run).set(task.id, { ...task, startedId: event.id });
  const { scheduledId, order } = task;
  const { attributes } = eventOfType(run, scheduledId, 'LambdaFunctionScheduled');
  const { startToCloseTimeout = DEFAULT_SECONDS } = attributes;
  startTimeouts(s, run, event, { startToCloseTimeout }, order, scheduledId);
}

type LambdaEnd =
  | 'LambdaFunctionCompleted'
  | 'LambdaFunctionFailed'
  | 'LambdaFunctionTimedOut'
  | 'StartLambdaFunctionFailed';

/** Closes a Lambda function. */
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
