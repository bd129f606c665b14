import { checkNames } from '../args/checkOptions.js';
import type { EventType } from '../core/index.js';
import { incompleteReason } from '../history/completeness.js';
import { HistoryError } from '../history/historyError.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { type Exported, readExport } from '../history/readExport.js';
import { isTimed, type Recorded } from '../history/readHistory.js';
import { isDeadlineEvent } from '../tables/timeouts.js';
import { reproduce } from './causes.js';
import { compareEvents, type Difference, type Leniency } from './compareEvents.js';
import { VerifyContext } from './context.js';
import { refusedRunId } from './recordedRunIds.js';
import type { Replica } from './replica.js';
import { skipReason } from './scope.js';
import { type Verification, verificationOf } from './verification.js';

/** Options of `verifyHistory()`. */
export interface VerifyOptions {
  /**
   * Accepts values that a recorder dropped or changed: an absent `*EventId` for 0, an absent `scheduleToStartTimeout`
   * for `NONE`, an empty `tagList` for an absent one. Default `false`.
   */
  readonly lenientAbsent?: boolean;
}

/**
 * Verifies that the fake behaves as Amazon SWF did in a recorded history. On a new fake it repeats what led to each
 * event: calls, responses, timeouts. Then it compares the history that this fake wrote with the recorded one.
 *
 * It compares the order, ids and types of the events, their timestamps, and every attribute that the service wrote. A
 * value that a caller chose is an input, and is compared wherever the service repeats it in a later event.
 *
 * Each call that led to an event is validated as the service validates it: a recording of a call that the service refuses
 * is a difference.
 *
 * @throws TypeError if `exported` is no history of SWF.
 *
 * @example
 * ```ts
 * import { deepEqual, equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { verifyHistory } from 'swfake/replay';
 *
 * // Usually the events of `aws swf get-workflow-execution-history`; here those of another fake.
 * const swf = new SwfFake();
 * const events = swf.history(swf.scheduleActivity({ activity: 'Charge@1' }));
 * verifyHistory(events).assert();
 *
 * const altered = structuredClone(events);
 * Object.assign(altered[3]?.decisionTaskCompletedEventAttributes ?? {}, { scheduledEventId: 1 });
 * const { verdict, differences } = verifyHistory(altered);
 * equal(verdict, 'differs');
 * const change = { what: 'scheduledEventId', recorded: 1, fake: 2 };
 * deepEqual(differences, [{ eventId: 4, eventType: 'DecisionTaskCompleted', ...change }]);
 * ```
 */
export function verifyHistory(exported: ExportedHistory, options: VerifyOptions = {}): Verification {
  checkNames('verifyHistory()', options, { lenientAbsent: true });
  const { lenientAbsent = false } = options;
  const read = readOrSkip(exported);
  if (typeof read === 'string')
    return verificationOf({ verdict: 'skipped', reason: read, ...NOTHING_DONE }, { exported });
  const incomplete = incompleteReason(read.history);
  if (incomplete !== undefined)
    return verificationOf({ verdict: 'differs', reason: incomplete, ...NOTHING_DONE }, { exported });
  const context = new VerifyContext(read);
  const leniency: Leniency = { absent: lenientAbsent, ids: context.replica.ids, passed: 0 };
  const { differences, reason } = verifyEvents(context, leniency);
  const verdict = differences.length === 0 && reason === undefined ? 'verified' : 'differs';
  const freedoms = [...context.replica.freedoms];
  const why = reason !== undefined && { reason };
  const found = { verdict, ...why, differences, freedoms, lenient: leniency.passed } as const;
  return verificationOf(found, { exported, fake: context.replica.history });
}

const NOTHING_DONE = { differences: [], freedoms: [], lenient: 0 };

/** Returns the joined export, or the reason why it is skipped. */
function readOrSkip(exported: ExportedHistory): Exported | string {
  const read = readExport(exported);
  return typeof read === 'string' ? read : (skipReason(read.history) ?? read);
}

interface Verified {
  readonly differences: readonly Difference[];
  readonly reason?: string;
}

// No search is needed: the next recorded event always names its cause by id.
function verifyEvents(context: VerifyContext, leniency: Leniency): Verified {
  const { history, replica, continues } = context;
  const differences: Difference[] = [];
  const refused = refusedRunId(history, replica);
  if (refused !== undefined) return { differences, reason: refused };
  for (let done = 0; done < history.length; ) {
    const event = history[done] as Recorded;
    const reason = reasonOfFailure(context, event);
    const written = replica.history.slice(done);
    for (const [index, fake] of written.entries()) {
      if (continues && done + index >= history.length) break;
      differences.push(...compare(history[done + index], fake, leniency));
      noteLateness(replica, history[done + index], fake);
    }
    done += written.length;
    if (reason !== undefined) return { differences, reason: `at event ${event.id}: ${reason}` };
    if (written.length === 0) return { differences, reason: `at event ${event.id}: the fake wrote no ${event.type}` };
    if (differences.some(({ what }) => what === 'eventType' || what === 'eventId')) return { differences };
  }
  if (continues) replica.freedoms.add(`compared no event after event ${history.length}: the export is cut there`);
  return { differences };
}

function noteLateness(replica: Replica, recorded: Recorded | undefined, fake: Recorded): void {
  const late = recorded && isTimed(recorded) ? recorded.at - fake.at : 0;
  if (recorded && late > 0 && isDeadlineEvent(fake.type))
    replica.freedoms.add(`let event ${fake.id} ${fake.type} be ${late} ms late`);
}

/** Reproduces an event on the replica; returns the reason if that is impossible. */
function reasonOfFailure(context: VerifyContext, event: Recorded): string | undefined {
  try {
    reproduce(context, event);
    return undefined;
  } catch (error) {
    if (error instanceof HistoryError) return error.message;
    throw error;
  }
}

const compare = (recorded: Recorded | undefined, fake: Recorded, leniency: Leniency): readonly Difference[] =>
  recorded
    ? compareEvents(recorded, fake, leniency)
    : [
        {
          eventId: fake.id,
          eventType: fake.type,
          what: 'eventType',
          recorded: undefined,
          fake: fake.type as EventType,
        },
      ];
