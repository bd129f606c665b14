import { compareDecisions } from '../../deciders/compareDecisions.js';
import type { Decided } from './mixedFleet.js';

/** Returns the first answer of a play that differs from that of the undisturbed play, as text; `undefined` if none does. */
export function firstDifference(undisturbed: readonly Decided[], play: readonly Decided[]): string | undefined {
  for (const [i, { task, startedEventId, decisions }] of play.entries()) {
    const expected = (undisturbed[i]?.decisions ?? []).map((one) => ({ ...one, source: 'answer' as const }));
    const { diff } = compareDecisions(expected, decisions, { sideNames: ['undisturbed', 'upgraded'] });
    if (diff === '') continue;
    const lines = diff.split('\n').map((line) => `  ${line}`);
    return [`first decision that differs, at task ${task} (event ${startedEventId}):`, ...lines].join('\n');
  }
  return undefined;
}
