import type { Check } from '../../story/check.js';

type Members = Readonly<Record<string, unknown>>;
type ListOp = 'ListOpenWorkflowExecutions' | 'ListClosedWorkflowExecutions';

const ALWAYS = { oldestDate: new Date(0) };
const since = { startTimeFilter: ALWAYS };

const refused = (
  part: string,
  op: ListOp | 'CountClosedWorkflowExecutions',
  more: Members,
  message: string | RegExp,
): Check => ({
  id: `visibility.refused.${part}`,
  question: `Does ${op} refuse a query that is wrong by ${part}?`,
  section: '8.1',
  rows: ['Floci 15'],
  story: (ask) =>
    ask.expectFault(op, { domain: ask.domain, ...more } as never, { name: 'ValidationException', message }),
});

const EXCLUSIVE = /^Cannot specify more than one exclusive filters in the same query/;
const tagFilter = { tag: 'a' };
const executionFilter = { workflowId: 'a' };

/** Checks of filters that a list of runs refuses. */
export const FILTER_CHECKS: readonly Check[] = [
  refused('noTime', 'ListClosedWorkflowExecutions', {}, 'Must specify time filter'),
  refused(
    'bothTimes',
    'ListClosedWorkflowExecutions',
    { ...since, closeTimeFilter: ALWAYS },
    'Cannot specify both a startTimeFilter and a closeTimeFilter',
  ),
  refused('count.noTime', 'CountClosedWorkflowExecutions', {}, 'Must specify time filter'),
  refused('exclusive.open', 'ListOpenWorkflowExecutions', { ...since, tagFilter, executionFilter }, EXCLUSIVE),
  refused('exclusive.closed', 'ListClosedWorkflowExecutions', { ...since, tagFilter, executionFilter }, EXCLUSIVE),
  refused(
    'exclusive.status',
    'ListClosedWorkflowExecutions',
    { ...since, tagFilter, closeStatusFilter: { status: 'FAILED' } },
    EXCLUSIVE,
  ),
];
