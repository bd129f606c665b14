import type { OperationName } from '../../../tables/operations.js';
import type { Reply } from '../../model/api.js';
import { type Fault, fault, unknownDomain } from '../../model/faults.js';
import { withDefined } from '../../model/optional.js';
import type { Run } from '../../model/run.js';
import type { State } from '../../model/state.js';
import type { PageKind } from '../../model/tokens.js';
import { get } from '../../store/table.js';
import { inDomain, type Operation, type Plan, replyOnly } from '../plan.js';
import { executionInfo } from './executionQueries.js';
import { countRuns, type Filters, listedRuns, type Query } from './matchingRuns.js';
import { type ListRequest, pageOfPart } from './pages.js';

const FILTER_KEYS = ['tagFilter.tag', 'typeFilter.name', 'typeFilter.version'];

/** The rule of ListOpenWorkflowExecutions: by start time, newest first (docs/swf.md 8.1, 8.2). */
export const listOpenWorkflowExecutions: Operation<'ListOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => listRuns<'ListOpenWorkflowExecutions'>(s, 'open executions page', input, 'open'),
};

/** The rule of ListClosedWorkflowExecutions: by the time that is filtered, newest first (docs/swf.md 8.1, 8.2). */
export const listClosedWorkflowExecutions: Operation<'ListClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) =>
    timeProblem(input) ?? listRuns<'ListClosedWorkflowExecutions'>(s, 'closed executions page', input, 'closed'),
};

/** The rule of CountOpenWorkflowExecutions (docs/swf.md 8.1, 8.2). */
export const countOpenWorkflowExecutions: Operation<'CountOpenWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => count(s, input, 'open'),
};

/** The rule of CountClosedWorkflowExecutions (docs/swf.md 8.1, 8.2). */
export const countClosedWorkflowExecutions: Operation<'CountClosedWorkflowExecutions'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: FILTER_KEYS,
  decide: (s, input) => timeProblem(input) ?? count(s, input, 'closed'),
};

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
  status: Query['status'],
): Plan<Reply<O>> | Fault {
  const problem = filterProblem(input);
  if (problem) return problem;
  const domain = get(s.domains, input.domain);
  const part = (from: number, most: number): readonly Run[] =>
    domain ? listedRuns(s, { status, domain, filters: input }, { from, most, reverseOrder: input.reverseOrder }) : [];
  const page = pageOfPart(s, kind, part, input);
  if ('fault' in page) return page;
  if (!domain) return unknownDomain(input.domain);
  const executionInfos = page.items.map((run) => executionInfo(s, run));
  return replyOnly(withDefined({ executionInfos }, { nextPageToken: page.nextPageToken }) as unknown as Reply<O>);
}

function count(s: State, input: Filters & { readonly domain: string }, status: Query['status']) {
  const problem = filterProblem(input);
  if (problem) return problem;
  const domain = get(s.domains, input.domain);
  if (!domain) return unknownDomain(input.domain);
  return replyOnly({ count: countRuns(s, { status, domain, filters: input }), truncated: false });
}
