import type { State } from '../../../src/core/index.js';
import { charge, decide, historyOf, newState, pollDecision, start } from '../calls.js';
import { heapUsed } from '../measure.js';
import type { Row } from '../row.js';

const RUNS = 10_000;

export const memoryRow: Row = {
  name: 'memory',
  subject: 'the heap of an open run of 5 events',
  limit: 'the JSON text of those events',
  goal: 2,
  unit: 'bytes',
  warmUps: 1,
  prepare: () => ({ limit: textSize, subject: heapOfRun }),
};

function heapOfRun(): number {
  const s = newState();
  const before = heapUsed();
  for (let i = 0; i < RUNS; i += 1) openRun(s, i);
  const after = heapUsed();
  if (s.runs.length !== RUNS) throw new Error('bench: the state is gone before it is measured');
  return (after - before) / RUNS;
}

function textSize(): number {
  const s = newState();
  let size = 0;
  for (let i = 0; i < RUNS; i += RUNS / 100) size += JSON.stringify(openRun(s, i)).length;
  return size / 100;
}

/** Every text that a caller would give anew is new here too: a shared one would count in the JSON alone. */
function openRun(s: State, i: number) {
  const workflowId = `order-${i}`;
  const runId = start(s, workflowId, undefined, JSON.stringify({ order: i }));
  decide(s, pollDecision(s).taskToken, charge(`charge-${i}`, JSON.stringify({ cents: i })));
  return historyOf(s, workflowId, runId);
}
