import type { ChildPolicy, StartChildWorkflowExecutionDecisionAttributes } from '@aws-sdk/client-swf';
import type { Type } from './world.js';

/** What whoever starts a run may say of it. */
type Wanted = Pick<
  Partial<StartChildWorkflowExecutionDecisionAttributes>,
  | 'executionStartToCloseTimeout'
  | 'taskList'
  | 'taskStartToCloseTimeout'
  | 'childPolicy'
  | 'taskPriority'
  | 'lambdaRole'
  | 'input'
  | 'tagList'
>;

export type Settings = ReturnType<typeof settingsOf>;

/** What is not said comes from the type, but for the input and the tags (docs/swf.md 2.4, 3.6, 14.1). */
export const settingsOf = (wanted: Wanted, { defaults }: Type) => ({
  executionStartToCloseTimeout:
    wanted.executionStartToCloseTimeout ?? (defaults.defaultExecutionStartToCloseTimeout as string | undefined),
  taskList: wanted.taskList ?? (defaults.defaultTaskList as { name: string } | undefined),
  taskStartToCloseTimeout:
    wanted.taskStartToCloseTimeout ?? (defaults.defaultTaskStartToCloseTimeout as string | undefined),
  childPolicy: wanted.childPolicy ?? (defaults.defaultChildPolicy as ChildPolicy | undefined),
  taskPriority: wanted.taskPriority ?? (defaults.defaultTaskPriority as string | undefined),
  lambdaRole: wanted.lambdaRole ?? (defaults.defaultLambdaRole as string | undefined),
  input: wanted.input,
  tagList: wanted.tagList,
});

/** The settings that a run cannot do without, in the order in which a missing one is reported (docs/swf.md 2.4). */
const REQUIRED = ['executionStartToCloseTimeout', 'taskList', 'taskStartToCloseTimeout', 'childPolicy'] as const;

export const missingIn = (settings: Settings): (typeof REQUIRED)[number] | undefined =>
  REQUIRED.find((name) => settings[name] === undefined);
