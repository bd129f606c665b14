import { drawn } from '../../render/mermaid.js';
import { messagesOf } from '../../render/mermaidMessages.js';
import { type AttemptStatus, effectOf, isFailure } from '../../render/model/effects.js';
import { rowKindOf } from '../../render/model/identity.js';
import type { Attempt } from '../../render/model/rows.js';
import { cutAt, oneLine } from '../../render/plainText.js';
import { type ReadRun, summaryCells, summaryLine, summaryOf } from '../../render/runSummary.js';
import { runValues, stepLines } from '../../render/steps.js';
import { rowLines, TimelineRows } from '../../render/timelineRows.js';
import type { NamedHistory } from '../files/histories.js';
import type { Paint } from './style.js';

/** A history to show. */
export interface SelectedHistory extends NamedHistory {
  readonly run: ReadRun;
  /** The ids of the events to show. Absent for all. */
  readonly shown?: ReadonlySet<number>;
}

/** The way in which a format writes. */
export interface View {
  /** True to show every attribute, and long values whole. */
  readonly all: boolean;
  /** The number of lines of each history, counted from its end. Absent for all. */
  readonly tail?: number;
  /** The number of characters of a line. Infinity for no limit. */
  readonly width: number;
  readonly paint: Paint;
  /** True to open a page with the first two histories side by side. */
  readonly compare?: boolean;
}

/** Returns the lines of a history for a view. */
export type LinesOf = (history: SelectedHistory, view: View) => readonly string[];

/** Returns a line for each event, below the line about the run. */
export const timelineLines: LinesOf = ({ run, shown }, view) => {
  const rows = new TimelineRows(run.events);
  const events = lastOf(shownOf(run.events, shown), view);
  const lines = rowLines(events.map((event) => rows.rowOf(event, view.all, view.all ? 'whole' : 'short')));
  return [headLine(run, '', view), ...lines.map((line) => paintedEvent(cutAt(oneLine(line), view.width), view.paint))];
};

/** Returns a line for each attempt of a thing, below the line about the run. */
export const stepsLines: LinesOf = ({ run, shown }, view) => {
  const values = view.all ? 'whole' : 'short';
  const isShown = ({ events }: Attempt): boolean => shown === undefined || events.some((id) => shown.has(id));
  const lines = lastOf(stepLines(run, { all: view.all, values, width: view.width }, isShown), view);
  const painted = lines.map(({ status, text: [before, word, after] }) => {
    return `${before}${paintedStatus(status, word, view.paint)}${after}`;
  });
  return [headLine(run, runValues(run, values), view), ...painted];
};

/** Returns a sequence diagram of Mermaid. */
export const mermaidLines: LinesOf = ({ run, shown }, view) => [
  drawn(run, lastOf(shownOf(messagesOf(run.rows), shown), view)),
];

/** Returns the entries whose events are shown. */
export const shownOf = <T extends { readonly id: number }>(list: readonly T[], shown?: ReadonlySet<number>) =>
  shown ? list.filter(({ id }) => shown.has(id)) : list;

/** Returns the last entries of a list, as many as `tail` says. */
export const lastOf = <T>(list: readonly T[], { tail = list.length }: Pick<View, 'tail'>): readonly T[] =>
  list.slice(Math.max(0, list.length - tail));

function headLine(run: ReadRun, values: string, { width, paint }: View): string {
  const cells = summaryCells(summaryOf(run));
  const line = [summaryLine(cells), values].filter((text) => text !== '').join('  ');
  if (line.length > width) return cutAt(line, width);
  const { workflowId, status } = cells;
  const painted = {
    ...cells,
    workflowId: workflowId && paint('bold', workflowId),
    status: paintedClose(status, paint),
  };
  return `${summaryLine(painted)}${values && `  ${values}`}`;
}

function paintedClose(status: string, paint: Paint): string {
  if (status === 'COMPLETED') return paint('green', status);
  return /^(FAILED|TERMINATED|TIMED_OUT)$/.test(status) ? paint('red', status) : paint('yellow', status);
}

const TYPE = /^(\s*#\d+\s+\S+\s+)(\w+)/;

/** Returns the line of an event with its type in the colour of its effect. Most types have none. */
const paintedEvent = (line: string, paint: Paint): string =>
  line.replace(TYPE, (_line, before: string, type: string) => {
    const effect = effectOf(type);
    const hasColor = effect && /closes|records/.test(effect.does) && rowKindOf(type) !== 'received signal';
    if (!hasColor || type === 'DecisionTaskCompleted' || effect.status === 'recorded') return `${before}${type}`;
    return `${before}${paintedStatus(effect.status, type, paint)}`;
  });

function paintedStatus(status: AttemptStatus, text: string, paint: Paint): string {
  if (isFailure(status)) return paint('red', text);
  if (status === 'completed' || status === 'fired' || status === 'delivered') return paint('green', text);
  return status === 'canceled' || status === 'scheduled' || status === 'started' ? paint('yellow', text) : text;
}
