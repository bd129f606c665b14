import type { HistoryEvent } from '@aws-sdk/client-swf';
import { sharedSdkEvent } from '../../adapters/sdkForm.js';
import type { CoreEvent, Run } from '../../core/index.js';

/** Histories in the SDK's form. Each event is made once and frozen, because deciders of long runs read it many times. */
export class HistoryCache {
  readonly #runs = new Map<number, HistoryEvent[]>();

  /** Returns a new list of the events up to and with the one of an id. */
  upTo(run: Run, id: number = run.length): HistoryEvent[] {
    return this.#events(run).slice(0, id);
  }

  forget({ number }: Run): void {
    this.#runs.delete(number);
  }

  #events(run: Run): readonly HistoryEvent[] {
    const known = this.#runs.get(run.number) ?? [];
    this.#runs.set(run.number, known);
    for (let i = known.length; i < run.length; i += 1) {
      known.push(Object.freeze(sharedSdkEvent(run.events[i] as CoreEvent)));
    }
    return known;
  }
}
