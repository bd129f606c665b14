import type { HistoryEvent } from '@aws-sdk/client-swf';
import { fork, runAt } from '../../core/index.js';
import { timeline } from '../../render/timeline.js';
import type { Assertable } from '../../results/report.js';
import { judgeState } from '../../rules/judge.js';
import { brokenText, type RulesReport } from '../../rules/report.js';
import { workflowIdOf } from '../actors/callers.js';
import type { Happening, MadeCall } from '../faults/callLog.js';
import type { Plan, PlannedFault } from '../faults/faultKinds.js';
import type { FiredFault } from '../faults/faults.js';
import { faultText, withFaults } from '../faults/faultText.js';
import type { Refusal } from '../faults/refusals.js';
import type { OutsideEvent, Start } from '../model/definition.js';
import type { Ended } from '../model/ended.js';
import type { Choice, Schedule } from '../order/schedule.js';
import type { StepOrder } from '../order/stepOrder.js';
import { type SimulationPage, simulationPage } from '../page/simulationPage.js';
import type { Told } from '../page/story.js';
import { endProblem, refusalProblem } from './problem.js';
import { type RepeatOptions, reproductionOf } from './reproduction.js';
import type { Simulation } from './simulation.js';

/** The result of a simulation. */
export interface SimulationResult<W = unknown> extends Assertable {
  /**
   * True if the run closed, no invariant failed, no rule is broken, and no call was refused but those that are expected. An
   * execution timeout or a full history is not ok.
   */
  readonly ok: boolean;
  /** The end of the simulation: the close status of the run, or the reason why there is none. */
  readonly ended: Ended;
  /** The problem in words; `undefined` if `ok`. */
  readonly problem: string | undefined;
  /** The history of the run, or of the last one that continued it as new. */
  readonly history: readonly HistoryEvent[];
  /** The history as text, with a line for each fault where it struck, and for each call that SWF refused. */
  readonly timeline: string;
  /** The faults of the plan that struck, in order of time. */
  readonly fired: readonly FiredFault[];
  /** The faults of the plan that never struck: this simulation does not test them. */
  readonly unfired: readonly PlannedFault[];
  /**
   * The answers, heartbeats, polls and events from outside that SWF refused, in order of time. `expected` is true for those
   * that are no failure.
   */
  readonly refused: readonly Refusal[];
  /** The events of `start` that did not reach the run: it ended before, or SWF refused them. */
  readonly unsent: readonly OutsideEvent[];
  /** The steps that waited for others. As option `schedule`, with the same seed and plan, they repeat the simulation. */
  readonly schedule: Schedule;
  /** The choices that were made, in order, also those of one possible step: at least the last 10,000. */
  readonly choices: readonly Choice[];
  /** The entries of the option `schedule` for which no step had to wait: their step never came, or came later by itself. */
  readonly unusedSchedule: Schedule;
  /** The number of calls, with those that were lost. */
  readonly calls: number;
  /** The world of the run, as the activities left it. */
  readonly world: W;
  /** The report of the option `rules`; `undefined` without rules. */
  readonly rules: RulesReport | undefined;
  /** The time of the fake's clock at the end. */
  readonly now: Date;
  /** Returns the problem, the timeline, and a test that repeats the simulation. The same as `String(result)`. */
  report(): string;
  /** Returns the source of a test that repeats the simulation. */
  reproduction(): string;
  /**
   * Returns a page of HTML, to look at in a browser. It has the histories of the run, of the runs that continued it and of
   * its children: at most 100. It also has the calls of all deciders, workers and callers, with the faults that struck
   * them: at least the last 10,000. The page is one file.
   */
  html(): string;
}

/** The options of a simulation that a minimization changes. */
export interface ChangedOptions {
  readonly start: Start;
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly seed?: number;
}

/**
 * Simulates the same run again, with other options. The definition is made anew. Resolves to `undefined` if a test with these
 * options would not come to the run.
 */
export type Repeat<W> = (changed: ChangedOptions) => Promise<FinishedSimulation<W> | undefined>;

/** Returns the end of a simulation. A broken rule replaces the end `closed`; any other end is a failure already. */
function endByRules(ended: Ended, rules: RulesReport | undefined): Ended {
  const [broken] = rules?.broken ?? [];
  return broken && ended.how === 'closed' ? { how: 'broken', what: brokenText(broken) } : ended;
}

/** The result of a simulation, with the calls that it made. */
export class FinishedSimulation<W> implements SimulationResult<W> {
  readonly ok: boolean;
  readonly ended: Ended;
  readonly problem: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly fired: readonly FiredFault[];
  readonly unfired: readonly PlannedFault[];
  readonly refused: readonly Refusal[];
  readonly unsent: readonly OutsideEvent[];
  readonly schedule: Schedule;
  readonly unusedSchedule: Schedule;
  readonly calls: number;
  readonly madeCalls: readonly MadeCall[];
  readonly #happened: readonly Happening[];
  readonly world: W;
  readonly rules: RulesReport | undefined;
  readonly now: Date;
  readonly #repeatOptions: RepeatOptions;
  readonly #order: StepOrder;
  readonly #page: Pick<SimulationPage, 'state' | 'first' | 'main'>;
  /** The problem of the end, without those of refused calls. */
  readonly #endProblem: string | undefined;
  readonly #repeat: Repeat<W> | undefined;

  /** `repeat` simulates the run again with other options. Without it, the result cannot be minimized. */
  constructor(simulation: Simulation<W>, ended: Ended, repeatOptions: RepeatOptions, repeat?: Repeat<W>) {
    this.#repeat = repeat;
    const { rules, maxVirtual } = repeatOptions;
    this.rules = rules && judgeState(rules, simulation.shell.state, simulation.firstRun);
    this.ended = endByRules(ended, this.rules);
    this.history = simulation.run ? simulation.histories.upTo(simulation.run) : [];
    this.refused = simulation.refused.all;
    this.#endProblem = endProblem(this.ended, this.history.at(-1), maxVirtual);
    this.problem = this.#endProblem ?? refusalProblem(this.refused);
    this.ok = this.problem === undefined;
    this.fired = simulation.faults.fired;
    this.unfired = simulation.faults.unfired();
    this.unsent = [...simulation.unsent];
    this.schedule = simulation.order.schedule();
    this.#order = simulation.order;
    this.unusedSchedule = simulation.order.unused();
    this.calls = simulation.network.calls.count;
    this.madeCalls = simulation.network.calls.made;
    this.#happened = simulation.network.calls.happened;
    this.world = simulation.world;
    this.now = new Date(simulation.now);
    this.#repeatOptions = repeatOptions;
    // The fake of a harness goes on: the page shows the state as it is now.
    const state = fork(simulation.shell.state);
    this.#page = { state, first: simulation.firstRun, main: simulation.run && runAt(state, simulation.run.number) };
  }

  /** Returns the function that simulates the run again. */
  static repeatOf<W>(result: SimulationResult<W>): Repeat<W> | undefined {
    return result instanceof FinishedSimulation ? result.#repeat : undefined;
  }

  get givenStart(): Start {
    return this.#repeatOptions.start;
  }

  get givenSeed(): number | undefined {
    return this.#repeatOptions.seed;
  }

  /** The number of the first run of the simulation in the state after it. */
  get firstRun(): number {
    return this.#page.first ?? 0;
  }

  /** The parts that its story needs. */
  get told(): Told {
    const { madeCalls: calls, problem } = this;
    return { state: this.#page.state, calls, happened: this.#happened, problem };
  }

  get choices(): readonly Choice[] {
    return this.#order.choices();
  }

  get timeline(): string {
    return withFaults(timeline(this.history), this.fired, this.refused);
  }

  html(): string {
    const { start, seed } = this.#repeatOptions;
    const note = [this.problem, ...this.#unusedLines()].filter((text) => text !== undefined).join('\n');
    const { madeCalls: calls, ended } = this;
    const happened = this.#happened;
    const why = 'why' in ended ? ended.why : undefined;
    const title = `${workflowIdOf(start)} ${start.workflow}${seed === undefined ? '' : `, seed ${seed}`}`;
    return simulationPage({ title, note: note === '' ? undefined : note, ...this.#page, why, calls, happened });
  }

  #unusedLines(): readonly string[] {
    return [
      ...this.unfired.map((fault) => `did not strike: ${faultText(fault)}`),
      ...this.unusedSchedule.map(({ step }) => `did not wait: ${step}`),
    ];
  }

  report(): string {
    const head = this.problem ?? 'passed';
    const refusals = this.#endProblem === undefined ? undefined : refusalProblem(this.refused);
    const refused = refusals === undefined ? [] : ['', refusals];
    return [
      head,
      '',
      this.timeline,
      ...this.#unusedLines(),
      ...refused,
      '',
      'Reproduce with:',
      '',
      this.reproduction(),
      ...this.#advice(),
    ].join('\n');
  }

  #advice(): readonly string[] {
    const causes = this.fired.length + this.schedule.length + (this.givenStart.events?.length ?? 0);
    return this.ok || !this.#repeat || causes === 0 ? [] : ['', 'minimize(result) finds what the failure needs.'];
  }

  toString(): string {
    return this.report();
  }

  assert(): void {
    if (!this.ok) throw new Error(this.report());
  }

  reproduction(): string {
    return reproductionOf(this.#repeatOptions, this.problem);
  }
}

/** Returns the function that simulates the run of a result again; `undefined` if there is none. */
export const repeatOf = <W>(result: SimulationResult<W>): Repeat<W> | undefined => FinishedSimulation.repeatOf(result);
