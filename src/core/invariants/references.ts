import type { CoreEvent, EventType } from '../events.js';
import type { Report } from './violation.js';

/** Events that speak of the same thing begin alike; a reference goes to one with the same beginning and this end. */
const ENDS: Readonly<Record<string, string>> = {
  scheduledEventId: 'Scheduled',
  startedEventId: 'Started',
  latestCancelRequestedEventId: 'CancelRequested',
};
const BEGINNINGS = /^(ActivityTask|ChildWorkflowExecution|DecisionTask|LambdaFunction|Timer)/;

/** What began what an event with an `initiatedEventId` tells of. */
const INITIATED: readonly (readonly [RegExp, EventType])[] = [
  [/^(StartChildWorkflowExecutionFailed|ChildWorkflowExecution)/, 'StartChildWorkflowExecutionInitiated'],
  [/Signal/, 'SignalExternalWorkflowExecutionInitiated'],
  [/Cancel/, 'RequestCancelExternalWorkflowExecutionInitiated'],
];

function referredType(type: EventType, member: string): string | undefined {
  if (member === 'decisionTaskCompletedEventId') return 'DecisionTaskCompleted';
  if (member === 'initiatedEventId') return INITIATED.find(([events]) => events.test(type))?.[1];
  const end = ENDS[member];
  const beginning = type === 'StartLambdaFunctionFailed' ? 'LambdaFunction' : BEGINNINGS.exec(type)?.[0];
  return end && beginning && `${beginning}${end}`;
}

/** Every reference points back to an event of the right type; 0 stands for none (swf-behaviour 4). */
export function checkReferences(events: readonly CoreEvent[], event: CoreEvent, report: Report): void {
  for (const [name, id] of Object.entries(event.attributes as Readonly<Record<string, unknown>>)) {
    const type = referredType(event.type, name);
    if (type === undefined || id === 0) continue;
    const target = events[Number(id) - 1];
    if (target !== undefined && Number(id) < event.id && target.type === type) continue;
    const detail = `event ${event.id} ${event.type}.${name} = ${String(id)}`;
    report({ rule: 'references point back to the right type', detail });
  }
}
