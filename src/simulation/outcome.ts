import type { HistoryEvent } from '@aws-sdk/client-swf';
import { code } from '../render/code.js';
import { timeline } from '../render/index.js';
import type { OutsideEvent } from './definition.js';
import type { FiredFault } from './faults.js';
import type { PlannedFault } from './plan.js';
import type { Ended, Settings, Simulation } from './simulation.js';
import type { MadeCall } from './wire.js';
import { faultText, withFaults } from './words.js';

/** What came of a simulation. */
export interface Outcome<W = unknown> {
  /** The run has closed, not because its time was over or its history full, and nothing was violated. */
  readonly ok: boolean;
  readonly ended: Ended;
  /** What is wrong, in words; `undefined` if nothing is. */
  readonly problem: string | undefined;
  /** The history of the run, or of the last one that continued it as new. */
  readonly history: readonly HistoryEvent[];
  /** The history as text, with the faults where they struck. */
  readonly timeline: string;
  /** Faults of the plan that struck, in order. */
  readonly fired: readonly FiredFault[];
  /** Faults of the plan that never did: they have proved nothing. */
  readonly unfired: readonly PlannedFault[];
  /** What was to happen from outside, and did not before the end, or was refused. */
  readonly unsent: readonly OutsideEvent[];
  /** What was chosen wherever something was open: given as `schedule`, it makes the same again. */
  readonly schedule: readonly number[];
  /** How many calls were made, those that were lost among them. */
  readonly calls: number;
  readonly world: W;
  /** The fake's time at the end. */
  readonly now: Date;
  /** What was wrong, the timeline, and the test that repeats it. */
  report(): string;
  /** A test body that repeats this simulation. */
  toString(): string;
}

/** What a simulation is to be repeated with. */
export type Repeating = Partial<Settings> & Pick<Settings, 'start'>;

export class Ending<W> implements Outcome<W> {
  readonly ok: boolean;
  readonly ended: Ended;
  readonly problem: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly fired: readonly FiredFault[];
  readonly unfired: readonly PlannedFault[];
  readonly unsent: readonly OutsideEvent[];
  readonly schedule: readonly number[];
  readonly calls: number;
  readonly made: readonly MadeCall[];
  readonly world: W;
  readonly now: Date;
  readonly #repeating: Repeating;

  constructor(simulation: Simulation<W>, ended: Ended, repeating: Repeating) {
    this.ended = ended;
    this.history = simulation.run ? simulation.log.upTo(simulation.run) : [];
    this.problem = problemOf(ended, this.history.at(-1));
    this.ok = this.problem === undefined;
    this.fired = simulation.faults.fired;
    this.unfired = simulation.faults.unfired();
    this.unsent = [...simulation.unsent];
    this.schedule = simulation.schedule.taken;
    this.calls = simulation.wire.count;
    this.made = simulation.wire.made;
    this.world = simulation.world;
    this.now = new Date(simulation.now);
    this.#repeating = repeating;
  }

  get timeline(): string {
    return withFaults(timeline(this.history), this.fired);
  }

  report(): string {
    const unfired = this.unfired.map((fault) => `never fired: ${faultText(fault)}`);
    const head = this.problem ?? 'nothing is wrong';
    return [head, '', this.timeline, ...unfired, '', 'It happens again with', '', this.toString()].join('\n');
  }

  toString(): string {
    const { start, seed } = this.#repeating;
    const options = Object.entries(this.#repeating)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `    ${name}: ${code(value)},`);
    const title = seed === undefined ? start.workflow : `${start.workflow}, seed ${seed}`;
    return [
      `test(${code(title)}, async () => {`,
      '  const outcome = await simulate(definition, {',
      ...options,
      '  });',
      '  if (!outcome.ok) throw new Error(outcome.report());',
      '});',
    ].join('\n');
  }
}

function problemOf(ended: Ended, last: HistoryEvent | undefined): string | undefined {
  if (ended.how === 'closed') return ended.status === 'TIMED_OUT' ? 'the execution timed out' : outgrown(last);
  if (ended.how === 'violated') return `violated: ${ended.what}`;
  if (ended.how === 'threw') return `${ended.who} threw ${String(ended.error)}`;
  return `${ended.how}: ${ended.why}`;
}

// Whoever terminates a run means to; SWF does so too where a decider goes round and round (swf-behaviour 10.1).
const outgrown = (last: HistoryEvent | undefined): string | undefined =>
  last?.workflowExecutionTerminatedEventAttributes?.cause === 'EVENT_LIMIT_EXCEEDED'
    ? `the execution was terminated: its history has as many events as SWF allows (${last.eventId})`
    : undefined;
