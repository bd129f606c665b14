import { type EventId, eventId, type Instant, instant, type RunNumber, runNumber } from './ids.js';
import { filler, type Secret, seal, sealedLength, unseal } from './seal.js';

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

/** What each kind of text is for: one kind is never taken for another. */
const PURPOSE: { readonly [K in 'run' | TaskKind | PageKind]: number } = {
  run: 1,
  decision: 2,
  activity: 3,
  'history page': 4,
  'poll page': 5,
  'domains page': 6,
  'workflow types page': 7,
  'activity types page': 8,
  'open executions page': 9,
  'closed executions page': 10,
};

// Live tokens begin so (swf-behaviour 5.1).
const LIVE_PREFIX = 'AAAAKgAAAAEAAAAAAAAA';

export const taskToken = (secret: Secret, kind: TaskKind, ref: TaskRef): string =>
  `${LIVE_PREFIX}${seal(secret, PURPOSE[kind], [ref.run, ref.scheduledId, ref.startedId])}=`;

export function taskOf(secret: Secret, kind: TaskKind, token: string): TaskRef | undefined {
  const fields = unsealed(secret, PURPOSE[kind], token, 3);
  if (!fields) return undefined;
  const [run = 0, scheduledId = 0, startedId = 0] = fields;
  return { run: runNumber(run), scheduledId: eventId(scheduledId), startedId: eventId(startedId) };
}

export const pageToken = (secret: Secret, kind: PageKind, page: PageRef): string =>
  `${LIVE_PREFIX}${seal(secret, PURPOSE[kind], [page.run, page.upTo, page.offset, page.issuedAt])}=`;

export function pageOf(secret: Secret, kind: PageKind, token: string): PageRef | undefined {
  const fields = unsealed(secret, PURPOSE[kind], token, 4);
  if (!fields) return undefined;
  const [run = 0, upTo = 0, offset = 0, issuedAt = 0] = fields;
  return { run: runNumber(run), upTo: eventId(upTo), offset, issuedAt: instant(issuedAt) };
}

function unsealed(secret: Secret, purpose: number, token: string, count: number): readonly number[] | undefined {
  const length = LIVE_PREFIX.length + sealedLength(count) + 1;
  if (token.length !== length || !token.startsWith(LIVE_PREFIX) || !token.endsWith('=')) return undefined;
  return unseal(secret, purpose, token, LIVE_PREFIX.length, count);
}

// Run ids in us-east-1 are 46 characters that begin with 22 and end with = (conformance: recorded 2016-2023).
const RUN_PREFIX = '22';
const RUN_FILLER = 24;

export const runIdOf = (secret: Secret, run: RunNumber): string =>
  `${RUN_PREFIX}${seal(secret, PURPOSE.run, [run])}${filler(secret, run, RUN_FILLER)}g=`;

/** The number in a run id that this state's secret made. The caller compares the whole id: the filler is not checked. */
export function runNumberOf(secret: Secret, runId: string): RunNumber | undefined {
  const fields = unseal(secret, PURPOSE.run, runId, RUN_PREFIX.length, 1);
  return fields?.[0] === undefined ? undefined : runNumber(fields[0]);
}
