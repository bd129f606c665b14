import { nearest } from '../../args/didYouMean.js';
import { EVENT_TYPES } from '../../core/index.js';
import { rowOf, rowText, type TimelineEvent, type TimelineRow } from '../../render/timeline.js';
import { cutText } from '../../render/values.js';

/** An event of a history, in the words of its timeline. */
export interface DescribedEvent {
  /** Its row of the timeline, with every attribute. */
  readonly row: TimelineRow;
  /** The text of that row. */
  readonly text: string;
  /** The text of its row in a timeline without settings, which is the default. */
  readonly short: string;
  /** The words of the row, in every style of a timeline: those that a line can require. */
  readonly tokens: ReadonlySet<string>;
}

/** A line that requires one event: its type, and any other words of its timeline. */
export interface Pattern {
  /** The line as the caller wrote it, for a message: words of over 200 characters are cut. */
  readonly text: string;
  /** The type of the event. */
  readonly type: string;
  /** The words of the line. */
  readonly tokens: readonly string[];
}

/** The line that stands for any number of events, also for none. */
export const GAP = '...';
/** A line of an expected history. */
export type Line = Pattern | typeof GAP;

// A word of a timeline. Quoted parts and references in brackets can contain spaces.
const TOKEN = /\([^)]*\)|(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g;

const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? [];

/** Returns each event of a history in the words of its timeline. */
export function describeEvents(history: readonly TimelineEvent[]): readonly DescribedEvent[] {
  return history.map((event) => {
    const row = rowOf(event, history, true, 'short');
    const text = rowText(row);
    const short = rowText(rowOf(event, history, false, 'short'));
    const others = (['whole', 'exact'] as const).map((style) => rowText(rowOf(event, history, true, style)));
    return { row, text, short, tokens: new Set([row.id, row.time, ...[text, ...others].flatMap(tokensOf)]) };
  });
}

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
  if (EVENT_TYPES.has(type)) return { text: shownLine(text), type, tokens };
  const near = nearest(type, EVENT_TYPES);
  const advice = near
    ? `did you mean '${near.name}'?`
    : "a line has a type of event and any words of its line in a timeline, like 'ActivityTaskScheduled charge'; '...' stands for any number of events";
  throw new TypeError(`swfake: the line '${shownLine(text)}' has no type of event: ${advice}`);
}

const shownLine = (text: string): string => text.trim().replaceAll(TOKEN, cutText);

const described = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'an object' : `${String(value)}`;

/** Returns true if an event has all words of a line. */
export const matches = ({ tokens }: Pattern, event: DescribedEvent): boolean =>
  tokens.every((token) => hasToken(event, token));

/** Returns true if an event has this word of a line. `name=*` requires the attribute, with any value. */
export function hasToken({ tokens }: DescribedEvent, token: string): boolean {
  if (!token.endsWith('=*')) return tokens.has(token);
  const name = token.slice(0, -1);
  return [...tokens].some((other) => other.startsWith(name));
}

/**
 * Returns true if an event has the type of a line, and its subject: the activity or timer that it names, for example.
 */
export function isAbout({ type, tokens }: Pattern, event: DescribedEvent): boolean {
  if (event.row.type !== type) return false;
  const subject = tokens.filter((token) => token !== type && !/^[#+(]|=/.test(token));
  return subject.every((token) => event.tokens.has(token));
}
