/// <reference lib="esnext.disposable" preserve="true" />
import type { SWF } from '@aws-sdk/client-swf';
import { createClient } from './adapters/client.js';
import { type ClientConfig, checkClientOptions, checkConnection } from './adapters/clientConfig.js';
import { type AnyStub, attachStub } from './adapters/clientMock.js';
import type { ClientOptions, SdkHistoryEvent, Send, SendOptions } from './adapters/clientOptions.js';
import { checkSdk } from './adapters/mockedSdk.js';
import { createRequestHandler, type RequestHandlerOptions, type SwfRequestHandler } from './adapters/requestHandler.js';
import { sdkEventCopy, toSdkEvents } from './adapters/sdkForm.js';
import { createSend } from './adapters/send.js';
import { checkFunction, checkNames, requireFunction } from './args/checkOptions.js';
import { type Duration, millisOf } from './args/durations.js';
import {
  checkInvariants,
  fork,
  type Grants,
  instant,
  type OperationName,
  type RunNumber,
  runAt,
  runningLambdas,
  type SavedState,
  type SdkInput,
  type SdkOutput,
  type State,
  saveState,
  toHistoryEvent,
} from './core/index.js';
import { collector } from './coverage/collect.js';
import type { CoverageListener } from './coverage/coverage.js';
import { fromHistories } from './fromHistories.js';
import { withExplanation } from './history/explanation.js';
import { type Violations, violationsOf } from './history/violations.js';
import { initialState, type SwfFakeOptions } from './options.js';
import { type Clock, clockOf, idle, instantOfDate } from './shell/clock.js';
import { type AssertNothingOpenOptions, assertNothingOpen } from './shell/diagnose/assertNothingOpen.js';
import { explain } from './shell/diagnose/explain.js';
import { summary } from './shell/diagnose/summary.js';
import { Lambdas } from './shell/lambdas.js';
import { type Live, liveOf } from './shell/live/live.js';
import { type RunName, RunNames } from './shell/runNames.js';
import {
  type ExecutionFilter,
  type ExecutionRef,
  findRun,
  type RunSummary,
  runSummaries,
} from './shell/runSummaries.js';
import { type Registration, register } from './shell/setup/register.js';
import {
  type ScheduleActivityOptions,
  type ScheduledActivity,
  scheduleActivity,
} from './shell/setup/scheduleActivity.js';
import { Shell } from './shell/shell.js';

/** Returns the shell of a fake, for the simulation, which drives it step by step. */
export let shellOf: (swf: object) => Shell;

/** Connects the parts of a fake: its shell, its clock and the ways to call it. `SwfFake` documents the members. */
export class Fake {
  readonly clock: Clock;
  readonly #shell: Shell;
  readonly #options: SwfFakeOptions;
  readonly #grants: Grants;
  readonly #send: Send;

  static readonly from = fromHistories((options, state) => new Fake(options, state));

  // In a WeakMap each shell would stay until the next full garbage collection, with the state of its fake.
  static {
    shellOf = (swf) => (swf as Fake).#shell;
  }

  constructor(options: SwfFakeOptions = {}, state: State = initialState(options)) {
    checkSdk();
    this.#options = options;
    this.#shell = new Shell(
      state,
      options.clock === 'real',
      new Lambdas(options.lambda ?? {}),
      options.idlePolls === 'exact',
    );
    const { authorize, inject, requestContext } = options;
    this.#grants = { authorize, inject, requestContext };
    this.#send = createSend(this.#shell, this.#grants);
    this.clock = clockOf(this.#shell);
    if (options.coverage) this.#collect(options.coverage);
    // The functions that were running when the state was saved have no caller here.
    if (options.state) for (const { effect, at } of runningLambdas(state)) this.#shell.invokeLambda(effect, at);
  }

  client(options: ClientOptions & ClientConfig = {}): SWF {
    checkClientOptions(options);
    const { polls, authorize, requestContext, ...config } = options;
    const own = { polls, authorize, requestContext };
    const send = createSend(this.#shell, this.#grants, own);
    const requestHandler = createRequestHandler(this.#shell, this.#grants, own);
    return createClient({ send, requestHandler }, this.#shell.state.config.region, config);
  }

  attach<S extends AnyStub>(stub: S, options: ClientOptions = {}): S {
    checkConnection('attach()', options);
    return attachStub(stub, createSend(this.#shell, this.#grants, options), this.#shell);
  }

  requestHandler(options: RequestHandlerOptions = {}): SwfRequestHandler {
    checkConnection('requestHandler()', options, { loseConnection: true });
    checkFunction('loseConnection', options.loseConnection);
    return createRequestHandler(this.#shell, this.#grants, options);
  }

  send<O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions): Promise<SdkOutput<O>> {
    if (options) checkNames('send()', options, { abortSignal: true });
    return this.#send(op, input, options);
  }

  register(registration: Registration): void {
    register(this.#shell, registration);
  }

  scheduleActivity(options: ScheduleActivityOptions): ScheduledActivity {
    return scheduleActivity(this.#shell, options);
  }

  history(execution: ExecutionRef): SdkHistoryEvent[] {
    const run = findRun(this.#current(), execution);
    const { number } = run;
    const events = toSdkEvents(run.events.slice(0, run.length).map(toHistoryEvent));
    return withExplanation(events, (eventCount) => this.#explanationAt(number, eventCount));
  }

  // It moves no clock and throws no failure of an action: it is asked for while a failed test is reported.
  #explanationAt(number: RunNumber, eventCount: number): string | undefined {
    const run = runAt(this.#shell.state, number);
    return run?.length === eventCount ? explain(this.#shell, run) : undefined;
  }

  runs(filter: ExecutionFilter = {}): RunSummary[] {
    return runSummaries(this.#current(), filter);
  }

  explain(execution: ExecutionRef): string {
    return explain(this.#shell, findRun(this.#current(), execution));
  }

  at(date: Date, action: () => unknown): void {
    requireFunction('the action of at()', action);
    this.#shell.hooks.at(instantOfDate(this.#shell, date), action);
  }

  after(duration: Duration, action: () => unknown): void {
    requireFunction('the action of after()', action);
    this.#shell.hooks.at(instant(this.#current().now + millisOf(duration)), action);
  }

  when(condition: (swf: Fake) => boolean, action: () => unknown): void {
    requireFunction('the condition of when()', condition);
    requireFunction('the action of when()', action);
    this.#shell.hooks.when(() => condition(this), action);
  }

  onChange(listener: (change: RunName & { readonly event: SdkHistoryEvent }) => void): () => void {
    requireFunction('the listener of onChange()', listener);
    const names = new RunNames(this.#shell.state);
    return this.#shell.hooks.listen((change) => {
      names.update(change);
      return change.kind === 'event'
        ? listener({ ...names.of(change.run), event: sdkEventCopy(change.event) })
        : undefined;
    });
  }

  idle(): Promise<void> {
    return idle(this.#shell);
  }

  fork(): Fake {
    if (this.#shell.real)
      throw new Error(
        "swfake: fork() needs a virtual clock, and this fake has clock: 'real'; create it with clock: 'virtual'",
      );
    const { state, lambdas } = this.#shell;
    const { state: _, ...options } = this.#options;
    const child = new Fake(options, fork(state));
    for (const call of lambdas.calls) child.#shell.awaitLambda(call);
    return child;
  }

  save(): SavedState {
    this.#shell.catchUp();
    return saveState(this.#shell.state);
  }

  checkInvariants(): Violations {
    return violationsOf(checkInvariants(this.#shell.state));
  }

  assertNothingOpen(options: AssertNothingOpenOptions = {}): void {
    this.#shell.hooks.failed.throwNext();
    assertNothingOpen(this.#shell, options);
  }

  toString(): string {
    return summary(this.#shell);
  }

  // `console.log(swf)` prints the summary. Node reads the method by this name, so `node:util` is not imported.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return summary(this.#shell);
  }

  close(): void {
    this.#shell.close();
    this.#shell.hooks.failed.throwNext();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Returns the state at the current time, for a call that reads it. */
  #current(): State {
    this.#shell.hooks.failed.throwNext();
    this.#shell.catchUp();
    return this.#shell.state;
  }

  #collect(coverage: CoverageListener): void {
    const note: CoverageListener['note'] = (...fact) => this.#shell.hooks.failed.watch(coverage.note(...fact));
    const { changed, refused } = collector({ note }, this.#shell.state);
    this.#shell.hooks.listen(changed);
    this.#shell.onRefusal = refused;
  }

  // The other entries of the package read it by this name: they can be of another copy, or of CommonJS.
  get [Symbol.for('swfake.state')](): State {
    this.#shell.catchUp();
    return this.#shell.state;
  }

  // The console of the server reads it by this name, for the same reason.
  get [Symbol.for('swfake.live')](): Live {
    return liveOf(this.#shell);
  }
}

Object.defineProperty(Fake.prototype, Symbol.for('swfake'), { value: true });
