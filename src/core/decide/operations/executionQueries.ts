import type { Reply } from '../../model/api.js';
import { type Fault, invalidToken, unknownDomain, unknownExecution } from '../../model/faults.js';
import { runOfId } from '../../model/lookups.js';
import { withDefined } from '../../model/optional.js';
import { openNow, type Run, settingsOf } from '../../model/run.js';
import type { State } from '../../model/state.js';
import type { PageKind } from '../../model/tokens.js';
import { get } from '../../store/table.js';
import { inDomain, type Operation, replyOnly } from '../plan.js';
import { openPage, pageAt } from './pages.js';

/** The rule of DescribeWorkflowExecution (docs/swf.md 2.4). */
export const describeWorkflowExecution: Operation<'DescribeWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, { domain, execution }) {
    const run = knownRun(s, domain, execution);
    if ('fault' in run) return run;
    const { childPolicy, executionStartToCloseTimeout, taskStartToCloseTimeout, taskList, taskPriority, lambdaRole } =
      settingsOf(run);
    const detail = {
      executionInfo: executionInfo(s, run),
      executionConfiguration: withDefined(
        { childPolicy, executionStartToCloseTimeout, taskStartToCloseTimeout, taskList },
        { taskPriority, lambdaRole },
      ),
      openCounts: openCountsOf(run),
    };
    const latest = { latestActivityTaskTimestamp: run.latestActivityAt, latestExecutionContext: run.executionContext };
    return replyOnly(withDefined(detail, latest) as Reply<'DescribeWorkflowExecution'>);
  },
};

/**
 * The rule of GetWorkflowExecutionHistory: later pages show the history as it was at the first one (docs/swf.md 2.4,
 * 5.4).
 */
export const getWorkflowExecutionHistory: Operation<'GetWorkflowExecutionHistory'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const token = input.nextPageToken;
    const page = token ? openPage(s, acceptedPageKinds(s), token) : undefined;
    if (page && 'fault' in page) return page;
    const run = knownRun(s, input.domain, input.execution);
    if ('fault' in run) return run;
    if (page && page.run !== run.number) return invalidToken;
    const { upTo, offset } = page ?? { upTo: run.length, offset: 0 };
    const extent = { kind: 'history page', run, from: 1, upTo, offset } as const;
    return replyOnly(pageAt(s, extent, input));
  },
};

// The Java framework of AWS passes the page token of a poll (docs/swf.md 12, doubt 28).
const acceptedPageKinds = ({ config }: State): readonly PageKind[] =>
  config.assumptions.pollTokenForHistory === 'accepted' ? ['history page', 'poll page'] : ['history page'];

function knownRun(s: State, domain: string, id: { workflowId: string; runId: string }): Run | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return runOfId(s, domain, id) ?? unknownExecution(id);
}

/** Returns the executionInfo of a run, as DescribeWorkflowExecution and the lists show it (docs/swf.md 2.4, 8.2). */
export const executionInfo = ({ config }: State, run: Run) =>
  withDefined(
    {
      execution: { workflowId: run.workflowId, runId: run.runId },
      workflowType: settingsOf(run).workflowType,
      startTimestamp: run.startedAt,
      executionStatus: run.closed ? 'CLOSED' : 'OPEN',
      // `false` in every recording of a closed run with a cancel request (docs/swf.md 12, doubt 5).
      cancelRequested: run.cancelRequested && (!run.closed || config.assumptions.cancelRequestedOnceClosed === 'kept'),
    },
    {
      closeTimestamp: run.closed?.at,
      closeStatus: run.closed?.status,
      // Absent if empty (docs/swf.md 2.4).
      tagList: settingsOf(run).tagList?.length ? settingsOf(run).tagList : undefined,
      parent: run.parent && { ...run.parent.execution },
    },
  );

const openCountsOf = (run: Run) => {
  const { activities, timers, decisions, children, lambdas } = run.closed?.openCounts ?? openNow(run);
  return {
    openActivityTasks: activities,
    openDecisionTasks: decisions,
    openTimers: timers,
    openChildWorkflowExecutions: children,
    openLambdaFunctions: lambdas,
  };
};
