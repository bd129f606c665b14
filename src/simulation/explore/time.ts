import { dueAt, fire } from '../../core/due.js';
import { typeName } from '../../core/faults.js';
import { type Instant, instant, isFault } from '../../core/index.js';
import { deadlineBefore } from '../../core/queues.js';
import { activityOf, lambdaOf, type Run, timerOf } from '../../core/run.js';
import { emptyTrace, performStages } from '../../core/settle.js';
import { type Deadline, runAt, type State } from '../../core/state.js';
import { inOrder } from '../../core/store/heap.js';
import { span } from '../../render/text.js';
import type { Move } from './move.js';
import type { Draft, Node, WorkerHand } from './node.js';
import type { Setting } from './setting.js';

/** What is due at this very instant: the rest of several things that fall due at once. */
export function overdue<W>(node: Node<W>): readonly Move<W>[] {
  const { at, deadlines } = nextDue(node);
  return at <= node.state.now ? deadlines.map((deadline) => expire(node, deadline)) : [];
}

/**
 * Time passes until the next thing falls due, or comes from outside. It does not pass while a step that follows a batch has
 * yet to land, while somebody outside is due, or past a deadline that nothing in the scenario lets pass.
 */
export function passing<W>(setting: Setting<W>, node: Node<W>): readonly Move<W>[] {
  const { state, coming } = node;
  const arrival = Math.min(...coming.map((event) => setting.comesAt(event) ?? Number.POSITIVE_INFINITY));
  if (state.deliveries.length > 0 || arrival <= state.now) return [];
  const { at, deadlines } = nextDue(node);
  if (arrival < at) return [wait(state, instant(arrival))];
  return deadlines.every((deadline) => mayPass(setting, node, deadline))
    ? deadlines.map((deadline) => expire(node, deadline))
    : [];
}

interface NextDue {
  readonly at: Instant;
  /** All that fall due then: which goes first is open, whatever the default. */
  readonly deadlines: readonly Deadline[];
}

function nextDue<W>({ state, hands }: Node<W>): NextDue {
  let at = instant(Number.POSITIVE_INFINITY);
  let deadlines: Deadline[] = [];
  for (const entry of inOrder(deadlineBefore, state.deadlines)) {
    if (entry.at > at) break;
    const due = dueAt(state, entry);
    if (due === undefined || due > at || (due > state.now && liveHand(hands, entry))) continue;
    deadlines = due < at ? [{ ...entry, at: due }] : [...deadlines, { ...entry, at: due }];
    at = due;
  }
  return { at, deadlines };
}

/** Whose heartbeats put the deadline off. */
const liveHand = (hands: Node<unknown>['hands'], { kind, run, eventId }: Deadline): WorkerHand | undefined =>
  kind === 'activity heartbeat' ? (hands.find(isHand(run, eventId)) as WorkerHand | undefined) : undefined;

const isHand =
  (run: number, scheduledId: number) =>
  (hand: Node<unknown>['hands'][number]): boolean =>
    hand.kind !== 'decision' && !hand.silent && hand.run === run && hand.scheduledId === scheduledId;

/** A timer may always fire; a task runs out of time only where the scenario says that it may. */
function mayPass<W>(setting: Setting<W>, { state, hands }: Node<W>, { kind, run: number, eventId }: Deadline): boolean {
  if (kind === 'timer') return true;
  if (kind === 'execution') return setting.timeouts.has('execution');
  if (kind.startsWith('decision')) return setting.timeouts.has('decision');
  const scheduled = (runAt(state, number) as Run).events[eventId - 1];
  if (scheduled?.type !== 'ActivityTaskScheduled') return !hands.some(isHand(number, eventId));
  if (activityOf(runAt(state, number) as Run, eventId)?.phase === 'started')
    return !hands.some(isHand(number, eventId));
  return setting.mayTimeOut(typeName(scheduled.attributes.activityType));
}

const wait = <W>(state: State, until: Instant): Move<W> => ({
  words: () => `${span(until - state.now)} pass`,
  take: (draft) => passTo(draft, until),
});

function expire<W>({ state }: Node<W>, deadline: Deadline): Move<W> {
  const passed = deadline.at > state.now ? `${span(deadline.at - state.now)} pass: ` : '';
  return {
    words: () => `${passed}${expiryText(runAt(state, deadline.run) as Run, deadline)}`,
    take: (draft) => {
      passTo(draft, deadline.at);
      perform(draft, fire(draft.state, deadline));
    },
  };
}

function expiryText(run: Run, { kind, eventId }: Deadline): string {
  if (kind === 'timer') return `the timer ${timerOf(run, eventId)?.timerId} fires`;
  if (kind === 'execution') return `${run.workflowId} times out`;
  if (kind.startsWith('decision')) return `a decision task of ${run.workflowId} times out (${kind.slice(9)})`;
  const id = activityOf(run, eventId)?.activityId ?? lambdaOf(run, eventId)?.id;
  return `${id} times out (${kind.replace(/^\w+ /, '')})`;
}

/** Lets time pass. Workers that have to give signs of life give each as late as they may. */
function passTo<W>(draft: Draft<W>, until: Instant): void {
  for (let beat = nextBeat(draft, until); beat; beat = nextBeat(draft, until)) {
    moveClock(draft, instant(beat.at - 1));
    // Whose heartbeats are refused lets the task run out of time.
    if (isFault(draft.call('RecordActivityTaskHeartbeat', { taskToken: beat.taskToken }))) break;
  }
  moveClock(draft, until);
}

function nextBeat<W>({ state, hands }: Draft<W>, until: Instant) {
  let first: { readonly at: Instant; readonly taskToken: string } | undefined;
  for (const entry of inOrder(deadlineBefore, state.deadlines)) {
    if (entry.at > until) break;
    const hand = liveHand(hands, entry);
    const at = hand && dueAt(state, entry);
    if (hand && at !== undefined && at <= until && at < (first?.at ?? Number.POSITIVE_INFINITY)) {
      first = { at, taskToken: hand.taskToken };
    }
  }
  return first;
}

const moveClock = <W>(draft: Draft<W>, now: Instant): void => {
  if (now > draft.state.now) perform(draft, { changes: [{ kind: 'time passed', now }] });
};

function perform<W>(draft: Draft<W>, stage: Parameters<typeof performStages>[2]): void {
  const trace = emptyTrace();
  performStages(draft.state, trace, stage);
  draft.took(trace);
}
