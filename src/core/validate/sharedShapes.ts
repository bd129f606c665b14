import { anyText, choice, list, structure, text, upTo } from './shape.js';

// The shapes that several operations and decisions share (docs/swf.md 0.3).

/** The name of an existing domain. */
export const domainName = text(1, 256);

/** Data of the user: `input`, `result`, `control`, `details`. */
export const data = upTo(32_768);

/** The identity of a worker or a decider. */
export const identity = upTo(256);

/** A task token. */
export const taskToken = text(1, 1024);

/** An ARN. */
export const arn = text(1, 1600);

/** A timeout of a task: seconds as text, or `NONE`. */
export const timeout = upTo(8, 'timeout');

/** A timeout of an execution in an operation: seconds as text (docs/swf.md 12, doubt 11). */
export const executionTimeout = upTo(8, 'execution');

/** A timeout of an execution in a decision: seconds as text, or `NONE` (docs/swf.md 12, doubt 11). */
export const successorTimeout = upTo(8, 'successor');

/** The workflowId of a run to start (docs/swf.md 12, doubt 13). */
export const workflowId = text(1, 256, 'workflowId');

/** A task priority: a 32-bit integer as text. */
export const taskPriority = anyText('priority');

/** A run id that can be empty or absent. */
export const runIdOptional = upTo(64, 'optional');

/** A child policy. */
export const childPolicy = choice('TERMINATE', 'REQUEST_CANCEL', 'ABANDON');

/** The tags of an execution. */
export const tagList = list(text(0, 256), 5);

/** The name and version of a type. */
export const type = structure({ 'name*': text(1, 256), 'version*': text(1, 64) });

/** A task list whose name is checked for its length only. */
export const taskList = structure({ 'name*': text(1, 256) });

/** A task list whose name is checked for forbidden characters, too. */
export const namedTaskList = structure({ 'name*': text(1, 256, 'trimmed') });
