import { checkNames, checkValue } from '../args/checkOptions.js';
import { nearest } from '../args/didYouMean.js';
import { quoted } from '../args/quoted.js';
import { allRuns, openNow, type Run, type State, settingsOf, typeName } from '../core/index.js';

/** A reference to one run. */
export interface ExecutionRef {
  /** The workflow id of the run. */
  readonly workflowId: string;
  /** The id of the run. Default: the last run with the workflow id. */
  readonly runId?: string;
  /** The domain of the run. Default: any domain. */
  readonly domain?: string;
}

/** A filter of runs: a run must match every member that is there. */
export interface ExecutionFilter {
  /** The domain of the runs. */
  readonly domain?: string;
  /** The workflow id of the runs. */
  readonly workflowId?: string;
  /** The status of the runs. */
  readonly status?: 'OPEN' | 'CLOSED';
}

/** A summary of one run. */
export interface RunSummary {
  /** The domain of the run. */
  readonly domain: string;
  /** The workflow id of the run. */
  readonly workflowId: string;
  /** The id of the run. */
  readonly runId: string;
  /** The workflow type, as `Name@version`. */
  readonly workflowType: string;
  /** The status of the run. */
  readonly status: 'OPEN' | 'CLOSED';
  /** The status with which the run was closed, like `COMPLETED`. Absent while it is open. */
  readonly closeStatus?: string;
  /** The time of the first event. */
  readonly startedAt: Date;
  /** The time of the last event. Absent while the run is open. */
  readonly closedAt?: Date;
  /** The number of events in the history. */
  readonly events: number;
  /** The number of activity tasks that are scheduled or started: at the close, if the run is closed. */
  readonly openActivities: number;
  /** The number of timers that have not fired: at the close, if the run is closed. */
  readonly openTimers: number;
}

/** Thrown when no run matches. `when()` reads it as a condition that is not true yet. */
export class NoSuchRun extends Error {}

/**
 * Returns the last run that matches.
 *
 * @throws NoSuchRun if there is none: the message lists the runs that exist.
 * @throws TypeError if there is no workflow id.
 */
export function findRun(s: State, execution: ExecutionRef): Run {
  if (typeof execution?.workflowId !== 'string') {
    throw new TypeError(
      `swfake: ${quoted(execution)} names no run; expected an object with a workflowId, for example { workflowId: 'order-7' }`,
    );
  }
  const known = [...allRuns(s)];
  const matching = known.filter((run) => matches(run, execution));
  const found = matching.at(-1);
  if (found) return found;
  const forgotten = forgottenText(s.runs.length - known.length);
  throw new NoSuchRun(`swfake: no run matches ${quoted(execution)}; ${knownText(s, known, execution)}${forgotten}`);
}

function knownText(s: State, known: readonly Run[], { workflowId }: ExecutionRef): string {
  if (s.runs.length === 0) return 'no workflow execution was started yet';
  if (known.length === 0) return 'this fake has no run now';
  // If the workflow id exists, the wrong member is the domain or the run id.
  const same = known.filter((run) => run.workflowId === workflowId);
  if (same.length > 0) return lastText(same.map(({ domain, runId }) => `the run '${runId}' in the domain '${domain}'`));
  const ids = [...new Set(known.map((run) => run.workflowId))];
  const near = nearest(workflowId, ids);
  return near ? `did you mean '${near.name}'?` : lastText(ids.map((id) => `'${id}'`));
}

const lastText = (names: readonly string[]): string => `this fake has ${names.slice(-10).join(', ')}`;

// A domain with a retention of 0 or NONE has no closed runs: a test may look for one in vain.
function forgottenText(count: number): string {
  if (count === 0) return '';
  const runs = count === 1 ? '1 closed run was' : `${count} closed runs were`;
  const domains = count === 1 ? 'its domain' : 'their domains';
  return `; ${runs} deleted at the end of the retention of ${domains} (workflowExecutionRetentionPeriodInDays)`;
}

/**
 * Returns summaries of the runs that match, oldest first.
 *
 * @throws TypeError if the filter has an unknown member or status.
 */
export function runSummaries(s: State, filter: ExecutionFilter): RunSummary[] {
  checkNames('runs()', filter, { domain: true, workflowId: true, runId: true, status: true });
  checkValue('status', filter.status, ['OPEN', 'CLOSED']);
  const { status, ...execution } = filter;
  return [...allRuns(s)]
    .filter((run) => matches(run, execution))
    .map(summaryOf)
    .filter((summary) => status === undefined || summary.status === status);
}

const matches = (run: Run, { domain, workflowId, runId }: Partial<ExecutionRef>): boolean =>
  (workflowId === undefined || run.workflowId === workflowId) &&
  (runId === undefined || run.runId === runId) &&
  (domain === undefined || run.domain === domain);

/** Returns the summary of a run. */
export function summaryOf(run: Run): RunSummary {
  const open = run.closed?.openCounts ?? openNow(run);
  return {
    domain: run.domain,
    workflowId: run.workflowId,
    runId: run.runId,
    workflowType: typeName(settingsOf(run).workflowType),
    status: run.closed ? 'CLOSED' : 'OPEN',
    startedAt: new Date(run.startedAt),
    ...(run.closed && { closeStatus: run.closed.status, closedAt: new Date(run.closed.at) }),
    events: run.length,
    openActivities: open.activities,
    openTimers: open.timers,
  };
}
