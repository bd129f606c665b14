import { counted } from '../../results/report.js';
import { pointText, type SwitchPoint, type UpgradedPart, type UpgradePoint } from './point.js';
import type { VersionName } from './versions.js';

/** The parts of a play's result that a report needs. */
export interface PlayResult {
  readonly ok: boolean;
  readonly problem: string | undefined;
  report(): string;
}

/** A point at which the upgrade failed. */
export interface FailedPoint {
  /** The point. As option `only`, it repeats the play. */
  readonly point: UpgradePoint;
  /** The version that took each task, in order. */
  readonly takenBy: readonly VersionName[];
  /**
   * The first answer of a decider that differs from the undisturbed play, as an explanation: `-` marks a decision that only
   * the undisturbed play has, `+` one that only this play has. `undefined` if no answer differs.
   */
  readonly difference: string | undefined;
  /** The result of the play. */
  readonly outcome: PlayResult;
}

/** Tasks that follow each other, at each of which the upgrade of one part fails in the same way. */
export interface UnsafeRange<F extends FailedPoint> {
  /** The part that is upgraded. */
  readonly upgraded: UpgradedPart;
  /** The number of the first task, from 1. */
  readonly first: number;
  /** The number of the last task. */
  readonly last: number;
  /** The failure at the first task. */
  readonly failure: F;
}

/** The facts of a report. */
export interface ReportedPoints<F extends FailedPoint> {
  readonly tried: number;
  readonly left: number;
  readonly tasks: number;
  readonly unsafe: readonly UnsafeRange<F>[];
  readonly failed: readonly F[];
  /** The first failure, minimized; `undefined` if it is not. */
  readonly minimized: { toString(): string } | undefined;
  readonly undisturbed: PlayResult;
  readonly upgraded: PlayResult;
  readonly notes: readonly string[];
}

/** Returns the failures without a rollback as ranges of tasks, which fail in the same way. */
export function rangesOf<F extends FailedPoint>(failed: readonly F[]): readonly UnsafeRange<F>[] {
  const ranges: UnsafeRange<F>[] = [];
  for (const failure of failed) {
    const point = switchOf(failure);
    if (!point) continue;
    const last = ranges.at(-1);
    if (last && continues(last, point, failure)) ranges[ranges.length - 1] = { ...last, last: point.task };
    else ranges.push({ upgraded: point.upgraded, first: point.task, last: point.task, failure });
  }
  return ranges;
}

/** Returns the point of a failure if it is an upgrade at one task, without a rollback. */
const switchOf = ({ point }: FailedPoint): SwitchPoint | undefined =>
  'task' in point && point.backAt === undefined ? point : undefined;

const continues = <F extends FailedPoint>(range: UnsafeRange<F>, point: SwitchPoint, { outcome }: F): boolean =>
  point.upgraded === range.upgraded &&
  point.task === range.last + 1 &&
  kindOf(range.failure.outcome) === kindOf(outcome);

const problemOf = ({ problem = '' }: PlayResult): string => problem.split('\n')[0] as string;

// The same failure at the next task has other event ids.
const kindOf = (outcome: PlayResult): string => problemOf(outcome).replaceAll(/\d+/g, '#');

const MOST_SHOWN = 5;

/** Returns the report. */
export function reportText<F extends FailedPoint>(found: ReportedPoints<F>): string {
  const { undisturbed, upgraded, notes, failed } = found;
  const noted = notes.map((note) => `note: ${note}`);
  if (!undisturbed.ok) return aloneText('from', undisturbed, noted);
  if (!upgraded.ok) return aloneText('to', upgraded, noted);
  const others = failed.filter((failure) => !switchOf(failure));
  const more = others.length - MOST_SHOWN;
  const lines = [
    ...found.unsafe.flatMap(rangeLines),
    ...others.slice(0, MOST_SHOWN).flatMap(failureLines),
    ...(more > 0 ? [`  and ${more} more with a rollback or a rolling deployment`] : []),
  ];
  const first = failed[0] ? ['', ...firstLines(failed[0], found.minimized)] : [];
  return [headText(found), ...lines, ...noted, ...first].join('\n');
}

const aloneText = (version: VersionName, outcome: PlayResult, noted: readonly string[]): string =>
  [`version '${version}' fails alone, so no upgrade point was tried:`, ...noted, '', outcome.report()].join('\n');

type Counts = Pick<ReportedPoints<FailedPoint>, 'tried' | 'left' | 'tasks' | 'failed'>;

function headText({ tried, left, tasks, failed }: Counts): string {
  const untried = left > 0 ? `, ${left} not tried (maxPoints is ${tried})` : '';
  return `tried ${counted(tried, 'upgrade point')} of ${counted(tasks, 'task')}, ${failed.length} failed${untried}`;
}

function rangeLines({ upgraded, first, last, failure }: UnsafeRange<FailedPoint>): readonly string[] {
  const tasks = first === last ? `task ${first}` : `tasks ${first} to ${last}`;
  return withDifference(`${upgraded} upgraded at ${tasks}`, failure);
}

const failureLines = (failure: FailedPoint): readonly string[] => withDifference(pointText(failure.point), failure);

function withDifference(where: string, { outcome, difference }: FailedPoint): readonly string[] {
  const lines = (difference?.split('\n') ?? []).map((line) => `    ${line}`);
  return [`  ${where}: ${problemOf(outcome)}`, ...lines];
}

const firstLines = ({ point, outcome }: FailedPoint, minimized: ReportedPoints<FailedPoint>['minimized']) => [
  `the first failure, ${pointText(point)}:`,
  '',
  minimized?.toString() ?? outcome.report(),
];
