import { type Change, type Command, type Instant, type ListKey, type State, sameList, step } from '../core/index.js';
import { type Answer, abortError, describedTask, isEmptyAnswer, isReleased, type PollReply } from './call.js';
import type { HeldTasks } from './heldTasks.js';
import { IdleLoops } from './idleLoops.js';

/** The time after which SWF ends a long poll without a task, in milliseconds (API reference, PollForActivityTask). */
export const POLL_MILLIS = 60_000;

/** A poll that found no task. */
export interface EmptyPoll {
  readonly list: ListKey;
  readonly command: Command;
  /** The name of the poller in messages. */
  readonly holder: string;
  /** The answer if no task comes: the reply that the poll had when it began to wait. */
  readonly emptyAnswer: Answer;
}

/** A poll that waits for a task. */
export interface LongPoll extends EmptyPoll {
  readonly since: Instant;
  /** The time at which it ends without a task: 60 seconds after it began, or a later whole minute if its loop only waits. */
  expiresAt: number;
  /** True if its loop only waits, and nothing has happened since. */
  isIdle: boolean;
  /** True after its caller has gone away: it can still take a task, and the caller never gets it (docs/swf.md 12, doubt 35). */
  isAbandoned: boolean;
  readonly end: (answer: Answer) => void;
}

/** The parts of a shell that long polls need. */
interface PollShell {
  readonly state: State;
  readonly heldTasks: HeldTasks;
  /** Called when a poll begins or ends to wait. */
  onPolls(): void;
  /** True if every poll ends after 60 seconds, also those of loops that only wait. */
  readonly exactPolls: boolean;
}

/** The polls that wait for a task, oldest first. */
export class LongPolls {
  readonly polls = new Set<LongPoll>();
  readonly #loops = new IdleLoops();

  constructor(readonly shell: PollShell) {}

  /** Returns the polls that wait for a task of one list, oldest first. */
  at(list: ListKey): readonly LongPoll[] {
    return [...this.polls].filter((poll) => sameList(poll.list, list));
  }

  /** Returns the polls whose caller waits, oldest first. */
  attended(): readonly LongPoll[] {
    return [...this.polls].filter((poll) => !poll.isAbandoned);
  }

  /**
   * Plans the ends of the polls that get no task, and returns the first one; `Infinity` if there is none. A poll of a loop
   * that only waits ends once: at its last whole minute before `due`, the time of the next other thing.
   */
  planExpiry(due: Instant | undefined): number {
    let first = Infinity;
    for (const poll of this.polls) {
      if (poll.isIdle) poll.expiresAt = Math.max(nextMinute(poll, this.shell.state.now), lastMinuteBefore(poll, due));
      first = Math.min(first, poll.expiresAt);
    }
    return first;
  }

  /** Follows a call or a change: from now on, the polls of all loops end each minute again. */
  noteActivity(): void {
    this.#loops.reset();
    for (const poll of this.polls) if (poll.isIdle) wake(poll, this.shell.state.now);
  }

  /** Lets a poll wait for a task. Rejects with an AbortError if its signal is aborted. */
  wait(waiting: EmptyPoll, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const poll: LongPoll = {
        ...waiting,
        since: this.shell.state.now,
        expiresAt: this.shell.state.now + POLL_MILLIS,
        isIdle: this.#onlyWaits(waiting),
        isAbandoned: false,
        end: (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer);
          this.shell.onPolls();
        },
      };
      const abort = (): void => {
        if (isReleased(signal)) this.#end(poll, poll.emptyAnswer);
        else this.#abandon(poll);
        // A poll that was released has its answer: this does nothing then.
        reject(abortError());
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.polls.add(poll);
      this.shell.onPolls();
    });
  }

  /** Gives the tasks of lists to the polls that wait for them. Returns the changes. */
  answer(lists: readonly ListKey[]): readonly Change[] {
    const claims: Change[] = [];
    if (this.polls.size === 0) return claims;
    for (const list of lists) {
      for (const poll of this.at(list)) {
        const { reply, changes } = step(this.shell.state, poll.command, this.shell.state.now);
        if (isEmptyAnswer(reply)) break;
        this.#end(poll, reply);
        claims.push(...changes);
      }
    }
    return claims;
  }

  /** Ends the polls that have waited for 60 seconds at `now`. */
  endExpired(now: Instant): void {
    for (const poll of [...this.polls]) {
      if (poll.expiresAt > now) continue;
      this.#loops.ended(poll);
      this.#end(poll, poll.emptyAnswer);
    }
  }

  /** Ends all polls. */
  endAll(): void {
    for (const poll of [...this.polls]) this.#end(poll, poll.emptyAnswer);
  }

  #onlyWaits({ list, holder }: EmptyPoll): boolean {
    const sameName = this.at(list).filter((other) => other.holder === holder);
    return this.#loops.poll({ list, holder }, sameName.length) && !this.shell.exactPolls;
  }

  #abandon(poll: LongPoll): void {
    if (this.shell.state.config.assumptions.abandonedPoll === 'takesTask') this.#keepAbandoned(poll);
    else this.polls.delete(poll);
    this.shell.onPolls();
  }

  // A poll whose caller has gone away is not sent again, so it ends at its own minute.
  #keepAbandoned(poll: LongPoll): void {
    poll.isAbandoned = true;
    if (poll.isIdle) wake(poll, this.shell.state.now);
  }

  #end(poll: LongPoll, answer: Answer): void {
    const { list, holder, isAbandoned } = poll;
    const { heldTasks, state } = this.shell;
    this.polls.delete(poll);
    const task = isEmptyAnswer(answer) ? undefined : describedTask(answer as PollReply);
    if (!isAbandoned) heldTasks.recordAnswer(state, list, holder, task);
    else if (task) heldTasks.recordLost(state, { holder, ...task });
    poll.end(answer);
  }
}

/** Returns the last whole minute of a poll before a time; never, if there is no time. */
const lastMinuteBefore = ({ since }: LongPoll, due: Instant | undefined): number =>
  due === undefined ? Infinity : since + POLL_MILLIS * (Math.ceil((due - since) / POLL_MILLIS) - 1);

/** Returns the next whole minute of a poll: the end that it has if it is sent again each minute. */
const nextMinute = ({ since }: LongPoll, now: Instant): number =>
  since + POLL_MILLIS * (Math.floor((now - since) / POLL_MILLIS) + 1);

/** Lets a poll of a loop end at its next whole minute, because something happened. */
function wake(poll: LongPoll, now: Instant): void {
  poll.isIdle = false;
  poll.expiresAt = nextMinute(poll, now);
}
