import type { HistoryEvent } from '@aws-sdk/client-swf';

// What the console of the server answers, and what its page shows. All times are milliseconds since the epoch.

/** A region of an account: each has a fake of its own. */
export interface ConsolePlace {
  readonly region: string;
  readonly accountId: string;
}

/** A run in the list. */
export interface ConsoleRun {
  /** The number of the run in its fake: the first run has 0. */
  readonly number: number;
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  /** The workflow type, as `Name@version`. */
  readonly workflowType: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly closeStatus?: string;
  readonly startedAt: number;
  readonly closedAt?: number;
  /** The number of events in the history. */
  readonly events: number;
  readonly tags: readonly string[];
}

/** A task that waits on its list. */
export interface ConsoleTask {
  readonly run: number;
  readonly workflowId: string;
  /** `activity 'charge'`, or `decision task 2`. */
  readonly what: string;
  readonly since: number;
  readonly priority: number;
}

/** A task list that has tasks or polls, or had a poll. */
export interface ConsoleList {
  readonly kind: 'decision' | 'activity';
  readonly domain: string;
  readonly name: string;
  /** The number of tasks that a poll can take now. */
  readonly waiting: number;
  /** True if more tasks wait than were counted. */
  readonly hasMore: boolean;
  readonly tasks: readonly ConsoleTask[];
  /** The pollers that wait, oldest first. */
  readonly polls: readonly string[];
  readonly lastPoll?: { readonly holder: string; readonly at: number };
}

/** A call that was answered over HTTP. */
export interface ConsoleCall {
  /** The number of the call: 1, 2, 3 and so on. */
  readonly number: number;
  /** The time of the fake. */
  readonly at: number;
  readonly operation: string;
  readonly domain?: string;
  /** The task list, the workflow id or the type that the call is about. */
  readonly subject?: string;
  /** The HTTP status; 0 if the client had gone before. */
  readonly status: number;
  /** The name of the fault. */
  readonly fault?: string;
  /** The message of the fault, or the task that a poll returned. */
  readonly text?: string;
  /** The real time that it took, in milliseconds. */
  readonly millis: number;
}

/** A call or a decision that the permissions denied. */
export interface ConsoleDenial {
  readonly number: number;
  readonly at: number;
  /** The action of IAM: `swf:StartTimer`. */
  readonly action: string;
  readonly reason: string;
}

/** The next thing that happens when time passes. */
export interface ConsoleNext {
  readonly at: number;
  readonly what: string;
  /** The number of the run that it happens in. */
  readonly run?: number;
}

/** The run that a page watches, as far as it has grown. */
export interface ConsoleGrowth {
  readonly number: number;
  /** The number of events that the page had. */
  readonly known: number;
  /** The events after those. */
  readonly events: readonly HistoryEvent[];
  readonly explanation?: string;
}

/** The changes since a number, and everything that is small enough to be sent each time. */
export interface ConsoleChanges {
  /** The number to ask with the next time. */
  readonly number: number;
  readonly place: ConsolePlace;
  readonly places: readonly ConsolePlace[];
  readonly now: number;
  readonly isReal: boolean;
  readonly next?: ConsoleNext;
  /** The runs that changed. */
  readonly runs: readonly ConsoleRun[];
  /** The number of all runs: a page that has more forgets them, and asks again from 0. */
  readonly runCount: number;
  readonly lists: readonly ConsoleList[];
  /** The number of task lists that are left out, because there are too many. */
  readonly moreLists: number;
  /** The calls since the last number of a call. */
  readonly calls: readonly ConsoleCall[];
  readonly denials: readonly ConsoleDenial[];
  readonly run?: ConsoleGrowth;
}

/** The domains and workflow types that a run can be started with. */
export interface ConsoleDomain {
  readonly name: string;
  readonly workflowTypes: readonly { readonly name: string; readonly version: string; readonly taskList?: string }[];
}

/** The operations that the console can call. */
export const CONSOLE_OPERATIONS = [
  'StartWorkflowExecution',
  'SignalWorkflowExecution',
  'RequestCancelWorkflowExecution',
  'TerminateWorkflowExecution',
] as const;

/** The name of an operation that the console can call. */
export type ConsoleOperation = (typeof CONSOLE_OPERATIONS)[number];

/** The answer to a call: the reply, or the fault. */
export type ConsoleAnswer =
  | { readonly reply: Readonly<Record<string, unknown>> }
  | { readonly fault: string; readonly message: string; readonly reason?: string };

/** The path of the console. */
export const CONSOLE_PATH = '/_swfake/ui';

/** The header with the token of the console. */
export const TOKEN_HEADER = 'x-swfake-token';
