import { openNow } from '../core/decide/queries.js';
import { typeName } from '../core/faults.js';
import { type Run, settingsOf } from '../core/run.js';
import type { State } from '../core/state.js';
import { nodes } from '../core/store/vector.js';

import { checkNames, checkValue } from './names.js';

export interface ExecutionRef {
  readonly workflowId: string;
  /** Default: the last run of the workflow id. */
  readonly runId?: string;
  /** Default: any. */
  readonly domain?: string;
}

export interface ExecutionFilter {
  readonly domain?: string;
  readonly workflowId?: string;
  readonly status?: 'OPEN' | 'CLOSED';
}

export interface RunSummary {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  /** `Name@version`. */
  readonly workflowType: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly closeStatus?: string;
  readonly startedAt: Date;
  readonly closedAt?: Date;
  /** How many events its history has. */
  readonly events: number;
  readonly openActivities: number;
  readonly openTimers: number;
}

/** @throws Error that lists the runs that there are. */
export function findRun(s: State, execution: ExecutionRef): Run {
  if (typeof execution?.workflowId !== 'string') {
    throw new TypeError(
      `swfake: which run? expected { workflowId: 'order-7' }, but was given ${JSON.stringify(execution) ?? String(execution)}`,
    );
  }
  const known = [...nodes(s.runs)];
  const matching = known.filter((run) => matches(run, execution));
  const found = matching.at(-1);
  if (found) return found;
  const none = s.runs.length === 0 ? 'no workflow was started yet' : 'there is none at all';
  const list = known.length === 0 ? none : `there are ${others(known, execution).slice(-10).join(', ')}`;
  throw new Error(
    `swfake: there is no run of ${JSON.stringify(execution)}; ${list}${forgotten(s.runs.length - known.length)}`,
  );
}

// Where the workflow id is right, the domain or the run id is what is not.
function others(known: readonly Run[], { workflowId }: ExecutionRef): readonly string[] {
  const same = known.filter((run) => run.workflowId === workflowId);
  if (same.length > 0) return same.map(({ domain, runId }) => `run ${runId} in the domain ${domain}`);
  return [...new Set(known.map((run) => run.workflowId))];
}

// Whoever registers a domain with a retention of 0 or NONE finds no closed run in it.
function forgotten(count: number): string {
  if (count === 0) return '';
  const runs = count === 1 ? '1 closed run was' : `${count} closed runs were`;
  const domains = count === 1 ? 'its domain' : 'their domains';
  return `; ${runs} forgotten when the retention of ${domains} was over (workflowExecutionRetentionPeriodInDays)`;
}

/** @throws TypeError if the filter has a member or a status that there is not. */
export function runs(s: State, filter: ExecutionFilter): RunSummary[] {
  checkNames('runs()', filter, { domain: true, workflowId: true, runId: true, status: true });
  checkValue('status', filter.status, ['OPEN', 'CLOSED']);
  const { status, ...execution } = filter;
  return [...nodes(s.runs)]
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
