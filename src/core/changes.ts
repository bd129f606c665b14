import type { CoreEvent } from './events.js';
import type { EventId, Instant, RunNumber } from './ids.js';
import type { ParentLink } from './run.js';
import type { Delivery, Domain, RegisteredType } from './state.js';

/**
 * Everything that can happen to a state. Folding `apply` over the changes of a step, from the state before it, gives the
 * state after it. Changes share their content with the state: read them, never write them.
 */
export type Change =
  | { readonly kind: 'time passed'; readonly now: Instant }
  | {
      readonly kind: 'domain registered';
      readonly domain: Pick<Domain, 'name' | 'description' | 'retention' | 'tags'>;
    }
  | { readonly kind: 'domain deprecated'; readonly name: string; readonly at: Instant }
  | { readonly kind: 'domain undeprecated'; readonly name: string }
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
      readonly kind: 'run opened';
      readonly run: RunNumber;
      readonly domain: string;
      readonly workflowId: string;
      readonly runId: string;
      readonly at: Instant;
      readonly parent: ParentLink | undefined;
    }
  | EventChange
  | {
      readonly kind: 'heartbeat';
      readonly run: RunNumber;
      readonly scheduledId: EventId;
      readonly details: string | undefined;
      readonly at: Instant;
    }
  | { readonly kind: 'run forgotten'; readonly run: RunNumber }
  | { readonly kind: 'delivered'; readonly order: number }
  | { readonly kind: 'to deliver'; readonly delivery: Omit<Delivery, 'order'> };

/** The history of a run grew by one event. */
export interface EventChange {
  readonly kind: 'event';
  readonly run: RunNumber;
  readonly event: CoreEvent;
}
