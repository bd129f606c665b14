export type { ExportedHistory, HistoryLike, HistoryPage, RunOfHistory } from '../history/historyPages.js';
export { type HtmlOptions, html, type NamedHistory } from './html/html.js';
export { type MermaidOptions, mermaid } from './mermaid.js';
export { type StepsOptions, steps } from './steps.js';
export { type TimelineOptions, timeline } from './timeline.js';
export type { ValueStyle } from './values.js';
