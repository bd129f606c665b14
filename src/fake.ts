/// <reference lib="esnext.disposable" preserve="true" />
import type { SWF } from '@aws-sdk/client-swf';
import { toHistoryEvent } from './core/events.js';
import {
  checkInvariants,
  type EventChange,
  fork,
  type Grants,
  instant,
  type OperationName,
  type Violation,
} from './core/index.js';
import type { State } from './core/state.js';
import type { SdkInput, SdkOutput } from './core/types.js';
import { withExplanation } from './explained.js';
import { collector } from './met/collect.js';
import type { MetListener } from './met/met.js';
import { type SwfFakeOptions, stateOf } from './options.js';
import { type ClientOptions, clientOf } from './sdk/client.js';
import { doorOf } from './sdk/door.js';
import { handlerOf, type SwfRequestHandler, type WireDoorOptions } from './sdk/handler.js';
import { type AnyStub, attachTo } from './sdk/mock.js';
import { toSdkEvents } from './sdk/reply.js';
import type { DoorOptions, SdkHistoryEvent, Send, SendOptions } from './sdk/types.js';
import { atDate, type Clock, clockOf, idle } from './shell/clock.js';
import { type Duration, millisOf } from './shell/durations.js';
import { explain } from './shell/explain.js';
import { KnownRuns, type RunName } from './shell/known.js';
import { Lambdas } from './shell/lambdas.js';
import { checkFunction, checkNames, checkValue } from './shell/names.js';
import { assertQuiet, type QuietOptions } from './shell/quiet.js';
import { type Registration, register } from './shell/register.js';
import { type ScheduledActivity, scheduleActivity, type WantedActivity } from './shell/scheduleActivity.js';
import { Shell } from './shell/shell.js';
import { type ExecutionFilter, type ExecutionRef, findRun, type RunSummary, runs } from './shell/views.js';

/** An in-memory Amazon SWF: one region of one account. */
export interface SwfFake {
  readonly clock: Clock;
  /** A real `SWF` client (an `SWFClient` with a method for each operation) whose calls land here. */
  client(options?: ClientOptions): SWF;
  /**
   * Leads a stub of aws-sdk-client-mock here, below every `.on()`. After `stub.reset()`, attach again.
   *
   * A stub leads to one fake, the last that it was attached to.
   */
  attach<S extends AnyStub>(stub: S, options?: DoorOptions): S;
  /** For `new SWFClient({ requestHandler })`: the SDK serialises, signs, sends it here, tries again and parses the answer. */
  requestHandler(options?: WireDoorOptions): SwfRequestHandler;
  /** Sends one operation by its name. Rejects with the SDK's exceptions. */
  send<O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions): Promise<SdkOutput<O>>;
  /** Registers a domain and types at once, with defaults for all that SWF wants to know of them. */
  register(registration: Registration): void;
  /** Schedules an activity task as a decider would, for tests of a worker alone: the history behind it is a true one. */
  scheduleActivity(wanted: WantedActivity): ScheduledActivity;
  /** The whole history of a run, by default the last one of that workflow id. The events are copies. */
  history(execution: ExecutionRef): SdkHistoryEvent[];
  /** Every run, oldest first, or those that match. */
  runs(filter?: ExecutionFilter): RunSummary[];
  /** Why a run does what it does, or nothing: what it waits for, who polls there, what falls due next. */
  explain(execution: ExecutionRef): string;
  /** Does something at an instant of the fake's clock, after whatever is due then. @throws RangeError if it is past. */
  at(date: Date, act: () => unknown): void;
  /** Does something when so much time has passed. */
  after(duration: Duration, act: () => unknown): void;
  /** Does something once, as soon as the condition holds: it is asked after everything that happens. */
  when(holds: (swf: SwfFake) => boolean, act: () => unknown): void;
  /** Tells of every event that is written, in order. The result takes the listener off. */
  onChange(listener: (change: HistoryChange) => void): () => void;
  /** Resolves when nothing goes on: no task of a parked poll in hand, and two turns of the event loop without a call. */
  idle(): Promise<void>;
  /** Another fake with the same content, in constant time; neither sees what the other does from now on. */
  fork(): SwfFake;
  /** Rules that the fake's own state breaks: always none, or the fake has a bug. */
  checkInvariants(): readonly Violation[];
  /** @throws Error with a table of what is open: runs, their tasks and timers and, unless `polls: true`, parked polls. */
  assertQuiet(options?: QuietOptions): void;
  /** Ends parked polls with an empty answer; later calls reject. */
  close(): void;
  [Symbol.dispose](): void;
}

/** One event that was written, and where. */
export interface HistoryChange {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  /** A copy. */
  readonly event: SdkHistoryEvent;
}

const shells = new WeakMap<SwfFake, Shell>();

/** What a fake is made of, for whoever drives it from within this package. */
export const shellOf = (swf: SwfFake): Shell => shells.get(swf) as Shell;

class Fake implements SwfFake {
  readonly clock: Clock;
  readonly #shell: Shell;
  readonly #options: SwfFakeOptions;
  readonly #grants: Grants;
  readonly #send: Send;

  constructor(options: SwfFakeOptions = {}, state: State = stateOf(options)) {
    this.#options = options;
    this.#shell = new Shell(state, options.clock === 'real', new Lambdas(options.lambda ?? {}));
    shells.set(this, this.#shell);
    this.#grants = { authorize: options.authorize, inject: options.inject };
    this.#send = doorOf(this.#shell, this.#grants);
    this.clock = clockOf(this.#shell);
    if (options.met) this.#collect(options.met);
  }

  client({ polls, authorize, ...config }: ClientOptions = {}): SWF {
    return clientOf(this.#door({ polls, authorize }), this.#shell.state.config.region, config);
  }

  attach<S extends AnyStub>(stub: S, options: DoorOptions = {}): S {
    checkNames('attach()', options, { polls: true, authorize: true });
    return attachTo(stub, this.#door(options), this.#shell);
  }

  requestHandler(options: WireDoorOptions = {}): SwfRequestHandler {
    return handlerOf(this.#shell, this.#grants, options);
  }

  send<O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions): Promise<SdkOutput<O>> {
    return this.#send(op, input, options);
  }

  register(registration: Registration): void {
    register(this.#shell, registration);
  }

  scheduleActivity(wanted: WantedActivity): ScheduledActivity {
    return scheduleActivity(this.#shell, wanted);
  }

  history(execution: ExecutionRef): SdkHistoryEvent[] {
    this.#shell.catchUp();
    const run = findRun(this.#shell.state, execution);
    const { domain, workflowId, runId } = run;
    const events = toSdkEvents(run.events.slice(0, run.length).map(toHistoryEvent));
    return withExplanation(events, () => this.explain({ domain, workflowId, runId }));
  }

  runs(filter: ExecutionFilter = {}): RunSummary[] {
    this.#shell.catchUp();
    return runs(this.#shell.state, filter);
  }

  explain(execution: ExecutionRef): string {
    this.#shell.catchUp();
    return explain(this.#shell, findRun(this.#shell.state, execution));
  }

  at(date: Date, act: () => unknown): void {
    this.#shell.watching.at(atDate(this.#shell, date), act);
  }

  after(duration: Duration, act: () => unknown): void {
    this.#shell.catchUp();
    this.#shell.watching.at(instant(this.#shell.state.now + millisOf(duration)), act);
  }

  when(holds: (swf: SwfFake) => boolean, act: () => unknown): void {
    this.#shell.watching.when(() => holds(this), act);
  }

  onChange(listener: (change: HistoryChange) => void): () => void {
    const known = new KnownRuns(this.#shell.state);
    return this.#shell.watching.listen((change) => {
      known.learn(change);
      if (change.kind === 'event') listener(historyChange(known.at(change.run), change));
    });
  }

  idle(): Promise<void> {
    return idle(this.#shell);
  }

  fork(): SwfFake {
    if (this.#shell.real)
      throw new Error("swfake: a fake on the real clock cannot fork; make it with clock: 'virtual'");
    const { state, lambdas } = this.#shell;
    const child = new Fake(this.#options, fork(state));
    for (const call of lambdas.calls) child.#shell.expect(call);
    return child;
  }

  checkInvariants(): readonly Violation[] {
    return checkInvariants(this.#shell.state);
  }

  assertQuiet(options: QuietOptions = {}): void {
    assertQuiet(this.#shell, options);
  }

  close(): void {
    this.#shell.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #collect(met: MetListener): void {
    const { changed, refused } = collector(met, this.#shell.state);
    this.#shell.watching.listen(changed);
    this.#shell.heardRefusal = refused;
  }

  /** For the other entries of the package, which only read it: they may come in another copy or format. */
  get [Symbol.for('swfake.state')](): State {
    this.#shell.catchUp();
    return this.#shell.state;
  }

  #door({
    polls,
    authorize,
  }: {
    polls?: DoorOptions['polls'] | undefined;
    authorize?: DoorOptions['authorize'];
  }): Send {
    checkValue('polls', polls, ['immediate', 'park']);
    checkFunction('authorize', authorize);
    return doorOf(this.#shell, this.#grants, { ...(polls && { polls }), ...(authorize && { authorize }) });
  }
}

Object.defineProperty(Fake.prototype, Symbol.for('swfake'), { value: true });

/** Makes a fake. @throws TypeError if an option is not what it should be. */
export const SwfFake: new (options?: SwfFakeOptions) => SwfFake = Fake;

function historyChange(run: RunName, { event }: EventChange): HistoryChange {
  const [copy] = toSdkEvents([toHistoryEvent(event)]);
  return { ...run, event: copy as SdkHistoryEvent };
}
