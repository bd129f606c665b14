import type { Environment } from '../line/environment.js';
import type { RunProgress } from '../output/runProgress.js';
import type { Lane, MinimizeEnd } from './lane.js';
import type { RunningCampaign } from './runningCampaign.js';

/** Minimizes the lowest failure of a campaign that ran to its end, and keeps the report with the results. */
export async function minimizeFailure(
  running: RunningCampaign,
  lane: Lane,
  maxRuns: number,
  progress: Pick<RunProgress, 'minimizing'>,
  { printError }: Pick<Environment, 'printError'>,
): Promise<void> {
  const failure = running.unminimized();
  if (!failure || maxRuns === 0) return;
  const { number, name } = failure;
  await lane.start();
  const end = await lane.minimize(failure, maxRuns, (runs) => progress.minimizing(name, runs, maxRuns));
  lane.stop();
  const report = reportIn(end);
  if (report !== undefined) running.minimized = { number, report };
  else printError(`swfake: simulate did not minimize ${name}: ${reasonOf(end)}`);
}

const reportIn = (end: MinimizeEnd): string | undefined =>
  end !== 'stopped' && 'report' in end ? end.report : undefined;

function reasonOf(end: MinimizeEnd): string {
  if (end === 'stopped') return 'it was interrupted';
  return 'reason' in end ? `its thread ended: it ${end.reason.split('\n')[0]}` : 'it did not fail again';
}
