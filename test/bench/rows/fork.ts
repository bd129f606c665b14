import { fork, type State } from '../../../src/core/index.js';
import { DONE, decide, newState, pollDecision, signal, start } from '../calls.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const RUNS = 10_000;
const ROUNDS = 200;
const IDLE = { name: 'nobody-polls-here' };

export const forkRow: Row = {
  name: 'fork',
  subject: `fork and 4 calls at ${RUNS.toLocaleString('en')} open runs`,
  limit: 'the 4 calls',
  goal: 1.5,
  unit: 'ms',
  prepare: () => {
    const [kept, forked] = [crowded(), crowded()];
    return { limit: () => rounds(() => kept), subject: () => rounds(() => fork(forked)) };
  },
};

function crowded(): State {
  const s = newState();
  for (let i = 0; i < RUNS; i += 1) start(s, `open-${i}`, IDLE);
  return s;
}

const rounds = (next: () => State): number =>
  timed(ROUNDS, () => {
    for (let i = 0; i < ROUNDS; i += 1) fourCalls(next(), i);
  });

/** As many runs are open after as before. */
function fourCalls(s: State, i: number): void {
  start(s, 'order');
  signal(s, `open-${(i * 7919) % RUNS}`);
  decide(s, pollDecision(s).taskToken, DONE);
}
