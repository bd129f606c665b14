export { type TimelineEvent, type TimelineOptions, timeline } from './text.js';
