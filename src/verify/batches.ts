import type { Grants } from '../core/index.js';
import { type RecordedDecision, recordedDecision } from '../deciders/recordedDecision.js';
import { HistoryError } from '../history/historyError.js';
import { kindOfCause } from '../tables/causes.js';
import { DECISION_TYPES, DECISIONS, HARMLESS_DECISION } from '../tables/decisions.js';

/** The most events of a history by default (Developer Guide, "Amazon SWF Quotas"). */
const LONGEST = 25_000;

const PADDING = recordedDecision(HARMLESS_DECISION.type, HARMLESS_DECISION.attributes);

/**
 * Returns a batch whose events have the ids from `first` on. Each planned decision is at the place that gives its event
 * the planned id; markers fill the gaps.
 *
 * @throws HistoryError if no batch can have an event with a planned id.
 */
export function paddedBatch(plan: ReadonlyMap<number, RecordedDecision>, first: number): readonly RecordedDecision[] {
  const ids = [...plan.keys()];
  const stray = ids.find((id) => id < first || id > LONGEST);
  if (stray !== undefined)
    throw new HistoryError(
      `event ${stray} of another run cannot be of a decision; expected an id from ${first} to ${LONGEST}`,
    );
  const length = Math.max(first - 1, ...ids) - first + 1;
  return Array.from({ length }, (_, index) => plan.get(first + index) ?? PADDING);
}

// The history does not show load, quotas and the region, so the verifier injects the failures that depend on them.
const isInjected = (cause: string): boolean => kindOfCause(cause) === 'account limit';

const UNDENIABLE: ReadonlySet<string> = new Set(
  DECISION_TYPES.filter((type) => !('OPERATION_NOT_PERMITTED' in DECISIONS[type].causes)).map((type) => `swf:${type}`),
);

/**
 * Returns permissions and injected failures under which each decision of a batch ends as it was recorded. `causes` has
 * the recorded failure cause of each decision. The core asks for the permission of each decision once. It asks none for
 * ScheduleLambdaFunction, which cannot be denied (docs/swf.md 3.0): there it asks only for injected failures.
 */
export function grantsFor(causes: readonly (string | undefined)[]): Grants {
  // A recording without failures asks for no permission: the core makes no request then.
  if (causes.every((cause) => cause === undefined)) return {};
  let index = -1;
  const isDecision = (action: string): boolean => action !== 'swf:RespondDecisionTaskCompleted';
  return {
    authorize: ({ action }) => {
      if (!isDecision(action)) return true;
      index += 1;
      return causes[index] !== 'OPERATION_NOT_PERMITTED';
    },
    inject: ({ action }) => {
      index += UNDENIABLE.has(action) ? 1 : 0;
      const cause = isDecision(action) ? causes[index] : undefined;
      return cause !== undefined && isInjected(cause) ? { cause } : undefined;
    },
  };
}
