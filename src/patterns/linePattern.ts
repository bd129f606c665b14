import { nearest } from '../args/didYouMean.js';
import { EVENT_TYPES } from '../core/index.js';
import {
  type RowEvent,
  rowEventOf,
  rowText,
  type TimelineEvent,
  type TimelineRow,
  TimelineRows,
} from '../render/timelineRows.js';
import { cutText, type ValueStyle } from '../render/values.js';

const OTHER_STYLES: readonly ValueStyle[] = ['whole', 'exact'];
const NONE: readonly string[] = [];

/** An event of a history, in the words of its timeline. They are made when they are asked for. */
export class DescribedEvent {
  readonly #rows: TimelineRows;
  readonly #event: RowEvent;
  #tokens: readonly string[] | undefined;
  /** The words that the row has in another style only. */
  #otherTokens: readonly string[] | undefined;

  constructor(rows: TimelineRows, event: RowEvent) {
    this.#rows = rows;
    this.#event = event;
  }

  /** The type of the event. */
  get type(): string {
    return this.#event.type ?? '?';
  }

  /** The id and the time of the event. */
  get place(): string {
    const { id, time } = this.#row(false, 'short');
    return `${id} ${time}`;
  }

  /** The text of its row of the timeline, with every attribute. */
  get text(): string {
    return rowText(this.#row(true, 'short'));
  }

  /** The text of its row in a timeline without settings, which is the default. */
  get short(): string {
    return rowText(this.#row(false, 'short'));
  }

  /** Returns true if a word of the row fulfils a condition, in some style of a timeline. */
  hasWord(isWanted: (token: string) => boolean): boolean {
    this.#tokens ??= rowTokens(this.#row(true, 'short'));
    if (this.#tokens.some(isWanted)) return true;
    this.#otherTokens ??= this.#tokensOfOtherStyles();
    return this.#otherTokens.some(isWanted);
  }

  #row(all: boolean, style: ValueStyle): TimelineRow {
    return this.#rows.rowOf(this.#event, all, style);
  }

  // Most values look the same in every style.
  #tokensOfOtherStyles(): readonly string[] {
    const { text } = this;
    const rows = OTHER_STYLES.map((style) => this.#row(true, style)).filter((row) => rowText(row) !== text);
    return rows.length === 0 ? NONE : rows.flatMap(rowTokens);
  }
}

// A part without spaces, quotes and brackets is one word.
const isWord = (part: string): boolean => !/[\s"(]/.test(part);

function rowTokens(row: TimelineRow): readonly string[] {
  const { id, time, type, subject, refs, others } = row;
  if (isWord(type) && isWord(subject) && others.every(isWord)) return [id, time, type, subject, refs, ...others];
  return [id, time, ...tokensOf(rowText(row))];
}

/** A line that requires one event: its type, and any other words of its timeline. */
export interface Pattern {
  /** The line as the caller wrote it, for a message: words of over 200 characters are cut. */
  readonly text: string;
  /** The type of the event. */
  readonly type: string;
  /** The words of the line. */
  readonly tokens: readonly string[];
  /** Those of them that name a subject. */
  readonly subject: readonly string[];
}

/** The line that stands for any number of events, also for none. */
export const GAP = '...';
/** A line of an expected history. */
export type Line = Pattern | typeof GAP;

// A word of a timeline. Quoted parts and references in brackets can contain spaces.
const TOKEN = /\([^)]*\)|(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g;

const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? [];

/** Returns each event of a history in the words of its timeline. The history must be in order. */
export function describeEvents(history: readonly TimelineEvent[]): readonly DescribedEvent[] {
  const events = history.map(rowEventOf);
  const rows = new TimelineRows(events);
  return events.map((event) => new DescribedEvent(rows, event));
}

/** Returns an event of a history in the words of its timeline. `rows` are those of the history. */
export const describeRow = (rows: TimelineRows, event: RowEvent): DescribedEvent => new DescribedEvent(rows, event);

/**
 * Returns the lines of an expected history.
 *
 * @throws TypeError if a line has no event type.
 */
export const parsedLines = (texts: readonly string[]): readonly Line[] => texts.map(parsedLine);

function parsedLine(text: string): Line {
  if (typeof text !== 'string')
    throw new TypeError(
      `swfake: expected a line of a history, like 'TimerFired reminder', but this line is ${described(text)}`,
    );
  if (/^\s*(\.\.\.|…)\s*$/.test(text)) return GAP;
  const tokens = tokensOf(text);
  const type = tokens.find((token) => /^[A-Z]\w+$/.test(token)) ?? tokens[0] ?? '';
  const subject = tokens.filter((token) => token !== type && !/^[#+(]|=/.test(token));
  if (EVENT_TYPES.has(type)) return { text: shownLine(text), type, tokens, subject };
  const near = nearest(type, EVENT_TYPES);
  const advice = near
    ? `did you mean '${near.name}'?`
    : "a line has a type of event and any words of its line in a timeline, like 'ActivityTaskScheduled charge'; '...' stands for any number of events";
  throw new TypeError(`swfake: the line '${shownLine(text)}' has no type of event: ${advice}`);
}

const shownLine = (text: string): string =>
  cutText(text) === text ? text.trim() : text.trim().replaceAll(TOKEN, cutText);

const described = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'an object' : `${String(value)}`;

/** Returns true if an event has the type and all words of a line. */
export const matches = ({ type, tokens }: Pattern, event: DescribedEvent): boolean =>
  type === event.type && tokens.every((token) => token === type || hasToken(event, token));

/** Returns true if an event has this word of a line. `name=*` requires the attribute, with any value. */
export function hasToken(event: DescribedEvent, token: string): boolean {
  if (!token.endsWith('=*')) return event.hasWord((word) => word === token);
  const name = token.slice(0, -1);
  return event.hasWord((word) => word.startsWith(name));
}

/**
 * Returns true if an event has the type of a line, and its subject: the activity or timer that it names, for example.
 */
export const isAbout = ({ type, subject }: Pattern, event: DescribedEvent): boolean =>
  type === event.type && subject.every((token) => hasToken(event, token));
