import type { Check } from '../story/check.js';
import { DOUBT_CHECKS } from './doubts.js';
import { BATCH_CHECKS } from './faults/batches.js';
import { CONSTRAINT_CHECKS } from './faults/constraints.js';
import { DOMAIN_CHECKS } from './faults/domains.js';
import { FILTER_CHECKS } from './faults/filters.js';
import { TYPE_CHECKS } from './faults/registry.js';
import { REQUIRED_CHECKS } from './faults/required.js';
import { TOKEN_CHECKS } from './faults/tokens.js';
import { UNKNOWN_CHECKS } from './faults/unknown.js';
import { INFERRED_CHECKS, MORE_DOUBT_CHECKS } from './inferred.js';
import { MORE_READING_CHECKS } from './moreReadings.js';
import { READING_CHECKS } from './readings.js';
import { CAUSE_CHECKS } from './runs/causes.js';
import { CHILD_CHECKS } from './runs/children.js';
import { CLOSE_CHECKS } from './runs/closes.js';
import { DESCRIPTION_CHECKS } from './runs/descriptions.js';
import { EXECUTION_CHECKS } from './runs/executions.js';
import { LATER_CAUSE_CHECKS } from './runs/laterCauses.js';
import { MESSAGE_CHECKS } from './runs/messages.js';
import { POLICY_CHECKS } from './runs/policies.js';
import { VISIBILITY_CHECKS } from './runs/visibility.js';
import { ACTIVITY_CHECKS } from './tasks/activities.js';
import { COUNT_CHECKS } from './tasks/counts.js';
import { DECISION_TASK_CHECKS } from './tasks/decisionTasks.js';
import { PAGE_CHECKS } from './tasks/pages.js';
import { POLL_CHECKS } from './tasks/polls.js';
import { STICKY_CHECKS } from './tasks/stickyLists.js';
import { TIMEOUT_CHECKS } from './tasks/timeouts.js';
import { TIMER_CHECKS } from './tasks/timers.js';

/** All checks, area by area. */
export const CHECKS: readonly Check[] = [
  ...EXECUTION_CHECKS,
  ...DESCRIPTION_CHECKS,
  ...CLOSE_CHECKS,
  ...POLICY_CHECKS,
  ...CHILD_CHECKS,
  ...MESSAGE_CHECKS,
  ...DECISION_TASK_CHECKS,
  ...STICKY_CHECKS,
  ...POLL_CHECKS,
  ...PAGE_CHECKS,
  ...COUNT_CHECKS,
  ...ACTIVITY_CHECKS,
  ...TIMER_CHECKS,
  ...TIMEOUT_CHECKS,
  ...BATCH_CHECKS,
  ...CAUSE_CHECKS,
  ...LATER_CAUSE_CHECKS,
  ...TOKEN_CHECKS,
  ...VISIBILITY_CHECKS,
  ...FILTER_CHECKS,
  ...DOMAIN_CHECKS,
  ...TYPE_CHECKS,
  ...UNKNOWN_CHECKS,
  ...REQUIRED_CHECKS,
  ...CONSTRAINT_CHECKS,
  ...READING_CHECKS,
  ...MORE_READING_CHECKS,
  ...DOUBT_CHECKS,
  ...MORE_DOUBT_CHECKS,
  ...INFERRED_CHECKS,
];
