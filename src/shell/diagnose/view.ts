import type { Instant, ListKey, State } from '../../core/index.js';
import type { Denials } from './denials.js';
import type { Refusals } from './refusals.js';

/** The part of a shell that the diagnosis reads. */
export interface ShellView {
  readonly state: State;
  readonly real: boolean;
  readonly closed: boolean;
  readonly longPolls: {
    readonly polls: ReadonlySet<WaitingPoll>;
    at(list: ListKey): readonly WaitingPoll[];
    attended(): readonly WaitingPoll[];
  };
  /** The last poll of each task list. */
  readonly pollers: ReadonlyMap<string, ListKey & { readonly holder: string; readonly at: Instant }>;
  readonly refusals: Pick<Refusals, 'of' | 'withOtherToken'>;
  readonly denials: Pick<Denials, 'reasons'>;
  readonly heldTasks: {
    readonly calls: number;
    answered(list: ListKey): boolean;
    lost(s: State): readonly LostTask[];
    stuck(): { readonly holder: string; readonly what: string } | undefined;
  };
  readonly hooks: { next(): Instant | undefined; waiting(): readonly (string | undefined)[] };
  readonly lambdas: {
    nextAnswer(
      s: State,
      matches: (call: PendingLambda) => boolean,
    ): { readonly at: Instant; readonly name: string } | undefined;
  };
}

/** A poll that waits for a task. */
export interface WaitingPoll {
  readonly holder: string;
  readonly isAbandoned: boolean;
  readonly list: ListKey;
}

interface LostTask {
  readonly runId: string;
  readonly startedId: number;
  readonly holder: string;
  readonly what: string;
}

interface PendingLambda {
  readonly lambda: { readonly run: number };
}
