import { type Instant, instant, type State, settle } from '../../../src/core/index.js';
import { decide, newState, pollDecision, start } from '../calls.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const RUNS = 1000;
const TIMERS_OF_A_RUN = 1000;
const SECONDS = 3000;

export const timersRow: Row = {
  name: 'timers',
  subject: '1,000,000 timers, started 1,000 at a time and fired',
  limit: 'sorting 1,000,000 numbers by comparator',
  goal: 35,
  unit: 'ms',
  // Each takes seconds.
  pairs: 3,
  warmUps: 0,
  prepare: () => ({ limit: sort, subject: startAndFire }),
};

function sort(): number {
  const numbers = Array.from({ length: RUNS * TIMERS_OF_A_RUN }, (_, i) => spread(i, 2 ** 31));
  return timed(1, () => numbers.sort((a, b) => a - b));
}

function startAndFire(): number {
  const s = newState();
  for (let run = 0; run < RUNS; run += 1) start(s, `order-${run}`);
  const batches = Array.from({ length: RUNS }, (_, run) => batchOf(run));
  return timed(1, () => {
    for (const batch of batches) decide(s, pollDecision(s).taskToken, batch);
    fireAll(s);
  });
}

const batchOf = (run: number) =>
  Array.from({ length: TIMERS_OF_A_RUN }, (_, i) => ({
    decisionType: 'StartTimer' as const,
    startTimerDecisionAttributes: { timerId: `timer-${i}`, startToFireTimeout: timeout(run * TIMERS_OF_A_RUN + i) },
  }));

const timeout = (timer: number): string => String(1 + spread(timer, SECONDS));

// In steps, so that what has happened can be forgotten as a caller would forget it.
function fireAll(s: State): void {
  const end: Instant = instant(s.now + SECONDS * 1000);
  while (s.now < end) settle(s, instant(Math.min(end, s.now + 60_000)));
}

/** Numbers below `below` without an order, the same each time. */
const spread = (i: number, below: number): number => (Math.imul(i ^ 0x9e3779b9, 0x85ebca6b) >>> 0) % below;
