/** Thrown when the rest of a history cannot be replayed or verified. Its message is the reason, without a prefix. */
export class HistoryError extends Error {}
