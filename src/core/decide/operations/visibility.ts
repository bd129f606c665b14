import type { OperationName } from '../../../tables/operations.js';
import type { Input, Reply } from '../../model/api.js';
import { type Fault, fault, type TypeId, unknownDomain } from '../../model/faults.js';
import { withDefined } from '../../model/optional.js';
import { type Run, settingsOf } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import type { PageKind } from '../../model/tokens.js';
import { get, values } from '../../store/table.js';
import { backwards } from '../../store/vector.js';
import { inDomain, type Operation, type Plan, replyOnly } from '../plan.js';
import { executionInfo } from './executionQueries.js';
import { type ListRequest, listPage } from './pages.js';

const FILTER_KEYS = ['tagFilter.tag', 'typeFilter.name', 'typeFilter.version'];

/** The rule of ListOpenWorkflowExecutions: by start time, newest first (docs/swf.md 8.1, 8.2). */
export const listOpenWorkflowExecutions: Operation<'ListOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => listRuns<'ListOpenWorkflowExecutions'>(s, 'open executions page', input, openRuns),
};

/** The rule of ListClosedWorkflowExecutions: by the time that is filtered, newest first (docs/swf.md 8.1, 8.2). */
export const listClosedWorkflowExecutions: Operation<'ListClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) =>
    timeProblem(input) ?? listRuns<'ListClosedWorkflowExecutions'>(s, 'closed executions page', input, closedRuns),
};

/** The rule of CountOpenWorkflowExecutions (docs/swf.md 8.1, 8.2). */
export const countOpenWorkflowExecutions: Operation<'CountOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => countRuns(s, input, openRuns),
};

/** The rule of CountClosedWorkflowExecutions (docs/swf.md 8.1, 8.2). */
export const countClosedWorkflowExecutions: Operation<'CountClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => timeProblem(input) ?? countRuns(s, input, closedRuns),
};

type Filters = Omit<Input<'CountClosedWorkflowExecutions'>, 'domain'>;
type Runs = (s: State, domain: string) => Iterable<Run>;
type RunTest = (run: Run) => boolean;

// If less than one run in eight is open, it is faster to sort the open runs than to read all runs.
const SCAN_FROM = 8;

// The newest run first.
function* openRuns(s: State, domain: string): Generator<Run> {
  const open = get(s.domains, domain)?.openRuns;
  if (!open || open.size * SCAN_FROM < s.runs.length) {
    const numbers = [...(open ? values(open) : [])].sort((a, b) => b - a);
    for (const number of numbers) yield runAt(s, number) as Run;
  } else {
    for (const run of backwards(s.runs)) if (!run.closed && run.domain === domain) yield run;
  }
}

function* closedRuns(s: State, domain: string): Generator<Run> {
  for (const run of backwards(s.runs)) if (run.closed && run.domain === domain) yield run;
}

const EXCLUSIVE = ['closeStatusFilter', 'executionFilter', 'typeFilter', 'tagFilter'] as const;

// The texts of this fault and the next are measured, but for the form of the list of filters (docs/swf.md 8.1).
const timeProblem = ({ startTimeFilter, closeTimeFilter }: Filters): Fault | undefined => {
  if (startTimeFilter && closeTimeFilter) {
    return fault('ValidationException', 'Cannot specify both a startTimeFilter and a closeTimeFilter');
  }
  return (startTimeFilter ?? closeTimeFilter) ? undefined : fault('ValidationException', 'Must specify time filter');
};

function filterProblem(filters: Filters): Fault | undefined {
  const given = EXCLUSIVE.filter((name) => filters[name]);
  if (given.length < 2) return undefined;
  const names = given.join(', ');
  return fault('ValidationException', `Cannot specify more than one exclusive filters in the same query: [${names}]`);
}

function listRuns<O extends OperationName>(
  s: State,
  kind: PageKind,
  input: Filters & ListRequest & { readonly domain: string },
  runs: Runs,
): Plan<Reply<O>> | Fault {
  const problem = filterProblem(input);
  if (problem) return problem;
  const known = get(s.domains, input.domain) !== undefined;
  const page = listPage(s, kind, known ? newestFirst(matching(s, input, runs), input) : [], input);
  if ('fault' in page) return page;
  if (!known) return unknownDomain(input.domain);
  const executionInfos = page.items.map((run) => executionInfo(s, run));
  return replyOnly(withDefined({ executionInfos }, { nextPageToken: page.nextPageToken }) as unknown as Reply<O>);
}

function countRuns(s: State, input: Filters & { readonly domain: string }, runs: Runs) {
  const problem = filterProblem(input);
  if (problem) return problem;
  if (!get(s.domains, input.domain)) return unknownDomain(input.domain);
  return replyOnly({ count: matching(s, input, runs).length, truncated: false });
}

function matching(s: State, filters: Filters & { readonly domain: string }, runs: Runs): readonly Run[] {
  const tests = runTests(filters);
  const found: Run[] = [];
  for (const run of runs(s, filters.domain)) if (tests.every((test) => test(run))) found.push(run);
  return found;
}

// The order is by the time that is filtered. Of two runs with the same time, the one that was started later comes
// first: they are in this order already, and a sort keeps the order of what is equal.
const newestFirst = (runs: readonly Run[], { closeTimeFilter }: Filters): readonly Run[] =>
  closeTimeFilter ? runs.toSorted((a, b) => closedAt(b) - closedAt(a)) : runs;

const closedAt = (run: Run): number => run.closed?.at ?? Number.NaN;

/** Returns the tests that a run must pass: one for each filter of the request. */
function runTests({ startTimeFilter, closeTimeFilter, ...others }: Filters): readonly RunTest[] {
  const { closeStatusFilter, executionFilter, typeFilter, tagFilter } = others;
  const tests: RunTest[] = [];
  if (startTimeFilter) tests.push((run) => isWithin(run.startedAt, startTimeFilter));
  if (closeTimeFilter) tests.push((run) => isWithin(closedAt(run), closeTimeFilter));
  if (closeStatusFilter) tests.push((run) => run.closed?.status === closeStatusFilter.status);
  if (executionFilter) tests.push((run) => run.workflowId === executionFilter.workflowId);
  if (tagFilter) tests.push((run) => settingsOf(run).tagList?.includes(tagFilter.tag) ?? false);
  if (typeFilter) tests.push((run) => isOfType(settingsOf(run).workflowType, typeFilter));
  return tests;
}

const isOfType = (type: TypeId, { name, version }: NonNullable<Filters['typeFilter']>): boolean =>
  type.name === name && (version === undefined || type.version === version);

// Both ends are inclusive (docs/swf.md 8.1).
const isWithin = (at: number, { oldestDate, latestDate }: NonNullable<Filters['startTimeFilter']>): boolean =>
  at >= oldestDate && at <= (latestDate ?? Number.POSITIVE_INFINITY);
