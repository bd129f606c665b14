import {
  allRuns,
  type Change,
  checkInvariants,
  eventId,
  type Instant,
  instant,
  madeRunNumber,
  nextRunId,
  type ParentLink,
  type Run,
  type RunNumber,
  runAt,
  runNumber,
  type State,
  writeRecorded,
} from '../core/index.js';
import { HistoryError } from '../history/historyError.js';
import type { Recorded } from '../history/readHistory.js';
import { dropUnseen, endDelivery, reachTarget, startedChild } from './deliveries.js';
import { addHeartbeats } from './heartbeats.js';
import { takeInOrder } from './order.js';
import type { OtherRuns } from './otherRuns.js';
import { type RecordedRun, settingsOf } from './recordedRun.js';
import { registerTypes } from './registeredTypes.js';

/** The place of the runs, and their time. */
export interface AdoptPlace {
  /** The name of the domain. It must be registered. */
  readonly domain: string;
  /** The time of the export, until which started tasks had heartbeats. Default: the time of the last event. */
  readonly until?: Instant | undefined;
}

/**
 * Makes the runs of recorded histories in a state without runs, in place. A state is a fold over events, so each event is
 * applied with its own time. What was under way at the end happens when the state settles. Returns the number of each run.
 *
 * @throws MisfitError if an event of a run does not fit; HistoryError if the histories contradict each other.
 */
export function adoptRuns(
  s: State,
  others: OtherRuns,
  { domain, until }: AdoptPlace,
): ReadonlyMap<RecordedRun, RunNumber> {
  const adoption = new Adoption(s, others, domain);
  takeInOrder(others, (run, event) => writeOrBlame(adoption, run, event));
  dropUnseen(s);
  addHeartbeats(s, instant(Math.max(s.now, until ?? s.now)));
  leaveMadeIdsOut(s);
  const [broken] = checkInvariants(s);
  if (broken) throw new HistoryError(`${broken.rule} (${broken.detail})`);
  return adoption.numbers;
}

/** Thrown when an event of a run does not fit what came before it. Its message is the reason, without a prefix. */
export class MisfitError extends HistoryError {
  constructor(
    readonly run: RecordedRun,
    { id, type }: Recorded,
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message.replace(/^swfake has a bug, please report it: /, '') : cause;
    super(`event ${id} ${type} does not fit what came before it: ${why}`, { cause });
  }
}

function writeOrBlame(adoption: Adoption, run: RecordedRun, event: Recorded): void {
  try {
    adoption.write(run, event);
  } catch (error) {
    throw error instanceof MisfitError ? error : new MisfitError(run, event, error);
  }
}

class Adoption {
  readonly #s: State;
  readonly #others: OtherRuns;
  readonly #domain: string;
  readonly numbers = new Map<RecordedRun, RunNumber>();
  /** The number of runs whose parent has no history and no run number yet. Run numbers below it belong to no run. */
  #missingParents: number;

  constructor(s: State, others: OtherRuns, domain: string) {
    this.#s = s;
    this.#others = others;
    this.#domain = domain;
    const times = others.all.map((run) => (run.events[0] as Recorded).at);
    registerTypes(s, domain, others.all, instant(Math.min(s.now, ...times)));
    this.#missingParents = others.all.filter((run) => this.#isWithoutParent(run)).length;
    if (this.#missingParents > 0) this.#write({ kind: 'run numbers skipped', count: this.#missingParents });
  }

  /** Writes an event, and before it what the service did in the same step without an event of the run. */
  write(run: RecordedRun, event: Recorded): void {
    if (event.at > this.#s.now) this.#write({ kind: 'time passed', now: event.at });
    if (event.id === 1) this.#open(run, event);
    const opened = this.#runOf(run) as Run;
    endDelivery(this.#s, opened, event);
    this.#reach(opened, event);
    this.#write({ kind: 'event', run: opened.number, event });
  }

  #open(recorded: RecordedRun, { at }: Recorded): void {
    const run = runNumber(this.#s.runs.length);
    const { workflowId, runId = nextRunId(this.#s) } = recorded;
    const parent = this.#linkOf(recorded);
    const parentRun = parent && runAt(this.#s, parent.run);
    if (parentRun) startedChild(this.#s, parentRun, parent.initiatedId);
    this.#write({ kind: 'run opened', run, domain: this.#domain, workflowId, runId, at, parent });
    this.numbers.set(recorded, run);
    if (madeRunNumber(this.#s, runId) !== run) this.#write({ kind: 'run adopted', run, runId });
  }

  #linkOf(run: RecordedRun): ParentLink | undefined {
    const { parentWorkflowExecution: execution, parentInitiatedEventId = 0 } = settingsOf(run);
    if (!execution) return undefined;
    const parent = this.#others.parentOf(run);
    const number = parent ? this.numbers.get(parent) : this.#numberOfMissing();
    if (number === undefined) throw new HistoryError(`its parent '${execution.workflowId}' starts later`);
    return { run: number, initiatedId: eventId(parentInitiatedEventId), execution };
  }

  #numberOfMissing(): RunNumber {
    this.#missingParents -= 1;
    return runNumber(this.#missingParents);
  }

  #reach(target: Run, { type, attributes }: Recorded): void {
    if (type !== 'WorkflowExecutionSignaled' && type !== 'WorkflowExecutionCancelRequested') return;
    const { externalWorkflowExecution, externalInitiatedEventId = 0 } = attributes;
    const sender = this.#runOf(this.#others.withRunId(externalWorkflowExecution?.runId));
    if (sender && externalInitiatedEventId > 0) reachTarget(this.#s, sender, eventId(externalInitiatedEventId), target);
  }

  #isWithoutParent = (run: RecordedRun): boolean =>
    settingsOf(run).parentWorkflowExecution !== undefined && !this.#others.parentOf(run);

  #runOf(run: RecordedRun | undefined): Run | undefined {
    const number = run && this.numbers.get(run);
    return number === undefined ? undefined : runAt(this.#s, number);
  }

  #write(change: Change): void {
    writeRecorded(this.#s, change);
  }
}

/**
 * Leaves out the run numbers whose run ids are in the histories. A fake with the same seed made these ids, and no new run may
 * get one of them.
 */
function leaveMadeIdsOut(s: State): void {
  const made = [...allRuns(s)].map(({ runId }) => madeRunNumber(s, runId) ?? -1);
  const count = Math.max(-1, ...made) + 1 - s.runs.length;
  if (count > 0) writeRecorded(s, { kind: 'run numbers skipped', count });
}
