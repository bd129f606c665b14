import type { EventOf } from '../core/events.js';
import { eventId } from '../core/ids.js';
import type { LambdaOutcome } from '../core/index.js';
import type { Acts, Play } from './play.js';

/** What the service does with Lambda functions; the verifier is what they answer. */
export const LAMBDA_ACTS: Acts = {
  LambdaFunctionStarted: ({ clock }, event) => clock.deliver(event),
  StartLambdaFunctionFailed: ({ clock }, event) => clock.deliver(event),
  LambdaFunctionCompleted: (play, event) => answer(play, event, { result: event.attributes.result }),
  LambdaFunctionFailed: (play, event) => {
    const { reason = '', details } = event.attributes;
    answer(play, event, { reason, details });
  },
  LambdaFunctionTimedOut: ({ clock }, event) => clock.land(event),
};

function answer(
  { clock, stage }: Play,
  event: EventOf<'LambdaFunctionCompleted' | 'LambdaFunctionFailed'>,
  outcome: LambdaOutcome['outcome'],
): void {
  clock.moveTo(event);
  const scheduledId = eventId(event.attributes.scheduledEventId);
  stage.tell({ lambda: { run: stage.subject.number, scheduledId }, outcome });
}
