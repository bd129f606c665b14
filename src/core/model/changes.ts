import type { Domain, RegisteredType } from './domain.js';
import type { CoreEvent } from './events.js';
import type { EventId, Instant, RunNumber } from './ids.js';
import type { ParentLink } from './run.js';
import type { Delivery } from './state.js';

/**
 * One change of a state. The changes of a step, applied in order to the state before it, give the state after it. Do
 * not write to a change: it shares objects with the state.
 */
export type Change =
  /** The time of the state moved to `now`. */
  | { readonly kind: 'time passed'; readonly now: Instant }
  | {
      readonly kind: 'domain registered';
      readonly domain: Pick<Domain, 'name' | 'description' | 'retention' | 'tags'>;
    }
  /** A domain was deprecated, and with it its types. */
  | { readonly kind: 'domain deprecated'; readonly name: string; readonly at: Instant }
  | { readonly kind: 'domain undeprecated'; readonly name: string }
  /** `tags` are all tags that the domain has now. */
  | { readonly kind: 'domain tagged'; readonly name: string; readonly tags: Domain['tags'] }
  | {
      readonly kind: 'type registered';
      readonly type: Pick<RegisteredType, 'kind' | 'domain' | 'type' | 'description' | 'defaults' | 'createdAt'>;
    }
  | {
      readonly kind: 'type deprecated';
      readonly type: Pick<RegisteredType, 'kind' | 'domain' | 'type'>;
      readonly at: Instant;
    }
  | {
      readonly kind: 'type undeprecated' | 'type deleted';
      readonly type: Pick<RegisteredType, 'kind' | 'domain' | 'type'>;
    }
  | {
      /** A run was opened. Its history is empty until the next change. */
      readonly kind: 'run opened';
      readonly run: RunNumber;
      readonly domain: string;
      readonly workflowId: string;
      readonly runId: string;
      readonly at: Instant;
      readonly parent: ParentLink | undefined;
    }
  /** A run that was opened has a run id that this state does not make. */
  | { readonly kind: 'run adopted'; readonly run: RunNumber; readonly runId: string }
  /** The next `count` run numbers are left out, since runs of this state have their run ids already. */
  | { readonly kind: 'run numbers skipped'; readonly count: number }
  | EventChange
  | {
      /** A worker sent a heartbeat for the activity task of the event `scheduledId`. */
      readonly kind: 'heartbeat';
      readonly run: RunNumber;
      readonly scheduledId: EventId;
      readonly details: string | undefined;
      readonly at: Instant;
    }
  /** The retention period of a closed run is over. */
  | { readonly kind: 'run forgotten'; readonly run: RunNumber }
  /** The after-batch step with this order number was done. */
  | { readonly kind: 'delivered'; readonly order: number }
  /** An after-batch step was added by another one. */
  | { readonly kind: 'to deliver'; readonly delivery: Omit<Delivery, 'order'> };

/** An event was appended to the history of a run. */
export interface EventChange {
  /** The kind of the change. */
  readonly kind: 'event';
  /** The run. */
  readonly run: RunNumber;
  /** The event. */
  readonly event: CoreEvent;
}
