import type { CoreEvent, Run } from '../../core/index.js';
import type { LaneEntry } from '../../render/html/pageData.js';

/** The lane of Amazon SWF. */
export const SERVICE = 'SWF';

type Members = Readonly<Record<string, unknown>>;

/** Events that no caller leads to. */
const BY_ITSELF = /^(TimerFired|(Activity|Decision)TaskTimedOut|WorkflowExecutionTimedOut|LambdaFunction\w+)$/;

/** Returns what the service did by itself: timers, timeouts, Lambda functions. `runs` are those of the page, in its order. */
export const happenings = (runs: readonly Run[]): readonly LaneEntry[] =>
  runs.flatMap((run, history) =>
    run.events
      .slice(0, run.length)
      .filter(({ type }) => BY_ITSELF.test(type))
      .map((event) => ({
        at: event.at,
        lane: SERVICE,
        end: 'happened',
        text: [...(runs.length > 1 ? [`${run.workflowId}:`] : []), ...wordsOf(run, event)].join(' '),
        events: event.id,
        history,
      })),
  );

function wordsOf({ events }: Run, { type, attributes }: CoreEvent): readonly string[] {
  const { timerId, timeoutType, scheduledEventId } = attributes as Members;
  const scheduled = events[Number(scheduledEventId) - 1]?.attributes as Members | undefined;
  const subject = timerId ?? scheduled?.activityId ?? scheduled?.id;
  return [type, subject, timeoutType].filter((word) => word !== undefined).map(String);
}
