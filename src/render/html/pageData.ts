import type { HistoryEvent } from '@aws-sdk/client-swf';

/** A history in a page. */
export interface PageHistory {
  /** The name in the page: by default the workflow id. */
  readonly name: string;
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
  /** The explanation of the state of the run, if a fake gave one. */
  readonly explanation?: string | undefined;
  /** True if the run has more events than the page. Default `false`. */
  readonly continues?: boolean | undefined;
  /** The events, oldest first, with times in ISO 8601 once they are JSON. */
  readonly events: readonly HistoryEvent[];
}

/** An actor of a simulation: a lane of its own in the page. */
export interface Lane {
  readonly name: string;
  readonly kind: 'service' | 'decider' | 'worker' | 'caller';
}

/** A call or a happening in a simulation. */
export interface LaneEntry {
  /** The time of the fake's clock, in milliseconds since the epoch. */
  readonly at: number;
  /** The name of the lane. */
  readonly lane: string;
  /** The operation; absent for a happening of the service or the clock. */
  readonly op?: string;
  /** The end of the call. */
  readonly end: 'answered' | 'refused' | 'request lost' | 'response lost' | 'twice' | 'crash' | 'happened';
  /** The task, or the fault, in words. */
  readonly text: string;
  /** The name of the planned fault that struck here. */
  readonly fault?: string;
  /** The number of events in the history after it. */
  readonly events: number;
  /** The index in the page of that history. Default 0. */
  readonly history?: number;
}

/** The calls of a simulation. */
export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly entries: readonly LaneEntry[];
}

/** A finding of an exploration: numbered steps to it. */
export interface PageFinding {
  readonly kind: string;
  readonly message: string;
  readonly steps: readonly string[];
  /** The index of its history in the page, if it has one. */
  readonly history?: number;
}

/** A check of `swfake conform`, with its verdict. */
export interface PageCheck {
  readonly id: string;
  readonly area: string;
  /** The question that it asks. */
  readonly question: string;
  readonly verdict: 'agrees' | 'differs' | 'not asked';
  /** The reason why it was not asked. */
  readonly reason?: string | undefined;
  readonly differences: readonly { readonly what: string; readonly expected: string; readonly got: string }[];
}

/** The views of a page. */
export type ViewName = 'summary' | 'timeline' | 'events' | 'state' | 'compare' | 'lanes' | 'findings' | 'checks';

/** The place in a page to begin at. */
export interface FirstPlace {
  /** The index of the history. Default 0. */
  readonly run?: number;
  /** The id of the event. */
  readonly event?: number;
  /** The index of the history beside it, in the view `compare`. */
  readonly beside?: number;
}

/** Everything that a page shows: it is in the page as JSON. */
export interface PageData {
  readonly title: string;
  /** A text above all views, such as the problem of a simulation. */
  readonly note?: string | undefined;
  readonly histories: readonly PageHistory[];
  readonly lanes?: Lanes | undefined;
  readonly findings?: readonly PageFinding[] | undefined;
  readonly checks?: readonly PageCheck[] | undefined;
  /** The view to begin with. Default `summary`. */
  readonly view?: ViewName | undefined;
  /** The place to begin at. Default: the first history. */
  readonly first?: FirstPlace | undefined;
}
