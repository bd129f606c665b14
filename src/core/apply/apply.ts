import { invariant } from '../bug.js';
import type { Change, EventChange } from '../changes.js';
import { NO_EVENT } from '../ids.js';
import { activityOf, type Run } from '../run.js';
import { type ListKey, runAt, type State } from '../state.js';
import { append } from '../store/log.js';
import { add, ownVector } from '../store/vector.js';
import { applyEvent } from './events.js';
import { linkChild } from './peers.js';
import { applyToRegistry } from './registry.js';
import { forgetRun } from './retention.js';
import { addOpenRun, deliverNext, noneOpen, writableOpen, writableRun } from './write.js';

/**
 * Writes one change into the state, and says which task list got work by it. The only writer of states: what it is given
 * has been decided, so it refuses nothing and throws only where the fake itself is wrong.
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
      return deliverNext(s, change.delivery);
    case 'heartbeat':
      return applyHeartbeat(s, change);
    case 'run opened':
      return openRun(s, change);
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
  return applyEvent(s, run, event);
}

function applyHeartbeat(s: State, { run: number, scheduledId, details, at }: Of<'heartbeat'>): undefined {
  const run = writableRun(s, number);
  const task = activityOf(run, scheduledId);
  invariant(task?.phase === 'started', () => `a heartbeat of the activity ${scheduledId}, which is not started`);
  run.activities = writableOpen(s.owner, run.activities);
  // The details of the last heartbeat that gave any are kept (swf-behaviour, doubt 15).
  run.activities.byId.set(task.activityId, { ...task, heartbeatAt: at, details: details ?? task.details });
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
  // A parent whose retention is over hears nothing any more of the run that continues its child.
  if (parent && runAt(s, parent.run)) linkChild(s, writableRun(s, parent.run), parent.initiatedId, run);
}
