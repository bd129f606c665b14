import {
  activityOf,
  type Deadline,
  deadlinesInOrder,
  dueAt,
  expire,
  type Instant,
  instant,
  isFault,
  lambdaOf,
  passTime,
  type Run,
  runAt,
  type State,
  timerOf,
  typeName,
} from '../../../core/index.js';
import { durationText } from '../../../render/timeline.js';
import { DEADLINES, type DeadlineSubject, timeoutName } from '../../../tables/timeouts.js';
import type { Move } from '../state/move.js';
import type { HeldWork, Node, NodeBuilder } from '../state/node.js';
import type { PreparedScenario } from '../state/preparedScenario.js';

/** Returns the moves for the deadlines that are due now: those left of several at the same instant. */
export function overdueMoves<W>(node: Node<W>): readonly Move<W>[] {
  const { at, deadlines } = nextDue(node);
  return at <= node.state.now ? deadlines.map((deadline) => expiryMove(node, deadline)) : [];
}

/**
 * Returns the moves by which time passes until the next deadline or event from outside. Time does not pass while an
 * after-batch step waits, while an event from outside is due, or past a deadline that the scenario does not let expire.
 */
export function timeMoves<W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Move<W>[] {
  const { state, pendingEvents } = node;
  const arrival = Math.min(...pendingEvents.map((event) => prepared.arrivalOf(event) ?? Number.POSITIVE_INFINITY));
  if (state.deliveries.length > 0 || arrival <= state.now) return [];
  const { at, deadlines } = nextDue(node);
  if (arrival < at) return [waitMove(state, instant(arrival))];
  return deadlines.every((deadline) => mayPass(prepared, node, deadline))
    ? deadlines.map((deadline) => expiryMove(node, deadline))
    : [];
}

interface NextDue {
  readonly at: Instant;
  /** All deadlines at that instant: each of them can be first. */
  readonly deadlines: readonly Deadline[];
}

function nextDue<W>({ state, held }: Node<W>): NextDue {
  let at = instant(Number.POSITIVE_INFINITY);
  let deadlines: Deadline[] = [];
  for (const entry of deadlinesInOrder(state)) {
    if (entry.at > at) break;
    const due = dueAt(state, entry);
    if (due === undefined || due > at || (due > state.now && heartbeatingWork(held, entry))) continue;
    deadlines = due < at ? [{ ...entry, at: due }] : [...deadlines, { ...entry, at: due }];
    at = due;
  }
  return { at, deadlines };
}

/** Returns the work whose heartbeats postpone a heartbeat deadline. */
const heartbeatingWork = (held: Node<unknown>['held'], { kind, run, eventId }: Deadline): HeldWork | undefined =>
  kind === 'activity heartbeat' ? (held.find(holdsTask(run, eventId)) as HeldWork | undefined) : undefined;

const holdsTask =
  (run: number, scheduledId: number) =>
  (heldTask: Node<unknown>['held'][number]): boolean =>
    heldTask.kind !== 'decision' && !heldTask.silent && heldTask.run === run && heldTask.scheduledId === scheduledId;

// An option of the scenario can allow the timeouts of decision tasks and of executions.
const MAY_PASS: { readonly [S in DeadlineSubject]: 'always' | 'as its task' | 'decision' | 'execution' } = {
  executions: 'execution',
  'decision tasks': 'decision',
  'activity tasks': 'as its task',
  timers: 'always',
  'Lambda functions': 'as its task',
};

/** Returns true if a deadline may expire: a timer always, a task or a run only if the scenario allows it. */
function mayPass<W>(
  prepared: PreparedScenario<W>,
  { state, held }: Node<W>,
  { kind, run: number, eventId }: Deadline,
): boolean {
  const allowance = MAY_PASS[DEADLINES[kind].of];
  if (allowance === 'always') return true;
  if (allowance !== 'as its task') return prepared.timeouts.has(allowance);
  const scheduled = (runAt(state, number) as Run).events[eventId - 1];
  if (scheduled?.type !== 'ActivityTaskScheduled') return !held.some(holdsTask(number, eventId));
  if (activityOf(runAt(state, number) as Run, eventId)?.phase === 'started')
    return !held.some(holdsTask(number, eventId));
  return prepared.mayTimeOut(typeName(scheduled.attributes.activityType));
}

const waitMove = <W>(state: State, until: Instant): Move<W> => ({
  description: () => `${durationText(until - state.now)} pass`,
  apply: (builder) => passTimeTo(builder, until),
});

function expiryMove<W>({ state }: Node<W>, deadline: Deadline): Move<W> {
  const passed = deadline.at > state.now ? `${durationText(deadline.at - state.now)} pass: ` : '';
  return {
    description: () => `${passed}${expiryText(runAt(state, deadline.run) as Run, deadline)}`,
    apply: (builder) => {
      passTimeTo(builder, deadline.at);
      builder.record(expire(builder.state, deadline));
    },
  };
}

const expiryText = (run: Run, deadline: Deadline): string => EXPIRY_TEXTS[DEADLINES[deadline.kind].of](run, deadline);

const EXPIRY_TEXTS: { readonly [S in DeadlineSubject]: (run: Run, deadline: Deadline) => string } = {
  executions: ({ workflowId }) => `run '${workflowId}' times out`,
  'decision tasks': ({ workflowId }, { kind }) =>
    `a decision task of run '${workflowId}' times out (${timeoutName(kind)})`,
  'activity tasks': (run, { kind, eventId }) =>
    `activity '${activityOf(run, eventId)?.activityId}' times out (${timeoutName(kind)})`,
  timers: (run, { eventId }) => `timer '${timerOf(run, eventId)?.timerId}' fires`,
  'Lambda functions': (run, { kind, eventId }) =>
    `Lambda function '${lambdaOf(run, eventId)?.id}' times out (${timeoutName(kind)})`,
};

/** Moves the clock. Workers with a heartbeat timeout send each heartbeat as late as possible. */
function passTimeTo<W>(builder: NodeBuilder<W>, until: Instant): void {
  for (let heartbeat = nextHeartbeat(builder, until); heartbeat; heartbeat = nextHeartbeat(builder, until)) {
    moveClock(builder, instant(heartbeat.at - 1));
    const reply = builder.call('RecordActivityTaskHeartbeat', { taskToken: heartbeat.taskToken });
    builder.noteRefusal('RecordActivityTaskHeartbeat: ', reply);
    // If a heartbeat is refused, the task times out.
    if (isFault(reply)) break;
  }
  moveClock(builder, until);
}

function nextHeartbeat<W>({ state, held }: NodeBuilder<W>, until: Instant) {
  let first: { readonly at: Instant; readonly taskToken: string } | undefined;
  for (const entry of deadlinesInOrder(state)) {
    if (entry.at > until) break;
    const heldTask = heartbeatingWork(held, entry);
    const at = heldTask && dueAt(state, entry);
    if (heldTask && at !== undefined && at <= until && at < (first?.at ?? Number.POSITIVE_INFINITY)) {
      first = { at, taskToken: heldTask.taskToken };
    }
  }
  return first;
}

const moveClock = <W>(builder: NodeBuilder<W>, now: Instant): void => {
  if (now > builder.state.now) builder.record(passTime(builder.state, now));
};
