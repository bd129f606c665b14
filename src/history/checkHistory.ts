import { foldHistory, type Violation } from '../core/index.js';
import type { ExportedHistory } from './historyPages.js';
import { readHistory } from './readHistory.js';
import { type Violations, violationsOf } from './violations.js';

/**
 * Checks a history against the rules that every history of SWF keeps. Returns the broken rules, each with the event at
 * fault; an empty list if the history is valid. The rules:
 *
 * - Event ids are 1, 2, 3 and so on, and timestamps never decrease.
 * - A reference to an event points back, to an event of the right type.
 * - At most one decision task waits, and at most one is started.
 * - DecisionTaskScheduled is exactly where a decision is due.
 * - Every task is closed once.
 * - Nothing follows the event that closes the run.
 *
 * It accepts what `aws swf get-workflow-execution-history` prints, the events of the SDK, and the fake's own histories.
 *
 * @throws TypeError if `exported` is no history.
 *
 * @example
 * ```ts
 * import { deepEqual, ok } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { checkHistory } from 'swfake/replay';
 *
 * const swf = new SwfFake();
 * const history = swf.history(swf.scheduleActivity({ activity: 'Charge@1' }));
 * deepEqual(checkHistory(history), []);
 *
 * const withoutStart = checkHistory(history.slice(1));
 * ok(withoutStart.some(({ rule }) => rule === 'event ids are 1, 2, 3 …'));
 * ```
 */
export function checkHistory(exported: ExportedHistory): Violations {
  const violations: Violation[] = [];
  foldHistory(readHistory(exported), (violation) => void violations.push(violation));
  return violationsOf(violations);
}
