import { type EventOf, eventId, type LambdaOutcome } from '../core/index.js';
import type { Causes, VerifyContext } from './context.js';

/** The causes of the events of Lambda functions. The verifier reports their recorded results. */
export const LAMBDA_CAUSES: Causes = {
  LambdaFunctionStarted: ({ timing }, event) => timing.deliver(event),
  StartLambdaFunctionFailed: ({ timing }, event) => timing.deliver(event),
  LambdaFunctionCompleted: (context, event) => report(context, event, { result: event.attributes.result }),
  LambdaFunctionFailed: (context, event) => {
    const { reason = '', details } = event.attributes;
    report(context, event, { reason, details });
  },
  LambdaFunctionTimedOut: ({ timing }, event) => timing.fire(event),
};

function report(
  { timing, replica }: VerifyContext,
  event: EventOf<'LambdaFunctionCompleted' | 'LambdaFunctionFailed'>,
  outcome: LambdaOutcome['outcome'],
): void {
  timing.advanceTo(event);
  const scheduledId = eventId(event.attributes.scheduledEventId);
  replica.reportLambda({ lambda: { run: replica.subject.number, scheduledId }, outcome });
}
