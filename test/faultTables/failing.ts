import { expect } from 'vitest';
import { checkInvariants, type Grants, type Limits, type State, settle, step } from '../../src/core/index.js';
import { proves } from '../support/coverage/proves.js';
import { decision, historyOf, LIST, type Members, ok, signal, type World } from './world.js';

/** A world in which the open run `busy` has a decision task in hand. */
export interface Job extends World {
  readonly token: string;
}

/** Grants that concern one decision only. */
export const only = (name: string, { authorize, inject }: Grants): Grants => ({
  authorize: (request) => request.action !== `swf:${name}` || (authorize?.(request) ?? true),
  inject: (request) => (request.action === `swf:${name}` ? inject?.(request) : undefined),
});

const waiting = ({ s, busy }: Job): boolean =>
  ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution: { workflowId: 'busy', runId: busy } }).openCounts
    ?.openDecisionTasks === 1;

export const lengthOf = ({ s, busy }: Job): number => historyOf(s, 'busy', busy).length;

/** What the events of `busy` from `from` on say, without what they all share. */
export const eventsFrom = ({ s, busy }: Job, from: number): readonly unknown[] =>
  historyOf(s, 'busy', busy)
    .slice(from - 1)
    .map(({ eventId, eventTimestamp, eventType, ...attributes }, i) => {
      expect([eventId, eventTimestamp]).toEqual([from + i, s.now]);
      return [eventType, Object.values(attributes)[0]];
    });

const TASK = ['DecisionTaskScheduled', { taskList: LIST, startToCloseTimeout: 'NONE', scheduleToStartTimeout: 'NONE' }];

/** The decision task that follows a batch, unless one waits already. */
export const taskUnless = (pending: boolean): readonly unknown[] => (pending ? [] : [TASK]);

/** A task waits for the decider, and the state is in order. */
export function expectInOrder(w: Job): void {
  expect(waiting(w)).toBe(true);
  expect(checkInvariants(w.s)).toEqual([]);
}

/** What an event repeats of the attributes that were given. */
export const given = (attributes: Members, members: readonly string[]): Members =>
  Object.fromEntries(Object.entries(attributes).filter(([key, value]) => members.includes(key) && value !== undefined));

/** How a decision fails. */
export interface Subject {
  /** Attributes with which the decision is done. */
  readonly valid: Members;
  /** Those that its `*Failed` event repeats. */
  readonly subject: readonly string[];
  readonly closes: boolean;
  /** What its `*Failed` event says besides. */
  readonly ids?: Members;
  /** Another decision for the same batch, and what its event says. */
  readonly rest: Members;
  readonly says: readonly [eventType: string, attributes: Members];
}
export type Failing = Subject & { readonly name: string };

export const MARKER = {
  rest: decision('RecordMarker', { markerName: 'rest' }),
  says: ['MarkerRecorded', { markerName: 'rest' }],
} as const;

interface Flaw extends Grants {
  readonly attributes?: Members;
  readonly limits?: Partial<Limits>;
  /** What happened since the decision task was started. */
  readonly after?: (s: State) => void;
}
export type CauseRow = readonly [what: string, flaw: Flaw, cause: string];

export const DENIED: CauseRow = ['the caller lacks the right', { authorize: () => false }, 'OPERATION_NOT_PERMITTED'];
export const UNSEEN: CauseRow = [
  'the decider has not seen all',
  { after: (s) => void signal(s) },
  'UNHANDLED_DECISION',
];
export const throttled = (cause: string): CauseRow => ['the service throttles', { inject: () => ({ cause }) }, cause];

export const undefinedAt = (member: string, cause: string): CauseRow => [
  `${member} comes from nowhere`,
  { attributes: { [member]: undefined } },
  cause,
];

/** Answers the task with a decision that fails and one that does not: the failure leaves its event and nothing more. */
export function expectFailed(w: Job, failing: Failing, attributes: Members, grants: Grants, cause: string): void {
  const { s, token } = w;
  const { name, subject, closes, rest, says, ids } = failing;
  const pending = waiting(w);
  const decisionTaskCompletedEventId = lengthOf(w) + 1;
  const flawed = decision(name, attributes);
  const input = { taskToken: token, decisions: closes ? [rest, flawed] : [flawed, rest] };
  expect(step(s, { op: 'RespondDecisionTaskCompleted', input, grants: only(name, grants) }, s.now).reply).toEqual({});
  const failed = [`${name}Failed`, { ...given(attributes, subject), cause, decisionTaskCompletedEventId, ...ids }];
  const applied = [says[0], { ...says[1], decisionTaskCompletedEventId }];
  settle(s, s.now);
  const [, ...events] = eventsFrom(w, decisionTaskCompletedEventId);
  expect(events).toEqual([...(closes ? [applied, failed] : [failed, applied]), ...taskUnless(pending)]);
  expectInOrder(w);
  if (!grants.inject || isOnDemand(cause)) proves(`event ${name}Failed`, `cause ${name}Failed ${cause}`);
}

// Load and regions are no matter of a state: these causes come when they are asked for (docs/swf.md 3.0).
const isOnDemand = (cause: string): boolean => /_RATE_EXCEEDED$|_NOT_AVAILABLE_IN_REGION$/.test(cause);

type SetUp = (limits?: Partial<Limits>) => Job;

/** One flaw, or two of which the first has to be the cause. */
export function expectCause(
  setUp: SetUp,
  failing: Failing,
  pending: boolean,
  row: CauseRow,
  later: CauseRow = ['', {}, ''],
): void {
  const flaws = [later[1], row[1]];
  const w = setUp(Object.assign({}, ...flaws.map(({ limits }) => limits)));
  for (const { after } of flaws) after?.(w.s);
  if (pending && !waiting(w)) signal(w.s);
  const attributes = Object.assign({}, failing.valid, ...flaws.map((flaw) => flaw.attributes));
  expectFailed(w, failing, attributes, Object.assign({}, later[1], row[1]), row[2]);
  proves(...Object.keys(row[1].limits ?? {}).map((limit) => `limit ${limit}` as const));
}

/** Every two rows that can hold together: the one that stands first is the cause. */
export function expectOrder(setUp: SetUp, failing: Failing, rows: readonly CauseRow[]): void {
  for (const [i, row] of rows.entries()) {
    for (const later of rows.slice(i + 1)) if (together(row, later)) expectCause(setUp, failing, false, row, later);
  }
}

const settled = ([, { attributes = {}, limits = {}, ...others }]: CauseRow): readonly string[] => [
  ...Object.keys(attributes),
  ...Object.keys(limits),
  ...Object.keys(others),
];
const together = (a: CauseRow, b: CauseRow): boolean => !settled(b).some((key) => settled(a).includes(key));
