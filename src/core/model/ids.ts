// Branded numbers: to mix two kinds does not compile.

declare const brand: unique symbol;

/** A point in virtual time, in milliseconds since the Unix epoch. */
export type Instant = number & { readonly [brand]: 'Instant' };

/** A span of time in milliseconds. */
export type Millis = number & { readonly [brand]: 'Millis' };

/** The id of a history event: 1, 2, 3 and so on in one run. */
export type EventId = number & { readonly [brand]: 'EventId' };

/** The number of a run in its state: 0 for the first run that was started, then 1, 2 and so on. */
export type RunNumber = number & { readonly [brand]: 'RunNumber' };

/** The id that stands for no event (docs/swf.md 4). */
export const NO_EVENT = 0 as EventId;

/** Returns a number of milliseconds since the epoch as an `Instant`. */
export const instant = (millis: number): Instant => millis as Instant;

/** Returns a number of milliseconds as a `Millis`. */
export const millis = (span: number): Millis => span as Millis;

/** Returns a number as an `EventId`. */
export const eventId = (id: number): EventId => id as EventId;

/** Returns a number as a `RunNumber`. */
export const runNumber = (n: number): RunNumber => n as RunNumber;

/** Returns the instant that is `wait` milliseconds after `at`. */
export const after = (at: Instant, wait: Millis): Instant => (at + wait) as Instant;

/**
 * Returns an SWF duration, which is whole seconds as text, in milliseconds. Returns `undefined` for `NONE`: no limit.
 */
export const spanOf = (duration: string): Millis | undefined =>
  duration === 'NONE' ? undefined : ((Number(duration) * 1000) as Millis);
