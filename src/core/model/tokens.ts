import { type EventId, eventId, type Instant, instant, type RunNumber, runNumber } from './ids.js';
import { FILLER_LENGTH, type Form, formOf, isFiller, type Secret, seal, sealedLength, unseal } from './sealedText.js';

/** The content of a task token. */
export interface TaskRef {
  /** The run of the task. */
  readonly run: RunNumber;
  /** The id of its Scheduled event. */
  readonly scheduledId: EventId;
  /** The id of its Started event. */
  readonly startedId: EventId;
}

/** The content of a page token. */
export interface PageRef {
  /** The run whose history is read. 0 for a list. */
  readonly run: RunNumber;
  /**
   * The last event to read: the DecisionTaskStarted of a poll, else the last event at the first request. 0 for a list.
   */
  readonly upTo: EventId;
  /** The number of events, or entries of a list, on the pages before. */
  readonly offset: number;
  /** The time of the request that gave the token, in milliseconds since the epoch. */
  readonly issuedAt: Instant;
}

/** The kind of a task. */
export type TaskKind = 'decision' | 'activity';

/** The kind of a page. A token of one kind is invalid for every other kind. */
export type PageKind =
  | 'history page'
  | 'poll page'
  | 'domains page'
  | 'workflow types page'
  | 'activity types page'
  | 'open executions page'
  | 'closed executions page';

// The beginning of live tokens (docs/swf.md 5.1).
const LIVE_PREFIX = 'AAAAKgAAAAEAAAAAAAAA';

const taskForm = (purpose: number): Form => formOf({ purpose, prefix: LIVE_PREFIX, count: 3, extra: 0 });
const pageForm = (purpose: number): Form => formOf({ purpose, prefix: LIVE_PREFIX, count: 4, extra: 0 });

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

// Run ids of us-east-1 have 46 characters, begin with 22 and end with = (docs/swf.md 1.3, recorded 2016-2023).
const RUN_ID = formOf({ purpose: 1, prefix: '22', count: 1, extra: 29 });
const RUN_ID_END = 'g=';

const tokenOf = (secret: Secret, form: Form, fields: readonly number[]): string =>
  seal(secret, form, fields) + secret.filler;

// A slice that is compared is several times as fast as endsWith().
function fieldsOf(secret: Secret, form: Form, token: string): readonly number[] | undefined {
  return token.slice(sealedLength(form)) === secret.filler ? unseal(secret, form, token) : undefined;
}

/** Returns the token of a task: valid base64, as long as a live one (docs/swf.md 5.1). */
export const taskToken = (secret: Secret, kind: TaskKind, { run, scheduledId, startedId }: TaskRef): string =>
  tokenOf(secret, FORMS[kind], [run, scheduledId, startedId]);

/** Returns the task of a token, or `undefined` if the text is no token of this kind of task in this state. */
export function taskOf(secret: Secret, kind: TaskKind, token: string): TaskRef | undefined {
  const fields = fieldsOf(secret, FORMS[kind], token);
  if (!fields) return undefined;
  const [run = 0, scheduledId = 0, startedId = 0] = fields;
  return { run: runNumber(run), scheduledId: eventId(scheduledId), startedId: eventId(startedId) };
}

/** Returns the token of a page. */
export const pageToken = (secret: Secret, kind: PageKind, { run, upTo, offset, issuedAt }: PageRef): string =>
  tokenOf(secret, FORMS[kind], [run, upTo, offset, issuedAt]);

/** Returns the page of a token, or `undefined` if the text is no token of this kind of page in this state. */
export function pageOf(secret: Secret, kind: PageKind, token: string): PageRef | undefined {
  const fields = fieldsOf(secret, FORMS[kind], token);
  if (!fields) return undefined;
  const [run = 0, upTo = 0, offset = 0, issuedAt = 0] = fields;
  return { run: runNumber(run), upTo: eventId(upTo), offset, issuedAt: instant(issuedAt) };
}

/** Returns whether a text is a token that a fake with another seed, region or account made. */
export function isOfOtherFake(secret: Secret, token: string): boolean {
  if (!token.startsWith(LIVE_PREFIX) || token.endsWith(secret.filler)) return false;
  return isFiller(token.slice(-FILLER_LENGTH));
}

/** Returns the part of a task token that no other token of its fake has: short, as the key of a map must be. */
export const taskKey = (token: string): string => token.slice(LIVE_PREFIX.length, -FILLER_LENGTH);

/** Returns the run id of a run. */
export const runIdOf = (secret: Secret, run: RunNumber): string => seal(secret, RUN_ID, [run]) + RUN_ID_END;

/**
 * Returns the number of the run with this run id, or `undefined` if the text is no run id of this state. A part of the
 * id is not checked, so the caller compares the whole id.
 */
export function runNumberOf(secret: Secret, runId: string): RunNumber | undefined {
  const fields = unseal(secret, RUN_ID, runId);
  return fields?.[0] === undefined ? undefined : runNumber(fields[0]);
}
