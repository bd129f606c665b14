import { fork, type State } from '../../../src/core/index.js';
import { explore } from '../../../src/simulation/explore/index.js';
import { mended, order } from '../../simulation/exploreSample.js';
import { charge, complete, DONE, decide, newState, pollActivity, pollDecision, start } from '../calls.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const STATES = 4000;
const WORKFLOWS = 600;
const CALLS_OF_EACH = 7;

/** A state costs at least a fork and a call; the rest is looking: what can happen next, and whether it was seen before. */
export const exploreRow: Row = {
  name: 'explore',
  subject: `a state of an order, ${STATES.toLocaleString('en')} explored`,
  limit: 'a fork and a call of a workflow, kept',
  goal: 3.2,
  unit: 'ms',
  prepare: () => ({ limit: forkedWorkflows, subject: explored }),
};

const explored = (): number =>
  timed(STATES, () => {
    const { states, findings } = explore(order(mended), { maxStates: STATES });
    if (states !== STATES || findings.length > 0) throw new Error(`bench: explored ${states} states, ${findings}`);
  });

/** A search keeps what it has yet to look at, and so does this. */
function forkedWorkflows(): number {
  const root = newState();
  const kept: State[] = [];
  const next = (s: State): State => {
    const forked = fork(s);
    kept.push(forked);
    return forked;
  };
  return timed(WORKFLOWS * CALLS_OF_EACH, () => {
    for (let i = 0; i < WORKFLOWS; i += 1) oneWorkflow(root, next);
  });
}

function oneWorkflow(root: State, next: (s: State) => State): void {
  let s = next(root);
  start(s, 'order');
  s = next(s);
  const first = pollDecision(s).taskToken;
  s = next(s);
  decide(s, first, charge('charge'));
  s = next(s);
  const work = pollActivity(s).taskToken;
  s = next(s);
  complete(s, work);
  s = next(s);
  const last = pollDecision(s).taskToken;
  s = next(s);
  decide(s, last, DONE);
}
