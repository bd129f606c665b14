import { TAG_KEYS, TYPE_KEYS } from '../../access.js';
import { happened } from '../../events.js';
import { type EventId, NO_EVENT } from '../../ids.js';
import { keptType } from '../../kept.js';
import { type Missing, nextRunId, resolveSettings } from '../../opening.js';
import { type Run, settingsOf } from '../../run.js';
import { type State, typeOf } from '../../state.js';
import { get } from '../../store/table.js';
import { type DecisionAttributes, rule, type Verdict } from './rule.js';

const DEFAULT_CAUSES = [
  'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  'DEFAULT_TASK_LIST_UNDEFINED',
  'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  'DEFAULT_CHILD_POLICY_UNDEFINED',
] as const;

const CAUSE_OF: { readonly [M in Missing['missing']]: (typeof DEFAULT_CAUSES)[number] } = {
  executionStartToCloseTimeout: 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  taskList: 'DEFAULT_TASK_LIST_UNDEFINED',
  taskStartToCloseTimeout: 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  childPolicy: 'DEFAULT_CHILD_POLICY_UNDEFINED',
};

const START_CAUSES = [
  'WORKFLOW_TYPE_DOES_NOT_EXIST',
  'WORKFLOW_TYPE_DEPRECATED',
  'OPEN_CHILDREN_LIMIT_EXCEEDED',
  'OPEN_WORKFLOWS_LIMIT_EXCEEDED',
  'CHILD_CREATION_RATE_EXCEEDED',
  'WORKFLOW_ALREADY_RUNNING',
  ...DEFAULT_CAUSES,
  'OPERATION_NOT_PERMITTED',
] as const;

const CONTINUE_CAUSES = [
  'UNHANDLED_DECISION',
  'WORKFLOW_TYPE_DEPRECATED',
  'WORKFLOW_TYPE_DOES_NOT_EXIST',
  ...DEFAULT_CAUSES,
  'CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED',
  'OPERATION_NOT_PERMITTED',
] as const;

export const startChildWorkflowExecution = rule('startChildWorkflowExecutionDecisionAttributes', START_CAUSES, {
  conditionKeys: [...TAG_KEYS, 'taskList.name', ...TYPE_KEYS('workflowType')],
  defaultsFrom: (s, { domain }, { workflowType }) => typeOf(s, 'WorkflowType', domain, workflowType),
  lateCauses: ['WORKFLOW_ALREADY_RUNNING'],
  decide: initiate,
  // Nothing was initiated: 0 (API reference, StartChildWorkflowExecutionFailedEventAttributes).
  failed: ({ workflowType, workflowId, control }, cause, decisionTaskCompletedEventId) =>
    happened(
      'StartChildWorkflowExecutionFailed',
      {
        workflowType: keptType(workflowType),
        workflowId,
        cause,
        initiatedEventId: NO_EVENT,
        decisionTaskCompletedEventId,
      },
      { control },
    ),
});

export const continueAsNewWorkflowExecution = rule(
  'continueAsNewWorkflowExecutionDecisionAttributes',
  CONTINUE_CAUSES,
  {
    closes: true,
    conditionKeys: [...TAG_KEYS, 'taskList.name', 'workflowTypeVersion'],
    defaultsFrom: (s, run, wanted) => typeOf(s, 'WorkflowType', run.domain, continuedType(run, wanted)),
    decide: continueAsNew,
    failed: (_attributes, cause, decisionTaskCompletedEventId) =>
      happened('ContinueAsNewWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId }),
  },
);

// Whether the workflow id is taken is seen when the child starts, after the batch (swf-behaviour 3.12).
function initiate(
  s: State,
  run: Run,
  wanted: DecisionAttributes<'startChildWorkflowExecutionDecisionAttributes'>,
  decisionTaskCompletedEventId: EventId,
): Verdict<(typeof START_CAUSES)[number]> {
  const settings = settingsFor(s, run, wanted.workflowType, wanted);
  if ('cause' in settings) return settings;
  const { openChildren, openExecutions } = s.config.limits;
  if (run.children.byId.size >= openChildren) return { cause: 'OPEN_CHILDREN_LIMIT_EXCEEDED' };
  const open = get(s.domains, run.domain)?.openRuns.size ?? 0;
  if (open >= openExecutions) return { cause: 'OPEN_WORKFLOWS_LIMIT_EXCEEDED' };
  const { workflowId, control } = wanted;
  const workflowType = keptType(wanted.workflowType);
  const { taskList, childPolicy, ...others } = settings;
  const always = { workflowId, workflowType, taskList, childPolicy, decisionTaskCompletedEventId };
  return happened('StartChildWorkflowExecutionInitiated', always, { ...others, control });
}

function continuedType(run: Run, wanted: { readonly workflowTypeVersion?: string | undefined }) {
  const { name, version } = settingsOf(run).workflowType;
  return keptType({ name, version: wanted.workflowTypeVersion ?? version });
}

// Nothing is inherited but the name of the type: what is not said comes from the type's defaults (swf-behaviour 3.6).
function continueAsNew(
  s: State,
  run: Run,
  wanted: DecisionAttributes<'continueAsNewWorkflowExecutionDecisionAttributes'>,
  decisionTaskCompletedEventId: EventId,
): Verdict<(typeof CONTINUE_CAUSES)[number]> {
  if (run.decisionScheduled) return { cause: 'UNHANDLED_DECISION' };
  const workflowType = continuedType(run, wanted);
  const settings = settingsFor(s, run, workflowType, wanted);
  if ('cause' in settings) return settings;
  const { taskList, childPolicy, ...others } = settings;
  const ids = { newExecutionRunId: nextRunId(s), decisionTaskCompletedEventId };
  const always = { ...ids, workflowType, taskList, childPolicy };
  return happened('WorkflowExecutionContinuedAsNew', always, others);
}

function settingsFor(
  s: State,
  run: Run,
  workflowType: { readonly name: string; readonly version: string },
  wanted: Parameters<typeof resolveSettings>[0],
) {
  const type = typeOf(s, 'WorkflowType', run.domain, workflowType);
  if (!type) return { cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST' } as const;
  if (type.status === 'DEPRECATED') return { cause: 'WORKFLOW_TYPE_DEPRECATED' } as const;
  const settings = resolveSettings(wanted, type.defaults);
  return 'missing' in settings ? { cause: CAUSE_OF[settings.missing] } : settings;
}
