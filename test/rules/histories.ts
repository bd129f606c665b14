import type { HistoryLike } from '../../src/rules/index.js';

/** The type of an event, its time in seconds since the start, and its attributes. Default: the time is the place in the list. */
export type Written = readonly [type: string, seconds?: number | undefined, attributes?: object];

const BEGAN = Date.parse('2026-01-01T00:00:00Z');

export const at = (seconds: number): Date => new Date(BEGAN + seconds * 1000);

const memberOf = (type: string): string => `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;

/** Returns a history in the form of the SDK, with exact times. */
export const written = (...events: readonly Written[]): HistoryLike[] =>
  events.map(([type, seconds, attributes = {}], index) => ({
    eventId: index + 1,
    eventType: type,
    eventTimestamp: at(seconds ?? index),
    [memberOf(type)]: attributes,
  }));

/** Returns the same history as a file has it that keeps whole seconds only. */
export const inWholeSeconds = (history: readonly HistoryLike[]): HistoryLike[] =>
  history.map((event) => ({ ...event, eventTimestamp: Math.floor(Number(event.eventTimestamp) / 1000) }));

/** Returns the same history without times. */
export const withoutTimes = (history: readonly HistoryLike[]): HistoryLike[] =>
  history.map((event) => ({ ...event, eventTimestamp: undefined }));

export const STARTED: Written = ['WorkflowExecutionStarted', 0];
export const scheduled = (activityId: string, seconds?: number, input?: string): Written => [
  'ActivityTaskScheduled',
  seconds,
  { activityId, activityType: { name: 'Charge', version: '1' }, ...(input !== undefined && { input }) },
];
export const completed = (scheduledEventId: number, seconds?: number): Written => [
  'ActivityTaskCompleted',
  seconds,
  { scheduledEventId },
];
export const signaled = (signalName: string, seconds?: number): Written => [
  'WorkflowExecutionSignaled',
  seconds,
  { signalName },
];
export const closed = (seconds?: number): Written => ['WorkflowExecutionCompleted', seconds];
