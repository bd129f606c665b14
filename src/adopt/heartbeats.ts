import {
  activityOf,
  allRuns,
  type Instant,
  instant,
  type OpenActivityTask,
  type Run,
  type State,
  scheduledEventOf,
  spanOf,
  writeRecorded,
} from '../core/index.js';

/**
 * Gives each started activity task a heartbeat at `until`, if it would have timed out without one. A history shows no
 * heartbeat, but it shows that the task did not time out.
 */
export function addHeartbeats(s: State, until: Instant): void {
  for (const run of allRuns(s)) for (const task of run.activities.byId.values()) addHeartbeat(s, run, task, until);
}

function addHeartbeat(s: State, run: Run, task: OpenActivityTask, until: Instant): void {
  const { scheduledId } = task;
  const started = activityOf(run, scheduledId);
  if (started?.phase !== 'started') return;
  const span = spanOf(scheduledEventOf(run, scheduledId).attributes.heartbeatTimeout ?? 'NONE');
  if (span === undefined || started.heartbeatAt + span > until) return;
  writeRecorded(s, { kind: 'heartbeat', run: run.number, scheduledId, details: undefined, at: instant(until) });
}
