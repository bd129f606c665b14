import { millisOf } from '../../args/durations.js';
import {
  type CloseStatus,
  deadlinesInOrder,
  dueAt,
  eventOfType,
  type Instant,
  openRunOf,
  type Run,
  type RunNumber,
  runAt,
  runOfId,
} from '../../core/index.js';
import { type SwfFake, shellOf } from '../../fake.js';
import { macrotask } from '../../host/eventLoop.js';
import { explain } from '../../shell/diagnose/explain.js';
import { earliest } from '../../shell/earliest.js';
import type { Shell } from '../../shell/shell.js';
import { planEvents, startRun, workflowIdOf } from '../actors/callers.js';
import type { ActorContext } from '../actors/context.js';
import { Deciders } from '../actors/deciders.js';
import { PollLoops } from '../actors/pollLoops.js';
import { Workers } from '../actors/workers.js';
import { checkPlan } from '../faults/faultKinds.js';
import { Faults } from '../faults/faults.js';
import { Network } from '../faults/network.js';
import { MAX_UNEXPECTED, RefusedCalls } from '../faults/refusals.js';
import type { Definition, OutsideEvent, Start } from '../model/definition.js';
import type { Ended } from '../model/ended.js';
import { type Fleet, fleetOf } from '../model/fleet.js';
import { HistoryCache } from '../model/historyCache.js';
import { InvariantCheck, violationMessage } from '../model/invariant.js';
import type { Outcomes } from '../model/outcomes.js';
import { type Completion, PendingMoves } from '../model/pendingMoves.js';
import { UnregisteredNames } from '../model/unregistered.js';
import { madeWorld } from '../model/world.js';
import { Addresses } from '../order/addresses.js';
import { Chance } from '../order/chance.js';
import { StepOrder } from '../order/stepOrder.js';
import { type PossibleStep, PossibleSteps } from './possibleSteps.js';
import { domainOf, type SimulationSettings } from './settings.js';

// With faults that never end, the run might never close.
const FAULTS_END_AFTER_CALLS = 1000;
const MAX_STEPS_AT_INSTANT = 10_000;

/** A simulation of one run, from its start to its end. */
export class Simulation<W> implements ActorContext<W> {
  readonly definition: Definition<W>;
  readonly domain: string;
  readonly fleet: Fleet<W>;
  readonly shell: Shell;
  readonly network: Network;
  readonly moves = new PendingMoves();
  readonly histories = new HistoryCache();
  readonly outcomes: Outcomes;
  readonly world: W;
  readonly faults: Faults;
  readonly refused: RefusedCalls;
  readonly addresses: Addresses;
  readonly order: StepOrder;
  readonly unsent: Set<OutsideEvent>;
  /** The run that was started; `undefined` before. */
  firstRun: RunNumber | undefined;
  steps = 0;
  readonly #settings: SimulationSettings;
  readonly #deciders = new Deciders<W>(this);
  readonly #workers = new Workers<W>(this);
  readonly #loops = new PollLoops<W>(this);
  readonly #steps: PossibleSteps;
  readonly #invariant: InvariantCheck<W>;
  readonly #unregistered: UnregisteredNames;
  readonly #startedAt: Instant;
  readonly #maxVirtual: number;
  #ended: Ended | undefined;
  #run: RunNumber | undefined;
  #stepsAtInstant = 0;

  constructor(definition: Definition<W>, swf: SwfFake, settings: SimulationSettings, fleet = fleetOf(definition)) {
    const { start, seed, plan, schedule, outcomes, maxVirtual, record = false, variation } = settings;
    checkPlan(plan);
    this.#settings = settings;
    this.definition = definition;
    this.domain = domainOf(definition);
    this.fleet = fleet;
    this.shell = shellOf(swf);
    this.outcomes = outcomes;
    this.world = madeWorld(definition);
    const chance = new Chance(seed, variation);
    this.faults = new Faults(plan, chance);
    this.refused = new RefusedCalls(definition.expectedFailures);
    this.addresses = new Addresses(workflowIdOf(start));
    this.order = new StepOrder(chance, schedule);
    this.unsent = new Set(start.events);
    const { shell, moves, faults, refused, addresses } = this;
    const grants = definition.fake ?? {};
    this.network = new Network({ shell, moves, faults, refused, addresses, grants, record, run: () => this.run });
    this.#unregistered = new UnregisteredNames(definition);
    this.#startedAt = this.now;
    this.#maxVirtual = millisOf(maxVirtual);
    this.#invariant = new InvariantCheck(this);
    this.#steps = new PossibleSteps(this, { decision: this.#deciders, activity: this.#workers });
  }

  get now(): Instant {
    return this.shell.state.now;
  }

  /** The run that was started, or the last one that continued it as new; `undefined` before the start. */
  get run(): Run | undefined {
    return this.#run === undefined ? undefined : runAt(this.shell.state, this.#run);
  }

  /** Ends the simulation, because user code threw. */
  fail(who: string, error: unknown): void {
    this.#ended ??= { how: 'threw', who, error };
  }

  /** Runs the simulation and returns its end. */
  async execute(): Promise<Ended> {
    this.shell.choose = (due) => this.#steps.nextDue(due);
    const stop = this.shell.hooks.listen((change) => {
      this.addresses.note(this.shell.state, change);
      this.#unregistered.note(this.shell.state, change, this.network.decisions);
      this.network.calls.noteChange(change);
    });
    try {
      await this.#stepToEnd(this.#settings.start);
    } finally {
      stop();
      this.shell.choose = undefined;
      if (this.definition.workers) await this.#loops.stop();
    }
    return this.#ended as Ended;
  }

  async #stepToEnd(start: Start): Promise<void> {
    if (this.definition.workers) await this.#loops.start();
    startRun(this, start);
    planEvents(this, start, this.order, (event) => this.unsent.delete(event));
    while (!this.#hasEnded()) {
      const completion = this.#step();
      if (completion) await completion;
      this.#ended ??= this.#unregistered.end() ?? this.fleet.end() ?? this.#invariant.violation();
      if (this.refused.unexpected >= MAX_UNEXPECTED) this.#end('refused');
    }
  }

  #hasEnded(): boolean {
    this.#findRun();
    const closed = this.run?.closed;
    if (!this.#ended && closed) this.#ended = this.#endAfterClose(closed.status);
    return this.#ended !== undefined;
  }

  #endAfterClose(status: CloseStatus): Ended {
    const { finalInvariant } = this.definition;
    const what = finalInvariant && violationMessage('finalInvariant', finalInvariant, this.#invariant.seen);
    return what === undefined ? { how: 'closed', status } : { how: 'violated', what };
  }

  /** Finds the run once it is started, and then each run that continues it as new. */
  #findRun(): void {
    const { state } = this.shell;
    this.#run ??= openRunOf(state, this.domain, workflowIdOf(this.#settings.start))?.number;
    this.firstRun ??= this.#run;
    for (let run = this.run; run?.closed?.status === 'CONTINUED_AS_NEW'; run = this.run) {
      const close = eventOfType(run, run.length, 'WorkflowExecutionContinuedAsNew');
      const { newExecutionRunId: runId } = close.attributes;
      this.histories.forget(run);
      this.#run = runOfId(state, this.domain, { workflowId: run.workflowId, runId })?.number;
    }
  }

  #step(): Completion {
    this.steps += 1;
    this.#stepsAtInstant += 1;
    if (this.#stepsAtInstant > MAX_STEPS_AT_INSTANT) return this.#end('spinning');
    if (this.network.calls.count >= FAULTS_END_AFTER_CALLS || this.now >= this.#startedAt + this.#maxVirtual)
      this.faults.disabled = true;
    const steps = this.#steps.now();
    const chosen = steps.length > 0 ? this.order.choose('step', steps) : undefined;
    return chosen ? this.#perform(chosen) : this.#passTime(steps);
  }

  #perform(step: PossibleStep): Completion {
    if ('actor' in step) this.moves.remove(step);
    return step.perform();
  }

  /** Moves the clock to the next deadline or move. The only steps that are possible now are `waiting`, and can wait. */
  #passTime(waiting: readonly PossibleStep[]): Completion {
    const lambdas = this.shell.lambdas.pending(this.shell.state);
    if (lambdas.length > 0) return this.#awaitLambdas();
    const next = earliest(this.shell.nextInstant(), this.moves.next(this.now)?.at);
    const limit = (this.faults.lastAt ?? this.#startedAt) + this.#maxVirtual;
    if (next !== undefined && next <= limit) return this.#moveTo(next, limit);
    const step = waiting[0] ?? this.moves.firstBlocked();
    if (step) return this.#perform(step);
    return this.#end(next === undefined || this.#onlyExecutionTimeoutsLeft() ? 'stuck' : 'late');
  }

  #moveTo(first: Instant, limit: number): Completion {
    const address = this.addresses.next(`time passes until ${this.#steps.nextText(first)}`);
    this.order.take(address);
    const fault = this.faults.strike({ at: 'advance', address });
    if (fault) this.network.recordFault(fault, 'the passing of time', address);
    const nextHook = this.shell.hooks.next() ?? Number.POSITIVE_INFINITY;
    let left = fault && 'count' in fault ? (fault.count ?? DEFAULT_TIMER_COUNT) : fault ? DEFAULT_TIMER_COUNT : 1;
    for (let next: Instant | undefined = first; next !== undefined && next <= limit && left > 0; left -= 1) {
      this.shell.passUntil(next);
      next = this.shell.nextInstant();
    }
    this.#stepsAtInstant = 0;
    // An action that a test planned for this instant may be asynchronous.
    return nextHook <= this.now ? macrotask() : undefined;
  }

  async #awaitLambdas(): Promise<void> {
    await macrotask();
    const stuck = this.shell.lambdas.stuck(this.shell.state);
    if (stuck)
      this.fail(`Lambda function '${stuck.name}'`, new Error('it ran for 1 second of real time without an end'));
  }

  #onlyExecutionTimeoutsLeft(): boolean {
    const { state } = this.shell;
    if (this.moves.next(this.now) !== undefined) return false;
    for (const deadline of deadlinesInOrder(state)) {
      if (deadline.kind !== 'execution' && dueAt(state, deadline) !== undefined) return false;
    }
    return true;
  }

  #end(how: 'stuck' | 'late' | 'spinning' | 'refused'): undefined {
    const { run } = this;
    const why = run ? explain(this.shell, run) : 'The run was never started.';
    this.#ended ??= this.fleet.end() ?? { how, why };
  }
}

const DEFAULT_TIMER_COUNT = 10;
