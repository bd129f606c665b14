import type { CoreEvent, EventType } from '../events.js';
import type { Violation } from './violation.js';

/** The events that close a run: nothing ever follows one (swf-behaviour 4). */
export const CLOSES: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionContinuedAsNew',
]);

/** What a history leaves open, by the event that began it: the fold that the state's own counts must equal. */
export interface Fold {
  readonly activities: ReadonlyMap<number, 'scheduled' | 'started'>;
  readonly timers: ReadonlySet<number>;
  readonly decisionScheduled: number | undefined;
  readonly decisionStarted: number | undefined;
}

/** The end of the type's name that a reference points to; its beginning is that of the event which refers. */
const REFERS_TO: Readonly<Record<string, string>> = {
  scheduledEventId: 'Scheduled',
  startedEventId: 'Started',
  latestCancelRequestedEventId: 'CancelRequested',
};

const referredType = (type: EventType, member: string): string | undefined => {
  if (member === 'decisionTaskCompletedEventId') return 'DecisionTaskCompleted';
  const end = REFERS_TO[member];
  return end && `${/^(ActivityTask|DecisionTask|Timer)/.exec(type)?.[0]}${end}`;
};

/** Folds a history event by event; what breaks a rule on the way is told to `report`. */
export function foldHistory(events: readonly CoreEvent[], report: (violation: Violation) => void): Fold {
  const fold = new Folding(events, report);
  for (const [index, event] of events.entries()) fold.take(event, index);
  return fold;
}

class Folding implements Fold {
  readonly activities = new Map<number, 'scheduled' | 'started'>();
  readonly timers = new Set<number>();
  readonly #activityIds = new Map<string, number>();
  decisionScheduled: number | undefined;
  decisionStarted: number | undefined;
  readonly #events: readonly CoreEvent[];
  readonly #report: (violation: Violation) => void;

  constructor(events: readonly CoreEvent[], report: (violation: Violation) => void) {
    this.#events = events;
    this.#report = report;
  }

  take(event: CoreEvent, index: number): void {
    const before = this.#events[index - 1];
    this.#expect(event.id === index + 1, 'event ids are 1, 2, 3 …', `${event.type} ${event.id} at place ${index + 1}`);
    this.#expect(!before || before.at <= event.at, 'timestamps never fall', `event ${event.id}`);
    this.#expect(!before || !CLOSES.has(before.type), 'nothing follows the close', `event ${event.id} ${event.type}`);
    const isFirst = index === 0;
    const isStart = event.type === 'WorkflowExecutionStarted';
    this.#expect(isFirst === isStart, 'a history begins with its start', `event ${event.id} ${event.type}`);
    this.#references(event);
    this.#fold(event);
  }

  #expect(holds: boolean, rule: string, detail: string): void {
    if (!holds) this.#report({ rule, detail });
  }

  #references(event: CoreEvent): void {
    for (const [name, id] of Object.entries(event.attributes as Readonly<Record<string, unknown>>)) {
      const type = referredType(event.type, name);
      if (type === undefined || id === 0) continue;
      const target = this.#events[Number(id) - 1];
      const fits = target !== undefined && Number(id) < event.id && target.type === type;
      this.#expect(
        fits,
        'references point back to the right type',
        `event ${event.id} ${event.type}.${name} = ${String(id)}`,
      );
    }
  }

  #fold(event: CoreEvent): void {
    switch (event.type) {
      case 'DecisionTaskScheduled':
        this.#expect(this.decisionScheduled === undefined, 'one decision task waits at most', `event ${event.id}`);
        this.decisionScheduled = event.id;
        break;
      case 'DecisionTaskStarted':
        this.#expect(this.decisionStarted === undefined, 'one decision task is started at most', `event ${event.id}`);
        this.#expect(
          this.decisionScheduled === event.attributes.scheduledEventId,
          'what starts was waiting',
          `${event.id}`,
        );
        this.decisionScheduled = undefined;
        this.decisionStarted = event.id;
        break;
      case 'DecisionTaskCompleted':
        this.#endDecision(event.id, event.attributes.startedEventId);
        break;
      case 'DecisionTaskTimedOut':
        if (event.attributes.startedEventId === 0) this.decisionScheduled = undefined;
        else this.#endDecision(event.id, event.attributes.startedEventId);
        break;
      case 'ActivityTaskScheduled':
        this.#open(event.id, event.attributes.activityId);
        break;
      case 'ActivityTaskStarted':
        this.#expect(
          this.activities.get(event.attributes.scheduledEventId) === 'scheduled',
          'what starts was waiting',
          `${event.id}`,
        );
        this.activities.set(event.attributes.scheduledEventId, 'started');
        break;
      case 'ActivityTaskCompleted':
      case 'ActivityTaskFailed':
      case 'ActivityTaskTimedOut':
      case 'ActivityTaskCanceled':
        this.#expect(
          this.activities.delete(event.attributes.scheduledEventId),
          'a task is closed once',
          `event ${event.id}`,
        );
        break;
      case 'TimerStarted':
        this.timers.add(event.id);
        break;
      case 'TimerFired':
      case 'TimerCanceled':
        this.#expect(this.timers.delete(event.attributes.startedEventId), 'a timer ends once', `event ${event.id}`);
        break;
      default:
    }
  }

  #endDecision(id: number, startedId: number): void {
    this.#expect(this.decisionStarted === startedId, 'what completes was started', `event ${id}`);
    this.decisionStarted = undefined;
  }

  #open(scheduledId: number, activityId: string): void {
    const earlier = this.#activityIds.get(activityId);
    const free = earlier === undefined || !this.activities.has(earlier);
    this.#expect(free, 'an activity id is open once', `event ${scheduledId} ${activityId}`);
    this.#activityIds.set(activityId, scheduledId);
    this.activities.set(scheduledId, 'scheduled');
  }
}
