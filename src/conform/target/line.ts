import type { OperationName, SdkInput, SdkOutput } from '../../core/index.js';
import { NoAnswer, Refused, type SeenFault, seenError } from './answers.js';
import { sleep } from './sleep.js';
import type { Connection, Pace, Target } from './target.js';

/** One call to the target, with its answer or fault. */
export interface CallRecord {
  readonly op: OperationName;
  readonly input: object;
  readonly output?: object;
  readonly fault?: SeenFault;
}

/** Options of one call. */
export interface CallOptions {
  /** The longest real time of the call, in milliseconds. Default: that of the pace. */
  readonly millis?: number;
  /** Ends the call, as a client that goes away. */
  readonly signal?: AbortSignal;
}

/** Thrown when a run of checks ends before its end: by a signal, or because the target is gone. */
export class Stopped extends Error {}

type Method = (input: object, options: object) => Promise<object>;

// A service that lags can say for some seconds that what was just registered is unknown (docs/swf.md 8.4).
const FRESH_MILLIS = 15_000;
const FRESH_AGAIN_MILLIS = 500;
// A bucket of the service fills in some seconds (docs/swf.md 10.3); a broken connection is tried again if the call only reads.
const ATTEMPTS = 9;
const FIRST_DELAY_MILLIS = 200;
const LONGEST_DELAY_MILLIS = 5000;
const READS = /^(Describe|Get|List|Count)/;
// Checks call side by side: a few calls in a row without an answer are enough to see that the target is gone.
const MOST_UNANSWERED = 4;

/** A line to a target: sends calls, keeps to its pace, and notices when the target is gone. */
export class Line {
  readonly #connection: Connection;
  readonly #stop: AbortController;
  readonly #gapMillis: number;
  readonly #registeredAt = new Map<string, number>();
  #nextCallAt = 0;
  #unanswered = 0;
  /** The number of calls that the target throttled. */
  throttled = 0;
  /** The number of calls that were sent again because the connection broke. */
  broken = 0;

  constructor(target: Target, stop: AbortController) {
    this.#connection = target.connect(stop.signal);
    this.#gapMillis = target.callGapMillis;
    this.#stop = stop;
  }

  /** The time of the target. */
  get pace(): Pace {
    return this.#connection.pace;
  }

  /** Ends the connection. */
  close(): void {
    this.#connection.close();
  }

  /** Notes what was just registered: until it is visible, the target may say that it is unknown. */
  noteRegistered(name: string): void {
    this.#registeredAt.set(name, Date.now());
  }

  /** Forgets what was registered, because it is deleted. */
  noteDeleted(name: string): void {
    this.#registeredAt.delete(name);
  }

  /**
   * Calls an operation, and adds the call to `log`.
   *
   * @throws Refused if the target answers with a fault.
   * @throws NoAnswer if it does not answer.
   */
  async call<O extends OperationName>(
    op: O,
    input: SdkInput<O>,
    log: CallRecord[],
    options: CallOptions = {},
  ): Promise<SdkOutput<O>> {
    try {
      const output = await this.#whenVisible(op, input, options);
      log.push({ op, input, output });
      return output as SdkOutput<O>;
    } catch (error) {
      if (error instanceof Refused) log.push({ op, input, fault: error.fault });
      throw error;
    }
  }

  async #whenVisible(op: OperationName, input: object, options: CallOptions): Promise<object> {
    for (;;) {
      try {
        return await this.#untilTaken(op, input, options);
      } catch (error) {
        if (!(error instanceof Refused) || this.pace.isVirtual || !this.#isFresh(input, error.fault)) throw error;
        await sleep(FRESH_AGAIN_MILLIS, this.#stop.signal);
      }
    }
  }

  // The SDK itself repeats nothing: it would repeat a call that an emulator answered with a failure of its own.
  async #untilTaken(op: OperationName, input: object, options: CallOptions): Promise<object> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(op, input, options);
      } catch (error) {
        if (attempt === ATTEMPTS || !this.#isWorthAnother(op, error)) throw error;
        const delay = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** (attempt - 1));
        await sleep(delay * (0.5 + Math.random() / 2), this.#stop.signal);
      }
    }
  }

  #isWorthAnother(op: OperationName, error: unknown): boolean {
    const isThrottled = error instanceof Refused && error.fault.name === 'ThrottlingException';
    const isBroken = error instanceof NoAnswer && error.isBroken && READS.test(op);
    if (isThrottled) this.throttled += 1;
    if (isBroken) this.broken += 1;
    return isThrottled || isBroken;
  }

  #isFresh(input: object, { name, message }: SeenFault): boolean {
    if (name !== 'UnknownResourceFault' || !/domain|type/i.test(message)) return false;
    return namesIn(input).some((one) => Date.now() - (this.#registeredAt.get(one) ?? 0) < FRESH_MILLIS);
  }

  async #send(op: OperationName, input: object, { millis = this.pace.callMillis, signal }: CallOptions) {
    await this.#turn();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), millis);
    const signals = [this.#stop.signal, deadline.signal, ...(signal ? [signal] : [])];
    const name = `${op.charAt(0).toLowerCase()}${op.slice(1)}`;
    try {
      const method = (this.#connection.client as unknown as Readonly<Record<string, Method>>)[name] as Method;
      const output = await method.call(this.#connection.client, input, { abortSignal: AbortSignal.any(signals) });
      this.#unanswered = 0;
      const { $metadata: _, ...members } = output as { readonly $metadata?: unknown };
      return members;
    } catch (thrown) {
      if (this.#stop.signal.aborted) throw this.#stop.signal.reason;
      if (signal?.aborted) throw thrown;
      const isLate = deadline.signal.aborted;
      throw this.#noted(isLate ? new NoAnswer(op, `no answer within ${millis / 1000} s`) : seenError(op, thrown));
    } finally {
      clearTimeout(timer);
    }
  }

  #noted(error: Refused | NoAnswer): Refused | NoAnswer {
    const isSilent = error instanceof NoAnswer && !error.isForeign;
    this.#unanswered = isSilent ? this.#unanswered + 1 : 0;
    if (this.#unanswered >= MOST_UNANSWERED && !this.#stop.signal.aborted)
      this.#stop.abort(new Stopped(`the target does not answer any more: ${error.message}`));
    return error;
  }

  async #turn(): Promise<void> {
    if (this.#gapMillis === 0) return;
    const now = Date.now();
    const at = Math.max(now, this.#nextCallAt);
    this.#nextCallAt = at + this.#gapMillis;
    if (at > now) await sleep(at - now, this.#stop.signal);
  }
}

interface NamedInput {
  readonly domain?: string;
  readonly name?: string;
  readonly workflowType?: { readonly name?: string; readonly version?: string };
  readonly activityType?: { readonly name?: string; readonly version?: string };
}

/** Returns the names of the domain and of the types that an input has. */
function namesIn(input: NamedInput): readonly string[] {
  const types = [input.workflowType, input.activityType].flatMap((type) =>
    type === undefined ? [] : [`${type.name}@${type.version}`],
  );
  return [input.domain, input.name, ...types].filter((name) => name !== undefined);
}
