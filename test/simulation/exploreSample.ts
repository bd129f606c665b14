import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Decision, DecisionTask } from '../../src/deciders/decider.js';
import type { Scenario, WorkOutcome } from '../../src/simulation/explore/index.js';

/** An order: charge, ship, remind whoever ships after three days; a signal cancels it, and then the money goes back. */

export interface Ledger {
  charged: number;
  refunded: number;
}

export const schedule = (activity: string): Decision => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: activity, activityType: { name: activity, version: '1' } },
});

export const startTimer = (timerId: string, startToFireTimeout: string): Decision => ({
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId, startToFireTimeout },
});

export const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };

const REMEMBER: Decision = { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'canceled' } };
const CANCEL: Decision = { decisionType: 'CancelWorkflowExecution' };
const FAIL: Decision = { decisionType: 'FailWorkflowExecution', failWorkflowExecutionDecisionAttributes: {} };
const THREE_DAYS = String(3 * 86_400);

type Phase = 'none' | 'open' | 'asked to cancel' | 'completed' | 'failed' | 'canceled';

/** How far an activity is that is scheduled once. */
export function phaseOf(events: readonly HistoryEvent[], activity: string): Phase {
  const scheduled = events.find((event) => event.activityTaskScheduledEventAttributes?.activityId === activity);
  if (!scheduled) return 'none';
  const ends: readonly (readonly [keyof HistoryEvent, Phase])[] = [
    ['activityTaskCompletedEventAttributes', 'completed'],
    ['activityTaskFailedEventAttributes', 'failed'],
    ['activityTaskCanceledEventAttributes', 'canceled'],
  ];
  for (const [member, phase] of ends) {
    const isEnd = (event: HistoryEvent): boolean =>
      (event[member] as { scheduledEventId?: number } | undefined)?.scheduledEventId === scheduled.eventId;
    if (events.some(isEnd)) return phase;
  }
  const asked = events.some((event) => event.activityTaskCancelRequestedEventAttributes?.activityId === activity);
  return asked ? 'asked to cancel' : 'open';
}

const isSignal = ({ eventType }: HistoryEvent): boolean => eventType === 'WorkflowExecutionSignaled';

/** The mended order looks for the signal in the whole history. */
export const mended = ({ events }: DecisionTask): Decision[] => decide(events, events.some(isSignal));

/**
 * The planted bug: it looks for the signal among what is new, and takes for new what comes after the last decision. A signal
 * that comes during a decision stands before the end of that decision, and is overlooked: the refund is forgotten.
 */
export function forgetful({ events }: DecisionTask): Decision[] {
  const decided = events.findLastIndex(({ eventType }) => eventType === 'DecisionTaskCompleted');
  const told = events.slice(decided + 1).some(isSignal);
  const known = events.some(({ eventType }) => eventType === 'MarkerRecorded');
  const decisions = decide(events, told || known);
  return told && !known ? [REMEMBER, ...decisions] : decisions;
}

function decide(events: readonly HistoryEvent[], canceled: boolean): Decision[] {
  const charge = phaseOf(events, 'Charge');
  if (charge === 'none') return [schedule('Charge')];
  if (charge === 'failed') return [FAIL];
  if (charge !== 'completed') return [];
  return canceled ? giveBack(events) : deliver(events);
}

function giveBack(events: readonly HistoryEvent[]): Decision[] {
  if (phaseOf(events, 'Ship') === 'open') return [requestCancel('Ship')];
  if (phaseOf(events, 'Ship') === 'asked to cancel') return [];
  const refund = phaseOf(events, 'Refund');
  if (refund === 'none') return [schedule('Refund')];
  return refund === 'completed' ? [CANCEL] : [];
}

const requestCancel = (activityId: string): Decision => ({
  decisionType: 'RequestCancelActivityTask',
  requestCancelActivityTaskDecisionAttributes: { activityId },
});

function deliver(events: readonly HistoryEvent[]): Decision[] {
  const ship = phaseOf(events, 'Ship');
  if (ship === 'none') return [schedule('Ship'), startTimer('remind', THREE_DAYS)];
  if (ship === 'completed') return [complete];
  const late = events.some(({ eventType }) => eventType === 'TimerFired');
  return late && phaseOf(events, 'Remind') === 'none' ? [schedule('Remind')] : [];
}

const charges: WorkOutcome<Ledger> = {
  effect: (ledger) => {
    ledger.charged += 1;
  },
};
const refunds: WorkOutcome<Ledger> = {
  effect: (ledger) => {
    ledger.refunded += 1;
  },
};

export const order = (decider: (task: DecisionTask) => Decision[]): Scenario<Ledger> => ({
  workflows: { 'Order@1': decider },
  start: { workflow: 'Order@1', workflowId: 'order-7', events: [{ signal: 'cancel' }] },
  outcomes: {
    'Charge@1': [charges, { reason: 'declined' }],
    'Ship@1': [{}, 'canceled'],
    'Refund@1': [refunds],
    'Remind@1': [{}],
  },
  // The shipment may end while the decider asks for its cancel.
  expectedFailures: ['ACTIVITY_ID_UNKNOWN'],
  world: () => ({ charged: 0, refunded: 0 }),
  finalInvariant: ({ world: { charged, refunded }, history }) =>
    history.some(isSignal) && refunded !== charged ? `canceled, charged ${charged}, refunded ${refunded}` : undefined,
});
