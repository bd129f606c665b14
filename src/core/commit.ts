import { apply } from './apply/apply.js';
import type { Steps } from './decide/plan.js';
import { afterClose } from './decide/service/afterClose.js';
import { effectOf } from './decide/service/lambdas.js';
import type { Change } from './model/changes.js';
import type { ListKey } from './model/domain.js';
import type { Effect } from './model/lambdas.js';
import { CLOSES, type Run } from './model/run.js';
import { runAt, type State } from './model/state.js';

/** Collects what one step does to a state, for its outcome. */
export interface Trace {
  /** The changes, in order. */
  readonly changes: Change[];
  /** The task lists that got a task. */
  readonly woke: ListKey[];
  /** The Lambda functions to call. */
  readonly effects: Effect[];
}

/** Returns a trace to which a step adds. */
export const emptyTrace = (): Trace => ({ changes: [], woke: [], effects: [] });

/**
 * Writes a chain of steps. After each step comes what follows from the runs that it closed (`afterClose`), then the
 * next step of the chain.
 */
export function commit(s: State, trace: Trace, first: Steps | undefined): void {
  for (let steps = first; steps; steps = steps.next?.(s)) {
    writeChanges(s, trace, steps.changes);
    for (const run of closedRuns(s, steps.changes)) commit(s, trace, afterClose(run));
  }
}

/** Writes changes into the state and the trace, but nothing that follows from them. */
export function writeChanges(s: State, trace: Trace, changes: readonly Change[]): void {
  for (const change of changes) {
    trace.changes.push(change);
    const woken = apply(s, change);
    if (woken) trace.woke.push(woken);
    const effect = effectOf(s, change);
    if (effect) trace.effects.push(effect);
  }
}

const NO_RUNS: readonly Run[] = [];

function closedRuns(s: State, changes: readonly Change[]): readonly Run[] {
  let closed = NO_RUNS;
  for (const change of changes) {
    if (change.kind !== 'event' || !CLOSES.has(change.event.type)) continue;
    closed = [...closed, runAt(s, change.run) as Run];
  }
  return closed;
}
