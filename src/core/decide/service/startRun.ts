import type { TypeDefaults } from '../../model/domain.js';
import { type NewEvent, newEvent } from '../../model/events.js';
import { frozenTags, frozenTaskList, frozenType } from '../../model/frozen.js';
import { NO_EVENT, type RunNumber, runNumber } from '../../model/ids.js';
import type { ParentLink, Run } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import { runIdOf } from '../../model/tokens.js';
import type { Steps } from '../plan.js';
import { decisionTask, record } from '../record.js';

/** The settings that a request can give for a new run. Missing ones come from the defaults of its type. */
export interface RequestedSettings {
  readonly executionStartToCloseTimeout?: string | undefined;
  readonly taskList?: { readonly name: string } | undefined;
  readonly taskStartToCloseTimeout?: string | undefined;
  readonly childPolicy?: Settings['childPolicy'] | undefined;
  readonly taskPriority?: string | undefined;
  readonly lambdaRole?: string | undefined;
  readonly input?: string | undefined;
  readonly tagList?: readonly string[] | undefined;
}

/** The settings of a new run, complete. Timeouts are whole seconds as text, or `NONE`. */
export interface Settings {
  readonly executionStartToCloseTimeout: string;
  readonly taskList: { readonly name: string };
  readonly taskStartToCloseTimeout: string;
  readonly childPolicy: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  readonly taskPriority?: string | undefined;
  readonly lambdaRole?: string | undefined;
  readonly input?: string | undefined;
  readonly tagList?: readonly string[] | undefined;
}

/** The first required setting that neither the request nor the type gives. */
export interface MissingSetting {
  readonly missing: 'executionStartToCloseTimeout' | 'taskList' | 'taskStartToCloseTimeout' | 'childPolicy';
}

const missing = (setting: MissingSetting['missing']): MissingSetting => ({ missing: setting });

/** Returns the settings of a new run, or the first that is missing in the order of docs/swf.md 2.4. */
export function resolveSettings(requested: RequestedSettings, defaults: TypeDefaults): Settings | MissingSetting {
  const executionStartToCloseTimeout =
    requested.executionStartToCloseTimeout ?? defaults.defaultExecutionStartToCloseTimeout;
  if (executionStartToCloseTimeout === undefined) return missing('executionStartToCloseTimeout');
  const taskList = requested.taskList ? frozenTaskList(requested.taskList) : defaults.defaultTaskList;
  if (taskList === undefined) return missing('taskList');
  const taskStartToCloseTimeout = requested.taskStartToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout;
  if (taskStartToCloseTimeout === undefined) return missing('taskStartToCloseTimeout');
  const childPolicy = requested.childPolicy ?? defaults.defaultChildPolicy;
  if (childPolicy === undefined) return missing('childPolicy');
  return {
    executionStartToCloseTimeout,
    taskList,
    taskStartToCloseTimeout,
    childPolicy,
    taskPriority: requested.taskPriority ?? defaults.defaultTaskPriority,
    lambdaRole: requested.lambdaRole ?? defaults.defaultLambdaRole,
    input: requested.input,
    tagList: frozenTags(requested.tagList),
  };
}

interface Opening {
  readonly domain: string;
  readonly workflowId: string;
  readonly workflowType: { readonly name: string; readonly version: string };
  readonly settings: Settings;
  readonly parent?: ParentLink | undefined;
  /** The run id of the run that this one continues. */
  readonly continued?: string;
}

interface Opened extends Required<Steps> {
  readonly run: RunNumber;
  readonly runId: string;
}

/** Returns the run id of the next run that is opened. */
export const nextRunId = (s: State): string => runIdOf(s.config.secret, runNumber(s.runs.length));

/**
 * Returns the steps that open a run: WorkflowExecutionStarted, then its first decision task at the same time
 * (docs/swf.md 2.4).
 */
export function openRun(s: State, opening: Opening): Opened {
  const number = runNumber(s.runs.length);
  const { domain, workflowId, parent } = opening;
  const runId = nextRunId(s);
  const opened = { kind: 'run opened', run: number, domain, workflowId, runId, at: s.now, parent } as const;
  return {
    run: number,
    runId,
    changes: [opened, ...record(s, { number, length: 0 }, started(opening))],
    next: (after) => {
      const run = runAt(after, number) as Run;
      return { changes: record(after, run, decisionTask(run)) };
    },
  };
}

function started({ workflowType, settings, parent, continued }: Opening): NewEvent {
  const { executionStartToCloseTimeout, taskStartToCloseTimeout, input, tagList, taskPriority, lambdaRole } = settings;
  return newEvent(
    'WorkflowExecutionStarted',
    { childPolicy: settings.childPolicy, taskList: settings.taskList, workflowType: frozenType(workflowType) },
    {
      executionStartToCloseTimeout,
      taskStartToCloseTimeout,
      // 0 if the run has no parent (recorded).
      parentInitiatedEventId: parent?.initiatedId ?? NO_EVENT,
      parentWorkflowExecution: parent?.execution,
      continuedExecutionRunId: continued,
      input,
      tagList,
      taskPriority,
      lambdaRole,
    },
  );
}

/** Returns the ids of a run, frozen. */
export const executionOf = ({ workflowId, runId }: Run) => Object.freeze({ workflowId, runId });
