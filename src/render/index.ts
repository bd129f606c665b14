export type { ExportedHistory, HistoryLike, HistoryPage, RunOfHistory } from '../history/historyPages.js';
export { type TimelineOptions, timeline } from './timeline.js';
export type { ValueStyle } from './values.js';
