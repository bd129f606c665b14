import { type Happening, happened } from './events.js';
import { NO_EVENT, type RunNumber, runNumber } from './ids.js';
import { keptList, keptTags, keptType } from './kept.js';
import { decisionTask, record } from './record.js';
import type { ParentLink, Run } from './run.js';
import type { Stage } from './stage.js';
import { runAt, type State, type TypeDefaults } from './state.js';
import { runIdOf } from './tokens.js';

/** What whoever starts a run may say of it; the rest comes from the defaults of its type. */
export interface WantedSettings {
  readonly executionStartToCloseTimeout?: string | undefined;
  readonly taskList?: { readonly name: string } | undefined;
  readonly taskStartToCloseTimeout?: string | undefined;
  readonly childPolicy?: Settings['childPolicy'] | undefined;
  readonly taskPriority?: string | undefined;
  readonly lambdaRole?: string | undefined;
  readonly input?: string | undefined;
  readonly tagList?: readonly string[] | undefined;
}

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

/** A setting that neither the request nor the type gives. */
export interface Missing {
  readonly missing: 'executionStartToCloseTimeout' | 'taskList' | 'taskStartToCloseTimeout' | 'childPolicy';
}

const missing = (setting: Missing['missing']): Missing => ({ missing: setting });

/** The settings of a run that is to start; the first that is missing, in this order (swf-behaviour 2.4). */
export function resolveSettings(wanted: WantedSettings, defaults: TypeDefaults): Settings | Missing {
  const executionStartToCloseTimeout =
    wanted.executionStartToCloseTimeout ?? defaults.defaultExecutionStartToCloseTimeout;
  if (executionStartToCloseTimeout === undefined) return missing('executionStartToCloseTimeout');
  const taskList = wanted.taskList ? keptList(wanted.taskList) : defaults.defaultTaskList;
  if (taskList === undefined) return missing('taskList');
  const taskStartToCloseTimeout = wanted.taskStartToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout;
  if (taskStartToCloseTimeout === undefined) return missing('taskStartToCloseTimeout');
  const childPolicy = wanted.childPolicy ?? defaults.defaultChildPolicy;
  if (childPolicy === undefined) return missing('childPolicy');
  return {
    executionStartToCloseTimeout,
    taskList,
    taskStartToCloseTimeout,
    childPolicy,
    taskPriority: wanted.taskPriority ?? defaults.defaultTaskPriority,
    lambdaRole: wanted.lambdaRole ?? defaults.defaultLambdaRole,
    input: wanted.input,
    tagList: keptTags(wanted.tagList),
  };
}

interface Opening {
  readonly domain: string;
  readonly workflowId: string;
  readonly workflowType: { readonly name: string; readonly version: string };
  readonly settings: Settings;
  readonly parent?: ParentLink | undefined;
  /** The run that this one continues. */
  readonly continued?: string;
}

interface Opened extends Required<Stage> {
  readonly run: RunNumber;
  readonly runId: string;
}

/** What the next run to be opened will be called. */
export const nextRunId = (s: State): string => runIdOf(s.config.secret, runNumber(s.runs.length));

/** Opens a run: its first event, and its first decision task in the same step. */
export function open(s: State, opening: Opening): Opened {
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

function started({ workflowType, settings, parent, continued }: Opening): Happening {
  const { executionStartToCloseTimeout, taskStartToCloseTimeout, input, tagList, taskPriority, lambdaRole } = settings;
  return happened(
    'WorkflowExecutionStarted',
    { childPolicy: settings.childPolicy, taskList: settings.taskList, workflowType: keptType(workflowType) },
    {
      executionStartToCloseTimeout,
      taskStartToCloseTimeout,
      // 0 on every run that no other started (recorded).
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

export const executionOf = ({ workflowId, runId }: Run) => Object.freeze({ workflowId, runId });
