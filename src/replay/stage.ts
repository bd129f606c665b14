import { firstDeadline } from '../core/apply/write.js';
import type { CoreEvent, EventOf } from '../core/events.js';
import { runNumber, spanOf } from '../core/ids.js';
import {
  type Command,
  createState,
  type Due,
  type Grants,
  type Instant,
  instant,
  isFault,
  type OperationName,
  type Outcome,
  type Reply,
  type State,
  settle,
  transition,
} from '../core/index.js';
import { type Deadline, runAt } from '../core/state.js';
import { LATEST_MILLIS } from './compare.js';
import { isTimed, type Recorded } from './recorded.js';

export const DOMAIN = 'reenacted';

/** A history cannot be re-enacted any further: why, in a sentence. */
export class Impossible extends Error {}

type Poll = 'PollForDecisionTask' | 'PollForActivityTask';
type TypeId = EventOf<'ActivityTaskScheduled'>['attributes']['activityType'];

/** The fresh fake on which one history is re-enacted, and what has been handed out on it. */
export class Stage {
  state: State;
  /** What the verifier chose where the service leaves a choice. */
  readonly freedoms = new Set<string>();
  readonly #history: readonly Recorded[];
  readonly #tokens = new Map<number, string>();
  readonly #types = new Set<string>();

  constructor(history: readonly Recorded[]) {
    const [first] = history;
    this.#history = history;
    this.state = createState({ seed: 1, now: first && isTimed(first) ? first.at : instant(0) });
    this.must('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '90' });
  }

  /** The fake's history of the run so far. */
  get history(): readonly CoreEvent[] {
    const run = runAt(this.state, runNumber(0));
    return run ? run.events.slice(0, run.length) : [];
  }

  /** Sends a command that has to be accepted; deliveries wait until the history calls for them. */
  must<O extends OperationName>(op: O, input: object, more: { grants?: Grants } = {}): Reply<O> {
    const { reply, state } = this.#trying({ op, input, hold: true, ...more });
    if (isFault(reply)) throw new Impossible(`${op} was refused: ${reply.fault} ${reply.message}`);
    this.state = state;
    return reply as Reply<O>;
  }

  /** Polls until the poll starts the task that was recorded: tasks of one list are not strictly in order. */
  poll(op: Poll, { scheduledEventId, identity }: EventOf<'ActivityTaskStarted'>['attributes']): void {
    const input = { domain: DOMAIN, taskList: this.#listOf(scheduledEventId), identity };
    for (let pick = 0; ; pick += 1) {
      const outcome = this.#trying({ op, input, hold: true, pick });
      const started = startedIn(outcome);
      if (!started) throw new Impossible(`no poll can start the task ${scheduledEventId}`);
      if (started.scheduledId !== scheduledEventId) continue;
      if (pick > 0) this.freedoms.add(`task ${scheduledEventId} was taken out of order`);
      this.state = outcome.state;
      this.#tokens.set(started.startedId, (outcome.reply as Reply<Poll>).taskToken);
      return;
    }
  }

  token(startedId: number): string {
    const token = this.#tokens.get(startedId);
    if (token === undefined) throw new Impossible(`nobody was given the task that event ${startedId} started`);
    return token;
  }

  /** A heartbeat, which no history shows but by what it said, or by a task that lived on. */
  heartbeat(startedId: number, details?: string): void {
    this.must('RecordActivityTaskHeartbeat', {
      taskToken: this.token(startedId),
      ...(details !== undefined && { details }),
    });
    this.freedoms.add(`a heartbeat of the task that event ${startedId} started`);
  }

  knowActivityType(type: TypeId): void {
    const key = `${type.name}\u0000${type.version}`;
    if (!this.#types.has(key)) this.must('RegisterActivityType', { domain: DOMAIN, ...type });
    this.#types.add(key);
  }

  deprecateActivityType(activityType: TypeId): void {
    this.must('DeprecateActivityType', { domain: DOMAIN, activityType });
  }

  /**
   * Lets time pass until the instant of an act, but not past a deadline whose event the recording shows later: live
   * deadlines are late, by a second at most. A heartbeat that would have been due was sent.
   */
  moveTo(event: Recorded): void {
    const wanted = isTimed(event) ? event.at : this.state.now;
    const late = this.#dueBy(wanted);
    if (late) this.#waitFor(late, wanted);
    else this.#pass(wanted);
  }

  /** Lets happen what the fake does by itself and the recording shows next, and nothing else. */
  land(event: Recorded, wanted: (due: Due) => boolean): void {
    const delivery = this.state.deliveries.findIndex(wanted);
    if (delivery >= 0) this.#deliver(event, delivery);
    else this.#expire(event, wanted);
  }

  #expire(event: Recorded, wanted: (due: Due) => boolean): void {
    const due = this.#dueBy(instant(Number.POSITIVE_INFINITY));
    if (!due) throw new Impossible(`nothing is due that ${event.type} ${event.id} could come from`);
    if (isTimed(event) && event.at < due.at) throw new Impossible(`${event.type} came ${due.at - event.at} ms early`);
    this.#once(due.at, wanted);
  }

  /** The deadline that is due first and by then, when the heartbeats have been sent that must have been. */
  #dueBy(until: Instant): Deadline | undefined {
    let due = firstDeadline(this.state);
    while (due && due.at <= until && this.#keepAlive(due)) due = firstDeadline(this.state);
    return due && due.at <= until ? due : undefined;
  }

  #deliver(event: Recorded, index: number): void {
    const delivery = this.state.deliveries[index];
    this.moveTo(event);
    if (index > 0) this.freedoms.add('steps after a batch came in another order');
    this.#once(this.state.now, (due) => due === delivery);
  }

  #waitFor(due: Deadline, wanted: Instant): void {
    if (wanted - due.at > LATEST_MILLIS) {
      throw new Impossible(
        `the ${due.kind} of event ${due.eventId} fell due ${wanted - due.at} ms before, and nothing shows it`,
      );
    }
    this.#pass(instant(due.at - 1));
  }

  #pass(until: Instant): void {
    if (until > this.state.now) settle(this.state, until, holding);
  }

  /** Whether the deadline is one of heartbeats that must have been sent, since the task lived on. */
  #keepAlive(due: Deadline): boolean {
    if (due.kind !== 'activity heartbeat') return false;
    const end = this.#history.find(
      (event) => event.type === 'ActivityTaskTimedOut' && event.attributes.scheduledEventId === due.eventId,
    );
    const showsIt = end?.type === 'ActivityTaskTimedOut' && end.attributes.timeoutType === 'HEARTBEAT';
    if (showsIt && !(end.at - due.at > LATEST_MILLIS)) return false;
    const span = this.#heartbeatSpan(due.eventId);
    this.#pass(instant(showsIt ? Math.max(this.state.now, Math.min(due.at - 1, end.at - span)) : due.at - 1));
    this.heartbeat(this.#startedIdOf(due.eventId));
    return true;
  }

  #heartbeatSpan(scheduledId: number): number {
    const scheduled = this.history[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
    return spanOf(scheduled.attributes.heartbeatTimeout ?? 'NONE') ?? 0;
  }

  #startedIdOf(scheduledId: number): number {
    return (
      this.history.find(
        (event) => event.type === 'ActivityTaskStarted' && event.attributes.scheduledEventId === scheduledId,
      )?.id ?? 0
    );
  }

  #listOf(scheduledId: number): { readonly name: string } {
    const event = this.history[scheduledId - 1];
    if (event?.type === 'ActivityTaskScheduled' || event?.type === 'DecisionTaskScheduled')
      return event.attributes.taskList;
    throw new Impossible(`event ${scheduledId} schedules no task`);
  }

  /** Lets one thing happen, and holds the deliveries that could follow. */
  #once(until: Instant, wanted: (due: Due) => boolean): void {
    let left = 1;
    settle(this.state, until, (due) => {
      const index = left > 0 ? due.findIndex(wanted) : -1;
      left -= index >= 0 ? 1 : 0;
      return index >= 0 ? index : holding(due);
    });
  }

  #trying<O extends OperationName>(command: Command<O>) {
    if (this.state.deliveries.length > 0) this.freedoms.add('a step after a batch was held back');
    return transition(this.state, command, this.state.now);
  }
}

/** Deadlines cannot be held back, so they come first; deliveries wait. */
const holding = (due: readonly Due[]): number => due.findIndex((one) => 'at' in one);

function startedIn({ changes }: Pick<Outcome, 'changes'>) {
  for (const change of changes) {
    if (change.kind !== 'event') continue;
    const { event } = change;
    if (event.type === 'ActivityTaskStarted' || event.type === 'DecisionTaskStarted') {
      return { startedId: Number(event.id), scheduledId: event.attributes.scheduledEventId };
    }
  }
  return undefined;
}
