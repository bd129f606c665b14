import { TAG_KEYS, TYPE_KEYS } from '../access.js';
import { happened } from '../events.js';
import {
  type Fault,
  fault,
  noOpenExecution,
  typeText,
  unknownDomain,
  unknownExecution,
  unknownType,
} from '../faults.js';
import { NO_EVENT } from '../ids.js';
import { type Missing, open, resolveSettings } from '../opening.js';
import { record, recordForDecider } from '../record.js';
import { type Run, settingsOf } from '../run.js';
import { openRunOf, runOfId, type State, typeOf } from '../state.js';
import { get } from '../store/table.js';
import { activeDomain } from './domains.js';
import { effect, inDomain, type Operation } from './plan.js';

export const startWorkflowExecution: Operation<'StartWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [...TAG_KEYS, 'taskList.name', ...TYPE_KEYS('workflowType')],
  defaultsFrom: (s, { domain, workflowType }) => typeOf(s, 'WorkflowType', domain, workflowType),
  decide(s, input) {
    const domain = activeDomain(s, input.domain);
    if ('fault' in domain) return domain;
    const type = typeOf(s, 'WorkflowType', input.domain, input.workflowType);
    if (!type) return unknownType('WorkflowType', input.workflowType);
    if (type.status === 'DEPRECATED') {
      return fault('TypeDeprecatedFault', typeText('WorkflowType', input.workflowType));
    }
    const settings = resolveSettings(input, type.defaults);
    if ('missing' in settings) return undefinedDefault(settings);
    // Newer measurements show an empty text where older ones said "Already Started" (swf-behaviour 2).
    if (openRunOf(s, input.domain, input.workflowId)) return fault('WorkflowExecutionAlreadyStartedFault', '');
    if (domain.openRuns.size >= s.config.limits.openExecutions) {
      return fault('LimitExceededFault', 'Limit on open workflow executions per domain reached');
    }
    const { domain: name, workflowId, workflowType } = input;
    const { changes, next, runId } = open(s, { domain: name, workflowId, workflowType, settings });
    return { changes, next, reply: () => ({ runId }) };
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

/** The member of the type that would have given the setting; the service's own words are not known (doubt 10). */
const undefinedDefault = ({ missing }: Missing): Fault =>
  fault('DefaultUndefinedFault', `default${missing.charAt(0).toUpperCase()}${missing.slice(1)}`);

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
