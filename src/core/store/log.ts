/**
 * An append-only list that forks share. Each holder has its own `length`; whoever appends first at the shared end does
 * so in place, anyone else copies what it can see. Read up to `length`, never up to `events.length`.
 */
export interface Log<T> {
  events: T[];
  length: number;
}

export function append<T>(log: Log<T>, event: T): void {
  if (log.events.length !== log.length) log.events = log.events.slice(0, log.length);
  log.events.push(event);
  log.length += 1;
}
