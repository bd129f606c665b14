import { type Deadline, type Delivery, type Due, type EventId, runAt, type State } from '../../core/index.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';
import { DEADLINES } from '../../tables/timeouts.js';
import type { Addresses } from './addresses.js';

type Members = Readonly<Record<string, unknown>>;

/** Returns what the service does when something is due, in words: `timer 'day' fires`. */
export const dueText = (s: State, addresses: Addresses, due: Due): string =>
  'at' in due ? deadlineText(s, addresses, due) : deliveryText(s, addresses, due);

function deadlineText(s: State, addresses: Addresses, { kind, run, eventId }: Deadline): string {
  const ofRun = addresses.ofRun(s, run);
  switch (DEADLINES[kind].of) {
    case 'timers':
      return `timer '${nameAt(s, run, eventId)}' fires${ofRun}`;
    case 'executions':
      return `the execution timeout expires${ofRun}`;
    case 'Lambda functions':
      return `Lambda function '${nameAt(s, run, eventId)}' times out${ofRun}`;
    case 'activity tasks':
      return `${addresses.task({ run, scheduledId: eventId })} times out (${kind.slice('activity '.length)})`;
    default:
      return `${decisionAt(s, addresses, run, eventId)} times out (${kind.slice('decision '.length)})`;
  }
}

// The deadline of a started decision task has the id of its Started event.
function decisionAt(s: State, addresses: Addresses, run: Deadline['run'], eventId: EventId): string {
  const event = runAt(s, run)?.events[eventId - 1];
  const scheduledId = event?.type === 'DecisionTaskStarted' ? event.attributes.scheduledEventId : eventId;
  return addresses.task({ run, scheduledId: scheduledId as EventId });
}

function deliveryText(s: State, addresses: Addresses, { kind, run, eventId }: Delivery): string {
  const name = nameAt(s, run, eventId);
  return `${kind} '${name}'${addresses.ofRun(s, run)}`;
}

function nameAt(s: State, number: Deadline['run'], eventId: number): string {
  const attributes = (runAt(s, number)?.events[eventId - 1]?.attributes ?? {}) as Members;
  return workflowIn(attributes) ?? nameIn(attributes) ?? String(eventId);
}
