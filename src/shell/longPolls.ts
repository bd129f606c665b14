import { type Command, type Instant, type ListKey, sameList } from '../core/index.js';
import type { Answer } from './call.js';

/** The time after which SWF ends a long poll without a task, in milliseconds (API reference, PollForActivityTask). */
export const POLL_MILLIS = 60_000;

/** A poll that waits for a task. */
export interface LongPoll {
  readonly list: ListKey;
  readonly command: Command;
  readonly expiresAt: Instant;
  /** The name of the poller in messages. */
  readonly holder: string;
  /** The answer if no task comes: the reply that the poll had when it began to wait. */
  readonly emptyAnswer: Answer;
  readonly end: (answer: Answer) => void;
}

/** The polls that wait for a task, oldest first. */
export class LongPolls {
  readonly polls = new Set<LongPoll>();

  add(poll: LongPoll): void {
    this.polls.add(poll);
  }

  remove(poll: LongPoll): void {
    this.polls.delete(poll);
  }

  /** Returns the polls that wait for a task of one list, oldest first. */
  at(list: ListKey): readonly LongPoll[] {
    return [...this.polls].filter((poll) => sameList(poll.list, list));
  }

  nextExpiry(): Instant | undefined {
    let first: Instant | undefined;
    for (const { expiresAt } of this.polls) if (first === undefined || expiresAt < first) first = expiresAt;
    return first;
  }

  expired(now: Instant): readonly LongPoll[] {
    return [...this.polls].filter((poll) => poll.expiresAt <= now);
  }
}

const WARNING_AFTER = 1000;

/** Counts consecutive polls that found no task, and prints a warning for a loop that never waits. */
export class EmptyPolls {
  #count = 0;

  reset(): void {
    this.#count = 0;
  }

  count(list: ListKey): void {
    this.#count += 1;
    if (this.#count !== WARNING_AFTER) return;
    console.warn(
      `swfake: ${this.#count} polls in a row found no task, the last one on the ${list.kind} task list '${list.name}'; a poll ` +
        "loop needs long polling: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
    );
  }
}
