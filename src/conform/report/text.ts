import type { HistoryDifference } from '../judges/histories.js';
import { type CheckResult, type Conformance, countOf } from '../judges/results.js';
import { areaOf } from '../story/check.js';
import { codeOf, measuredOptions, readingsIn } from './assumptions.js';

/** A function that marks a part of a text: red and green on a terminal. */
export type Mark = (color: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string;

/** Returns the report of a run as lines. */
export function reportLines(seen: Conformance, mark: Mark): readonly string[] {
  const { results } = seen;
  return [
    ...areaLines(results, mark),
    ...results.flatMap((result) => differenceLines(result, mark)),
    ...historyLines(results, mark),
    ...readingLines(results, mark),
    ...notAskedLines(results),
    ...repeatedLines(seen),
    ...(seen.stopped === undefined ? [] : ['', mark('yellow', `stopped before the end: ${seen.stopped}`)]),
    '',
    summary(seen),
  ];
}

/** Returns the last line of the report: how many checks agree. */
export function summary({ results, millis }: Conformance): string {
  const asked = results.length - countOf(results, 'not asked');
  const counts = `${countOf(results, 'agrees')} agree, ${countOf(results, 'differs')} differ`;
  return `asked ${asked} of ${results.length} checks in ${(millis / 1000).toFixed(1)} s: ${counts}`;
}

function areaLines(results: readonly CheckResult[], mark: Mark): readonly string[] {
  const areas = [...new Set(results.map(({ check }) => areaOf(check)))];
  const width = Math.max(4, ...areas.map(({ length }) => length));
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(width) : String(cell).padStart(9))).join('  ');
  const rows = areas.map((area) => {
    const all = results.filter(({ check }) => areaOf(check) === area);
    const [agree, differ, not] = [countOf(all, 'agrees'), countOf(all, 'differs'), countOf(all, 'not asked')];
    return row([area, all.length - not, agree, differ, not]);
  });
  return [mark('bold', row(['area', 'asked', 'agree', 'differ', 'not asked'])), ...rows];
}

function differenceLines({ check, verdict, differences }: CheckResult, mark: Mark): readonly string[] {
  if (verdict !== 'differs') return [];
  const head = `${mark('red', 'DIFFERS')}  ${check.id}: ${check.question} (docs/swf.md ${check.section})`;
  const lines = differences.map(
    ({ what, expected, got }) => `         ${what}: expected ${mark('green', expected)}, got ${mark('red', got)}`,
  );
  return ['', head, ...lines];
}

/** Differences of many histories that are the same, as one. */
interface Grouped {
  readonly first: HistoryDifference;
  readonly count: number;
}

/** Returns the differences of all histories, each kind once. */
export function groupedHistories(results: readonly CheckResult[]): readonly Grouped[] {
  const groups = new Map<string, Grouped>();
  for (const difference of results.flatMap(({ inHistories }) => inHistories)) {
    const known = groups.get(difference.what);
    groups.set(difference.what, { first: known?.first ?? difference, count: (known?.count ?? 0) + 1 });
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

function historyLines(results: readonly CheckResult[], mark: Mark): readonly string[] {
  const groups = groupedHistories(results);
  const written = results.flatMap(({ histories }) => histories).filter(({ events }) => events.length > 0).length;
  const head = `histories: ${written} were written, and repeated on the fake: ${groups.length} kinds of differences`;
  const lines = groups.map(
    ({ first, count }) =>
      `${mark('red', String(count).padStart(7))}  ${first.what}: expected ${mark('green', first.expected)}, got ${mark('red', first.got)} (${first.where})`,
  );
  return ['', head, ...lines];
}

function readingLines(results: readonly CheckResult[], mark: Mark): readonly string[] {
  const readings = readingsIn(results);
  if (readings.length === 0) return [];
  const lines = readings.map(({ doubt, seen, fake }) => {
    const other = seen === fake ? '' : mark('yellow', ` (the fake assumes: ${fake})`);
    return `  ${doubt}: ${seen}${other}`;
  });
  return [
    '',
    'undocumented behaviour, as it was read:',
    ...lines,
    '',
    'as options of a fake:',
    ...codeOf(measuredOptions(results)),
  ];
}

function notAskedLines(results: readonly CheckResult[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { check, reason } of results) {
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), check.id]);
  }
  if (reasons.size === 0) return [];
  const lines = [...reasons].map(([reason, ids]) => `  ${shownIds(ids)}: ${reason}`);
  return ['', 'not asked:', ...lines];
}

const SHOWN = 3;
/** Returns ids for a line: the first three, and the number of the others. */
export const shownIds = (ids: readonly string[]): string =>
  ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more`;

function repeatedLines({ repeated }: Conformance): readonly string[] {
  const { throttled, broken } = repeated;
  return [
    ...(throttled > 0 ? ['', `the target throttled ${throttled} calls; they were sent again`] : []),
    ...(broken > 0 ? ['', `the connection broke in ${broken} calls that only read; they were sent again`] : []),
  ];
}
