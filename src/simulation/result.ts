import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Duration } from '../args/durations.js';
import { code } from '../render/code.js';
import { timeline } from '../render/index.js';
import type { Assertable } from '../results/report.js';
import type { PlannedFault } from './faults/faultKinds.js';
import type { FiredFault } from './faults/faults.js';
import { faultText, withFaults } from './faults/faultText.js';
import type { MadeCall } from './faults/network.js';
import type { OutsideEvent } from './model/definition.js';
import type { Ended } from './model/ended.js';
import { DEFAULT_MAX_VIRTUAL, type Simulation, type SimulationSettings } from './simulation.js';

/** The result of a simulation. */
export interface SimulationResult<W = unknown> extends Assertable {
  /** True if the run closed and no invariant failed. An execution timeout or a full history is not ok. */
  readonly ok: boolean;
  /** The end of the simulation: the close status of the run, or the reason why there is none. */
  readonly ended: Ended;
  /** The problem in words; `undefined` if `ok`. */
  readonly problem: string | undefined;
  /** The history of the run, or of the last one that continued it as new. */
  readonly history: readonly HistoryEvent[];
  /** The history as text, with a line for each fault where it struck. */
  readonly timeline: string;
  /** The faults of the plan that struck, in order of time. */
  readonly fired: readonly FiredFault[];
  /** The faults of the plan that never struck: this simulation does not test them. */
  readonly unfired: readonly PlannedFault[];
  /** The events of `start` that did not reach the run: it ended before, or SWF refused them. */
  readonly unsent: readonly OutsideEvent[];
  /** The choices that were made. As option `schedule`, they repeat the simulation. */
  readonly schedule: readonly number[];
  /** The number of calls, with those that were lost. */
  readonly calls: number;
  /** The world of the run, as the activities left it. */
  readonly world: W;
  /** The time of the fake's clock at the end. */
  readonly now: Date;
  /** Returns the problem, the timeline, and a test that repeats the simulation. The same as `String(result)`. */
  report(): string;
  /** Returns the source of a test that repeats the simulation. */
  reproduction(): string;
}

/** The options that repeat a simulation. */
export type RepeatOptions = Partial<SimulationSettings> & Pick<SimulationSettings, 'start'>;

/** The result of a simulation, with the calls that it made. */
export class FinishedSimulation<W> implements SimulationResult<W> {
  readonly ok: boolean;
  readonly ended: Ended;
  readonly problem: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly fired: readonly FiredFault[];
  readonly unfired: readonly PlannedFault[];
  readonly unsent: readonly OutsideEvent[];
  readonly schedule: readonly number[];
  readonly calls: number;
  readonly madeCalls: readonly MadeCall[];
  readonly world: W;
  readonly now: Date;
  readonly #repeatOptions: RepeatOptions;

  constructor(simulation: Simulation<W>, ended: Ended, repeatOptions: RepeatOptions) {
    this.ended = ended;
    this.history = simulation.run ? simulation.histories.upTo(simulation.run) : [];
    this.problem = problemText(ended, this.history.at(-1), repeatOptions.maxVirtual);
    this.ok = this.problem === undefined;
    this.fired = simulation.faults.fired;
    this.unfired = simulation.faults.unfired();
    this.unsent = [...simulation.unsent];
    this.schedule = simulation.schedule.taken;
    this.calls = simulation.network.callCount;
    this.madeCalls = simulation.network.madeCalls;
    this.world = simulation.world;
    this.now = new Date(simulation.now);
    this.#repeatOptions = repeatOptions;
  }

  get timeline(): string {
    return withFaults(timeline(this.history), this.fired);
  }

  report(): string {
    const unfired = this.unfired.map((fault) => `did not strike: ${faultText(fault)}`);
    const head = this.problem ?? 'passed';
    return [head, '', this.timeline, ...unfired, '', 'Reproduce with:', '', this.reproduction()].join('\n');
  }

  toString(): string {
    return this.report();
  }

  assert(): void {
    if (!this.ok) throw new Error(this.report());
  }

  reproduction(): string {
    const { start, seed } = this.#repeatOptions;
    const options = Object.entries(this.#repeatOptions)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `    ${name}: ${code(value)},`);
    const title = seed === undefined ? start.workflow : `${start.workflow}, seed ${seed}`;
    return [
      `test(${code(title)}, async () => {`,
      '  const result = await simulate(definition, {',
      ...options,
      '  });',
      '  result.assert();',
      '});',
    ].join('\n');
  }
}

function problemText(ended: Ended, last: HistoryEvent | undefined, maxVirtual = DEFAULT_MAX_VIRTUAL) {
  if (ended.how === 'closed')
    return ended.status === 'TIMED_OUT' ? 'the run reached its execution timeout' : eventLimitProblem(last);
  if (ended.how === 'violated') return `invariant violated: ${ended.what}`;
  if (ended.how === 'threw') return `${ended.who} failed: ${String(ended.error)}`;
  return `${STOPS[ended.how](maxVirtual)}.\n${ended.why}`;
}

const STOPS: { readonly [H in 'stuck' | 'late' | 'spinning']: (maxVirtual: Duration) => string } = {
  stuck: () => 'the run is stuck: no further step is possible',
  late: (maxVirtual) => `the run did not close within maxVirtual '${maxVirtual}'`,
  spinning: () => 'the run took 10,000 steps while no time passed',
};

// A caller that terminates a run wants this end. SWF terminates a run too if its history is full, because a decider repeats
// itself without end (docs/swf.md 10.1).
const eventLimitProblem = (last: HistoryEvent | undefined): string | undefined =>
  last?.workflowExecutionTerminatedEventAttributes?.cause === 'EVENT_LIMIT_EXCEEDED'
    ? `SWF terminated the run at event ${last.eventId}: its history has as many events as SWF allows`
    : undefined;
