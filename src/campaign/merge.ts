import { type Campaign, canonical, differenceOf, type MinimizedFailure } from './document.js';
import { blockEnd, joined, type RangeResult } from './ranges.js';

/** A campaign with the name of its file. */
export interface NamedCampaign {
  readonly file: string;
  readonly campaign: Campaign;
}

/** Thrown when campaigns cannot be merged. Its message is a sentence for the user. */
export class MergeError extends Error {}

/**
 * Merges the results of campaigns, in any order. Numbers that are in several of them count once.
 *
 * @throws MergeError if they are about different things, disagree, or overlap in part.
 */
export function merged(campaigns: readonly NamedCampaign[]): Campaign {
  const [first] = campaigns as readonly [NamedCampaign, ...NamedCampaign[]];
  for (const other of campaigns) checkAlike(first, other);
  if (first.campaign.of === 'guided runs') return longest(campaigns);
  const all = campaigns.map(({ campaign }) => campaign);
  const { module, options, of, swfake, plan } = first.campaign;
  return canonical({
    ...{ module, options, of, swfake, plan },
    from: Math.min(...all.map(({ from }) => from)),
    to: Math.max(...all.map(({ to }) => to)),
    untilFailures: fewest(all.map(({ untilFailures }) => untilFailures)),
    ranges: union(all.flatMap(({ ranges }) => ranges)),
    ...lowest(all.flatMap((one) => one.minimized ?? [])),
    times: { seconds: all.reduce((sum, { times }) => sum + times.seconds, 0) },
  });
}

function checkAlike(a: NamedCampaign, b: NamedCampaign): void {
  const difference = differenceOf(a.campaign, b.campaign);
  if (difference !== undefined)
    throw new MergeError(`'${a.file}' and '${b.file}' cannot be merged: they differ in ${difference}`);
}

/** Returns the file of a guided search that has the most runs. Its runs depend on each other, so no other ones can be added. */
function longest(campaigns: readonly NamedCampaign[]): Campaign {
  const [first, ...others] = campaigns.toSorted(byRuns) as [NamedCampaign, ...NamedCampaign[]];
  const { from, guided } = first.campaign;
  const other = others.find(({ campaign }) => campaign.from !== from || campaign.guided?.given !== guided?.given);
  if (!other) return canonical(first.campaign);
  throw new MergeError(
    `'${first.file}' and '${other.file}' cannot be merged: they are two guided searches; merge the files of their --corpus`,
  );
}

const byRuns = (a: NamedCampaign, b: NamedCampaign): number =>
  runsOf(b) - runsOf(a) || (JSON.stringify(a.campaign) < JSON.stringify(b.campaign) ? -1 : 1);
const runsOf = ({ campaign: { guided } }: NamedCampaign): number => guided?.runs ?? 0;

// A campaign that stopped early says nothing about the numbers behind its last failure.
function fewest(wanted: readonly number[]): number {
  const limits = wanted.filter((count) => count > 0);
  return limits.length === 0 ? 0 : Math.min(...limits);
}

/** Returns the minimized failure with the lowest number. Of two, made with other numbers of runs, it is the shorter one. */
function lowest(all: readonly MinimizedFailure[]): Pick<Campaign, 'minimized'> {
  const [minimized] = all.toSorted(
    (a, b) => a.number - b.number || a.report.length - b.report.length || (a.report < b.report ? -1 : 1),
  );
  return minimized ? { minimized } : {};
}

function union(results: readonly RangeResult[]): readonly RangeResult[] {
  const ofBlock = new Map<number, RangeResult[]>();
  for (const result of results) {
    const block = blockEnd(result.from);
    const others = ofBlock.get(block);
    if (others) others.push(result);
    else ofBlock.set(block, [result]);
  }
  return [...ofBlock.values()].flatMap(unionOfBlock);
}

function unionOfBlock(results: readonly RangeResult[]): readonly RangeResult[] {
  const sorted = results.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const union = clustersOf(sorted).flatMap(coverOf);
  checkAgreement(sorted, joined(union));
  return union;
}

/** Returns the groups of results that overlap or touch each other. */
function clustersOf(sorted: readonly RangeResult[]): readonly (readonly RangeResult[])[] {
  const clusters: RangeResult[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const result of sorted) {
    if (result.from > end + 1) clusters.push([]);
    clusters.at(-1)?.push(result);
    end = Math.max(end, result.to);
  }
  return clusters;
}

/** Returns results that cover all numbers of a group, each once. Results are sums, so none can be cut. */
function coverOf(cluster: readonly RangeResult[]): readonly RangeResult[] {
  const from = cluster[0]?.from ?? 0;
  const to = cluster.reduce((end, result) => Math.max(end, result.to), from);
  const covers = new Map<number, readonly RangeResult[]>([[from - 1, []]]);
  for (const result of cluster) {
    const before = covers.get(result.from - 1);
    if (before && !covers.has(result.to)) covers.set(result.to, [...before, result]);
  }
  const cover = covers.get(to);
  if (cover) return cover;
  throw new MergeError(
    `the files overlap in part between ${from} and ${to}, so these numbers would count twice; ` +
      'merge shards of one campaign, or campaigns whose --from is a multiple of 10000',
  );
}

// The same numbers give the same results, unless the code changed between, or remembers something from run to run.
function checkAgreement(results: readonly RangeResult[], union: readonly RangeResult[]): void {
  const failures = new Set(union.flatMap(({ failure }) => failure?.number ?? []));
  const same = new Map(union.map((result) => [`${result.from}-${result.to}`, JSON.stringify(result.tally)]));
  for (const { from, to, tally, failure } of results) {
    const other = same.get(`${from}-${to}`);
    const agrees = other === undefined || other === JSON.stringify(tally);
    if (agrees && (failure === undefined || failures.has(failure.number))) continue;
    throw new MergeError(
      `the files disagree about the numbers ${from} to ${to}: was the code changed between them, or does it depend on ` +
        'time, chance or what it remembers from run to run?',
    );
  }
}
