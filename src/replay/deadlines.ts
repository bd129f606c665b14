import type { EventOf, EventType } from '../core/events.js';
import type { Due } from '../core/index.js';
import type { Recorded } from './recorded.js';
import type { Stage } from './stage.js';

type Wanted = (due: Due) => boolean;
type Rules = { readonly [T in EventType]?: (event: EventOf<T>, stage: Stage) => Wanted };

/** Which of the things that are due leads to an event that the fake brings about by itself; `undefined` if none does. */
export function behind(event: Recorded, stage: Stage): Wanted | undefined {
  const rule = RULES[event.type] as ((event: Recorded, stage: Stage) => Wanted) | undefined;
  return rule?.(event, stage);
}

/** What is due of the run itself, of one of these kinds, for that event. */
export const ofOwn =
  (stage: Stage, eventId: number | undefined, ...kinds: readonly string[]): Wanted =>
  (due) =>
    stage.isOwn(due) && due.eventId === eventId && kinds.includes(due.kind);

const RULES: Rules = {
  WorkflowExecutionTimedOut:
    (_event, stage) =>
    (due): boolean =>
      stage.isOwn(due) && due.kind === 'execution',
  DecisionTaskTimedOut: ({ attributes }, stage) =>
    attributes.timeoutType === 'START_TO_CLOSE'
      ? ofOwn(stage, attributes.startedEventId, 'decision start-to-close')
      : ofOwn(stage, attributes.scheduledEventId, 'decision schedule-to-start'),
  ActivityTaskTimedOut: ({ attributes: { scheduledEventId, timeoutType } }, stage) =>
    ofOwn(stage, scheduledEventId, `activity ${timeoutType.toLowerCase().replaceAll('_', '-')}`),
  TimerFired: ({ attributes }, stage) => ofOwn(stage, attributes.startedEventId, 'timer', 'fire timer'),
  LambdaFunctionTimedOut: ({ attributes }, stage) => ofOwn(stage, attributes.scheduledEventId, 'lambda start-to-close'),
  LambdaFunctionStarted: ({ attributes }, stage) => ofOwn(stage, attributes.scheduledEventId, 'start lambda'),
  StartLambdaFunctionFailed: ({ attributes }, stage) => ofOwn(stage, attributes.scheduledEventId, 'start lambda'),
  ActivityTaskCanceled: ({ attributes }, stage) => ofOwn(stage, attributes.scheduledEventId, 'cancel activity'),
  ChildWorkflowExecutionTimedOut:
    ({ attributes }, stage) =>
    (due): boolean =>
      due.kind === 'execution' &&
      stage.children.some(({ run, initiatedId }) => run === due.run && initiatedId === attributes.initiatedEventId),
};
