import type {
  Batch,
  BatchResults,
  CampaignDescription,
  CampaignSetup,
  ThreadMessage,
  ThreadRequest,
} from '../../campaign/messages.js';
import type { Play } from '../../campaign/ranges.js';
import type { StartThread, Thread } from '../../campaign/thread.js';
import { CommandError } from '../line/commandError.js';

/** The end of a thread before it answered. */
export interface ThreadEnd {
  /** The rest of a sentence. */
  readonly reason: string;
  readonly isTimeout: boolean;
  /** The play that ran last; `undefined` if none began. */
  readonly at: number | undefined;
}

/** The end of a batch: its results, or the reason why the thread ended before it sent them. */
export type BatchEnd = BatchResults | ThreadEnd | 'stopped';

/** The end of a minimization: its report, or the reason why there is none. */
export type MinimizeEnd = { readonly report: string | undefined } | ThreadEnd | 'stopped';

/** The settings that all lanes of a campaign share. */
export interface LaneSettings {
  readonly setup: CampaignSetup;
  readonly start: StartThread;
  /** The limit of the heap of a thread. */
  readonly megabytes: number;
  /** The real time that a play can take, in milliseconds. */
  readonly timeout: number;
}

type Answer = ThreadMessage | ThreadEnd | 'stopped';

/** A thread that runs one batch after the other, and that is replaced when it ends. */
export class Lane {
  readonly #settings: LaneSettings;
  #thread: Thread | undefined;
  #waiting: ((end: Answer) => void) | undefined;
  /** The end of a thread that ran nothing when it ended. */
  #endedIdle: Answer | undefined;
  #isStopped = false;

  constructor(settings: LaneSettings) {
    this.#settings = settings;
  }

  /**
   * Starts a new thread in place of the one that ended. Resolves to what the module says about the campaign; to `undefined` if
   * the lane was stopped.
   *
   * @throws CommandError if the module cannot be used.
   */
  async start(): Promise<CampaignDescription | undefined> {
    const { setup, start, megabytes } = this.#settings;
    if (this.#isStopped) return undefined;
    this.#endedIdle = undefined;
    const first = this.#next();
    this.#thread = start(setup, megabytes, {
      message: (message) => this.#settle(message),
      ended: (reason) => this.#settle({ reason, isTimeout: false, at: this.#thread?.current() }),
    });
    const message = await first;
    if (message === 'stopped') return undefined;
    if ('reason' in message)
      throw new CommandError(`'${setup.module}' cannot be imported: its thread ${message.reason}`);
    if (message.kind === 'ready') return message.description;
    throw new CommandError(
      message.kind === 'refused' ? quotedOnce(setup.module, message.message) : `unexpected ${message.kind}`,
    );
  }

  /** Runs a batch. */
  async run({ from, to, stopAfter, variants }: Batch): Promise<BatchEnd> {
    const message = await this.#ask({ kind: 'run', from, to, stopAfter, variants });
    if (message === 'stopped' || 'reason' in message) return message;
    return message.kind === 'ran' ? message : { results: [], trials: [] };
  }

  /** Resolves to the page of a play; to `undefined` if the thread ended first, or the lane was stopped. */
  async page({ number, variant }: Play): Promise<string | undefined> {
    const message = await this.#ask({ kind: 'page', number, variant });
    return message !== 'stopped' && 'page' in message ? message.page : undefined;
  }

  /** Minimizes a play that failed. `onRuns` is called now and then, with the number of runs that are done. */
  async minimize({ number, variant }: Play, maxRuns: number, onRuns: (runs: number) => void): Promise<MinimizeEnd> {
    const message = await this.#ask({ kind: 'minimize', number, variant, maxRuns }, onRuns);
    if (message === 'stopped' || 'reason' in message) return message;
    return { report: message.kind === 'minimized' ? message.report : undefined };
  }

  /** Ends the thread. What runs in it ends as `stopped`. */
  stop(): void {
    this.#isStopped = true;
    this.#thread?.stop();
    this.#settle('stopped');
  }

  /** Sends a request. `onCurrent` is called now and then, with the number that the thread shows. */
  async #ask(request: ThreadRequest, onCurrent: (current: number) => void = () => undefined): Promise<Answer> {
    const watch = this.#watch(onCurrent);
    const answer = this.#next();
    this.#thread?.request(request);
    const message = await answer;
    watch.stop();
    return message;
  }

  #next(): Promise<Answer> {
    const end = this.#isStopped ? 'stopped' : this.#endedIdle;
    if (end !== undefined) return Promise.resolve(end);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  #settle(end: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(end);
    else this.#endedIdle = end;
  }

  /** Ends the thread if one play takes too long. */
  #watch(onCurrent: (current: number) => void): { stop(): void } {
    const { timeout } = this.#settings;
    let [at, since] = [this.#thread?.current(), performance.now()];
    const check = (): void => {
      const now = performance.now();
      const current = this.#thread?.current();
      if (current !== at) [at, since] = [current, now];
      if (current !== undefined) onCurrent(current);
      if (now - since < timeout) return;
      this.#thread?.stop();
      this.#settle({ reason: `took more than ${timeout / 1000} s`, isTimeout: true, at });
    };
    const timer = setInterval(check, Math.min(CHECK_MILLIS, timeout / 4));
    return { stop: () => clearInterval(timer) };
  }
}

const CHECK_MILLIS = 500;

// A message about a file begins with its name.
const quotedOnce = (file: string, message: string): string =>
  message.includes(`'${file}'`) ? message : `'${file}' cannot be simulated: ${message}`;
