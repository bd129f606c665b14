import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type CoreEvent, toHistoryEvent } from '../core/events.js';
import type { Run } from '../core/run.js';

/** Histories in the SDK's form. An event is made once and frozen: deciders of long runs read the same ones again. */
export class HistoryLog {
  readonly #runs = new Map<number, HistoryEvent[]>();

  /** The events up to the one of that id. */
  upTo(run: Run, id: number = run.length): readonly HistoryEvent[] {
    return this.#all(run).slice(0, id);
  }

  forget({ number }: Run): void {
    this.#runs.delete(number);
  }

  #all(run: Run): readonly HistoryEvent[] {
    const known = this.#runs.get(run.number) ?? [];
    this.#runs.set(run.number, known);
    for (let i = known.length; i < run.length; i += 1) {
      known.push(sdkEvent(run.events[i] as CoreEvent));
    }
    return known;
  }
}

function sdkEvent(event: CoreEvent): HistoryEvent {
  const made = toHistoryEvent(event) as unknown as Record<string, unknown>;
  made.eventTimestamp = new Date(event.at);
  return Object.freeze(made) as unknown as HistoryEvent;
}
