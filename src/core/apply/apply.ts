import { invariant } from '../model/bug.js';
import type { Change, EventChange } from '../model/changes.js';
import type { ListKey } from '../model/domain.js';
import type { EventType } from '../model/events.js';
import { NO_EVENT } from '../model/ids.js';
import { activityOf, type Run } from '../model/run.js';
import { runAt, type State } from '../model/state.js';
import { append } from '../store/log.js';
import { add, ownVector } from '../store/vector.js';
import { linkChild } from './children.js';
import { applyEvent } from './events.js';
import { applyToRegistry } from './registry.js';
import { forgetRun } from './retention.js';
import { adoptRun, skipRunNumbers } from './runIds.js';
import { addNextDelivery, addOpenRun, dropStaleDeadlines, noneOpen, writableOpen, writableRun } from './write.js';

/**
 * Writes one change into the state, in place. Returns the task list that got a task by it, or `undefined`.
 *
 * This folder is the only writer of states. A change has been decided before, so it is never refused.
 *
 * @throws Bug if the change does not fit the state: that is a fault of swfake itself.
 */
export function apply(s: State, change: Change): ListKey | undefined {
  switch (change.kind) {
    case 'event':
      return applyToHistory(s, change);
    case 'time passed':
      s.now = change.now;
      return undefined;
    case 'delivered':
      s.deliveries = s.deliveries.filter((delivery) => delivery.order !== change.order);
      return undefined;
    case 'to deliver':
      return addNextDelivery(s, change.delivery);
    case 'heartbeat':
      return applyHeartbeat(s, change);
    case 'run opened':
      return openRun(s, change);
    case 'run adopted':
      return adoptRun(s, change);
    case 'run numbers skipped':
      return skipRunNumbers(s, change.count);
    case 'run forgotten':
      return forgetRun(s, change.run);
    default:
      return applyToRegistry(s, change);
  }
}

type Of<K extends Change['kind']> = Extract<Change, { readonly kind: K }>;

function applyToHistory(s: State, { run: number, event }: EventChange): ListKey | undefined {
  const run = writableRun(s, number);
  invariant(!run.closed, () => `event ${event.type} came after the close of ${run.workflowId}`);
  invariant(event.id === run.length + 1, () => `event ${event.id} came after event ${run.length} of ${run.workflowId}`);
  append(run, event);
  const woken = applyEvent(s, run, event);
  if (!isBeginning(event.type)) dropStaleDeadlines(s);
  return woken;
}

// Nearly half of all events: they end no deadline.
const isBeginning = (type: EventType): boolean =>
  type === 'DecisionTaskScheduled' || type === 'ActivityTaskScheduled' || type === 'TimerStarted';

function applyHeartbeat(s: State, { run: number, scheduledId, details, at }: Of<'heartbeat'>): undefined {
  const run = writableRun(s, number);
  const task = activityOf(run, scheduledId);
  invariant(task?.phase === 'started', () => `a heartbeat of the activity ${scheduledId}, which is not started`);
  run.activities = writableOpen(s.owner, run.activities);
  // A heartbeat without details keeps the earlier details (docs/swf.md, doubt 15).
  run.activities.byId.set(task.activityId, { ...task, heartbeatAt: at, details: details ?? task.details });
  dropStaleDeadlines(s);
}

function openRun(s: State, { run: number, domain, workflowId, runId, at, parent }: Of<'run opened'>): undefined {
  invariant(number === s.runs.length, () => `run ${number} opened after ${s.runs.length} runs`);
  const run: Run = {
    owner: s.owner,
    events: [],
    length: 0,
    number,
    domain,
    workflowId,
    runId,
    startedAt: at,
    parent,
    closed: undefined,
    cancelRequested: false,
    decisionScheduled: undefined,
    decisionStarted: undefined,
    previousStartedId: NO_EVENT,
    decisionList: undefined,
    stickyList: undefined,
    activities: noneOpen(),
    timers: noneOpen(),
    children: noneOpen(),
    lambdas: noneOpen(),
    latestActivityAt: undefined,
    executionContext: undefined,
  };
  s.runs = ownVector(s.owner, s.runs);
  add(s.owner, s.runs, run);
  addOpenRun(s, run);
  // The parent of a continued child can be forgotten already: its retention period was over.
  if (parent && runAt(s, parent.run)) linkChild(s, writableRun(s, parent.run), parent.initiatedId, run);
}
