import { type Fault, invalidToken, unknownDomain, unknownExecution } from '../faults.js';
import { withGiven } from '../given.js';
import type { OpenCounts, Run } from '../run.js';
import { settingsOf } from '../run.js';
import { runOfId, type State } from '../state.js';
import { get } from '../store/table.js';
import type { PageKind } from '../tokens.js';
import type { Reply } from '../types.js';
import { openPage, pageAt } from './pages.js';
import { answer, inDomain, type Operation } from './plan.js';

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
      executionConfiguration: withGiven(
        { childPolicy, executionStartToCloseTimeout, taskStartToCloseTimeout, taskList },
        { taskPriority, lambdaRole },
      ),
      openCounts: openCountsOf(run),
    };
    const latest = { latestActivityTaskTimestamp: run.latestActivityAt, latestExecutionContext: run.executionContext };
    return answer(withGiven(detail, latest) as Reply<'DescribeWorkflowExecution'>);
  },
};

export const getWorkflowExecutionHistory: Operation<'GetWorkflowExecutionHistory'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const token = input.nextPageToken;
    const page = token ? openPage(s, pagesThatGoOn(s), token) : undefined;
    if (page && 'fault' in page) return page;
    const run = knownRun(s, input.domain, input.execution);
    if ('fault' in run) return run;
    if (page && page.run !== run.number) return invalidToken;
    const { upTo, offset } = page ?? { upTo: run.length, offset: 0 };
    const extent = { kind: 'history page', run, from: 1, upTo, offset } as const;
    return answer(pageAt(s, extent, input));
  },
};

// AWS's Java framework goes on here with the token of a poll (swf-behaviour 12, doubt 28).
const pagesThatGoOn = ({ config }: State): readonly PageKind[] =>
  config.choices.pollTokenForHistory === 'accepted' ? ['history page', 'poll page'] : ['history page'];

function knownRun(s: State, domain: string, id: { workflowId: string; runId: string }): Run | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return runOfId(s, domain, id) ?? unknownExecution(id);
}

export const executionInfo = ({ config }: State, run: Run) =>
  withGiven(
    {
      execution: { workflowId: run.workflowId, runId: run.runId },
      workflowType: settingsOf(run).workflowType,
      startTimestamp: run.startedAt,
      executionStatus: run.closed ? 'CLOSED' : 'OPEN',
      // False in every recording of a closed run that had been asked to cancel (swf-behaviour 12, doubt 5).
      cancelRequested: run.cancelRequested && (!run.closed || config.choices.cancelRequestedOnceClosed === 'kept'),
    },
    {
      closeTimestamp: run.closed?.at,
      closeStatus: run.closed?.status,
      // Absent when empty (swf-behaviour 2.4).
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

/** Decision tasks count while they wait: 0 while one is started and none is queued (recorded: test_failing_workflow). */
export const openNow = (run: Run): OpenCounts => ({
  activities: run.activities.byId.size,
  timers: run.timers.byId.size,
  decisions: run.decisionScheduled ? 1 : 0,
  children: run.children.byId.size,
  lambdas: run.lambdas.byId.size,
});
