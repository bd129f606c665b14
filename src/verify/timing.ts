import { type Deadline, type Due, type EventOf, firstDeadline, type Instant, instant, spanOf } from '../core/index.js';
import { HistoryError } from '../history/historyError.js';
import { isTimed, type Recorded } from '../history/readHistory.js';
import { LATEST_MILLIS } from './compareEvents.js';
import { dueFilterFor } from './dueFilter.js';
import { runIdOf } from './mentions.js';
import type { OtherRuns } from './otherRuns.js';
import { holdDeliveries, type Replica } from './replica.js';

/**
 * The time of the replica: advances its clock from recorded event to recorded event, and fires deadlines in between.
 */
export class Timing {
  readonly #replica: Replica;
  readonly #otherRuns: OtherRuns;
  readonly #history: readonly Recorded[];

  constructor(replica: Replica, otherRuns: OtherRuns, history: readonly Recorded[]) {
    this.#replica = replica;
    this.#otherRuns = otherRuns;
    this.#history = history;
  }

  /** Advances the clock to the time of a recorded event. Deliveries wait. */
  advanceTo(event: Recorded): void {
    this.#advanceTowards(event);
    if (this.#replica.waiting.length > 0) this.#replica.freedoms.add('delayed an after-batch step');
  }

  /**
   * Advances the clock to the time of a recorded event, and performs the delivery that leads to it.
   *
   * @throws HistoryError if no such delivery waits.
   */
  deliver(event: Recorded, filter = dueFilterFor(event, this.#replica) ?? matchesNothing): void {
    this.#advanceTowards(event);
    const delivery = this.#replica.state.deliveries.find(filter);
    if (!delivery) throw new HistoryError(`no after-batch step waits that writes event ${event.id} ${event.type}`);
    if (this.#replica.waiting.indexOf(delivery) > 0) {
      this.#replica.freedoms.add('made after-batch steps in another order');
    }
    this.#replica.deliver(delivery);
  }

  /**
   * Fires the deadline, or performs the delivery, that leads to a recorded event.
   *
   * @throws HistoryError if there is none, or its time comes later than the recorded event.
   */
  fire(event: Recorded): void {
    const filter = dueFilterFor(event, this.#replica) ?? matchesNothing;
    if (this.#replica.state.deliveries.some(filter)) this.deliver(event);
    else this.#fireDeadline(event);
  }

  // Not past a deadline whose event comes later in the recording: the service fires deadlines up to a second late.
  #advanceTowards(event: Recorded): void {
    const until = isTimed(event) ? event.at : this.#replica.state.now;
    const late = this.#nextDeadline(until);
    if (late) this.#stopBefore(late, until);
    else this.#replica.advanceTo(until);
  }

  #fireDeadline(event: Recorded): void {
    const due = this.#nextDeadline(instant(Number.POSITIVE_INFINITY));
    if (!due) throw new HistoryError(`no deadline is due that writes event ${event.id} ${event.type}`);
    if (isTimed(event) && event.at < due.at)
      throw new HistoryError(`${event.type} is ${due.at - event.at} ms too early`);
    this.#replica.fireDueAt(due.at, (all) => this.#indexOfNext(all));
  }

  /**
   * Returns the index of what fires first at one instant: in the order of the recorded events, if any is a deadline's.
   */
  #indexOfNext(all: readonly Due[]): number {
    const coming = this.#history.slice(this.#replica.history.length);
    const indices = coming.map((event) => all.findIndex(dueFilterFor(event, this.#replica) ?? matchesNothing));
    const shown = indices.filter((index) => index >= 0);
    return shown.some((index) => 'at' in (all[index] as Due)) ? (shown[0] as number) : holdDeliveries(all);
  }

  /**
   * Returns the first deadline until then. Deadlines are averted before, where the history shows that they did not
   * fire.
   */
  #nextDeadline(until: Instant): Deadline | undefined {
    let due = firstDeadline(this.#replica.state);
    while (due && due.at <= until && this.#replica.deadlinesAt(due.at).some((one) => this.#avert(one))) {
      due = firstDeadline(this.#replica.state);
    }
    return due && due.at <= until ? due : undefined;
  }

  /** Averts a deadline that did not fire; returns false if it did fire. */
  #avert(due: Deadline): boolean {
    return this.#sendHeartbeat(due) || this.#continueChild(due);
  }

  #stopBefore(due: Deadline, until: Instant): void {
    if (until - due.at > LATEST_MILLIS) {
      throw new HistoryError(
        `the ${due.kind} of event ${due.eventId} was due ${until - due.at} ms before, but no event shows it`,
      );
    }
    this.#replica.advanceTo(instant(due.at - 1));
  }

  /**
   * Sends the heartbeat that must have been sent, since the task did not time out. Returns false if there was none, or if it
   * did not move the deadline: to send it again would never end.
   */
  #sendHeartbeat(due: Deadline): boolean {
    const span = due.kind === 'activity heartbeat' ? this.#heartbeatSpan(due.eventId) : 0;
    // A heartbeat timeout of 0 seconds leaves no time for a heartbeat.
    if (span === 0) return false;
    const end = this.#history.find(
      (event) => event.type === 'ActivityTaskTimedOut' && event.attributes.scheduledEventId === due.eventId,
    );
    const showsIt = end?.type === 'ActivityTaskTimedOut' && end.attributes.timeoutType === 'HEARTBEAT';
    if (showsIt && !(end.at - due.at > LATEST_MILLIS)) return false;
    const { now } = this.#replica.state;
    this.#replica.advanceTo(instant(showsIt ? Math.max(now, Math.min(due.at - 1, end.at - span)) : due.at - 1));
    this.#replica.heartbeat(this.#startedIdOf(due.eventId));
    const isSame = ({ kind, run, eventId }: Deadline): boolean =>
      kind === due.kind && run === due.run && eventId === due.eventId;
    return !this.#replica.deadlinesAt(due.at).some(isSame);
  }

  /**
   * Continues a child as new before its timeout, if it closed later and as another run; returns false if it did not.
   */
  #continueChild(due: Deadline): boolean {
    const child = due.kind === 'execution' ? this.#otherRuns.childLinkOf(due.run) : undefined;
    if (!child || this.#showsCloseOf(due)) return false;
    this.#replica.advanceTo(instant(due.at - 1));
    this.#otherRuns.continueChild(child);
    return true;
  }

  /** Returns true if the history has an event for the close of the run whose deadline this is. */
  #showsCloseOf({ run }: Deadline): boolean {
    const { runId } = this.#replica.run(run);
    const isClose = (event: Recorded): boolean =>
      /^ChildWorkflowExecution(?!Started)/.test(event.type) && this.#replica.ids.fakeOf(runIdOf(event) ?? '') === runId;
    return this.#history.some(isClose);
  }

  #heartbeatSpan(scheduledId: number): number {
    const scheduled = this.#replica.history[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
    return spanOf(scheduled.attributes.heartbeatTimeout ?? 'NONE') ?? 0;
  }

  #startedIdOf(scheduledId: number): number {
    return (
      this.#replica.history.find(
        (event) => event.type === 'ActivityTaskStarted' && event.attributes.scheduledEventId === scheduledId,
      )?.id ?? 0
    );
  }
}

const matchesNothing = (_due: Due): boolean => false;
