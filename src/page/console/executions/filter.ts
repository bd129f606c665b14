import type { ConsoleRun } from '../../../render/html/consoleData.js';

/** The status of a run in a filter: `OPEN`, `CLOSED` or a close status. An empty text is any. */
export interface RunFilter {
  readonly status: string;
  readonly domain: string;
  readonly type: string;
  readonly tag: string;
  /** A part of the workflow id or the run id. */
  readonly id: string;
}

/** The filter that every run matches. */
export const ANY_RUN: RunFilter = { status: '', domain: '', type: '', tag: '', id: '' };

/** The values of a status in a filter. */
export const STATUSES = [
  'OPEN',
  'CLOSED',
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
] as const;

/** Returns the runs that match, newest first. */
export const matchingRuns = (runs: Iterable<ConsoleRun>, filter: RunFilter): readonly ConsoleRun[] =>
  [...runs].filter((run) => matches(run, filter)).toSorted((a, b) => b.number - a.number);

function matches(run: ConsoleRun, { status, domain, type, tag, id }: RunFilter): boolean {
  const needle = id.trim().toLowerCase();
  return (
    (status === '' || run.status === status || run.closeStatus === status) &&
    (domain === '' || run.domain === domain) &&
    (type === '' || run.workflowType === type) &&
    (tag === '' || run.tags.includes(tag)) &&
    (needle === '' || `${run.workflowId}\n${run.runId}`.toLowerCase().includes(needle))
  );
}

/** Returns the values that runs have, once each, in the order of the alphabet. */
export const valuesOf = (runs: Iterable<ConsoleRun>, values: (run: ConsoleRun) => readonly string[]): string[] =>
  [...new Set([...runs].flatMap(values))].toSorted();
