import { nodes } from '../core/store/vector.js';
import { checkNames } from './names.js';
import type { Shell } from './shell.js';

export interface QuietOptions {
  /** `true` lets polls be parked: resident loops always poll. */
  readonly polls?: boolean;
}

/** @throws Error that says what is open. */
export function assertQuiet(shell: Shell, options: QuietOptions): void {
  checkNames('assertQuiet()', options, { polls: true });
  const { polls = false } = options;
  const open = [...nodes(shell.state.runs)].filter((run) => !run.closed);
  const rows = open.flatMap((run) => [
    `run        ${run.workflowId} is open after ${run.length} events`,
    ...(run.decisionStarted ? [`decision   ${run.decisionStarted.startedId} is started`] : []),
    ...(run.decisionScheduled ? [`decision   ${run.decisionScheduled.scheduledId} is scheduled`] : []),
    ...[...run.activities.byId.values()].map(({ activityId, phase }) => `activity   ${activityId} is ${phase}`),
    ...[...run.timers.byId.keys()].map((timerId) => `timer      ${timerId} has not fired`),
    ...[...run.lambdas.byId.keys()].map((id) => `lambda     ${id} has not answered`),
  ]);
  const parked = polls ? [] : [...shell.parking.polls];
  rows.push(...parked.map(({ list, holder }) => `poll       ${holder} waits on the ${list.kind} list ${list.name}`));
  if (rows.length > 0) throw new Error(`swfake: expected nothing to be open, but found\n  ${rows.join('\n  ')}`);
}
