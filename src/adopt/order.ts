import type { Recorded } from '../history/readHistory.js';
import type { OtherRuns } from './otherRuns.js';
import type { RecordedRun } from './recordedRun.js';

/** A function that gets the events of all runs, one after the other. */
export type Take = (run: RecordedRun, event: Recorded) => void;

/**
 * Gives the events of all runs to `take` in the order in which the service wrote them, as far as the histories show it: by
 * time, and each after the event of another run that caused it.
 */
export function takeInOrder(others: OtherRuns, take: Take): void {
  const done = new Map<RecordedRun, number>(others.all.map((run) => [run, 0]));
  // A run whose next event waits for its cause takes no further one before it.
  const waiting = new Set<RecordedRun>();
  const takeNext = (run: RecordedRun): void => {
    const count = done.get(run) ?? 0;
    done.set(run, count + 1);
    const event = run.events[count] as Recorded;
    const cause = others.causeOf(run, event);
    waiting.add(run);
    if (cause) takeUpTo(cause.run, cause.eventId);
    waiting.delete(run);
    take(run, event);
    if (!run.isClosed || event.id !== run.events.length) return;
    for (const next of others.afterClose(run)) takeUpTo(next.run, next.eventId);
  };
  const takeUpTo = (run: RecordedRun, eventId: number): void => {
    while (!waiting.has(run) && (done.get(run) ?? 0) < eventId) takeNext(run);
    // A decision task that an event needs is written in the same step.
    if (!waiting.has(run) && done.get(run) === eventId && isTaskOfSameStep(run, eventId)) takeNext(run);
  };
  for (const { run, event } of byTime(others.all)) {
    while ((done.get(run) ?? 0) < event.id) takeNext(run);
  }
}

function isTaskOfSameStep({ events }: RecordedRun, count: number): boolean {
  const [last, next] = [events[count - 1], events[count]];
  return next?.type === 'DecisionTaskScheduled' && next.at === last?.at;
}

function byTime(runs: readonly RecordedRun[]): readonly { readonly run: RecordedRun; readonly event: Recorded }[] {
  const all = runs.flatMap((run) => run.events.map((event) => ({ run, event })));
  // The sort is stable: at the same time, the first history that was given comes first.
  return all.sort((a, b) => a.event.at - b.event.at);
}
