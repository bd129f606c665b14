import { checkNames, checkValue } from '../args/checkOptions.js';
import { quoted } from '../args/quoted.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { durationText } from './durationText.js';
import type { AttemptStatus } from './model/effects.js';
import type { Attempt, Row } from './model/rows.js';
import { cutAt, oneLine } from './plainText.js';
import { type ReadRun, readRun, summaryCells, summaryLine, summaryOf } from './runSummary.js';
import { attributeText, type ValueStyle } from './values.js';

/** Options of `steps()`. */
export interface StepsOptions {
  /** `true` shows the run and every decision task as steps, too. Default `false`: decision tasks that are open or timed out. */
  readonly all?: boolean;
  /** How values are shown: `'short'`, `'whole'` or `'exact'`. Default `'short'`: a value of over 60 characters is cut. */
  readonly values?: ValueStyle;
  /** The number of characters that a line can have: longer values are cut. Default: no limit. */
  readonly width?: number;
}

/** One line: an attempt, and its cells. */
export interface StepLine {
  readonly attempt: Attempt;
  readonly status: AttemptStatus;
  /** The line before the status, the status with the spaces behind it, and the rest. */
  readonly text: readonly [before: string, status: string, after: string];
}

/**
 * Returns a history as text with a line for each thing, not for each event: an activity, a timer, a child, a signal, a
 * marker. A retry has a line of its own. The first line has the workflow id if the export has it, the type, the status, the
 * duration and the number of events. Of a history that continues on another page, it says after how many events the history
 * is cut. The other lines have these columns:
 *
 * - the time since the first event; empty if the history has no times
 * - the name, like an activity id
 * - the type
 * - the status
 * - the time from the first event of the thing to its close; empty while it is open
 * - the input, and after `->` the result or the reason of a failure
 * - the ids of the first and the last event
 *
 * `exported` is what `timeline()` takes.
 *
 * @throws TypeError if `exported` is no history of SWF, if its pages have an event twice, or if an option is unknown or has a
 * wrong value.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { steps } from 'swfake/render';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('1m');
 * const lines = steps(swf.history(run)).split('\n');
 * equal(lines[1], '+0s   Charge-1       Charge@1  timed out  30s  "card 7" -> SCHEDULE_TO_START  #5-6');
 * equal(lines[2], '+30s  decision task            scheduled                                      #7');
 * ```
 */
export function steps(exported: ExportedHistory, options: StepsOptions = {}): string {
  checkNames('steps()', options, { all: true, values: true, width: true });
  checkAll(options.all);
  checkValue('values', options.values, ['short', 'whole', 'exact']);
  checkWidth(options.width);
  const run = readRun(exported, 'call steps() for each');
  return [headOf(run, options), ...stepLines(run, options).map(({ text }) => text.join(''))].join('\n');
}

function checkAll(all: unknown): void {
  if (all !== undefined && typeof all !== 'boolean')
    throw new TypeError(`swfake: all was given as ${quoted(all)}; expected true or false`);
}

function checkWidth(width: unknown): void {
  if (width === undefined || (Number.isInteger(width) && Number(width) > 0)) return;
  throw new TypeError(`swfake: width was given as ${quoted(width)}; expected a whole number of characters from 1 on`);
}

/** The part of the options that lines need. */
type LineOptions = Pick<StepsOptions, 'all' | 'values' | 'width'>;

function headOf(run: ReadRun, { values = 'short', width = Number.POSITIVE_INFINITY }: LineOptions): string {
  const line = [summaryLine(summaryCells(summaryOf(run))), runValues(run, values)].filter((text) => text !== '');
  return cutAt(line.join('  '), width);
}

/** Returns the input of a run, and its result or the reason of its failure. Empty if there is none. */
export function runValues(run: ReadRun, values: ValueStyle): string {
  const summary = summaryOf(run);
  return summary.run ? valuesText(summary.run, values) : '';
}

/** Returns the lines of the steps of a run, without the line above them. `shows` can leave attempts out. */
export function stepLines(
  run: ReadRun,
  { all = false, values = 'short', width = Number.POSITIVE_INFINITY }: LineOptions,
  shows: (attempt: Attempt) => boolean = () => true,
): readonly StepLine[] {
  const began = run.events[0]?.at ?? Number.NaN;
  const steps = run.rows
    .flatMap((row) => row.attempts.map((attempt) => ({ row, attempt })))
    .filter(({ row, attempt }) => (all || isStep(row, attempt)) && shows(attempt))
    .toSorted((a, b) => a.attempt.scheduled.id - b.attempt.scheduled.id);
  const cells = steps.map(({ row, attempt }) => cellsOf(row, attempt, began, values));
  const widths = widthsOf(cells, width);
  return steps.map(({ attempt }, index) => {
    const padded = (cells[index] ?? []).map((cell, column) =>
      cutAt(cell, widths.most(column)).padEnd(widths.of(column)),
    );
    return { attempt, status: attempt.status, text: lineOf(padded, width) };
  });
}

// A column that is empty in every line has no place.
const joined = (cells: Cells): string => cells.filter((cell) => cell !== '').join('  ');

function lineOf(padded: Cells, width: number): StepLine['text'] {
  const before = `${joined(padded.slice(0, STATUS))}  `;
  const status = padded[STATUS] ?? '';
  const after = `  ${joined(padded.slice(STATUS + 1))}`.trimEnd();
  const line = `${before}${status}${after}`;
  return line.length > width ? [cutAt(line, width), '', ''] : [before, status, after];
}

// The line above the steps has the run, and completed decision tasks are only noise.
function isStep({ kind }: Row, { status, isOpen }: Attempt): boolean {
  if (kind === 'run') return status === 'refused';
  return kind !== 'decisions' || isOpen || status === 'timed out';
}

const LONGEST_NAME = 60;
const LONGEST_VALUE = 60;
const STATUS = 3;
const VALUES = 5;
/** The widest column of values that lines are padded to. A wider value moves what follows it. */
const WIDEST = 2 * LONGEST_VALUE + ' -> '.length;

type Cells = readonly string[];

const cellsOf = (row: Row, attempt: Attempt, began: number, values: ValueStyle): Cells => [
  sinceText(attempt.scheduled.at - began),
  nameText(row, values),
  nameCut(typeText(row, attempt), values),
  attempt.status,
  spanText(attempt),
  valuesText(attempt, values),
  idsText(attempt.events),
];

const sinceText = (millis: number): string => (Number.isNaN(millis) ? '' : `+${durationText(millis)}`);

const nameCut = (text: string, values: ValueStyle): string =>
  oneLine(values === 'short' ? cutAt(text, LONGEST_NAME) : text);

function nameText({ kind, name }: Row, values: ValueStyle): string {
  if (kind === 'decisions') return 'decision task';
  return kind === 'run' ? 'run' : nameCut(name, values);
}

function typeText({ kind, type, workflowId = '' }: Row, { due, scheduled }: Attempt): string {
  if (kind === 'run') return type;
  if (kind === 'activity') return type || kind;
  if (kind === 'timer') return due === undefined ? kind : `${kind} ${durationText(due - scheduled.at)}`;
  if (kind === 'child' || kind === 'lambda function') return type === '' ? kind : `${type} (${kind})`;
  if (kind === 'sent signal') return `${kind} to ${workflowId}`.replace(/ to $/, '');
  return kind === 'decisions' ? '' : kind;
}

function spanText({ scheduled, closed, events }: Attempt): string {
  if (!closed || events.length === 1 || Number.isNaN(closed.at - scheduled.at)) return '';
  return durationText(closed.at - scheduled.at);
}

function valuesText({ input, outcome }: Attempt, values: ValueStyle): string {
  const before = input === undefined ? '' : valueText('input', input, values);
  return outcome === undefined ? before : `${before} -> ${valueText('result', outcome, values)}`.trimStart();
}

function valueText(name: string, value: string, values: ValueStyle): string {
  const text = oneLine(attributeText(name, value, values));
  return values === 'short' ? cutAt(text, LONGEST_VALUE) : text;
}

function idsText(events: readonly number[]): string {
  const [first, last] = [events[0] ?? 0, events.at(-1) ?? 0];
  return first === last ? `#${first}` : `#${first}-${last}`;
}

interface Widths {
  /** Returns the width of a column. */
  of(column: number): number;
  /** Returns the number of characters that a cell of a column can have. */
  most(column: number): number;
}

function widthsOf(rows: readonly Cells[], width: number): Widths {
  const widest = (column: number): number => rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0);
  const own = Array.from({ length: VALUES + 2 }, (_cell, column) => widest(column));
  const others = own.reduce((sum, one, column) => sum + (column === VALUES || one === 0 ? 0 : one + 2), 0);
  const values = Math.max(1, width - others);
  return {
    of: (column) => (column === VALUES ? Math.min(own[column] ?? 0, WIDEST, values) : (own[column] ?? 0)),
    most: (column) => (column === VALUES ? values : Number.POSITIVE_INFINITY),
  };
}
