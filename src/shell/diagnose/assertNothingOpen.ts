import { checkNames } from '../../args/checkOptions.js';
import { allRuns } from '../../core/index.js';
import type { ShellView } from './view.js';

/** Options of `assertNothingOpen`. */
export interface AssertNothingOpenOptions {
  /** `true` accepts polls that wait, because a poll loop always polls. Default `false`. */
  readonly polls?: boolean;
}

/**
 * Checks that no run is open and no long poll waits.
 *
 * @throws Error with a list of everything that is open.
 */
export function assertNothingOpen(shell: ShellView, options: AssertNothingOpenOptions): void {
  checkNames('assertNothingOpen()', options, { polls: true });
  const { polls = false } = options;
  const open = [...allRuns(shell.state)].filter((run) => !run.closed);
  const rows = open.flatMap((run) => [
    `run        ${run.workflowId} is open after ${run.length} events`,
    ...(run.decisionStarted ? [`decision   ${run.decisionStarted.startedId} is started`] : []),
    ...(run.decisionScheduled ? [`decision   ${run.decisionScheduled.scheduledId} is scheduled`] : []),
    ...[...run.activities.byId.values()].map(({ activityId, phase }) => `activity   ${activityId} is ${phase}`),
    ...[...run.timers.byId.keys()].map((timerId) => `timer      ${timerId} has not fired`),
    ...[...run.lambdas.byId.keys()].map((id) => `lambda     ${id} has not answered`),
  ]);
  const waiting = polls ? [] : [...shell.longPolls.polls];
  rows.push(...waiting.map(({ list, holder }) => `poll       ${holder} waits on the ${list.kind} list ${list.name}`));
  if (rows.length > 0) throw new Error(`swfake: expected nothing to be open, but found\n  ${rows.join('\n  ')}`);
}
