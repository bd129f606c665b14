import type {
  DescribeWorkflowExecutionInput,
  SignalWorkflowExecutionInput,
  StartWorkflowExecutionInput,
  TerminateWorkflowExecutionInput,
} from '@aws-sdk/client-swf';
import { initiatedChildren } from './family.js';
import {
  CLOSE_STATUS,
  entriesOf,
  firstOf,
  historyOf,
  isClosed,
  lastOf,
  openActivities,
  openTimers,
  present,
  type Run,
  waitingTask,
} from './history.js';
import { openLambdas } from './lambdas.js';
import { noOpenRun, type Refusal, refuse, unknownDomain, unknownRun } from './reply.js';
import { isForgotten } from './retention.js';
import { missingIn, settingsOf } from './settings.js';
import { malformedId } from './unproved.js';
import { hasDomain, openRun, typeNamed, type World } from './world.js';
import { append, begin, tell } from './writing.js';

export function start(world: World, input: StartWorkflowExecutionInput): object {
  const { domain, workflowId, workflowType } = input;
  const malformed = malformedId(world, 'workflowId', workflowId);
  if (malformed) return malformed;
  if (!hasDomain(world, domain)) return unknownDomain(domain);
  const type = typeNamed(world, 'workflow', workflowType);
  const descriptor = `WorkflowType=[name=${workflowType?.name}, version=${workflowType?.version}]`;
  if (!type) return refuse('UnknownResourceFault', `Unknown type: ${descriptor}`);
  if (type.deprecated) return refuse('TypeDeprecatedFault', descriptor);
  const settings = settingsOf(input, type);
  // Missing defaults before the open run (docs/swf.md, doubt 16).
  const missing = missingIn(settings);
  if (missing) return refuse('DefaultUndefinedFault', DEFAULT_NAME[missing]);
  if (openRun(world, workflowId)) return refuse('WorkflowExecutionAlreadyStartedFault', '');
  if (world.runs.filter((run) => !isClosed(run)).length >= world.limits.openExecutions) {
    return refuse('LimitExceededFault', 'Limit on open workflow executions per domain reached');
  }
  const { runId } = begin(world, workflowId ?? '', { ...settings, workflowType, parentInitiatedEventId: 0 });
  return { runId };
}

const DEFAULT_NAME = {
  executionStartToCloseTimeout: 'defaultExecutionStartToCloseTimeout',
  taskList: 'defaultTaskList',
  taskStartToCloseTimeout: 'defaultTaskStartToCloseTimeout',
  childPolicy: 'defaultChildPolicy',
};

interface Address {
  readonly domain: string | undefined;
  readonly workflowId: string | undefined;
  readonly runId?: string | undefined;
}

/** The open run that a request is about; an empty runId means that none was given (docs/swf.md, doubt 18). */
function addressed(world: World, { domain, workflowId, runId }: Address): Run | Refusal {
  if (!hasDomain(world, domain)) return unknownDomain(domain);
  const open = openRun(world, workflowId);
  if (!runId) return open ?? noOpenRun(workflowId);
  return open?.runId === runId ? open : unknownRun({ workflowId: workflowId ?? '', runId });
}

export function signal(world: World, input: SignalWorkflowExecutionInput): object {
  const run = addressed(world, input);
  if ('fault' in run) return run;
  const { signalName, input: data } = input;
  tell(world, run, 'WorkflowExecutionSignaled', { signalName, input: data, externalInitiatedEventId: 0 });
  return {};
}

export function requestCancel(world: World, input: Address): object {
  const run = addressed(world, input);
  if ('fault' in run) return run;
  tell(world, run, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 });
  return {};
}

export function terminate(world: World, input: TerminateWorkflowExecutionInput): object {
  const run = addressed(world, input);
  if ('fault' in run) return run;
  const childPolicy = input.childPolicy ?? firstOf(run).attributes.childPolicy;
  const { reason, details } = input;
  append(world, run, 'WorkflowExecutionTerminated', { childPolicy, cause: 'OPERATOR_INITIATED', reason, details });
  return {};
}

function existing(world: World, { domain, execution }: DescribeWorkflowExecutionInput): Run | Refusal {
  if (!hasDomain(world, domain)) return unknownDomain(domain);
  const { workflowId, runId } = execution ?? {};
  const run = world.runs.find((known) => known.workflowId === workflowId && known.runId === runId);
  return run && !isForgotten(world, run) ? run : unknownRun({ workflowId: workflowId ?? '', runId: runId ?? '' });
}

export function history(world: World, input: DescribeWorkflowExecutionInput): object {
  const run = existing(world, input);
  return 'fault' in run ? run : { events: historyOf(run) };
}

export function describe(world: World, input: DescribeWorkflowExecutionInput): object {
  const run = existing(world, input);
  if ('fault' in run) return run;
  const contexts = entriesOf(run, 'DecisionTaskCompleted').map(({ attributes }) => attributes.executionContext);
  return present({
    executionInfo: executionInfo(world, run),
    executionConfiguration: executionConfiguration(run),
    openCounts: openCounts(run),
    latestActivityTaskTimestamp: run.entries.filter(({ type }) => type.startsWith('ActivityTask')).at(-1)?.at,
    latestExecutionContext: contexts.filter((context) => context !== undefined).at(-1),
  });
}

function executionInfo({ assumptions }: World, run: Run): object {
  const { workflowType, tagList, parentWorkflowExecution } = firstOf(run).attributes;
  const closeStatus = CLOSE_STATUS[lastOf(run).type];
  return present({
    execution: { workflowId: run.workflowId, runId: run.runId },
    workflowType,
    startTimestamp: firstOf(run).at,
    closeTimestamp: closeStatus && lastOf(run).at,
    executionStatus: closeStatus ? 'CLOSED' : 'OPEN',
    closeStatus,
    parent: parentWorkflowExecution,
    // Absent when empty (docs/swf.md 2.4).
    tagList: tagList?.length ? tagList : undefined,
    // True while open; false once closed, where it was recorded (docs/swf.md, doubt 5).
    cancelRequested:
      (!closeStatus || assumptions.cancelRequestedOnceClosed === 'kept') &&
      entriesOf(run, 'WorkflowExecutionCancelRequested').length > 0,
  });
}

function executionConfiguration(run: Run): object {
  const { childPolicy, executionStartToCloseTimeout, taskList, taskStartToCloseTimeout, taskPriority, lambdaRole } =
    firstOf(run).attributes;
  const optional = { taskPriority, lambdaRole };
  return present({ childPolicy, executionStartToCloseTimeout, taskList, taskStartToCloseTimeout, ...optional });
}

// Nothing is written after a close, so the counts of a closed run stay as they were (docs/swf.md, doubt 25).
const openCounts = (run: Run): object => ({
  openActivityTasks: openActivities(run).length,
  openDecisionTasks: waitingTask(run) ? 1 : 0,
  openTimers: openTimers(run).length,
  openChildWorkflowExecutions: initiatedChildren(run).length,
  openLambdaFunctions: openLambdas(run).length,
});
