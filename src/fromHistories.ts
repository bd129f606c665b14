import type { ActivityTask, DecisionTask } from '@aws-sdk/client-swf';
import { toSdk } from './adapters/sdkForm.js';
import { adoptRuns, MisfitError } from './adopt/adopt.js';
import { type RecordedRun, readRun, type SkippedHistory } from './adopt/recordedRun.js';
import { linkRuns } from './adopt/skipped.js';
import { checkNames } from './args/checkOptions.js';
import { quoted } from './args/quoted.js';
import {
  allRuns,
  fork,
  instant,
  type Run,
  runAt,
  type State,
  settle,
  startedActivityTask,
  startedDecisionTask,
} from './core/index.js';
import type { ExportedHistory } from './history/historyPages.js';
import { FAKE_OPTIONS, initialState, type SwfFakeOptions } from './options.js';
import { millisOfDate } from './shell/clock.js';
import { Lambdas } from './shell/lambdas.js';
import { type Registration, register } from './shell/setup/register.js';
import { Shell } from './shell/shell.js';

/** Options of `SwfFake.from()`. */
export interface FromOptions extends Omit<SwfFakeOptions, 'state' | 'startTime' | 'clock'> {
  /**
   * The domain of the runs, and types with their defaults, which no history has. Default: the domain `production`. A type that
   * is not here has the settings with which its last run or task was started.
   */
  readonly registration?: Registration;
  /**
   * The time of the export, at which the fake's clock starts: not before the last event. Timeouts and timers that are due
   * before happen at their own time. Default: the time of the last event.
   */
  readonly now?: Date;
}

/** The tasks that workers and deciders had when the histories were exported, as their polls returned them. */
export interface StartedTasks {
  /** The started activity tasks, oldest run first. */
  readonly activities: readonly ActivityTask[];
  /** The started decision tasks, oldest run first, with the first page of their events. */
  readonly decisions: readonly DecisionTask[];
}

/** A run that was made of an exported history. */
export interface AdoptedRun {
  /** The place of the history in the list that was given: the first has 0. */
  readonly index: number;
  /** The name of the domain. */
  readonly domain: string;
  /** The workflow id: that of the export, or `history-1` for the first history. */
  readonly workflowId: string;
  /** The run id: that of the export, or one that the fake made. */
  readonly runId: string;
}

/** A fake that goes on from exported histories. */
export interface AdoptedFake<F> {
  /** The fake. */
  readonly swf: F;
  /** The runs, in the order of their histories. */
  readonly runs: readonly AdoptedRun[];
  /** The tasks in hand. Their tokens are those of the fake: no history has the token of a task. */
  readonly tasks: StartedTasks;
  /** The histories of which no run could be made, in their order. */
  readonly skipped: readonly SkippedHistory[];
}

/** The class `SwfFake`. */
export interface FakeConstructor<F> {
  /**
   * Creates a fake.
   *
   * @throws TypeError if an option is unknown or has a wrong value.
   */
  new (options?: SwfFakeOptions): F;
  /**
   * Creates a fake with the runs of exported histories, open and closed: with their ids, open tasks, timers, deadlines and
   * counts. From then on it goes on as the service would.
   *
   * A history has no ids of its own run: add the output of `aws swf describe-workflow-execution` to its pages, or
   * `workflowExecution`. Without them the fake makes ids. A history that needs another one which is not there is skipped.
   *
   * @throws TypeError if an option is unknown or has a wrong value, or if an entry is no history of SWF.
   * @throws Error if the histories contradict each other.
   *
   * @example
   * ```ts
   * import { deepEqual, equal } from 'node:assert/strict';
   * import { exportHistory, SwfFake } from 'swfake';
   *
   * const production = new SwfFake({ seed: 7 });
   * const run = production.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '30s' } });
   * const client = production.client();
   * await client.pollForActivityTask({ domain: run.domain, taskList: { name: run.taskList } });
   * const { workflowId, runId } = run;
   * const exported = { ...exportHistory(production.history(run)), workflowExecution: { workflowId, runId } };
   *
   * const { swf, tasks, skipped } = SwfFake.from([exported]);
   * deepEqual(skipped, []);
   * await swf.send('RespondActivityTaskCompleted', { taskToken: tasks.activities[0]?.taskToken, result: 'paid' });
   * equal(swf.history({ workflowId, runId }).at(-2)?.eventType, 'ActivityTaskCompleted');
   * ```
   */
  from(histories: readonly ExportedHistory[], options?: FromOptions): AdoptedFake<F>;
}

const { state: _state, startTime: _startTime, clock: _clock, ...KNOWN } = FAKE_OPTIONS;
const FROM_OPTIONS: Readonly<Record<keyof FromOptions, true>> = { ...KNOWN, registration: true, now: true };
const HINTS = {
  startTime: "the clock starts at 'now', or at the last event",
  clock: 'the clock of a fake from histories is virtual: move it with swf.clock',
  state: 'a fake begins with a saved state or with histories, not with both',
};

/** The name of the domain of runs from histories, if no other is given. */
export const DEFAULT_DOMAIN = 'production';

/** Returns the function `SwfFake.from`, which makes a fake with `create`. */
export const fromHistories =
  <F>(create: (options: SwfFakeOptions, state: State) => F) =>
  (histories: readonly ExportedHistory[], options: FromOptions = {}): AdoptedFake<F> => {
    checkNames('SwfFake.from()', options, FROM_OPTIONS, HINTS);
    checkHistories(histories);
    const { registration = { domain: DEFAULT_DOMAIN }, now, ...fakeOptions } = options;
    const read = histories.map(readRun);
    const runs = read.filter((run): run is RecordedRun => 'events' in run);
    const unread = read.filter((run): run is SkippedHistory => 'reason' in run);
    const base = initialState({ ...fakeOptions, startTime: startOf(runs, now) });
    register(new Shell(base, false, new Lambdas({})), registration);
    const { state, runs: adopted, skipped } = adoptedState(base, runs, registration.domain, now);
    const all = [...unread, ...skipped].sort((a, b) => a.index - b.index);
    return { swf: create(fakeOptions, state), runs: adopted, tasks: startedTasks(state), skipped: all };
  };

function checkHistories(histories: unknown): void {
  if (Array.isArray(histories) && histories.every((one) => typeof one === 'object' && one !== null && !isEvent(one)))
    return;
  throw new TypeError(
    `swfake: the histories of SwfFake.from() were given as ${quoted(histories)}; expected a list of histories: ` +
      'SwfFake.from([history])',
  );
}

const isEvent = (value: object): boolean => 'eventType' in value;

function startOf(runs: readonly RecordedRun[], now: Date | undefined): Date {
  const times = runs.flatMap(({ events }) => events.map(({ at }) => at));
  const last = times.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY);
  const first = times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  if (now !== undefined && !(millisOfDate(now) >= last)) {
    throw new TypeError(
      `swfake: now was given as ${quoted(now)}; expected a Date${runs.length === 0 ? '' : ` that is not before the last event, ${new Date(last).toISOString()}`}`,
    );
  }
  return Number.isFinite(first) ? new Date(first) : (now ?? new Date(Date.UTC(2020, 0, 1)));
}

interface AdoptedState {
  readonly state: State;
  readonly runs: readonly AdoptedRun[];
  readonly skipped: readonly SkippedHistory[];
}

/** Returns the state with all runs that fit together. A run that does not fit is skipped, and the rest is tried again. */
function adoptedState(base: State, all: readonly RecordedRun[], domain: string, now: Date | undefined): AdoptedState {
  const misfits: SkippedHistory[] = [];
  const until = now && instant(millisOfDate(now));
  for (let runs = all; ; ) {
    const { others, skipped } = linkRuns(runs);
    const state = fork(base);
    try {
      const numbers = adoptRuns(state, others, { domain, until });
      const adopted = [...numbers].map(([{ index }, number]) => adoptedRun(runAt(state, number) as Run, index));
      settle(state, instant(Math.max(state.now, until ?? 0)));
      return { state, runs: adopted.sort((a, b) => a.index - b.index), skipped: [...misfits, ...skipped] };
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      const { index, workflowId: id } = error.run;
      misfits.push({ index, id, reason: error.message });
      runs = runs.filter((run) => run !== error.run);
    }
  }
}

const adoptedRun = ({ domain, workflowId, runId }: Run, index: number): AdoptedRun => ({
  index,
  domain,
  workflowId,
  runId,
});

function startedTasks(s: State): StartedTasks {
  const open = [...allRuns(s)].filter(({ closed }) => !closed);
  const decisions = open.filter(({ decisionStarted }) => decisionStarted).map((run) => startedDecisionTask(s, run));
  const activities = open.flatMap((run) => startedActivities(s, run));
  return {
    activities: activities.map((task) => toSdk(task) as unknown as ActivityTask),
    decisions: decisions.map((task) => toSdk(task) as unknown as DecisionTask),
  };
}

const startedActivities = (s: State, run: Run) =>
  [...run.activities.byId.values()].flatMap((task) =>
    task.phase === 'started' ? [startedActivityTask(s, run, task)] : [],
  );
