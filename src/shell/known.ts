import type { Change, RunNumber } from '../core/index.js';
import type { Run } from '../core/run.js';
import type { State } from '../core/state.js';
import { nodes } from '../core/store/vector.js';

export type RunName = Pick<Run, 'domain' | 'workflowId' | 'runId'>;

/** How runs are called, for those who are told of changes: the run may be forgotten in the same step. */
export class KnownRuns {
  readonly #names = new Map<RunNumber, RunName>();

  constructor(s: State) {
    for (const { number, domain, workflowId, runId } of nodes(s.runs)) {
      this.#names.set(number, { domain, workflowId, runId });
    }
  }

  learn(change: Change): void {
    if (change.kind === 'run forgotten') this.#names.delete(change.run);
    if (change.kind !== 'run opened') return;
    const { domain, workflowId, runId } = change;
    this.#names.set(change.run, { domain, workflowId, runId });
  }

  /** @throws RangeError if there was no such run. */
  at(run: RunNumber): RunName {
    const name = this.#names.get(run);
    if (!name)
      throw new RangeError(`swfake has a bug, please report it: a change is of run ${run}, which there is not`);
    return name;
  }
}
