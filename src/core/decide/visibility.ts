import { type Fault, fault, unknownDomain } from '../faults.js';
import { withGiven } from '../given.js';
import type { Instant } from '../ids.js';
import { type Run, settingsOf } from '../run.js';
import { runAt, type State } from '../state.js';
import { get, values } from '../store/table.js';
import { nodes } from '../store/vector.js';
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

function* openRuns(s: State, domain: string): Generator<Run> {
  const open = get(s.domains, domain)?.openRuns;
  for (const number of open ? values(open) : []) yield runAt(s, number) as Run;
}

function* closedRuns(s: State, domain: string): Generator<Run> {
  for (const run of nodes(s.runs)) if (run.closed && run.domain === domain) yield run;
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

const matching = (s: State, filters: Filters & { readonly domain: string }, runs: Runs): readonly Run[] =>
  [...runs(s, filters.domain)].filter((run) => passes(run, filters));

/** By the time that is filtered; of two at one instant the one that was started later comes first. */
const newestFirst = (runs: readonly Run[], filters: Filters): readonly Run[] =>
  runs.toSorted((a, b) => timeOf(b, filters) - timeOf(a, filters) || b.number - a.number);

const timeOf = (run: Run, { closeTimeFilter }: Filters): Instant =>
  (closeTimeFilter && run.closed?.at) || run.startedAt;

function passes(run: Run, filters: Filters): boolean {
  const { startTimeFilter, closeTimeFilter, closeStatusFilter, executionFilter, typeFilter, tagFilter } = filters;
  const { workflowType, tagList = [] } = settingsOf(run);
  return (
    within(run.startedAt, startTimeFilter) &&
    within(run.closed?.at, closeTimeFilter) &&
    (!closeStatusFilter || run.closed?.status === closeStatusFilter.status) &&
    (!executionFilter || run.workflowId === executionFilter.workflowId) &&
    (!tagFilter || tagList.includes(tagFilter.tag)) &&
    (!typeFilter || typeFilter.name === workflowType.name) &&
    (typeFilter?.version === undefined || typeFilter.version === workflowType.version)
  );
}

// Both ends belong to it (swf-behaviour 8.1).
const within = (at: Instant | undefined, filter: Filters['startTimeFilter']): boolean =>
  !filter || (at !== undefined && at >= filter.oldestDate && at <= (filter.latestDate ?? Number.POSITIVE_INFINITY));
