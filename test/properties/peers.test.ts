import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { apply } from '../../src/core/apply/apply.js';
import { CLOSES } from '../../src/core/closes.js';
import { type EventType, toHistoryEvent } from '../../src/core/events.js';
import { checkInvariants, fork, type Outcome, type RunNumber, type State, step } from '../../src/core/index.js';
import { runAt } from '../../src/core/state.js';
import { type Held, peerMoves } from '../../src/property/peerMoves.js';
import { PeerWalk, peerState } from '../../src/property/peerWalk.js';
import { checkHistory } from '../../src/replay/index.js';
import { observe } from '../support/observe.js';
import { closeLaws, eventsOf, historyLaws, openChildren, runsOf } from '../support/peerLaws.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

vi.setConfig({ testTimeout: 60_000 });

const RUNS = 36;
const LEAST = 50;

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

const law = (holds: (walk: { moves: readonly Held[]; historyEvents: number }) => void, runs: number) =>
  assertOnSeeds(
    fc.property(walks, (walk) => holds(walk)),
    runs,
  );

const changedRuns = ({ changes }: Outcome<unknown>): ReadonlySet<RunNumber> =>
  new Set(changes.flatMap((change) => (change.kind === 'event' ? [change.run] : [])));

function expectLaws(s: State, outcome: Outcome<unknown>): void {
  expect(checkInvariants(s)).toEqual([]);
  expect(closeLaws(s)).toEqual([]);
  for (const number of changedRuns(outcome)) {
    const run = runAt(s, number);
    if (!run) throw new Error(`no run ${number}`);
    const events = eventsOf(run);
    expect(checkHistory(events.map(toHistoryEvent) as never)).toEqual([]);
    expect(events.findIndex(({ type }) => CLOSES.has(type)) + 1).toBe(run.closed ? events.length : 0);
    expect(historyLaws(s, run)).toEqual([]);
    const execution = { workflowId: run.workflowId, runId: run.runId };
    const described = step(
      s,
      { op: 'DescribeWorkflowExecution', input: { domain: 'd', execution }, hold: true },
      s.now,
    );
    expect([described.changes, described.reply]).toMatchObject([
      [],
      { openCounts: { openChildWorkflowExecutions: openChildren(run).size } },
    ]);
  }
}

/** All that shows of a state, and what its runs know of their children. */
const observePeers = (s: State): string =>
  observe(s) + JSON.stringify(runsOf(s).map(({ children }) => [...children.byId.entries()]));

describe('runs that start, signal, cancel and continue each other', () => {
  it('keep every law after every step', () =>
    law(({ moves, historyEvents }) => {
      const walk = new PeerWalk(peerState(historyEvents), (s, outcome) => {
        count(outcome);
        expectLaws(s, outcome);
      });
      for (const move of moves) walk.take(move);
    }, RUNS));

  it('are what the changes of each step make of the state before it', () =>
    law(({ moves, historyEvents }) => {
      let shadow = peerState(historyEvents);
      const walk = new PeerWalk(peerState(historyEvents), (s, { changes }) => {
        for (const change of changes) apply(shadow, change);
        expect(observePeers(shadow)).toBe(observePeers(s));
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
      const before = observePeers(other);
      for (const move of moves.slice(half)) walk.take(move);
      expect(observePeers(other)).toBe(before);
    }, RUNS / 2));
});

afterAll(() => {
  const lines = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => `${String(n).padStart(7)} ${key}`);
  console.log([freshSeedLine, `${steps} steps`, ...lines].join('\n'));
  for (const type of PEER_EVENTS) expect(counts.get(type) ?? 0, type).toBeGreaterThanOrEqual(LEAST);
});
