/** Branded numbers: what must not be mixed does not compile. The only casts to them are in this file. */

declare const brand: unique symbol;

/** A point of virtual time: milliseconds since the Unix epoch. */
export type Instant = number & { readonly [brand]: 'Instant' };
/** A span of time in milliseconds. */
export type Millis = number & { readonly [brand]: 'Millis' };
/** The id of a history event: 1, 2, 3 … within one run. */
export type EventId = number & { readonly [brand]: 'EventId' };
/** Which run of this state: 0 for the first run started, then 1, 2 … */
export type RunNumber = number & { readonly [brand]: 'RunNumber' };

export const NO_EVENT = 0 as EventId;

export const instant = (millis: number): Instant => millis as Instant;
export const millis = (span: number): Millis => span as Millis;
export const eventId = (id: number): EventId => id as EventId;
export const runNumber = (n: number): RunNumber => n as RunNumber;

export const after = (at: Instant, wait: Millis): Instant => (at + wait) as Instant;

/** The span of an SWF duration: whole seconds as text; `undefined` for `NONE`, which means without limit. */
export const spanOf = (duration: string): Millis | undefined =>
  duration === 'NONE' ? undefined : ((Number(duration) * 1000) as Millis);
