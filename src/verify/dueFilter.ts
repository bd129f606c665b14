import type { Due, EventOf, EventType } from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';
import { DEADLINE_KINDS, DEADLINES } from '../tables/timeouts.js';
import type { Replica } from './replica.js';

/** A test for a deadline or a delivery. */
type DueFilter = (due: Due) => boolean;
type Rules = { readonly [T in EventType]?: (event: EventOf<T>, replica: Replica) => DueFilter };

/**
 * Returns a filter for the deadline or the delivery that leads to an event; `undefined` if the event comes from a
 * command.
 */
export function dueFilterFor(event: Recorded, replica: Replica): DueFilter | undefined {
  const rule = RULES[event.type] as ((event: Recorded, replica: Replica) => DueFilter) | undefined;
  return rule ? rule(event, replica) : timeoutFilterFor(event, replica);
}

function timeoutFilterFor({ type, attributes }: Recorded, replica: Replica): DueFilter | undefined {
  const members = attributes as { readonly timeoutType?: string; readonly [member: string]: unknown };
  const kinds = DEADLINE_KINDS.filter((kind) => DEADLINES[kind].event === type);
  // A recorder can drop the kind of the timeout.
  const kind = kinds.find((one) => DEADLINES[one].timeoutType === members.timeoutType) ?? kinds.at(-1);
  if (kind === undefined) return undefined;
  const { refersBy } = DEADLINES[kind];
  return ownDueFilter(replica, refersBy ? (members[refersBy] as number | undefined) : FIRST_EVENT, kind);
}

/** The event of the deadline of the run itself. */
const FIRST_EVENT = 1;

/** Returns a filter for what is due in the run under verification: of one of these kinds, for that event. */
export const ownDueFilter =
  (replica: Replica, eventId: number | undefined, ...kinds: readonly string[]): DueFilter =>
  (due) =>
    replica.isOfSubject(due) && due.eventId === eventId && kinds.includes(due.kind);

const RULES: Rules = {
  TimerFired: ({ attributes }, replica) => ownDueFilter(replica, attributes.startedEventId, 'timer', 'fire timer'),
  LambdaFunctionStarted: ({ attributes }, replica) =>
    ownDueFilter(replica, attributes.scheduledEventId, 'start lambda'),
  StartLambdaFunctionFailed: ({ attributes }, replica) =>
    ownDueFilter(replica, attributes.scheduledEventId, 'start lambda'),
  ActivityTaskCanceled: ({ attributes }, replica) =>
    ownDueFilter(replica, attributes.scheduledEventId, 'cancel activity'),
  ChildWorkflowExecutionTimedOut:
    ({ attributes }, replica) =>
    (due): boolean =>
      due.kind === 'execution' &&
      replica.children.some(({ run, initiatedId }) => run === due.run && initiatedId === attributes.initiatedEventId),
};
