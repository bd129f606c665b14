/**
 * The reason of an abort that ends a parked poll as its 60 seconds do: with an empty answer, and no error. Copies of this
 * package may meet, so it is the same in all of them.
 */
export const RELEASED = Symbol.for('swfake.released');

export const isReleased = (signal: AbortSignal | undefined): boolean => signal?.reason === RELEASED;

/** Whether the caller has gone away. */
export const isGone = (signal: AbortSignal | undefined): boolean => signal?.aborted === true && !isReleased(signal);
