export { type TimelineEvent, type TimelineOptions, timeline } from './timeline.js';
export type { ValueStyle } from './values.js';
