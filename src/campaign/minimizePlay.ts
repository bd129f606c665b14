import { minimizedIfFailed } from '../simulation/minimize/minimize.js';
import type { ThreadRequest } from './messages.js';
import { type Plays, repeatable } from './plays.js';

type Request = Extract<ThreadRequest, { kind: 'minimize' }>;

/**
 * Plays a number again, and minimizes its failure. `begin` is called before each run, with the number of runs before. Resolves
 * to the report; to `undefined` if the play does not fail again.
 */
export async function minimizePlay(
  plays: Plays,
  { maxRuns, ...play }: Request,
  begin: (runs: number) => void,
): Promise<string | undefined> {
  begin(0);
  const outcome = await repeatable(await plays.run(play, plays.planOf(play.number)));
  begin(1);
  const minimized = await minimizedIfFailed(outcome, maxRuns, (done) => begin(done + 1));
  return minimized?.toString();
}
