import type { Input } from '../../model/api.js';
import { BLOCK, type BlockCounts, type Domain, type TypeCount } from '../../model/domain.js';
import type { TypeId } from '../../model/faults.js';
import { runNumber } from '../../model/ids.js';
import { type Run, settingsOf } from '../../model/run.js';
import { openRunOf, runAt, type State } from '../../model/state.js';
import { values } from '../../store/table.js';

/** The filters of a list or a count of executions. At most one is exclusive (docs/swf.md 8.1). */
export type Filters = Omit<Input<'CountClosedWorkflowExecutions'>, 'domain'>;

/** The runs that a list or a count asks for. */
export interface Query {
  /** The status of the runs. */
  readonly status: 'open' | 'closed';
  /** Their domain. */
  readonly domain: Domain;
  /** The filters that they pass. */
  readonly filters: Filters;
}

type RunTest = (run: Run) => boolean;

/** A part of a list. */
export interface Part {
  /** The number of entries before it. */
  readonly from: number;
  /** The number of entries that are needed. */
  readonly most: number;
  /** `true` if the list is reversed. */
  readonly reverseOrder?: boolean | undefined;
}

const WHOLE: Part = { from: 0, most: Number.POSITIVE_INFINITY };

/**
 * Returns a part of the list of a query. There can be more runs after it than were asked for.
 *
 * The order is by the time that is filtered, newest first. Of two runs with the same time, the one that started later
 * comes first.
 */
export function listedRuns(s: State, query: Query, part: Part): readonly Run[] {
  if (!query.filters.closeTimeFilter) return matchingRuns(s, query, part);
  // A sort keeps the order of what is equal.
  const runs = matchingRuns(s, query, WHOLE).toSorted((a, b) => closedAt(b) - closedAt(a));
  return (part.reverseOrder ? runs.reverse() : runs).slice(part.from);
}

/** Returns the number of runs of a query. Where blocks have the answer, it looks at no run. */
export function countRuns(s: State, query: Query): number {
  if (!isCountable(query)) return matchingRuns(s, query, WHOLE).length;
  const test = testOf(query);
  let sum = 0;
  for (const [block, counts] of query.domain.runCounts.blocks.entries()) {
    if (!counts || !canMatch(counts, query)) continue;
    sum += isWhole(counts, query) ? countIn(counts, query) : runsInBlock(s, block).filter(test).length;
  }
  return sum;
}

// Whether no filter is for something that blocks do not count.
const isCountable = ({ filters: { closeTimeFilter, closeStatusFilter, executionFilter, tagFilter } }: Query): boolean =>
  !(closeTimeFilter || closeStatusFilter || executionFilter || tagFilter);

// Whether all starts of the block are in the time that is asked for.
const isWhole = ({ firstStart, lastStart }: BlockCounts, { filters: { startTimeFilter } }: Query): boolean =>
  !startTimeFilter || (isWithin(firstStart, startTimeFilter) && isWithin(lastStart, startTimeFilter));

const countIn = ({ byType }: BlockCounts, query: Query): number =>
  byType.reduce((sum, one) => (isCounted(one, query) ? sum + one[query.status] : sum), 0);

// In the order of their starts, which is that of their numbers.
function matchingRuns(s: State, query: Query, { from, most, reverseOrder = false }: Part): Run[] {
  const test = testOf(query);
  const candidates = fewCandidates(s, query)?.filter(test);
  if (candidates) return (reverseOrder ? candidates.reverse() : candidates).slice(from);
  const { blocks } = query.domain.runCounts;
  const found: Run[] = [];
  let left = from;
  for (let i = 0; i < blocks.length && found.length < left + most; i += 1) {
    const block = reverseOrder ? i : blocks.length - 1 - i;
    const counts = blocks[block];
    if (!counts || !canMatch(counts, query)) continue;
    if (canSkip(counts, query, left - found.length)) {
      left -= countIn(counts, query);
      continue;
    }
    const matching = runsInBlock(s, block).filter(test);
    found.push(...(reverseOrder ? matching : matching.reverse()));
  }
  return found.slice(left);
}

// Whether all runs of a block that match are on earlier pages.
const canSkip = (counts: BlockCounts, query: Query, most: number): boolean =>
  isCountable(query) && isWhole(counts, query) && countIn(counts, query) <= most;

// If less than one run in eight is open, it is faster to sort the open runs than to read all runs.
const SCAN_FROM = 8;

/** Returns the open runs that can match, newest first, if they are found faster than by a look at each block. */
function fewCandidates(s: State, { status, domain, filters }: Query): Run[] | undefined {
  if (status === 'closed') return undefined;
  if (filters.executionFilter) {
    const run = openRunOf(s, domain.name, filters.executionFilter.workflowId);
    return run ? [run] : [];
  }
  if (domain.openRuns.size * SCAN_FROM >= s.runs.length) return undefined;
  return [...values(domain.openRuns)].sort((a, b) => b - a).map((number) => runAt(s, number) as Run);
}

function runsInBlock(s: State, block: number): Run[] {
  const runs: Run[] = [];
  const end = Math.min((block + 1) * BLOCK, s.runs.length);
  for (let number = block * BLOCK; number < end; number += 1) {
    const run = runAt(s, runNumber(number));
    if (run) runs.push(run);
  }
  return runs;
}

function canMatch({ firstStart, lastStart, byType }: BlockCounts, query: Query): boolean {
  const { oldestDate = Number.NEGATIVE_INFINITY, latestDate = Number.POSITIVE_INFINITY } =
    query.filters.startTimeFilter ?? {};
  if (lastStart < oldestDate || firstStart > latestDate) return false;
  return byType.some((one) => isCounted(one, query) && one[query.status] > 0);
}

const isCounted = ({ type }: TypeCount, { filters: { typeFilter } }: Query): boolean =>
  !typeFilter || isOfType(type, typeFilter);

/** Returns the test that a run of the query passes. */
function testOf({ status, domain, filters }: Query): RunTest {
  const isClosed = status === 'closed';
  const isInTime = timeTest(filters);
  const passes = exclusiveTest(filters);
  return (run) => (run.closed !== undefined) === isClosed && run.domain === domain.name && isInTime(run) && passes(run);
}

// A request has one of the two.
const timeTest = ({ startTimeFilter, closeTimeFilter }: Filters): RunTest =>
  closeTimeFilter
    ? (run) => isWithin(closedAt(run), closeTimeFilter)
    : (run) => !startTimeFilter || isWithin(run.startedAt, startTimeFilter);

function exclusiveTest({ closeStatusFilter, executionFilter, typeFilter, tagFilter }: Filters): RunTest {
  if (closeStatusFilter) return (run) => run.closed?.status === closeStatusFilter.status;
  if (executionFilter) return (run) => run.workflowId === executionFilter.workflowId;
  if (tagFilter) return (run) => settingsOf(run).tagList?.includes(tagFilter.tag) ?? false;
  if (typeFilter) return (run) => isOfType(settingsOf(run).workflowType, typeFilter);
  return () => true;
}

const closedAt = (run: Run): number => run.closed?.at ?? Number.NaN;

const isOfType = (type: TypeId, { name, version }: NonNullable<Filters['typeFilter']>): boolean =>
  type.name === name && (version === undefined || type.version === version);

// Both ends are inclusive (docs/swf.md 8.1).
const isWithin = (at: number, { oldestDate, latestDate }: NonNullable<Filters['startTimeFilter']>): boolean =>
  at >= oldestDate && at <= (latestDate ?? Number.POSITIVE_INFINITY);
