import { type Fault, fault, type TypeId, unknownDomain } from '../faults.js';
import { withGiven } from '../given.js';
import { type Run, settingsOf } from '../run.js';
import { runAt, type State } from '../state.js';
import { get, values } from '../store/table.js';
import { backwards } from '../store/vector.js';
import type { PageKind } from '../tokens.js';
import type { Input, OperationName, Reply } from '../types.js';
import { type ListRequest, listPage } from './pages.js';
import { answer, inDomain, type Operation, type Plan } from './plan.js';
import { executionInfo } from './queries.js';

const FILTER_KEYS = ['tagFilter.tag', 'typeFilter.name', 'typeFilter.version'];

export const listOpenWorkflowExecutions: Operation<'ListOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => listed<'ListOpenWorkflowExecutions'>(s, 'open executions page', input, openRuns),
};

export const listClosedWorkflowExecutions: Operation<'ListClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) =>
    timeProblem(input) ?? listed<'ListClosedWorkflowExecutions'>(s, 'closed executions page', input, closedRuns),
};

export const countOpenWorkflowExecutions: Operation<'CountOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => counted(s, input, openRuns),
};

export const countClosedWorkflowExecutions: Operation<'CountClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => timeProblem(input) ?? counted(s, input, closedRuns),
};

type Filters = Omit<Input<'CountClosedWorkflowExecutions'>, 'domain'>;
type Runs = (s: State, domain: string) => Iterable<Run>;
type Test = (run: Run) => boolean;

/** Far fewer than all: then it is worth to look them up one by one. */
const FEW = 8;

// Newest first, as the runs were started.
function* openRuns(s: State, domain: string): Generator<Run> {
  const open = get(s.domains, domain)?.openRuns;
  if (!open || open.size * FEW < s.runs.length) {
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

// The sentences are those that were seen; how the filters are listed in the second was not (swf-behaviour 8.1).
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

function listed<O extends OperationName>(
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
  return answer(withGiven({ executionInfos }, { nextPageToken: page.nextPageToken }) as unknown as Reply<O>);
}

function counted(s: State, input: Filters & { readonly domain: string }, runs: Runs) {
  const problem = filterProblem(input);
  if (problem) return problem;
  if (!get(s.domains, input.domain)) return unknownDomain(input.domain);
  return answer({ count: matching(s, input, runs).length, truncated: false });
}

function matching(s: State, filters: Filters & { readonly domain: string }, runs: Runs): readonly Run[] {
  const tests = testsOf(filters);
  const found: Run[] = [];
  for (const run of runs(s, filters.domain)) if (tests.every((test) => test(run))) found.push(run);
  return found;
}

// By the time that is filtered; of two at one instant the one that was started later comes first. By their start they come
// in that order already.
const newestFirst = (runs: readonly Run[], { closeTimeFilter }: Filters): readonly Run[] =>
  closeTimeFilter ? runs.toSorted((a, b) => closedAt(b) - closedAt(a) || b.number - a.number) : runs;

const closedAt = (run: Run): number => run.closed?.at ?? Number.NaN;

/** What a run has to pass, one test for each filter that is given. */
function testsOf({ startTimeFilter, closeTimeFilter, ...others }: Filters): readonly Test[] {
  const { closeStatusFilter, executionFilter, typeFilter, tagFilter } = others;
  const tests: Test[] = [];
  if (startTimeFilter) tests.push((run) => within(run.startedAt, startTimeFilter));
  if (closeTimeFilter) tests.push((run) => within(closedAt(run), closeTimeFilter));
  if (closeStatusFilter) tests.push((run) => run.closed?.status === closeStatusFilter.status);
  if (executionFilter) tests.push((run) => run.workflowId === executionFilter.workflowId);
  if (tagFilter) tests.push((run) => settingsOf(run).tagList?.includes(tagFilter.tag) ?? false);
  if (typeFilter) tests.push((run) => isOfType(settingsOf(run).workflowType, typeFilter));
  return tests;
}

const isOfType = (type: TypeId, { name, version }: NonNullable<Filters['typeFilter']>): boolean =>
  type.name === name && (version === undefined || type.version === version);

// Both ends belong to it (swf-behaviour 8.1).
const within = (at: number, { oldestDate, latestDate }: NonNullable<Filters['startTimeFilter']>): boolean =>
  at >= oldestDate && at <= (latestDate ?? Number.POSITIVE_INFINITY);
