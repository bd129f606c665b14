import { checkNames } from '../../args/checkOptions.js';
import { allRuns } from '../../core/index.js';
import type { ShellView } from './view.js';

/** Options of `assertNothingOpen`. */
export interface AssertNothingOpenOptions {
  /** `true` accepts polls that wait, because a poll loop always polls. Default `false`. */
  readonly polls?: boolean;
}

/**
 * Checks that no run is open, no long poll waits and no action of `when` waits for its condition.
 *
 * @throws Error with a list of everything that is open.
 */
export function assertNothingOpen(shell: ShellView, options: AssertNothingOpenOptions): void {
  checkNames('assertNothingOpen()', options, { polls: true });
  const { polls = false } = options;
  const open = [...allRuns(shell.state)].filter((run) => !run.closed);
  const rows = open.flatMap((run) => [
    `run        '${run.workflowId}' is open after ${run.length} events`,
    ...(run.decisionStarted ? [`decision   ${run.decisionStarted.startedId} is started`] : []),
    ...(run.decisionScheduled ? [`decision   ${run.decisionScheduled.scheduledId} is scheduled`] : []),
    ...[...run.activities.byId.values()].map(({ activityId, phase }) => `activity   '${activityId}' is ${phase}`),
    ...[...run.timers.byId.keys()].map((timerId) => `timer      '${timerId}' has not fired`),
    ...[...run.lambdas.byId.keys()].map((id) => `lambda     '${id}' has not returned`),
  ]);
  const waiting = polls ? [] : shell.longPolls.attended();
  rows.push(
    ...waiting.map(({ list, holder }) => `poll       ${holder} waits on the ${list.kind} task list '${list.name}'`),
  );
  rows.push(
    ...shell.hooks.waiting().map((missing) => `when       a condition was never true${missing ? `: ${missing}` : ''}`),
  );
  if (rows.length === 0) return;
  throw new Error(
    `swfake: expected no open run and nothing that waits, but found\n  ${rows.join('\n  ')}\nClose the runs before the end of the ` +
      'test; for poll loops that run on, use assertNothingOpen({ polls: true }).',
  );
}
