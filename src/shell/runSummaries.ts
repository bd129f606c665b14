import { checkNames, checkValue } from '../args/checkOptions.js';
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

/**
 * Returns the last run that matches.
 *
 * @throws Error if there is none: the message lists the runs that exist.
 * @throws TypeError if there is no workflow id.
 */
export function findRun(s: State, execution: ExecutionRef): Run {
  if (typeof execution?.workflowId !== 'string') {
    throw new TypeError(
      `swfake: which run? expected { workflowId: 'order-7' }, but was given ${JSON.stringify(execution) ?? String(execution)}`,
    );
  }
  const known = [...allRuns(s)];
  const matching = known.filter((run) => matches(run, execution));
  const found = matching.at(-1);
  if (found) return found;
  const none = s.runs.length === 0 ? 'no workflow was started yet' : 'there is none at all';
  const list = known.length === 0 ? none : `there are ${similarRuns(known, execution).slice(-10).join(', ')}`;
  throw new Error(
    `swfake: there is no run of ${JSON.stringify(execution)}; ${list}${forgottenText(s.runs.length - known.length)}`,
  );
}

// If the workflow id exists, the wrong member is the domain or the run id.
function similarRuns(known: readonly Run[], { workflowId }: ExecutionRef): readonly string[] {
  const same = known.filter((run) => run.workflowId === workflowId);
  if (same.length > 0) return same.map(({ domain, runId }) => `run ${runId} in the domain ${domain}`);
  return [...new Set(known.map((run) => run.workflowId))];
}

// A domain with a retention of 0 or NONE has no closed runs: a test may look for one in vain.
function forgottenText(count: number): string {
  if (count === 0) return '';
  const runs = count === 1 ? '1 closed run was' : `${count} closed runs were`;
  const domains = count === 1 ? 'its domain' : 'their domains';
  return `; ${runs} forgotten when the retention of ${domains} was over (workflowExecutionRetentionPeriodInDays)`;
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

function summaryOf(run: Run): RunSummary {
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
