import type { CoreEvent, EventType } from '../../core/index.js';
import { type DescribedEvent, describeRow } from '../../patterns/linePattern.js';
import { TimelineRows } from '../../render/timelineRows.js';
import { closeStatusOf } from '../../tables/closes.js';

/** An event, with the run that has it. */
export interface Occurrence {
  readonly run: JudgedRun;
  readonly event: CoreEvent;
}

/** The facts about a run that is judged. */
export interface RunFacts {
  /** The name of the run, for reports. */
  readonly name: string;
  /** The ids of the run, if they are known. */
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
  /** All events, the oldest first: their ids are 1, 2, 3 and so on. */
  readonly events: readonly CoreEvent[];
  /** The resolution of the times, in milliseconds: 1000 for whole seconds, 0 for exact times. */
  readonly resolution: number;
  /** True if the run has more events than were exported. */
  readonly isCut: boolean;
  /** The reason why it cannot be judged; absent if it can. */
  readonly unusable?: string;
}

const NONE: readonly CoreEvent[] = [];

/** A run with its events by type. */
export class JudgedRun {
  readonly name: string;
  readonly workflowId: string | undefined;
  readonly runId: string | undefined;
  readonly events: readonly CoreEvent[];
  readonly resolution: number;
  readonly isCut: boolean;
  readonly unusable: string | undefined;
  #byType: ReadonlyMap<EventType, readonly CoreEvent[]> | undefined;
  #rows: TimelineRows | undefined;

  constructor({ name, workflowId, runId, events, resolution, isCut, unusable }: RunFacts) {
    this.name = name;
    this.workflowId = workflowId;
    this.runId = runId;
    this.events = events;
    this.resolution = resolution;
    this.isCut = isCut;
    this.unusable = unusable;
  }

  /** The event that closed the run; `undefined` if it is open, or if the export is cut. */
  get close(): CoreEvent | undefined {
    const last = this.events.at(-1);
    return last && closeStatusOf(last.type) ? last : undefined;
  }

  /** Returns the event of an id. */
  event(id: number): CoreEvent | undefined {
    return this.events[id - 1];
  }

  /** Returns the events of a type, in order. */
  ofType(type: EventType): readonly CoreEvent[] {
    this.#byType ??= eventsByType(this.events);
    return this.#byType.get(type) ?? NONE;
  }

  /** The rows of its timeline. */
  get rows(): TimelineRows {
    this.#rows ??= new TimelineRows(this.events);
    return this.#rows;
  }

  /** Returns an event in the words of the timeline. */
  described(event: CoreEvent): DescribedEvent {
    return describeRow(this.rows, event);
  }
}

function eventsByType(events: readonly CoreEvent[]): ReadonlyMap<EventType, readonly CoreEvent[]> {
  const byType = new Map<EventType, CoreEvent[]>();
  for (const event of events) {
    const known = byType.get(event.type);
    if (known) known.push(event);
    else byType.set(event.type, [event]);
  }
  return byType;
}

/** Returns the event with the earliest time; the first one of those with equal times, or without times. */
export const firstInTime = <T extends Pick<Occurrence, 'event'>>(occurrences: readonly T[]): T | undefined =>
  occurrences.reduce<T | undefined>(
    (first, one) => (first && !(one.event.at < first.event.at) ? first : one),
    undefined,
  );
