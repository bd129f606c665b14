import { anyText, choice, listOf, structure, text, upTo } from './shape.js';

/** Shapes that several operations and decisions share, by the model's names. */
export const domainName = text(1, 256);
export const data = upTo(32_768);
export const identity = upTo(256);
export const taskToken = text(1, 1024);
export const arn = text(1, 1600);
export const timeout = upTo(8, 'timeout');
export const executionTimeout = upTo(8, 'execution');
export const taskPriority = anyText('priority');
export const runIdOptional = upTo(64, 'optional');
export const childPolicy = choice('TERMINATE', 'REQUEST_CANCEL', 'ABANDON');
export const tagList = listOf(text(0, 256), 5);
export const type = structure({ 'name*': text(1, 256), 'version*': text(1, 64) });
export const taskList = structure({ 'name*': text(1, 256) });
export const namedTaskList = structure({ 'name*': text(1, 256, 'trimmed') });
