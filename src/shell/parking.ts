import type { Command, Instant, ListKey } from '../core/index.js';
import type { Answer } from './answer.js';

/** SWF ends a long poll that found nothing after 60 seconds (API reference, PollForActivityTask). */
export const POLL_MILLIS = 60_000;

export interface ParkedPoll {
  readonly list: ListKey;
  readonly command: Command;
  readonly expiresAt: Instant;
  /** Who polls, as people call it. */
  readonly holder: string;
  /** What it gets if nothing comes: what it was answered when it came. */
  readonly idle: Answer;
  readonly end: (answer: Answer) => void;
}

/** The polls that wait for a task, in order of arrival. */
export class Parking {
  readonly polls = new Set<ParkedPoll>();

  park(poll: ParkedPoll): void {
    this.polls.add(poll);
  }

  leave(poll: ParkedPoll): void {
    this.polls.delete(poll);
  }

  at(list: ListKey): readonly ParkedPoll[] {
    return [...this.polls].filter((poll) => sameList(poll.list, list));
  }

  nextExpiry(): Instant | undefined {
    let first: Instant | undefined;
    for (const { expiresAt } of this.polls) if (first === undefined || expiresAt < first) first = expiresAt;
    return first;
  }

  expired(now: Instant): readonly ParkedPoll[] {
    return [...this.polls].filter((poll) => poll.expiresAt <= now);
  }
}

export const sameList = (a: ListKey, b: ListKey): boolean =>
  a.kind === b.kind && a.domain === b.domain && a.name === b.name;
