import { TAG_KEYS, TYPE_KEYS } from '../access.js';
import { type Happening, happened } from '../events.js';
import {
  type Fault,
  fault,
  noOpenExecution,
  typeText,
  unknownDomain,
  unknownExecution,
  unknownType,
} from '../faults.js';
import { NO_EVENT, runNumber } from '../ids.js';
import { keptList, keptTags, keptType } from '../kept.js';
import { decisionTask, record, recordForDecider } from '../record.js';
import { type Run, settingsOf } from '../run.js';
import { openRunOf, runAt, type State, type TypeDefaults, typeOf } from '../state.js';
import { get } from '../store/table.js';
import { runIdOf, runNumberOf } from '../tokens.js';
import type { Input } from '../types.js';
import { activeDomain } from './domains.js';
import { effect, inDomain, type Operation } from './plan.js';

export const startWorkflowExecution: Operation<'StartWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [...TAG_KEYS, 'taskList.name', ...TYPE_KEYS('workflowType')],
  decide(s, input) {
    const domain = activeDomain(s, input.domain);
    if ('fault' in domain) return domain;
    const type = typeOf(s, 'WorkflowType', input.domain, input.workflowType);
    if (!type) return unknownType('WorkflowType', input.workflowType);
    if (type.status === 'DEPRECATED') {
      return fault('TypeDeprecatedFault', typeText('WorkflowType', input.workflowType));
    }
    const started = startedFrom(input, type.defaults);
    if ('fault' in started) return started;
    // Newer measurements show an empty text where older ones said "Already Started" (swf-behaviour 2).
    if (openRunOf(s, input.domain, input.workflowId)) return fault('WorkflowExecutionAlreadyStartedFault', '');
    if (domain.openRuns.size >= s.config.limits.openExecutions) {
      return fault('LimitExceededFault', 'Limit on open workflow executions per domain reached');
    }
    return open(s, input, started);
  },
};

export const signalWorkflowExecution: Operation<'SignalWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = openRun(s, input);
    if ('fault' in run) return run;
    const { signalName, input: data } = input;
    // 0 stands for "from the API" (recorded: test_unrequested_signal).
    const signaled = { input: data, externalInitiatedEventId: NO_EVENT };
    return effect(recordForDecider(s, run, happened('WorkflowExecutionSignaled', { signalName }, signaled)));
  },
};

export const requestCancelWorkflowExecution: Operation<'RequestCancelWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = openRun(s, input);
    if ('fault' in run) return run;
    const requested = { externalInitiatedEventId: NO_EVENT };
    return effect(recordForDecider(s, run, happened('WorkflowExecutionCancelRequested', {}, requested)));
  },
};

export const terminateWorkflowExecution: Operation<'TerminateWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = openRun(s, input);
    if ('fault' in run) return run;
    const { reason, details, childPolicy = settingsOf(run).childPolicy } = input;
    const why = { cause: 'OPERATOR_INITIATED', reason, details } as const;
    return effect(record(s, run, happened('WorkflowExecutionTerminated', { childPolicy }, why)));
  },
};

/** The run of that id in that domain, open or closed. */
export function runOfId(s: State, domain: string, id: { workflowId: string; runId: string }): Run | undefined {
  const number = runNumberOf(s.config.secret, id.runId);
  const run = number === undefined ? undefined : runAt(s, number);
  if (run?.runId !== id.runId || run.workflowId !== id.workflowId || run.domain !== domain) return undefined;
  return run;
}

type Started = Extract<Happening, { readonly type: 'WorkflowExecutionStarted' }>;

// Missing defaults are reported in this order (swf-behaviour 2.4). The name in the text is the type's (doubt 10).
function startedFrom(input: Input<'StartWorkflowExecution'>, defaults: TypeDefaults): Started | Fault {
  const executionStartToCloseTimeout =
    input.executionStartToCloseTimeout ?? defaults.defaultExecutionStartToCloseTimeout;
  if (executionStartToCloseTimeout === undefined) return undefinedDefault('defaultExecutionStartToCloseTimeout');
  const taskList = input.taskList ? keptList(input.taskList) : defaults.defaultTaskList;
  if (taskList === undefined) return undefinedDefault('defaultTaskList');
  const taskStartToCloseTimeout = input.taskStartToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout;
  if (taskStartToCloseTimeout === undefined) return undefinedDefault('defaultTaskStartToCloseTimeout');
  const childPolicy = input.childPolicy ?? defaults.defaultChildPolicy;
  if (childPolicy === undefined) return undefinedDefault('defaultChildPolicy');
  return happened(
    'WorkflowExecutionStarted',
    { childPolicy, taskList, workflowType: keptType(input.workflowType) },
    {
      executionStartToCloseTimeout,
      taskStartToCloseTimeout,
      // 0 on every run that no other started (recorded).
      parentInitiatedEventId: NO_EVENT,
      input: input.input,
      tagList: keptTags(input.tagList),
      taskPriority: input.taskPriority ?? defaults.defaultTaskPriority,
      lambdaRole: input.lambdaRole ?? defaults.defaultLambdaRole,
    },
  ) as Started;
}

const undefinedDefault = (member: string): Fault => fault('DefaultUndefinedFault', member);

function open(s: State, { domain, workflowId }: Input<'StartWorkflowExecution'>, started: Started) {
  const number = runNumber(s.runs.length);
  const runId = runIdOf(s.config.secret, number);
  const opening = { kind: 'run opened', run: number, domain, workflowId, runId, at: s.now } as const;
  return {
    changes: [opening, ...record(s, { number, length: 0 }, started)],
    next: (opened: State) => {
      const run = runAt(opened, number) as Run;
      return { changes: record(opened, run, decisionTask(run)) };
    },
    reply: () => ({ runId }),
  };
}

interface ExecutionInput {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

function openRun(s: State, { domain, workflowId, runId }: ExecutionInput): Run | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  if (runId === undefined) return openRunOf(s, domain, workflowId) ?? noOpenExecution(workflowId);
  const run = runOfId(s, domain, { workflowId, runId });
  return run && !run.closed ? run : unknownExecution({ workflowId, runId });
}
