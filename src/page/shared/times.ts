import { durationText } from '../../render/timeline.js';

/** Returns the time since the start of a run as `+1m30s`; empty if the history has no times. */
export const sinceText = (at: number, began: number): string =>
  Number.isFinite(at - began) ? `+${durationText(at - began)}` : '';

/** Returns a time in UTC as ISO 8601; empty if there is none, or none that a calendar has. */
export function utcText(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
