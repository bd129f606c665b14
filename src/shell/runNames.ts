import { allRuns, type Change, type Run, type RunNumber, type State } from '../core/index.js';

/** The names of a run. */
export type RunName = Pick<Run, 'domain' | 'workflowId' | 'runId'>;

/** The names of all runs, for listeners to changes: the step that makes a change may also delete the run. */
export class RunNames {
  readonly #names = new Map<RunNumber, RunName>();

  constructor(s: State) {
    for (const { number, domain, workflowId, runId } of allRuns(s)) {
      this.#names.set(number, { domain, workflowId, runId });
    }
  }

  /** Adds the run that a change opens; deletes the run that a change deletes. */
  update(change: Change): void {
    if (change.kind === 'run forgotten') this.#names.delete(change.run);
    if (change.kind !== 'run opened') return;
    const { domain, workflowId, runId } = change;
    this.#names.set(change.run, { domain, workflowId, runId });
  }

  /**
   * Returns the names of a run.
   *
   * @throws RangeError if there was no such run.
   */
  of(run: RunNumber): RunName {
    const name = this.#names.get(run);
    if (!name)
      throw new RangeError(`swfake has a bug, please report it: a change is of run ${run}, which does not exist`);
    return name;
  }
}
