import { wrongAnswer } from '../args/checkAnswer.js';
import { checkFunction, checkNames } from '../args/checkOptions.js';
import { isThenable } from '../args/isThenable.js';
import { quoted } from '../args/quoted.js';
import type { State } from '../core/index.js';
import type { ExportedHistory, RunOfHistory } from '../history/historyPages.js';
import { withHistoryName } from '../history/withHistoryName.js';
import { Auditor } from './auditor.js';
import { checkRules, type Rule } from './model/rule.js';
import type { RulesReport } from './report.js';
import type { JudgedRun } from './runs/judgedRun.js';
import { readRun, runsOf } from './runs/readRun.js';

/** Options of `judge()`. */
export interface JudgeOptions {
  /** The time up to which open runs are judged. Default: the time of the last event of the run or the family. */
  readonly now?: Date;
}

/**
 * Judges one history by rules. It takes what `replay()` takes: events of the SDK, the output of the AWS CLI, or pages. For
 * families, use `audit()` with all of their histories.
 *
 * @throws TypeError if a rule, the history or an option is wrong.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { judge, never } from 'swfake/rules';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('31s');
 * const { broken } = judge([never('no task times out', 'ActivityTaskTimedOut')], swf.history(run));
 * deepEqual(
 *   broken.map(({ rule, events }) => [rule, events[0]?.eventId]),
 *   [['no task times out', 6]],
 * );
 * ```
 */
export function judge(rules: readonly Rule[], history: ExportedHistory, options: JudgeOptions = {}): RulesReport {
  checkRules('judge()', rules);
  checkNames('judge()', options, { now: true });
  return judgeRuns(rules, [readRun('the run', history)], timeOf(options.now));
}

/** Judges the runs of a state up to its time. `from` is the number of the first run that counts. Default: all runs. */
export const judgeState = (rules: readonly Rule[], state: State, from?: number): RulesReport =>
  judgeRuns(rules, runsOf(state, from), state.now);

/** Judges runs up to a time, in milliseconds since the epoch. Default: the time of the last event of each. */
export function judgeRuns(rules: readonly Rule[], runs: readonly JudgedRun[], now?: number): RulesReport {
  const auditor = new Auditor(rules, now);
  for (const run of runs) auditor.add(run);
  return auditor.finish();
}

/** A history to audit. */
export interface AuditHistory extends RunOfHistory {
  /** The name of the history in the report: a workflow id, or the name of a file. */
  readonly id: string;
  /** The history. */
  readonly history: ExportedHistory;
}

/** The progress of an audit. */
export interface AuditProgress {
  /** The number of histories so far. */
  readonly done: number;
  /** The number of all histories. */
  readonly all: number;
  /** The number of broken rules so far. */
  readonly broken: number;
  /** The rate: histories per second of real time. */
  readonly historiesPerSecond: number;
  /** The estimate of the real time that is left, in seconds. */
  readonly secondsLeft: number;
}

/** Options of `audit()`. */
export interface AuditOptions extends JudgeOptions {
  /** Called after every 256 histories. */
  readonly onProgress?: (progress: AuditProgress) => void;
}

const PROGRESS_EVERY = 256;

/**
 * Judges many histories by rules. Histories of one family are found by the ids that their events contain. No event contains
 * the ids of its own run: give them as `workflowId` and `runId`, unless the export has them.
 *
 * @throws TypeError if a rule, a history or an option is wrong.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { atMostOnce, audit } from 'swfake/rules';
 *
 * const swf = new SwfFake();
 * for (const input of ['order-7', 'order-8']) swf.scheduleActivity({ activity: 'Charge@1', input });
 * const rules = [atMostOnce('charged at most once', 'ActivityTaskScheduled activityType=Charge@1')];
 * const histories = swf.runs().map((run) => ({ id: run.workflowId, runId: run.runId, history: swf.history(run) }));
 * const report = audit(rules, histories);
 * report.assert();
 * equal(report.rules[0]?.cases, 2);
 * ```
 */
export function audit(
  rules: readonly Rule[],
  histories: readonly AuditHistory[],
  options: AuditOptions = {},
): RulesReport {
  checkRules('audit()', rules);
  checkNames('audit()', options, { now: true, onProgress: true });
  checkFunction('onProgress', options.onProgress);
  const auditor = new Auditor(rules, timeOf(options.now));
  const startedAt = performance.now();
  let broken = 0;
  for (const [index, one] of histories.entries()) {
    broken += auditor.add(namedRun(one)).filter(({ verdict }) => verdict === 'broken').length;
    const done = index + 1;
    if (done % PROGRESS_EVERY !== 0) continue;
    const historiesPerSecond = (done * 1000) / (performance.now() - startedAt);
    const secondsLeft = (histories.length - done) / historiesPerSecond;
    report(options, { done, all: histories.length, broken, historiesPerSecond, secondsLeft });
  }
  return auditor.finish();
}

function report({ onProgress }: AuditOptions, progress: AuditProgress): void {
  const answer: unknown = onProgress?.(progress);
  if (isThenable(answer)) throw wrongAnswer('onProgress()', answer, 'undefined');
}

function namedRun({ id, history, workflowId, runId }: AuditHistory) {
  try {
    return readRun(id, history, { ...(workflowId && { workflowId }), ...(runId && { runId }) });
  } catch (error) {
    throw withHistoryName(id, error);
  }
}

function timeOf(now: Date | undefined): number | undefined {
  if (now === undefined) return undefined;
  if (now instanceof Date && !Number.isNaN(now.getTime())) return now.getTime();
  throw new TypeError(`swfake: 'now' was given as ${quoted(now)}; expected a Date, such as new Date()`);
}
