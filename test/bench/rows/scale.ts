import { fork, type State } from '../../../src/core/index.js';
import { newState, signal, start, wholeWorkflow } from '../calls.js';
import { timed } from '../measure.js';
import type { Row, Sample } from '../row.js';

/** What should cost the same however much there is. */

const APPENDS = 500;
const LONG = 24_000;
const SHORT = 100;

const append: Row = {
  name: 'append',
  subject: `a signal to a run of ${LONG.toLocaleString('en')} events`,
  limit: `a signal to one of ${SHORT}`,
  goal: 1.5,
  unit: 'ms',
  pairs: 61,
  prepare: () => ({ limit: signalling(runOf(SHORT)), subject: signalling(runOf(LONG)) }),
};

function runOf(events: number): State {
  const s = newState();
  start(s, 'order');
  for (let length = 2; length < events; length += 1) signal(s, 'order');
  return s;
}

// Each sample has a fork of its own, so that a history stays as long as the row says; the first signal makes the copies.
function signalling(grown: State): Sample {
  return () => {
    const s = fork(grown);
    signal(s, 'order');
    return timed(APPENDS, () => {
      for (let i = 0; i < APPENDS; i += 1) signal(s, 'order');
    });
  };
}

const MANY = 100_000;
const FEW = 100;
const ROUNDS = 100;
const CALLS = 8;
const IDLE = { name: 'nobody-polls-here' };

const openRuns: Row = {
  name: 'open-runs',
  subject: `a call with ${MANY.toLocaleString('en')} open runs`,
  limit: `a call with ${FEW}`,
  goal: 1.5,
  unit: 'ms',
  pairs: 61,
  prepare: () => ({ limit: calling(FEW), subject: calling(MANY) }),
};

function calling(runs: number): Sample {
  const s = newState({ openExecutions: 2 * MANY });
  for (let i = 0; i < runs; i += 1) start(s, `open-${i}`, IDLE);
  let round = 0;
  return () =>
    timed(ROUNDS * CALLS, () => {
      for (let i = 0; i < ROUNDS; i += 1, round += 1) visit(s, runs, round);
    });
}

/** A whole workflow, so that as many runs are open after as before, and a signal to an old run, each time another. */
function visit(s: State, runs: number, round: number): void {
  wholeWorkflow(s, 'order');
  signal(s, `open-${(round * 7919) % runs}`);
}

export const scaleRows: readonly Row[] = [append, openRuns];
