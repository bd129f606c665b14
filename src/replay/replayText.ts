import { type Assertable, counted, withReport } from '../results/report.js';
import type { Replayed } from './replayed.js';

type Found = Omit<Replayed, keyof Assertable | 'html'>;

/** Returns the result of a replay with its report. */
export const withReplayReport = <F extends Found>(found: F): F & Assertable =>
  withReport(
    found,
    () => replayText(found),
    () => found.verdict !== 'same',
  );

/** Returns the report of a replay: the verdict and, if it is not the same, the difference or the reason. */
export function replayText({ verdict, reason, tasks, difference }: Found): string {
  if (verdict === 'skipped') return `skipped: ${reason}`;
  if (verdict === 'same') return `the same decisions in ${counted(tasks, 'decision task')}`;
  return `other decisions than the recorded ones in ${difference?.diff}`;
}
