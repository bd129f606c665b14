import type { SWF } from '@aws-sdk/client-swf';

/** The time of a target, and how long its answers may take. */
export interface Pace {
  /** True if the clock moves only when a check waits. */
  readonly isVirtual: boolean;
  /** Lets a number of seconds pass on the target. Rejects when the run is stopped. */
  wait(seconds: number): Promise<void>;
  /** Lets calls that are on their way arrive, before something is read again or given up. */
  pause(): Promise<void>;
  /** The longest real time, in milliseconds, until a change is visible to a reader. 0 if it is at once. */
  readonly patienceMillis: number;
  /** The longest real time, in milliseconds, until a call is answered. */
  readonly callMillis: number;
  /** The longest time, in milliseconds, by which a deadline may be late. */
  readonly latenessMillis: number;
}

/** A connection to a target. */
export interface Connection {
  readonly client: SWF;
  readonly pace: Pace;
  /** Ends the connection. */
  close(): void;
}

/** An SWF to ask. */
export interface Target {
  /** The name for the report: `http://127.0.0.1:8080`. */
  readonly name: string;
  /** True for the service itself: it costs money, and a domain of it stays for ever. */
  readonly isLive: boolean;
  /** The shortest time between two calls, in milliseconds. 0 for none. */
  readonly callGapMillis: number;
  /** Returns a connection. A target with a virtual clock returns a new service each time: a check must not move the time of another. */
  connect(signal: AbortSignal): Connection;
}
