import type { JSX } from 'preact';
import type { ConsoleRun } from '../../../render/html/consoleData.js';
import type { AttemptStatus } from '../../../render/model/rows.js';
import { Badge } from '../../shared/Badge.js';

const STATUSES: Readonly<Record<string, AttemptStatus>> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELED: 'canceled',
  TERMINATED: 'terminated',
  CONTINUED_AS_NEW: 'continued as new',
  TIMED_OUT: 'timed out',
};

/** The status of a run, with its sign. */
export function RunStatus({ run }: { readonly run: ConsoleRun }): JSX.Element {
  const status = STATUSES[run.closeStatus ?? ''];
  return status ? <Badge status={status} /> : <Open />;
}

const Open = (): JSX.Element => (
  <span class="badge open">
    <span aria-hidden="true">◐</span>open
  </span>
);
