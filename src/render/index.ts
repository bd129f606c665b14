export { type TimelineEvent, type TimelineOptions, timeline } from './timeline.js';
