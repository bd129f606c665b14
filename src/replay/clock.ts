import { firstDeadline } from '../core/apply/write.js';
import type { EventOf } from '../core/events.js';
import { spanOf } from '../core/ids.js';
import { type Due, type Instant, instant } from '../core/index.js';
import type { Deadline } from '../core/state.js';
import type { Cast } from './cast.js';
import { LATEST_MILLIS } from './compare.js';
import { behind } from './deadlines.js';
import { Impossible } from './impossible.js';
import { isTimed, type Recorded } from './recorded.js';
import { runIdOf } from './script.js';
import { holding, type Stage } from './stage.js';

/** The time of a stage: when each recorded act is done, and what is due by then. */
export class Clock {
  readonly #stage: Stage;
  readonly #cast: Cast;
  readonly #history: readonly Recorded[];

  constructor(stage: Stage, cast: Cast, history: readonly Recorded[]) {
    this.#stage = stage;
    this.#cast = cast;
    this.#history = history;
  }

  /** Lets time pass until the instant of an act; what waits meanwhile is held back. */
  moveTo(event: Recorded): void {
    this.#approach(event);
    if (this.#stage.waiting.length > 0) this.#stage.freedoms.add('a step after a batch was held back');
  }

  /** Lets a step after a batch happen that the recording shows next. */
  deliver(event: Recorded, wanted = behind(event, this.#stage) ?? nothing): void {
    this.#approach(event);
    const delivery = this.#stage.state.deliveries.find(wanted);
    if (!delivery) throw new Impossible(`no step waits that ${event.type} ${event.id} could come from`);
    if (this.#stage.waiting.indexOf(delivery) > 0) {
      this.#stage.freedoms.add('steps after a batch came in another order');
    }
    this.#stage.deliver(delivery);
  }

  /** Lets happen what the clock brings about and the recording shows next, and nothing else. */
  land(event: Recorded): void {
    const wanted = behind(event, this.#stage) ?? nothing;
    if (this.#stage.state.deliveries.some(wanted)) this.deliver(event);
    else this.#expire(event);
  }

  /** Not past a deadline whose event the recording shows later: live deadlines are late, by a second at most. */
  #approach(event: Recorded): void {
    const wanted = isTimed(event) ? event.at : this.#stage.state.now;
    const late = this.#dueBy(wanted);
    if (late) this.#waitFor(late, wanted);
    else this.#stage.pass(wanted);
  }

  #expire(event: Recorded): void {
    const due = this.#dueBy(instant(Number.POSITIVE_INFINITY));
    if (!due) throw new Impossible(`nothing is due that ${event.type} ${event.id} could come from`);
    if (isTimed(event) && event.at < due.at) throw new Impossible(`${event.type} came ${due.at - event.at} ms early`);
    this.#stage.expire(due.at, (all) => this.#nextOf(all));
  }

  /** What goes first of all that is due at one instant: what the recording shows first, while it shows a deadline at all. */
  #nextOf(all: readonly Due[]): number {
    const coming = this.#history.slice(this.#stage.history.length);
    const indices = coming.map((event) => all.findIndex(behind(event, this.#stage) ?? nothing));
    const shown = indices.filter((index) => index >= 0);
    return shown.some((index) => 'at' in (all[index] as Due)) ? (shown[0] as number) : holding(all);
  }

  /** The deadline that is due first and by then, when that has been done for which nothing stands in the history. */
  #dueBy(until: Instant): Deadline | undefined {
    let due = firstDeadline(this.#stage.state);
    while (due && due.at <= until && this.#stage.deadlinesAt(due.at).some((one) => this.#prevent(one))) {
      due = firstDeadline(this.#stage.state);
    }
    return due && due.at <= until ? due : undefined;
  }

  #prevent(due: Deadline): boolean {
    return this.#keepAlive(due) || this.#liveOn(due);
  }

  #waitFor(due: Deadline, wanted: Instant): void {
    if (wanted - due.at > LATEST_MILLIS) {
      throw new Impossible(
        `the ${due.kind} of event ${due.eventId} fell due ${wanted - due.at} ms before, and nothing shows it`,
      );
    }
    this.#stage.pass(instant(due.at - 1));
  }

  /** Whether the deadline is one of heartbeats that must have been sent, since the task lived on. */
  #keepAlive(due: Deadline): boolean {
    const span = due.kind === 'activity heartbeat' ? this.#heartbeatSpan(due.eventId) : 0;
    // No heartbeat keeps a task alive that has no time for one.
    if (span === 0) return false;
    const end = this.#history.find(
      (event) => event.type === 'ActivityTaskTimedOut' && event.attributes.scheduledEventId === due.eventId,
    );
    const showsIt = end?.type === 'ActivityTaskTimedOut' && end.attributes.timeoutType === 'HEARTBEAT';
    if (showsIt && !(end.at - due.at > LATEST_MILLIS)) return false;
    const { now } = this.#stage.state;
    this.#stage.pass(instant(showsIt ? Math.max(now, Math.min(due.at - 1, end.at - span)) : due.at - 1));
    this.#stage.heartbeat(this.#startedIdOf(due.eventId));
    return true;
  }

  /** Whether a child must have continued as new before its time was over, since it closed later and as another run. */
  #liveOn(due: Deadline): boolean {
    const child = due.kind === 'execution' ? this.#cast.linkOf(due.run) : undefined;
    if (!child || this.#closes(due)) return false;
    this.#stage.pass(instant(due.at - 1));
    this.#cast.continueChild(child);
    return true;
  }

  /** Whether the history shows how the run closed that the deadline is of. */
  #closes({ run }: Deadline): boolean {
    const { runId } = this.#stage.run(run);
    const isClose = (event: Recorded): boolean =>
      /^ChildWorkflowExecution(?!Started)/.test(event.type) && this.#stage.ids.here(runIdOf(event) ?? '') === runId;
    return this.#history.some(isClose);
  }

  #heartbeatSpan(scheduledId: number): number {
    const scheduled = this.#stage.history[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
    return spanOf(scheduled.attributes.heartbeatTimeout ?? 'NONE') ?? 0;
  }

  #startedIdOf(scheduledId: number): number {
    return (
      this.#stage.history.find(
        (event) => event.type === 'ActivityTaskStarted' && event.attributes.scheduledEventId === scheduledId,
      )?.id ?? 0
    );
  }
}

const nothing = (_due: Due): boolean => false;
