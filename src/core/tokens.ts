import { type EventId, eventId, type Instant, instant, type RunNumber, runNumber } from './ids.js';
import { type Form, formOf, type Secret, seal, unseal } from './seal.js';

/** Which task a token stands for. */
export interface TaskRef {
  readonly run: RunNumber;
  readonly scheduledId: EventId;
  readonly startedId: EventId;
}

/** Where a page begins. */
export interface PageRef {
  readonly run: RunNumber;
  /** The last event that is read: for a poll the DecisionTaskStarted of its task, else the last of the first request. */
  readonly upTo: EventId;
  /** How many events the pages before this one held. */
  readonly offset: number;
  readonly issuedAt: Instant;
}

export type TaskKind = 'decision' | 'activity';
export type PageKind =
  | 'history page'
  | 'poll page'
  | 'domains page'
  | 'workflow types page'
  | 'activity types page'
  | 'open executions page'
  | 'closed executions page';

// Live tokens begin so (swf-behaviour 5.1).
const LIVE_PREFIX = 'AAAAKgAAAAEAAAAAAAAA';

const taskForm = (purpose: number): Form => formOf({ purpose, prefix: LIVE_PREFIX, suffix: '=', count: 3, filler: 0 });
const pageForm = (purpose: number): Form => formOf({ purpose, prefix: LIVE_PREFIX, suffix: '=', count: 4, filler: 0 });

const FORMS: { readonly [K in TaskKind | PageKind]: Form } = {
  decision: taskForm(2),
  activity: taskForm(3),
  'history page': pageForm(4),
  'poll page': pageForm(5),
  'domains page': pageForm(6),
  'workflow types page': pageForm(7),
  'activity types page': pageForm(8),
  'open executions page': pageForm(9),
  'closed executions page': pageForm(10),
};

// Run ids in us-east-1 are 46 characters that begin with 22 and end with = (conformance: recorded 2016-2023).
const RUN_ID = formOf({ purpose: 1, prefix: '22', suffix: 'g=', count: 1, filler: 24 });

export const taskToken = (secret: Secret, kind: TaskKind, { run, scheduledId, startedId }: TaskRef): string =>
  seal(secret, FORMS[kind], [run, scheduledId, startedId]);

export function taskOf(secret: Secret, kind: TaskKind, token: string): TaskRef | undefined {
  const fields = unseal(secret, FORMS[kind], token);
  if (!fields) return undefined;
  const [run = 0, scheduledId = 0, startedId = 0] = fields;
  return { run: runNumber(run), scheduledId: eventId(scheduledId), startedId: eventId(startedId) };
}

export const pageToken = (secret: Secret, kind: PageKind, { run, upTo, offset, issuedAt }: PageRef): string =>
  seal(secret, FORMS[kind], [run, upTo, offset, issuedAt]);

export function pageOf(secret: Secret, kind: PageKind, token: string): PageRef | undefined {
  const fields = unseal(secret, FORMS[kind], token);
  if (!fields) return undefined;
  const [run = 0, upTo = 0, offset = 0, issuedAt = 0] = fields;
  return { run: runNumber(run), upTo: eventId(upTo), offset, issuedAt: instant(issuedAt) };
}

export const runIdOf = (secret: Secret, run: RunNumber): string => seal(secret, RUN_ID, [run]);

/** The number in a run id that this state's secret made. The caller compares the whole id: the filler is not checked. */
export function runNumberOf(secret: Secret, runId: string): RunNumber | undefined {
  const fields = unseal(secret, RUN_ID, runId);
  return fields?.[0] === undefined ? undefined : runNumber(fields[0]);
}
