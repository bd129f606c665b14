import type { HistoryEvent } from '@aws-sdk/client-swf';
import { shortMessage } from '../../args/shortMessage.js';
import { DEFAULT_ASSUMPTIONS, type OperationName, type SdkInput, type SdkOutput } from '../../core/index.js';
import { statusOfFault } from '../../tables/commonFaults.js';
import { Refused, type SeenFault } from '../target/answers.js';
import type { Ground } from '../target/ground.js';
import type { CallOptions, CallRecord } from '../target/line.js';
import { type Mismatch, mismatchOf, shownValue } from './match.js';
import type { Difference, Doubt, ExpectedFault, Polled, PollOp, Reading, RunIds } from './seen.js';

/** Thrown when a check cannot go on. Its difference is noted. */
export class GivenUp extends Error {}

const POLL_MILLIS = 70_000;
// A poll that the target throttles is sent again, with longer and longer pauses.
const THROTTLED_MILLIS = 5000;

/** The calls, waits and comparisons of one check. Every name that it gives is of this check and this run alone. */
export class CheckCalls {
  readonly differences: Difference[] = [];
  readonly calls: CallRecord[] = [];
  /** The runs that the check knows of. */
  readonly runs: RunIds[] = [];
  /** True once the target has answered with something that is not of SWF. */
  hasForeign = false;
  /** The readings that were seen. */
  readonly readings: Reading[] = [];
  /** The things that were compared. */
  readonly compared: string[] = [];

  constructor(
    readonly ground: Ground,
    readonly id: string,
  ) {}

  /** The domain. */
  get domain(): string {
    return this.ground.domain;
  }

  /** The list of the activity tasks of this check. */
  get list(): string {
    return this.name('list');
  }

  /** Returns a name that no other check and no other run uses. */
  name(part: string): string {
    return `${this.ground.run}.${this.id}.${part}`;
  }

  /** Calls an operation. A fault ends the check. */
  call<O extends OperationName>(op: O, input: SdkInput<O>, options: CallOptions = {}): Promise<SdkOutput<O>> {
    return this.ground.call(op, input, this.calls, options);
  }

  /** Lets a number of seconds pass on the target. */
  wait(seconds: number): Promise<void> {
    return this.ground.pace.wait(seconds);
  }

  /** Notes a run that the check knows of. */
  noteRun({ workflowId, runId }: RunIds): void {
    if (!this.runs.some((one) => one.runId === runId)) this.runs.push({ workflowId, runId });
  }

  /** Polls until there is a task. Ends the check if there is none. */
  async poll(op: PollOp, input: SdkInput<PollOp>): Promise<object> {
    const task = await this.pollOnce(op, input);
    return task ?? this.giveUp(op, 'a task', 'none');
  }

  /** Polls for a short time. Returns undefined if there is no task. */
  async pollOnce(op: PollOp, input: SdkInput<PollOp>) {
    const { pace } = this.ground;
    const until = Date.now() + pace.patienceMillis;
    do {
      const left = new AbortController();
      const polled = this.hold(op, input, left.signal);
      const task = await Promise.race([polled, this.#whenQuiet()]);
      left.abort();
      if (task?.taskToken) return task;
      if (task !== undefined) await pace.pause();
    } while (Date.now() < until);
    return undefined;
  }

  async #whenQuiet(): Promise<undefined> {
    const { pace } = this.ground;
    const until = Date.now() + (pace.isVirtual ? 0 : pace.patienceMillis + THROTTLED_MILLIS);
    do await pace.pause();
    while (Date.now() < until);
    return undefined;
  }

  /** Polls as a worker does: until there is a task, or the target ends the poll. Undefined once the signal is aborted. */
  hold(op: PollOp, input: SdkInput<PollOp>, signal = new AbortController().signal): Promise<Polled | undefined> {
    const polled = this.call(op, input, { signal, millis: POLL_MILLIS }).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    // The check may wait for something else when it fails.
    polled.catch(() => undefined);
    return polled as Promise<Polled | undefined>;
  }

  /** Returns the events of a run, page by page. */
  async eventsOf(execution: RunIds): Promise<readonly HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let nextPageToken: string | undefined;
    do {
      const input = { domain: this.domain, execution, ...(nextPageToken !== undefined && { nextPageToken }) };
      const page = await this.call('GetWorkflowExecutionHistory', input);
      events.push(...(page.events ?? []));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken);
    return events;
  }

  /** Reads until the value is enough, as long as the target's changes can be invisible. Returns the last value. */
  async eventually<T>(read: () => Promise<T>, isEnough: (value: T) => boolean): Promise<T> {
    const { pace } = this.ground;
    const until = Date.now() + pace.patienceMillis;
    for (;;) {
      const value = await read();
      if (isEnough(value) || Date.now() >= until) return value;
      await pace.pause();
    }
  }

  /** Compares what is read with what is expected. It reads again while the target's changes can be invisible. */
  async expect(what: string, read: () => unknown, expected: unknown): Promise<void> {
    this.compared.push(what);
    const value = await this.eventually(
      async () => read(),
      (got) => mismatchOf(got, expected) === undefined,
    );
    const mismatch = mismatchOf(value, expected);
    if (mismatch) this.#differs(what, mismatch);
  }

  /** Expects that the target refuses a call with a fault. */
  async expectFault<O extends OperationName>(op: O, input: SdkInput<O>, expected: ExpectedFault): Promise<void> {
    const fault = await this.fault(op, input);
    const status = statusOfFault(expected.name);
    await this.expect(`the fault of ${op}`, () => fault ?? 'no fault', { status, ...expected });
  }

  /** Calls an operation. Returns the fault of the answer; undefined if there is none. */
  async fault<O extends OperationName>(op: O, input: SdkInput<O>): Promise<SeenFault | undefined> {
    try {
      await this.call(op, input);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return { ...error.fault, message: error.fault.message };
      throw error;
    }
  }

  /**
   * Notes the reading of a doubt. For a doubt without an assumption, the first one is that of the fake. A behaviour that no
   * reading explains is a difference.
   */
  read(doubt: Doubt, readings: Readonly<Record<string, boolean>>, seen: unknown): void {
    const [first = ''] = Object.keys(readings);
    const found = Object.entries(readings).find(([, holds]) => holds)?.[0];
    const fake = new Map<string, string>(Object.entries(DEFAULT_ASSUMPTIONS)).get(doubt) ?? first;
    if (found !== undefined) this.readings.push({ doubt, seen: found, fake });
    else this.note(doubt, Object.keys(readings).join(' or '), shownValue(seen));
  }

  /** Notes a difference. */
  note(what: string, expected: string, got: string): void {
    this.differences.push({ what, expected, got: shortMessage(got) });
  }

  /** Notes a difference, and ends the check. */
  giveUp(what: string, expected: string, got: string): never {
    this.note(what, expected, got);
    throw new GivenUp(what);
  }

  #differs(what: string, { path, expected, got }: Mismatch): void {
    this.note(path === '' ? what : `${what}, ${path}`, expected, got);
  }
}
