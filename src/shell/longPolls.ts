import {
  type Change,
  type Command,
  type Instant,
  instant,
  type ListKey,
  type State,
  sameList,
  step,
} from '../core/index.js';
import { type Answer, abortError, describedTask, isEmptyAnswer, isReleased, type PollReply } from './call.js';
import type { HeldTasks } from './heldTasks.js';

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
  readonly expiresAt: Instant;
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
}

/** The polls that wait for a task, oldest first. */
export class LongPolls {
  readonly polls = new Set<LongPoll>();

  constructor(readonly shell: PollShell) {}

  /** Returns the polls that wait for a task of one list, oldest first. */
  at(list: ListKey): readonly LongPoll[] {
    return [...this.polls].filter((poll) => sameList(poll.list, list));
  }

  /** Returns the polls whose caller waits, oldest first. */
  attended(): readonly LongPoll[] {
    return [...this.polls].filter((poll) => !poll.isAbandoned);
  }

  nextExpiry(): Instant | undefined {
    let first: Instant | undefined;
    for (const { expiresAt } of this.polls) if (first === undefined || expiresAt < first) first = expiresAt;
    return first;
  }

  /** Lets a poll wait for a task. Rejects with an AbortError if its signal is aborted. */
  wait(waiting: EmptyPoll, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const poll: LongPoll = {
        ...waiting,
        expiresAt: instant(this.shell.state.now + POLL_MILLIS),
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
    for (const poll of [...this.polls]) if (poll.expiresAt <= now) this.#end(poll, poll.emptyAnswer);
  }

  /** Ends all polls. */
  endAll(): void {
    for (const poll of [...this.polls]) this.#end(poll, poll.emptyAnswer);
  }

  #abandon(poll: LongPoll): void {
    if (this.shell.state.config.assumptions.abandonedPoll === 'takesTask') poll.isAbandoned = true;
    else this.polls.delete(poll);
    this.shell.onPolls();
  }

  #end(poll: LongPoll, answer: Answer): void {
    const { list, holder, isAbandoned } = poll;
    const { heldTasks, state } = this.shell;
    this.polls.delete(poll);
    const task = isEmptyAnswer(answer) ? undefined : describedTask(answer as PollReply);
    if (!isAbandoned) heldTasks.recordAnswer(list, holder, task);
    else if (task) heldTasks.recordLost(state, { ...task, holder });
    poll.end(answer);
  }
}
