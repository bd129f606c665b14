import { dueAt } from '../core/due.js';
import type { EventOf } from '../core/events.js';
import type { Instant, RunNumber } from '../core/index.js';
import { deadlineBefore } from '../core/queues.js';
import type { CloseStatus, Run } from '../core/run.js';
import { openRunOf, runAt, runOfId } from '../core/state.js';
import { inOrder } from '../core/store/heap.js';
import { type SwfFake, shellOf } from '../fake.js';
import { type Duration, millisOf } from '../shell/durations.js';
import { explain } from '../shell/explain.js';
import { macrotask } from '../shell/macrotask.js';
import type { Shell } from '../shell/shell.js';
import { Schedule } from './chance.js';
import { Deciders } from './deciders.js';
import type { Definition, OutsideEvent, Start } from './definition.js';
import { Faults } from './faults.js';
import { complaintOf } from './law.js';
import { HistoryLog } from './log.js';
import { Loops } from './loops.js';
import { type Going, type Move, Moves } from './moves.js';
import type { Outcomes } from './outcomes.js';
import { planEvents, startRun, workflowIdOf } from './outside.js';
import { checkPlan, type Plan } from './plan.js';
import type { Stage } from './stage.js';
import { waitingTasks } from './waiting.js';
import { Watch } from './watch.js';
import { Wire } from './wire.js';
import { Workers } from './workers.js';

/** How a run ended, or why it did not. */
export type Ended =
  | { readonly how: 'closed'; readonly status: CloseStatus }
  /** Nothing can ever happen but the end of its time. */
  | { readonly how: 'stuck'; readonly why: string }
  /** It has not closed in time: `maxVirtual` after the start, or after the last fault. */
  | { readonly how: 'late'; readonly why: string }
  /** It goes round and round, and no time passes. */
  | { readonly how: 'spinning'; readonly why: string }
  | { readonly how: 'violated'; readonly what: string }
  /** A decider, or a loop, threw. */
  | { readonly how: 'threw'; readonly who: string; readonly error: unknown };

export interface Settings {
  readonly start: Start;
  readonly seed: number;
  readonly plan: Plan;
  readonly schedule?: readonly number[] | undefined;
  readonly outcomes: Outcomes;
  readonly maxVirtual: Duration;
  /** Whether every call is remembered. */
  readonly record?: boolean;
}

// A plan that never ends would never let the run finish: from then on all is well.
const HEALS_AFTER_CALLS = 1000;
const STEPS_AT_ONE_INSTANT = 10_000;

/** One run of a definition, from its start to its end. */
export class Simulation<W> implements Stage<W> {
  readonly definition: Definition<W>;
  readonly domain: string;
  readonly shell: Shell;
  readonly wire: Wire;
  readonly moves = new Moves();
  readonly log = new HistoryLog();
  readonly outcomes: Outcomes;
  readonly world: W;
  readonly faults: Faults;
  readonly schedule: Schedule;
  readonly unsent: Set<OutsideEvent>;
  steps = 0;
  readonly #settings: Settings;
  readonly #deciders = new Deciders<W>(this);
  readonly #workers = new Workers<W>(this);
  readonly #loops = new Loops<W>(this);
  readonly #watch: Watch<W>;
  readonly #begun: Instant;
  readonly #span: number;
  #over: Ended | undefined;
  #run: RunNumber | undefined;
  #still = 0;

  constructor(definition: Definition<W>, swf: SwfFake, settings: Settings) {
    const { start, seed, plan, schedule, outcomes, maxVirtual, record = false } = settings;
    checkPlan(plan);
    this.#settings = settings;
    this.definition = definition;
    this.domain = domainOf(definition);
    this.shell = shellOf(swf);
    this.outcomes = outcomes;
    this.world = definition.world?.() as W;
    this.faults = new Faults(plan, seed);
    this.schedule = new Schedule(seed, schedule);
    this.unsent = new Set(start.events);
    this.wire = new Wire(this.shell, this.moves, this.faults, definition.fake ?? {}, record);
    this.wire.events = () => this.run?.length ?? 0;
    this.#begun = this.now;
    this.#span = millisOf(maxVirtual);
    this.#watch = new Watch(this);
  }

  get now(): Instant {
    return this.shell.state.now;
  }

  /** The run that was started, or the last one that continued it. */
  get run(): Run | undefined {
    return this.#run === undefined ? undefined : runAt(this.shell.state, this.#run);
  }

  fail(who: string, error: unknown): void {
    this.#over ??= { how: 'threw', who, error };
  }

  async play(): Promise<Ended> {
    this.shell.choose = (due) => this.schedule.choose(due.length);
    try {
      await this.#play(this.#settings.start);
    } finally {
      this.shell.choose = undefined;
      if (this.definition.workers) await this.#loops.stop();
    }
    return this.#over as Ended;
  }

  async #play(start: Start): Promise<void> {
    if (this.definition.workers) await this.#loops.start();
    startRun(this, start);
    planEvents(this, start, this.schedule, (event) => this.unsent.delete(event));
    while (!this.#ended()) {
      const going = this.#step();
      if (going) await going;
      this.#over ??= this.#watch.complaint();
    }
  }

  #ended(): boolean {
    this.#follow();
    const closed = this.run?.closed;
    if (!this.#over && closed) this.#over = this.#closed(closed.status);
    return this.#over !== undefined;
  }

  #closed(status: CloseStatus): Ended {
    const { definition } = this;
    const what = definition.finally && complaintOf(definition.finally, this.#watch.seen);
    return what === undefined ? { how: 'closed', status } : { how: 'violated', what };
  }

  /** Finds the run once it is there, and the one that continues it as new. */
  #follow(): void {
    const { state } = this.shell;
    this.#run ??= openRunOf(state, this.domain, workflowIdOf(this.#settings.start))?.number;
    for (let run = this.run; run?.closed?.status === 'CONTINUED_AS_NEW'; run = this.run) {
      const close = run.events[run.length - 1] as EventOf<'WorkflowExecutionContinuedAsNew'>;
      const { newExecutionRunId: runId } = close.attributes;
      this.log.forget(run);
      this.#run = runOfId(state, this.domain, { workflowId: run.workflowId, runId })?.number;
    }
  }

  #step(): Going {
    this.steps += 1;
    this.#still += 1;
    if (this.#still > STEPS_AT_ONE_INSTANT) return this.#end('spinning');
    if (this.wire.count >= HEALS_AFTER_CALLS || this.now >= this.#begun + this.#span) this.faults.healed = true;
    const acts = this.#acts();
    return acts.length > 0 ? acts[this.schedule.choose(acts.length)]?.() : this.#pass();
  }

  /** What can happen now. The first of all is what happens where nobody interferes. */
  #acts(): (() => Going)[] {
    const { state } = this.shell;
    const { workflows, activities = {} } = this.definition;
    const acts = this.moves.ready(this.now).map((move) => () => this.#go(move));
    for (const { list, picks } of waitingTasks(state, this.domain, 'decision', workflows)) {
      acts.push(() => this.#deciders.poll(list, this.#oneOf(picks)));
    }
    for (const { list, picks } of waitingTasks(state, this.domain, 'activity', activities)) {
      acts.push(() => this.#workers.poll(list, this.#oneOf(picks)));
    }
    return acts;
  }

  #oneOf(picks: readonly number[]): number {
    return picks[this.schedule.choose(picks.length)] as number;
  }

  #go(move: Move): Going {
    this.moves.remove(move);
    return move.act();
  }

  /** Everybody waits, so time goes on to the next thing that is due. */
  #pass(): Going {
    const lambdas = this.shell.lambdas.pending(this.shell.state);
    if (lambdas.length > 0) return this.#hearLambdas();
    const next = earlier(this.shell.nextInstant(), this.moves.next(this.now));
    const limit = (this.faults.lastAt ?? this.#begun) + this.#span;
    if (next !== undefined && next <= limit) return this.#moveTo(next, limit);
    const move = this.moves.lastResort();
    if (move) return this.#go(move);
    return this.#end(next === undefined || this.#onlyTheEnd() ? 'stuck' : 'late');
  }

  #moveTo(first: Instant, limit: number): Going {
    const fault = this.faults.strike({ at: 'advance' });
    if (fault) this.wire.note(fault, 'the passing of time');
    const acts = this.shell.watching.next() ?? Number.POSITIVE_INFINITY;
    let left = fault && 'count' in fault ? (fault.count ?? MANY) : fault ? MANY : 1;
    for (let next: Instant | undefined = first; next !== undefined && next <= limit && left > 0; left -= 1) {
      this.shell.passUntil(next);
      next = this.shell.nextInstant();
    }
    this.#still = 0;
    // What a test has planned for this instant may be code that goes on by itself.
    return acts <= this.now ? macrotask() : undefined;
  }

  async #hearLambdas(): Promise<void> {
    await macrotask();
    const stuck = this.shell.lambdas.stuck(this.shell.state);
    if (stuck) this.fail(`the Lambda function ${stuck.name}`, new Error('it has run for a second of real time'));
  }

  #onlyTheEnd(): boolean {
    const { state } = this.shell;
    if (this.moves.next(this.now) !== undefined) return false;
    for (const deadline of inOrder(deadlineBefore, state.deadlines)) {
      if (deadline.kind !== 'execution' && dueAt(state, deadline) !== undefined) return false;
    }
    return true;
  }

  #end(how: 'stuck' | 'late' | 'spinning'): undefined {
    const { run } = this;
    const why = run ? explain(this.shell, run) : 'The run was never started.';
    this.#over ??= { how, why };
  }
}

const MANY = 10;

export const domainOf = ({ domain = 'test' }: Pick<Definition, 'domain'>): string => domain;

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
