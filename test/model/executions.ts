import type {
  ChildPolicy,
  DescribeWorkflowExecutionInput,
  SignalWorkflowExecutionInput,
  StartWorkflowExecutionInput,
  TerminateWorkflowExecutionInput,
} from '@aws-sdk/client-swf';
import {
  CLOSE_STATUS,
  entriesOf,
  firstOf,
  historyOf,
  lastOf,
  openActivities,
  openTimers,
  present,
  type Run,
  waitingTask,
} from './history.js';
import { noOpenRun, type Refusal, refuse, unknownDomain, unknownRun } from './reply.js';
import { append, needDecision, openRun, type Type, type World } from './world.js';

/** Starts a run. Its id is the service's to choose, so the caller brings the one that it will have. */
export function start(world: World, input: StartWorkflowExecutionInput, runId: string): object {
  const { domain, workflowId, workflowType } = input;
  if (!world.domains.includes(domain ?? '')) return unknownDomain(domain);
  const type = world.types.find(
    ({ kind, name, version }) =>
      kind === 'workflow' && name === workflowType?.name && version === workflowType?.version,
  );
  const descriptor = `WorkflowType=[name=${workflowType?.name}, version=${workflowType?.version}]`;
  if (!type) return refuse('UnknownResourceFault', `Unknown type: ${descriptor}`);
  if (type.deprecated) return refuse('TypeDeprecatedFault', descriptor);
  const settings = settingsOf(input, type);
  // Missing defaults before the open run (swf-behaviour, doubt 16).
  const missing = REQUIRED.find((name) => settings[name] === undefined);
  if (missing) return refuse('DefaultUndefinedFault', DEFAULT_NAME[missing]);
  if (openRun(world, workflowId)) return refuse('WorkflowExecutionAlreadyStartedFault', '');
  const run: Run = { workflowId: workflowId ?? '', runId, entries: [], beats: [] };
  world.runs.push(run);
  const { input: data, tagList } = input;
  const started = { ...settings, workflowType, input: data, tagList, parentInitiatedEventId: 0 };
  append(world, run, 'WorkflowExecutionStarted', started);
  needDecision(world, run);
  return { runId };
}

// The order in which a missing one is reported (swf-behaviour 2.4).
const REQUIRED = ['executionStartToCloseTimeout', 'taskList', 'taskStartToCloseTimeout', 'childPolicy'] as const;

const DEFAULT_NAME = {
  executionStartToCloseTimeout: 'defaultExecutionStartToCloseTimeout',
  taskList: 'defaultTaskList',
  taskStartToCloseTimeout: 'defaultTaskStartToCloseTimeout',
  childPolicy: 'defaultChildPolicy',
};

const settingsOf = (input: StartWorkflowExecutionInput, { defaults }: Type) => ({
  executionStartToCloseTimeout:
    input.executionStartToCloseTimeout ?? (defaults.defaultExecutionStartToCloseTimeout as string | undefined),
  taskList: input.taskList ?? (defaults.defaultTaskList as { name: string } | undefined),
  taskStartToCloseTimeout:
    input.taskStartToCloseTimeout ?? (defaults.defaultTaskStartToCloseTimeout as string | undefined),
  childPolicy: input.childPolicy ?? (defaults.defaultChildPolicy as ChildPolicy | undefined),
  taskPriority: input.taskPriority ?? (defaults.defaultTaskPriority as string | undefined),
});

interface Address {
  readonly domain: string | undefined;
  readonly workflowId: string | undefined;
  readonly runId?: string | undefined;
}

/** The open run that a request is about; an empty runId means that none was given (swf-behaviour, doubt 18). */
function addressed(world: World, { domain, workflowId, runId }: Address): Run | Refusal {
  if (!world.domains.includes(domain ?? '')) return unknownDomain(domain);
  const open = openRun(world, workflowId);
  if (!runId) return open ?? noOpenRun(workflowId);
  return open?.runId === runId ? open : unknownRun({ workflowId: workflowId ?? '', runId });
}

export function signal(world: World, input: SignalWorkflowExecutionInput): object {
  const run = addressed(world, input);
  if ('fault' in run) return run;
  const { signalName, input: data } = input;
  append(world, run, 'WorkflowExecutionSignaled', { signalName, input: data, externalInitiatedEventId: 0 });
  needDecision(world, run);
  return {};
}

export function requestCancel(world: World, input: Address): object {
  const run = addressed(world, input);
  if ('fault' in run) return run;
  append(world, run, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 });
  needDecision(world, run);
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
  if (!world.domains.includes(domain ?? '')) return unknownDomain(domain);
  const { workflowId, runId } = execution ?? {};
  const run = world.runs.find((known) => known.workflowId === workflowId && known.runId === runId);
  return run ?? unknownRun({ workflowId: workflowId ?? '', runId: runId ?? '' });
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
    executionInfo: executionInfo(run),
    executionConfiguration: executionConfiguration(run),
    openCounts: openCounts(run),
    latestActivityTaskTimestamp: run.entries.filter(({ type }) => type.startsWith('ActivityTask')).at(-1)?.at,
    latestExecutionContext: contexts.filter((context) => context !== undefined).at(-1),
  });
}

function executionInfo(run: Run): object {
  const { workflowType, tagList } = firstOf(run).attributes;
  const closeStatus = CLOSE_STATUS[lastOf(run).type];
  return present({
    execution: { workflowId: run.workflowId, runId: run.runId },
    workflowType,
    startTimestamp: firstOf(run).at,
    closeTimestamp: closeStatus && lastOf(run).at,
    executionStatus: closeStatus ? 'CLOSED' : 'OPEN',
    closeStatus,
    tagList,
    // True while open, false once closed (swf-behaviour, doubt 5).
    cancelRequested: !closeStatus && entriesOf(run, 'WorkflowExecutionCancelRequested').length > 0,
  });
}

function executionConfiguration(run: Run): object {
  const { childPolicy, executionStartToCloseTimeout, taskList, taskStartToCloseTimeout, taskPriority } =
    firstOf(run).attributes;
  return present({ childPolicy, executionStartToCloseTimeout, taskList, taskStartToCloseTimeout, taskPriority });
}

// Nothing is written after a close, so the counts of a closed run stay as they were (swf-behaviour, doubt 25).
const openCounts = (run: Run): object => ({
  openActivityTasks: openActivities(run).length,
  openDecisionTasks: waitingTask(run) ? 1 : 0,
  openTimers: openTimers(run).length,
  openChildWorkflowExecutions: 0,
  openLambdaFunctions: 0,
});
