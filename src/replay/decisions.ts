import type { CoreEvent, EventOf } from '../core/events.js';
import type { Grants } from '../core/index.js';
import { Impossible } from './impossible.js';
import type { Recorded } from './recorded.js';

/** A decision as RespondDecisionTaskCompleted takes it. */
export type Decision = { readonly decisionType: string } & Readonly<Record<string, unknown>>;

export const decision = (decisionType: string, attributes: object): Decision => ({
  decisionType,
  [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes,
});

/** The events that the response `completed` led to: those that follow it and name it. */
export function batchOf(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
): readonly Recorded[] {
  const start = history.indexOf(completed) + 1;
  const end = history.findIndex((event, index) => index >= start && !isOfBatch(event, completed.id));
  return history.slice(start, end < 0 ? undefined : end);
}

// A failure that answers an Initiated event names the response as well, and comes later.
function isOfBatch({ type, attributes }: CoreEvent, completedId: number): boolean {
  const { decisionTaskCompletedEventId, initiatedEventId = 0 } = attributes as Readonly<Record<string, unknown>>;
  return decisionTaskCompletedEventId === completedId && !(type.endsWith('Failed') && initiatedEventId !== 0);
}

/** No history is longer, unless the service was asked to allow it (Developer Guide, "Amazon SWF Quotas"). */
const LONGEST = 25_000;

const PADDING = decision('RecordMarker', { markerName: 'padding' });

/** A batch whose events have the ids from `first` on: the planned decisions in their places, and markers between them. */
export function padded(plan: ReadonlyMap<number, Decision>, first: number): readonly Decision[] {
  const ids = [...plan.keys()];
  const stray = ids.find((id) => id < first || id > LONGEST);
  if (stray !== undefined) throw new Impossible(`event ${stray} of another run cannot be of a decision`);
  const length = Math.max(first - 1, ...ids) - first + 1;
  return Array.from({ length }, (_, index) => plan.get(first + index) ?? PADDING);
}

/** Load, rights and regions of others: nothing in the history shows them, so they are arranged. */
const ARRANGED = /_(RATE|LIMIT)_EXCEEDED$|_NOT_AVAILABLE_IN_REGION$/;

/**
 * Rights and troubles under which each decision of a batch ends as it was recorded. Each decision asks for its right once,
 * but for ScheduleLambdaFunction, which nobody can be denied: it asks for troubles only.
 */
export function grantsFor(causes: readonly (string | undefined)[]): Grants {
  let asked = -1;
  const isDecision = (action: string): boolean => action !== 'swf:RespondDecisionTaskCompleted';
  return {
    authorize: ({ action }) => {
      if (!isDecision(action)) return true;
      asked += 1;
      return causes[asked] !== 'OPERATION_NOT_PERMITTED';
    },
    inject: ({ action }) => {
      asked += action === 'swf:ScheduleLambdaFunction' ? 1 : 0;
      const cause = isDecision(action) ? causes[asked] : undefined;
      return cause !== undefined && ARRANGED.test(cause) ? { cause } : undefined;
    },
  };
}
