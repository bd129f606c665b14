import type { Asker } from './asker.js';
import type { Doubt } from './seen.js';

/** One question to a target. Its area is the first part of its id. */
export interface Check {
  /** The name for `--only`: `timers.zero`. */
  readonly id: string;
  /** The question in one sentence. */
  readonly question: string;
  /** The section of docs/swf.md that answers it. */
  readonly section: string;
  /** The rows of docs/swf.md 11 that it asks about, such as `moto 2`, and the doubts of section 12: `doubt 7`. */
  readonly rows?: readonly string[];
  /** The seconds that it waits on a target with a real clock, at the most. The slowest checks begin first. Default 0. */
  readonly seconds?: number;
  /** True if it registers a domain, which no account can delete. A live service is not asked then. Default `false`. */
  readonly registersDomain?: true;
  /** The doubt of which it reads the behaviour. Its histories follow no rule that is known, so they are not verified. */
  readonly reads?: Doubt;
  /** Asks the question: calls the target, and compares what it answers. */
  story(ask: Asker): Promise<void>;
}

/** Returns the area of a check. */
export const areaOf = ({ id }: Pick<Check, 'id'>): string => id.split('.')[0] ?? id;

/** Returns true if a pattern of `--only` names the check: its id, or the first parts of it. */
export const isNamed = ({ id }: Check, pattern: string): boolean => id === pattern || id.startsWith(`${pattern}.`);
