import { TAG_KEYS, typeConditionKeys } from '../../authorize/accessRequest.js';
import { newEvent } from '../../model/events.js';
import {
  type Fault,
  fault,
  noOpenExecution,
  typeText,
  unknownDomain,
  unknownExecution,
  unknownType,
} from '../../model/faults.js';
import { NO_EVENT } from '../../model/ids.js';
import { runOfId } from '../../model/lookups.js';
import { type Run, settingsOf } from '../../model/run.js';
import { openRunOf, type State, typeOf } from '../../model/state.js';
import { get } from '../../store/table.js';
import { changesOnly, inDomain, type Operation } from '../plan.js';
import { record, recordForDecider } from '../record.js';
import { type MissingSetting, openRun, resolveSettings } from '../service/startRun.js';
import { activeDomain } from './domains.js';

/** The rule of StartWorkflowExecution (docs/swf.md 2.4). */
export const startWorkflowExecution: Operation<'StartWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [...TAG_KEYS, 'taskList.name', ...typeConditionKeys('workflowType')],
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
    // The message is empty in newer measurements, "Already Started" in older ones (docs/swf.md 2).
    if (openRunOf(s, input.domain, input.workflowId)) return fault('WorkflowExecutionAlreadyStartedFault', '');
    if (domain.openRuns.size >= s.config.limits.openExecutions) {
      return fault('LimitExceededFault', 'Limit on open workflow executions per domain reached');
    }
    const { domain: name, workflowId, workflowType } = input;
    const { changes, next, runId } = openRun(s, { domain: name, workflowId, workflowType, settings });
    return { changes, next, reply: () => ({ runId }) };
  },
};

/** The rule of SignalWorkflowExecution (docs/swf.md 2.4). */
export const signalWorkflowExecution: Operation<'SignalWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = targetRun(s, input);
    if ('fault' in run) return run;
    const { signalName, input: data } = input;
    // 0 means that the signal came through the API (recorded: test_unrequested_signal).
    const signaled = { input: data, externalInitiatedEventId: NO_EVENT };
    return changesOnly(recordForDecider(s, run, newEvent('WorkflowExecutionSignaled', { signalName }, signaled)));
  },
};

/** The rule of RequestCancelWorkflowExecution: each call appends an event (docs/swf.md 2.4). */
export const requestCancelWorkflowExecution: Operation<'RequestCancelWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = targetRun(s, input);
    if ('fault' in run) return run;
    const requested = { externalInitiatedEventId: NO_EVENT };
    return changesOnly(recordForDecider(s, run, newEvent('WorkflowExecutionCancelRequested', {}, requested)));
  },
};

/** The rule of TerminateWorkflowExecution: closes the run at once, without a decision task (docs/swf.md 2.4). */
export const terminateWorkflowExecution: Operation<'TerminateWorkflowExecution'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide(s, input) {
    const run = targetRun(s, input);
    if ('fault' in run) return run;
    const { reason, details, childPolicy = settingsOf(run).childPolicy } = input;
    const why = { cause: 'OPERATOR_INITIATED', reason, details } as const;
    return changesOnly(record(s, run, newEvent('WorkflowExecutionTerminated', { childPolicy }, why)));
  },
};

/** Returns the fault of a missing setting. Its message is the member of the type (docs/swf.md 12, doubt 10). */
const undefinedDefault = ({ missing }: MissingSetting): Fault =>
  fault('DefaultUndefinedFault', `default${missing.charAt(0).toUpperCase()}${missing.slice(1)}`);

interface ExecutionInput {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

function targetRun(s: State, { domain, workflowId, runId }: ExecutionInput): Run | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  if (runId === undefined) return openRunOf(s, domain, workflowId) ?? noOpenExecution(workflowId);
  const run = runOfId(s, domain, { workflowId, runId });
  return run && !run.closed ? run : unknownExecution({ workflowId, runId });
}
