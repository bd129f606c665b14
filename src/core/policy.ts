import { type Run, settingsOf } from './run.js';

type ChildPolicy = ReturnType<typeof settingsOf>['childPolicy'];

/** What a closed run does to its children: what its close shows, which a Terminate may have set, else its own policy. */
export function policyOf(closed: Run): ChildPolicy {
  const close = closed.events[closed.length - 1];
  const shows = close?.type === 'WorkflowExecutionTerminated' || close?.type === 'WorkflowExecutionTimedOut';
  return shows ? close.attributes.childPolicy : settingsOf(closed).childPolicy;
}
