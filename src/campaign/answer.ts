import type { ThreadMessage, ThreadRequest } from './messages.js';
import { minimizePlay } from './minimizePlay.js';
import { type Plays, repeatable } from './plays.js';
import { runBatch } from './runBatch.js';

/** Does what a request to a thread asks for. `begin` is called before each play, and before each run of a minimization. */
export async function answer(
  plays: Plays,
  request: ThreadRequest,
  begin: (number: number) => void,
): Promise<ThreadMessage> {
  if (request.kind === 'minimize') return { kind: 'minimized', report: await minimizePlay(plays, request, begin) };
  if (request.kind === 'run') return { kind: 'ran', ...(await runBatch(plays, request, begin)) };
  begin(request.number);
  const outcome = await repeatable(await plays.run(request, plays.planOf(request.number)));
  return { kind: 'page', page: outcome.html() };
}
