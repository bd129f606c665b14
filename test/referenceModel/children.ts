import type {
  ContinueAsNewWorkflowExecutionDecisionAttributes,
  StartChildWorkflowExecutionDecisionAttributes,
  WorkflowType,
} from '@aws-sdk/client-swf';
import { type Batch, DENIED, failed, isUnhandled, wrote } from './batch.js';
import { initiatedChildren } from './family.js';
import { entriesOf, firstOf, isClosed, type Run } from './history.js';
import { missingIn, type Settings, settingsOf } from './settings.js';
import { openRun, type Step, typeNamed, type World } from './world.js';
import { append, begin, executionOf, tell } from './writing.js';

/** Only what the service sees at once; whether the workflow id is taken shows at the step (docs/swf.md 3.12). */
export function initiateChild(batch: Batch, wanted: StartChildWorkflowExecutionDecisionAttributes): boolean {
  const { workflowId, workflowType, control } = wanted;
  const { world, run, completedId: decisionTaskCompletedEventId } = batch;
  const settings = settingsFor(world, wanted, workflowType);
  const cause = batch.denied ? DENIED : (causeIn(settings) ?? limitCause(world, run));
  if (cause) {
    const failure = {
      workflowType,
      workflowId,
      cause,
      initiatedEventId: 0,
      decisionTaskCompletedEventId,
      control,
    } as const;
    return failed(batch, 'StartChildWorkflowExecutionFailed', failure);
  }
  const initiated = { ...(settings as Settings), workflowType, workflowId, control, decisionTaskCompletedEventId };
  const id = append(world, run, 'StartChildWorkflowExecutionInitiated', initiated);
  if (!isClosed(run)) world.steps.push({ kind: 'child', run, id });
  return true;
}

/** Nothing is inherited but the name of the type, and its version if no other is said (docs/swf.md 3.6). */
export function continueAsNew(batch: Batch, wanted: ContinueAsNewWorkflowExecutionDecisionAttributes): boolean {
  const { world, run, completedId: decisionTaskCompletedEventId } = batch;
  const current = firstOf(run).attributes.workflowType;
  const workflowType = { name: current?.name, version: wanted.workflowTypeVersion ?? current?.version };
  const settings = settingsFor(world, wanted, workflowType);
  const unhandled = isUnhandled(batch) ? 'UNHANDLED_DECISION' : undefined;
  const cause = batch.denied ? DENIED : (unhandled ?? causeIn(settings));
  if (cause) return failed(batch, 'ContinueAsNewWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId });
  const newExecutionRunId = world.runIdOf(world.runs.length);
  const continued = { ...(settings as Settings), workflowType, newExecutionRunId, decisionTaskCompletedEventId };
  return wrote(batch, 'WorkflowExecutionContinuedAsNew', continued);
}

type Cause = 'WORKFLOW_TYPE_DOES_NOT_EXIST' | 'WORKFLOW_TYPE_DEPRECATED';

function settingsFor(
  world: World,
  wanted: ContinueAsNewWorkflowExecutionDecisionAttributes,
  workflowType: Partial<WorkflowType> | undefined,
): Settings | Cause {
  const type = typeNamed(world, 'workflow', workflowType);
  if (!type) return 'WORKFLOW_TYPE_DOES_NOT_EXIST';
  return type.deprecated ? 'WORKFLOW_TYPE_DEPRECATED' : settingsOf(wanted, type);
}

const DEFAULT_CAUSE = {
  executionStartToCloseTimeout: 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  taskList: 'DEFAULT_TASK_LIST_UNDEFINED',
  taskStartToCloseTimeout: 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  childPolicy: 'DEFAULT_CHILD_POLICY_UNDEFINED',
} as const;

function causeIn(settings: Settings | Cause) {
  if (typeof settings === 'string') return settings;
  const missing = missingIn(settings);
  return missing && DEFAULT_CAUSE[missing];
}

// In the order in which the API names them; of the two nobody has met both (docs/swf.md 14.2).
function limitCause({ limits, runs }: World, run: Run) {
  if (initiatedChildren(run).length >= limits.openChildren) return 'OPEN_CHILDREN_LIMIT_EXCEEDED';
  const open = runs.filter((one) => !isClosed(one)).length;
  return open >= limits.openExecutions ? 'OPEN_WORKFLOWS_LIMIT_EXCEEDED' : undefined;
}

/** The step: the child's first events, then the parent's word of it, or word that the id is taken (docs/swf.md 6.9). */
export function startChild(world: World, { run: parent, id: initiatedEventId }: Step): void {
  const initiated = entriesOf(parent, 'StartChildWorkflowExecutionInitiated').find(({ id }) => id === initiatedEventId);
  if (!initiated) return;
  const { workflowId = '', workflowType, control, decisionTaskCompletedEventId, ...settings } = initiated.attributes;
  if (openRun(world, workflowId)) {
    const cause = 'WORKFLOW_ALREADY_RUNNING' as const;
    const failure = { workflowType, workflowId, cause, initiatedEventId, decisionTaskCompletedEventId, control };
    tell(world, parent, 'StartChildWorkflowExecutionFailed', failure);
    return;
  }
  const link = { parentWorkflowExecution: executionOf(parent), parentInitiatedEventId: initiatedEventId };
  const child = begin(world, workflowId, { ...settings, workflowType, ...link });
  const started = { workflowExecution: executionOf(child), workflowType, initiatedEventId };
  tell(world, parent, 'ChildWorkflowExecutionStarted', started);
}
