/** An append-only list whose array several forks share. Each fork has its own `length`. */
export interface Log<T> {
  /** The items, perhaps followed by items of another fork. Read up to `length` of the log, not of this array. */
  events: T[];
  /** The number of items that belong to this log. */
  length: number;
}

/**
 * Appends an event in place. If another fork has appended to the shared array, the log first copies its own part of it.
 */
export function append<T>(log: Log<T>, event: T): void {
  if (log.events.length !== log.length) log.events = log.events.slice(0, log.length);
  log.events.push(event);
  log.length += 1;
}
