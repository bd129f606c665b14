import { counted } from '../results/report.js';
import { type Campaign, failuresWanted } from './document.js';
import { reachOf, reachText, type SearchReach } from './guidedSearch.js';
import { type Failure, failuresOf, joined, limitOf, missingOf, type Range, sizeOf, upTo } from './ranges.js';
import { NO_RUNS, sumOf, type Tally } from './tally.js';

/** The result of a campaign, or of its part. */
export interface CampaignSummary {
  readonly tally: Tally;
  /** The failures with the lowest numbers. */
  readonly failures: readonly Failure[];
  /** The number of plays that were to be run, if none failed. */
  readonly planned: number;
  /** The numbers that were not run and are below the last failure that is wanted. */
  readonly missing: readonly Range[];
  /** The reach of a guided search. */
  readonly guided: SearchReach | undefined;
}

/** Returns the result of the parts of a campaign. */
export function summaryOf(campaign: Campaign, parts: readonly Range[]): CampaignSummary {
  const ranges = joined(campaign.ranges);
  const limit = limitOf(ranges, failuresWanted(campaign));
  const counting = upTo(ranges, limit);
  const tally = counting.reduce((sum, one) => sumOf(sum, one.tally), NO_RUNS);
  return {
    tally,
    failures: failuresOf(counting),
    planned: sizeOf(parts),
    missing: missingOf(parts, ranges, limit),
    guided: campaign.guided && reachOf(campaign.guided),
  };
}

/** The number of failures that have a line. */
const LISTED = 20;

/** Returns the result as lines, without the report of the failure. */
export function summaryLines(summary: CampaignSummary, { plan }: Pick<Campaign, 'plan'>): readonly string[] {
  const { tally, failures, planned, missing, guided } = summary;
  const runs = `${counted(tally.runs, 'run')} of ${planned}`;
  const passed = `${missing.length === 0 ? 'passed' : 'no failure so far'}: ${runs}`;
  const lines = failures.slice(0, LISTED).map(({ name, problem }) => `${name} failed: ${problem.split('\n')[0]}`);
  const more = failures.length > LISTED ? [`and ${failures.length - LISTED} more`] : [];
  const found =
    failures.length === 0 ? [passed] : [...lines, ...more, `${counted(failures.length, 'failure')} in ${runs}`];
  const reached = guided ? [reachText(guided)] : [];
  const counts = tally.runs === 0 ? [] : countLines(tally, plan);
  return [...found, ...missingLines(missing), ...reached, ...counts];
}

/** Returns the speed of a process that did so many runs, as a line. */
export const speedLine = (done: number, seconds: number, jobs: number): string =>
  `${counted(done, 'run')} in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)} per second, --jobs ${jobs}`;

const SHOWN = 5;

function missingLines(missing: readonly Range[]): readonly string[] {
  if (missing.length === 0) return [];
  const shown = missing.slice(0, SHOWN).map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more ranges` : '';
  return [`${sizeOf(missing)} not run: ${shown.join(', ')}${more}`];
}

function countLines({ ends, struck, refused, coverage }: Tally, plan: readonly string[]): readonly string[] {
  const strikes = plan.map((fault, i) =>
    struck[i] ? `struck ${counted(struck[i], 'time')}: ${fault}` : `did not strike: ${fault}`,
  );
  const facts = new Set(Object.values(coverage).flatMap((counts) => Object.keys(counts)));
  return [
    ...strikes,
    `ends: ${Object.entries(ends)
      .map(([end, count]) => `${end} ${count}`)
      .join(', ')}`,
    `refused calls: ${refused.expected} expected, ${refused.unexpected} not`,
    `coverage of Amazon SWF: ${counted(facts.size, 'fact')}`,
  ];
}
