import { type ClosingDecision, DECISIONS, type EventOfDecision } from '../../../tables/decisions.js';
import { type NewEvent, newEvent } from '../../model/events.js';
import type { Run } from '../../model/run.js';
import { type DecisionAttributes, type Rule, rule, type Verdict } from './rule.js';

// Open activities and timers do not block a close. A waiting decision task blocks it, because of an event that the
// decider has not seen (docs/swf.md 3.3; recorded: decision_events@420dd667, event 21).
const unlessUnhandled = (run: Run, close: NewEvent): Verdict<'UNHANDLED_DECISION'> =>
  run.decisionScheduled ? { cause: 'UNHANDLED_DECISION' } : close;

type SimpleClose = Exclude<ClosingDecision, 'ContinueAsNewWorkflowExecution'>;

/**
 * Returns the rule of a decision that closes the run and starts no other (docs/swf.md 3.3 to 3.5). The close event has the
 * attributes that `shown` returns. A cancellation needs no request before it (recorded: Return Result of
 * CancelWorkflowExecution).
 */
export const closeRule = <T extends SimpleClose>(type: T, shown: (attributes: DecisionAttributes<T>) => object): Rule =>
  rule<SimpleClose>(type, {
    decide: (_s, run, attributes, decisionTaskCompletedEventId) => {
      const { event } = DECISIONS[type] as { readonly event: EventOfDecision<SimpleClose> };
      const close = newEvent(event, { decisionTaskCompletedEventId }, shown(attributes as DecisionAttributes<T>));
      return unlessUnhandled(run, close);
    },
    failed: (_attributes, cause, decisionTaskCompletedEventId) =>
      newEvent(`${type as SimpleClose}Failed`, { cause, decisionTaskCompletedEventId }),
  });
