import { causeOfMissing } from '../../../tables/causes.js';
import type { CauseOfDecision } from '../../../tables/decisions.js';
import { TAG_KEYS, typeConditionKeys } from '../../authorize/accessRequest.js';
import { newEvent } from '../../model/events.js';
import { frozenType } from '../../model/frozen.js';
import { type EventId, NO_EVENT } from '../../model/ids.js';
import { type Run, settingsOf } from '../../model/run.js';
import { type State, typeOf } from '../../model/state.js';
import { get } from '../../store/table.js';
import { nextRunId, resolveSettings } from '../service/startRun.js';
import { type DecisionAttributes, rule, type Verdict } from './rule.js';

/** The rule of StartChildWorkflowExecution: the child starts in an after-batch step (docs/swf.md 3.12). */
export const startChildWorkflowExecution = rule('StartChildWorkflowExecution', {
  conditionKeys: [...TAG_KEYS, 'taskList.name', ...typeConditionKeys('workflowType')],
  defaultsFrom: (s, { domain }, { workflowType }) => typeOf(s, 'WorkflowType', domain, workflowType),
  decide: initiate,
  // 0, since there is no Initiated event (API reference, StartChildWorkflowExecutionFailedEventAttributes).
  failed: ({ workflowType, workflowId, control }, cause, decisionTaskCompletedEventId) =>
    newEvent(
      'StartChildWorkflowExecutionFailed',
      {
        workflowType: frozenType(workflowType),
        workflowId,
        cause,
        initiatedEventId: NO_EVENT,
        decisionTaskCompletedEventId,
      },
      { control },
    ),
});

/** The rule of ContinueAsNewWorkflowExecution (docs/swf.md 3.6). */
export const continueAsNewWorkflowExecution = rule('ContinueAsNewWorkflowExecution', {
  conditionKeys: [...TAG_KEYS, 'taskList.name', 'workflowTypeVersion'],
  defaultsFrom: (s, run, requested) => typeOf(s, 'WorkflowType', run.domain, continuedType(run, requested)),
  decide: continueAsNew,
  failed: (_attributes, cause, decisionTaskCompletedEventId) =>
    newEvent('ContinueAsNewWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId }),
});

// A workflow id that is in use shows only when the child starts, after the batch (docs/swf.md 3.12).
function initiate(
  s: State,
  run: Run,
  requested: DecisionAttributes<'StartChildWorkflowExecution'>,
  decisionTaskCompletedEventId: EventId,
): Verdict<CauseOfDecision<'StartChildWorkflowExecution'>> {
  const settings = settingsFor(s, run, requested.workflowType, requested);
  if ('cause' in settings) return settings;
  const { openChildren, openExecutions } = s.config.limits;
  if (run.children.byId.size >= openChildren) return { cause: 'OPEN_CHILDREN_LIMIT_EXCEEDED' };
  const open = get(s.domains, run.domain)?.openRuns.size ?? 0;
  if (open >= openExecutions) return { cause: 'OPEN_WORKFLOWS_LIMIT_EXCEEDED' };
  const { workflowId, control } = requested;
  const workflowType = frozenType(requested.workflowType);
  const { taskList, childPolicy, ...others } = settings;
  const always = { workflowId, workflowType, taskList, childPolicy, decisionTaskCompletedEventId };
  return newEvent('StartChildWorkflowExecutionInitiated', always, { ...others, control });
}

function continuedType(run: Run, requested: { readonly workflowTypeVersion?: string | undefined }) {
  const { name, version } = settingsOf(run).workflowType;
  return frozenType({ name, version: requested.workflowTypeVersion ?? version });
}

// Only the name of the type is inherited. Every other setting comes from the decision or the type (docs/swf.md 3.6).
function continueAsNew(
  s: State,
  run: Run,
  requested: DecisionAttributes<'ContinueAsNewWorkflowExecution'>,
  decisionTaskCompletedEventId: EventId,
): Verdict<CauseOfDecision<'ContinueAsNewWorkflowExecution'>> {
  if (run.decisionScheduled) return { cause: 'UNHANDLED_DECISION' };
  const workflowType = continuedType(run, requested);
  const settings = settingsFor(s, run, workflowType, requested);
  if ('cause' in settings) return settings;
  const { taskList, childPolicy, ...others } = settings;
  const ids = { newExecutionRunId: nextRunId(s), decisionTaskCompletedEventId };
  const always = { ...ids, workflowType, taskList, childPolicy };
  return newEvent('WorkflowExecutionContinuedAsNew', always, others);
}

function settingsFor(
  s: State,
  run: Run,
  workflowType: { readonly name: string; readonly version: string },
  requested: Parameters<typeof resolveSettings>[0],
) {
  const type = typeOf(s, 'WorkflowType', run.domain, workflowType);
  if (!type) return { cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST' } as const;
  if (type.status === 'DEPRECATED') return { cause: 'WORKFLOW_TYPE_DEPRECATED' } as const;
  const settings = resolveSettings(requested, type.defaults);
  return 'missing' in settings ? { cause: causeOfMissing(settings.missing) } : settings;
}
