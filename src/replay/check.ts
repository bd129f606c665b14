import type { Violation } from '../core/index.js';
import { foldHistory } from '../core/invariants/history.js';
import { type HistoryLike, readHistory } from './recorded.js';

/**
 * The rules that every history of SWF keeps, whoever wrote it: dense ids, times that never fall, references that point
 * back to the right type, one open decision task of each kind, DecisionTaskScheduled exactly where one is called for,
 * every task closed once, and nothing after the close. Says which are broken, and where.
 *
 * @throws TypeError if `events` is no history.
 */
export function checkHistory(events: readonly HistoryLike[]): readonly Violation[] {
  const violations: Violation[] = [];
  foldHistory(readHistory(events), (violation) => void violations.push(violation));
  return violations;
}
