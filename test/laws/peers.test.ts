import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { apply } from '../../src/core/apply/apply.js';
import {
  checkInvariants,
  type EventType,
  fork,
  type Outcome,
  type Reply,
  type RunNumber,
  runAt,
  type State,
  step,
  toHistoryEvent,
} from '../../src/core/index.js';
import { CLOSES } from '../../src/core/model/run.js';
import { type PeerStep, peerMoves } from '../../src/property/walks/peerMoves.js';
import { PeerWalk, peerState } from '../../src/property/walks/peerWalk.js';
import { checkHistory } from '../../src/replay/index.js';
import { expectEqual, expectNone, expectSame } from '../support/everyStep.js';
import { observe } from '../support/observe.js';
import { closeLaws, eventsOf, historyLaws, openChildren } from '../support/peerLaws.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

vi.setConfig({ testTimeout: 60_000 });

const RUNS = 24;
const LEAST = 15;

/** What tells of other runs: each has to be met often. */
const PEER_EVENTS: readonly EventType[] = [
  'WorkflowExecutionContinuedAsNew',
  'ContinueAsNewWorkflowExecutionFailed',
  'StartChildWorkflowExecutionInitiated',
  'StartChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionStarted',
  'ChildWorkflowExecutionCompleted',
  'ChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionCanceled',
  'ChildWorkflowExecutionTerminated',
  'ChildWorkflowExecutionTimedOut',
  'SignalExternalWorkflowExecutionInitiated',
  'SignalExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionSignaled',
  'RequestCancelExternalWorkflowExecutionInitiated',
  'RequestCancelExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionCancelRequested',
];

const counts = new Map<string, number>();
let steps = 0;

/** By type; a failure and a policy that was applied by their cause too. */
function count({ changes }: Outcome<unknown>): void {
  steps += 1;
  for (const change of changes) {
    if (change.kind !== 'event') continue;
    const { type, attributes } = change.event;
    const cause = 'cause' in attributes ? [`${type} ${attributes.cause}`] : [];
    for (const key of [type, ...cause]) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

const walks = fc.record({
  moves: peerMoves(fc, { minLength: 60, maxLength: 120 }),
  historyEvents: fc.constantFrom(15, 25_000, 25_000, 25_000),
});

const law = (holds: (walk: { moves: readonly PeerStep[]; historyEvents: number }) => void, runs: number) =>
  assertOnSeeds(
    fc.property(walks, (walk) => holds(walk)),
    runs,
  );

const changedRuns = ({ changes }: Outcome<unknown>): ReadonlySet<RunNumber> =>
  new Set(changes.flatMap((change) => (change.kind === 'event' ? [change.run] : [])));

function expectLaws(s: State, outcome: Outcome<unknown>): void {
  if (outcome.changes.length === 0) return;
  expectNone(checkInvariants(s));
  expectNone(closeLaws(s));
  for (const number of changedRuns(outcome)) {
    const run = runAt(s, number);
    if (!run) throw new Error(`no run ${number}`);
    const events = eventsOf(run);
    expectNone(checkHistory(events.map(toHistoryEvent) as never));
    expectEqual(events.findIndex(({ type }) => CLOSES.has(type)) + 1, run.closed ? events.length : 0);
    expectNone(historyLaws(s, run));
    const execution = { workflowId: run.workflowId, runId: run.runId };
    const described = step(
      s,
      { op: 'DescribeWorkflowExecution', input: { domain: 'd', execution }, hold: true },
      s.now,
    );
    expectNone(described.changes);
    const { openCounts } = described.reply as Reply<'DescribeWorkflowExecution'>;
    expectEqual(openCounts?.openChildWorkflowExecutions, openChildren(run).size);
  }
}

describe('runs that start, signal, cancel and continue each other', () => {
  it('keep every law after every step', () =>
    law(({ moves, historyEvents }) => {
      const state = peerState(historyEvents);
      const walk = new PeerWalk(state, (s, outcome) => {
        count(outcome);
        expectLaws(s, outcome);
      });
      for (const move of moves) walk.take(move);
      // Here a step without changes would show, if it wrote all the same.
      expectNone(checkInvariants(state));
      expectNone(closeLaws(state));
    }, RUNS));

  it('are what the changes of each step make of the state before it', () =>
    law(({ moves, historyEvents }) => {
      let shadow = peerState(historyEvents);
      const walk = new PeerWalk(peerState(historyEvents), (s, { changes }) => {
        for (const change of changes) apply(shadow, change);
        expectSame(observe(shadow), observe(s));
        shadow = fork(shadow);
      });
      for (const move of moves) walk.take(move);
    }, RUNS / 4));

  it('are not seen by a fork', () =>
    law(({ moves, historyEvents }) => {
      const s = peerState(historyEvents);
      const walk = new PeerWalk(s, () => {});
      const half = Math.floor(moves.length / 2);
      for (const move of moves.slice(0, half)) walk.take(move);
      const other = fork(s);
      const before = observe(other);
      for (const move of moves.slice(half)) walk.take(move);
      expect(observe(other)).toBe(before);
    }, RUNS / 2));
});

afterAll(() => {
  const lines = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => `${String(n).padStart(7)} ${key}`);
  console.log([freshSeedLine, `${steps} steps`, ...lines].join('\n'));
  for (const type of PEER_EVENTS) expect(counts.get(type) ?? 0, type).toBeGreaterThanOrEqual(LEAST);
});
